package geopackage

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
	"modernc.org/sqlite/vfs"

	"maillage/data/format"
)

// database is an open file: one connection, of which nothing can be written.
type database struct {
	fs   *single
	vfs  *vfs.FS
	pool *sql.DB
	conn *sql.Conn
}

// options open a file as what nobody trusts. query_only and immutable say
// twice what the file system says already.
const options = "&mode=ro&immutable=1&_defensive=1&_query_only=1&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)"

func openDatabase(ctx context.Context, src io.ReaderAt, size int64, limits format.Limits) (*database, error) {
	if err := checkSize(src, size); err != nil {
		return nil, err
	}
	d := &database{fs: &single{src: src, size: size, left: passes*size + 1<<20}}
	if err := d.connect(ctx, limits); err != nil {
		return nil, errors.Join(d.explain(err), d.close())
	}
	return d, nil
}

func (d *database) connect(ctx context.Context, limits format.Limits) (err error) {
	name, registered, err := vfs.New(d.fs)
	if err != nil {
		return err
	}
	d.vfs = registered
	if d.pool, err = sql.Open("sqlite", "file:"+fileName+"?vfs="+name+options); err != nil {
		return err
	}
	d.pool.SetMaxOpenConns(1)
	if d.conn, err = d.pool.Conn(ctx); err != nil {
		return err
	}
	return d.bound(ctx, limits)
}

// bound sets what SQLite refuses to go past, before it reads any schema.
func (d *database) bound(ctx context.Context, limits format.Limits) error {
	for id, most := range map[int]int{
		sqlite3.SQLITE_LIMIT_LENGTH:          limits.RowBytes,
		sqlite3.SQLITE_LIMIT_SQL_LENGTH:      1 << 20,
		sqlite3.SQLITE_LIMIT_COLUMN:          maxColumns,
		sqlite3.SQLITE_LIMIT_EXPR_DEPTH:      64,
		sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 8,
		sqlite3.SQLITE_LIMIT_VDBE_OP:         100_000,
		sqlite3.SQLITE_LIMIT_ATTACHED:        0,
		sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:   1,
		sqlite3.SQLITE_LIMIT_WORKER_THREADS:  0,
	} {
		if _, err := sqlite.Limit(d.conn, id, most); err != nil {
			return err
		}
	}
	_, err := d.conn.ExecContext(ctx, "PRAGMA cache_size=-8192") // KiB
	return err
}

// close releases what was opened.
func (d *database) close() error {
	var errs []error
	if d.conn != nil {
		errs = append(errs, d.conn.Close())
	}
	if d.pool != nil {
		errs = append(errs, d.pool.Close())
	}
	if d.vfs != nil {
		errs = append(errs, d.vfs.Close())
	}
	return errors.Join(errs...)
}

// checkSize holds the number of pages in the header against the size of the
// file: SQLite finds a cut file late, and says that it is malformed.
func checkSize(src io.ReaderAt, size int64) error {
	head := make([]byte, 100)
	if n, err := src.ReadAt(head, 0); n < len(head) {
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		return format.Errorf(format.RuleTruncated, "it ends in the header of the database")
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 1 << 16
	}
	pages := int64(binary.BigEndian.Uint32(head[28:]))
	current := binary.BigEndian.Uint32(head[24:]) == binary.BigEndian.Uint32(head[92:])
	if current && pages*page > size {
		return format.Errorf(format.RuleTruncated, "it has %d pages of %d bytes, and holds %d bytes", pages, page, size)
	}
	return nil
}

// explain turns what SQLite says of a file into a refusal.
func (d *database) explain(err error) error {
	var failed *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case d.fs.left < 0:
		return format.Errorf(format.RuleCorrupt, "its pages lead back to one another: it was read %d times over", passes)
	case errors.As(err, &failed):
		text := strings.TrimPrefix(failed.Error(), "SQL logic error: ")
		if failed.Code() == sqlite3.SQLITE_TOOBIG {
			return format.Errorf(format.RuleFeatureTooLarge, "a value of it is too large")
		}
		return format.Errorf(format.RuleCorrupt, "SQLite says: %s", text)
	}
	return err
}

// quote writes a name as SQL does.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// list runs a query of ours and scans all its rows.
func list[T any](ctx context.Context, d *database, most int, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := d.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, d.explain(err)
	}
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, errors.Join(format.Errorf(format.RuleCorrupt, "%v", err), rows.Close())
		}
		if all = append(all, v); len(all) > most {
			return nil, errors.Join(format.Errorf(format.RuleCorrupt, "more than %d rows where a few are expected", most), rows.Close())
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, d.explain(err)
	}
	return all, nil
}

// columnsOf lists the stored columns of a table, of which there must be some
// by the names wanted. One that is computed could run for ever.
func (d *database) columnsOf(ctx context.Context, table string, wanted ...string) ([]string, error) {
	type column struct {
		name   string
		hidden int
	}
	all, err := list(ctx, d, maxColumns, func(rows *sql.Rows) (c column, err error) {
		return c, rows.Scan(&c.name, &c.hidden)
	}, "SELECT name, hidden FROM pragma_table_xinfo(?)", table)
	if err != nil {
		return nil, err
	}
	var names []string
	met := map[string]bool{}
	for _, c := range all {
		if c.hidden == 0 {
			names = append(names, c.name)
			met[strings.ToLower(c.name)] = true
		}
	}
	for _, name := range wanted {
		if !met[strings.ToLower(name)] {
			return nil, format.Errorf(format.RuleCorrupt, "the table %s has no column %s of its own", fmt.Sprintf("%.60q", table), name)
		}
	}
	return names, nil
}
