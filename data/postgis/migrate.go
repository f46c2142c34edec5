package postgis

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Numbers of advisory locks: "maillage" and "migrates" in ASCII.
const (
	schemaLock  = 0x6d61696c6c616765
	migrateLock = 0x6d69677261746573
)

// migrate brings the schema up to date, unless it is. A database made by a later
// program is refused; one that serves already goes on.
func migrate(ctx context.Context, db *sql.DB) error {
	if err := makeSchema(ctx, db); err != nil {
		return err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(migrateLock), lock.WithLockTimeout(1, 120))
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, files,
		goose.WithTableName("maillage.version"), goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case current > target:
		return fmt.Errorf("its schema is at version %d, and this program knows up to %d: run the newer program", current, target)
	case current == target:
		return nil // a role that may only read can serve
	}
	_, err = p.Up(ctx)
	return withFix(err)
}

// withFix adds what to do to an error of the first migration, which makes
// PostGIS where there is none.
func withFix(err error) error {
	for said, fix := range map[string]string{
		`permission denied to create extension`: "as a superuser, run: create extension postgis",
		`extension "postgis" is not available`:  "install PostGIS beside the server (Debian: postgresql-15-postgis-3)",
		`no schema has been selected`:           "no schema of search_path exists: as a superuser, run: create extension postgis schema public",
	} {
		if err != nil && strings.Contains(err.Error(), said) {
			return fmt.Errorf("%w: %s", err, fix)
		}
	}
	return err
}

// mayUsePostGIS refuses a role that may not use the schema PostGIS is in: no
// search path helps it. That there is no PostGIS yet is for the migrations.
func mayUsePostGIS(ctx context.Context, db *sql.DB) error {
	var where, role string
	err := db.QueryRowContext(ctx, `select quote_ident(n.nspname), quote_ident(current_user)
		from pg_extension e join pg_namespace n on n.oid = e.extnamespace
		where e.extname = 'postgis' and not has_schema_privilege(n.oid, 'usage')`).Scan(&where, &role)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return &unusable{fmt.Sprintf("PostGIS is in the schema %s, which the role %s may not use: as the owner of that schema, run: grant usage on schema %[1]s to %[2]s", where, role)}
}

// unusable is a database that is there, and does not do.
type unusable struct{ text string }

func (u *unusable) Error() string { return u.text }

// makeSchema makes the schema where there is none.
func makeSchema(ctx context.Context, db *sql.DB) error {
	var there bool
	err := db.QueryRowContext(ctx, "select exists (select from pg_namespace where nspname = 'maillage')").Scan(&there)
	if err != nil || there {
		return err
	}
	// Of two programs that start at once, one would fail: "if not exists" does
	// not wait for the other.
	return inTx(ctx, db, nil, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "select pg_advisory_xact_lock($1)", schemaLock); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "create schema if not exists maillage")
		return err
	})
}

// inTx runs work in one transaction: all of it is done, or nothing.
func inTx(ctx context.Context, db *sql.DB, o *sql.TxOptions, work func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		_ = tx.Rollback() // the first error is the one to tell
		return err
	}
	return tx.Commit()
}
