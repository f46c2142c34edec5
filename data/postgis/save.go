package postgis

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"maillage/geo"
)

// Save keeps a data set as a generation, not in service. The same content again
// gives the generation that is there, as it was first saved. It is one
// transaction: what fails leaves nothing.
func (s *Store) Save(ctx context.Context, d *geo.Dataset, draft geo.Draft) (geo.Generation, error) {
	fingerprint := d.Fingerprint() // not Digest: what is kept goes by its content alone
	id := geo.GenerationOf(fingerprint)
	var g geo.Generation
	err := s.do(ctx, "save generation "+id, func() error {
		err := inTx(ctx, s.writer, nil, func(tx *sql.Tx) error { return save(ctx, tx, d, id, fingerprint, draft) })
		if err != nil {
			return err
		}
		g, err = s.generation(ctx, id)
		return err
	})
	return g, err
}

func save(ctx context.Context, tx *sql.Tx, d *geo.Dataset, id, fingerprint string, draft geo.Draft) error {
	var key int64
	// Waits for another that saves the same, then finds it there.
	err := tx.QueryRowContext(ctx, `
		insert into maillage.generation (id, fingerprint, note, base)
		select $1, $2::text, $3, $4
		where not exists (select from maillage.generation where sealed and fingerprint = $2::text)
		on conflict do nothing returning key`, id, fingerprint, draft.Note, draft.Base).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, p := range partsOf(d) {
		kept, err := savePart(ctx, tx, &p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name(), err)
		}
		_, err = tx.ExecContext(ctx, "insert into maillage.generation_part (generation, kind, layer, position, part) values ($1, $2, $3, $4, $5)",
			key, p.kind, p.layer, i, kept)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name(), err)
		}
	}
	for _, statement := range []string{
		// The planner knows nothing yet of what was copied, and takes it for little.
		"analyze maillage.boundary, maillage.unit, maillage.successor",
		fmt.Sprintf("select maillage.dissolve(%d)", key),
		fmt.Sprintf("select maillage.seal(%d)", key),
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// name tells the part in errors.
func (p *part) name() string {
	if p.layer != "" {
		return string(p.layer)
	}
	return string(p.kind)
}

// savePart writes a part, unless the same is there; it returns its key.
func savePart(ctx context.Context, tx *sql.Tx, p *part) (key int64, err error) {
	hash, err := p.hash()
	if err != nil {
		return 0, err
	}
	shape, err := p.encodedShape()
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `insert into maillage.part (kind, hash, shape) values ($1, $2, $3)
		on conflict do nothing returning key`, p.kind, hash, shape).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return key, tx.QueryRowContext(ctx, "select key from maillage.part where kind = $1 and hash = $2", p.kind, hash).Scan(&key)
	}
	for _, t := range p.tables {
		if err == nil {
			err = copyRows(ctx, tx, key, t)
		}
	}
	return key, err
}

// copyRows streams the rows of a part into a table.
func copyRows(ctx context.Context, tx *sql.Tx, part int64, t table) (err error) {
	stmt, err := tx.PrepareContext(ctx, "copy maillage."+t.name+" (part, "+strings.Join(t.columns, ", ")+") from stdin")
	if err != nil {
		return err
	}
	values := make([]any, len(t.columns)+1)
	values[0] = part
	err = t.rows(func(cells ...cell) error {
		for i, c := range cells {
			values[i+1] = nil
			if c.known {
				values[i+1] = c.text
			}
		}
		_, err := stmt.ExecContext(ctx, values...)
		return err
	})
	if err == nil {
		_, err = stmt.ExecContext(ctx) // the end of the data: what is wrong with a row is often told here
	}
	return errors.Join(err, stmt.Close())
}

// List returns every generation, the newest first.
func (s *Store) List(ctx context.Context) (list []geo.Generation, err error) {
	err = s.do(ctx, "list generations", func() error {
		if err := s.nameAll(ctx); err != nil {
			return err
		}
		list, err = s.generations(ctx, "true")
		return err
	})
	return list, err
}

// generation returns what is told of one generation by its whole ID.
func (s *Store) generation(ctx context.Context, id string) (geo.Generation, error) {
	list, err := s.generations(ctx, "g.id = $1", id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("no generation %q: %w", id, geo.ErrNotFound)
	}
	if err != nil {
		return geo.Generation{}, err
	}
	return list[0], nil
}

// generations lists the sealed generations that a condition takes. Of those with
// the same content, which an edit and its undoing make, the first is told.
func (s *Store) generations(ctx context.Context, where string, args ...any) ([]geo.Generation, error) {
	rows, err := s.db.QueryContext(ctx, `
		select g.id, g.created, g.note, coalesce(fork.id, g.base), g.id is not distinct from active.id,
			l.layer, l.features, l.file, l.sha256
		from (select distinct on (id) * from maillage.generation where sealed and id is not null order by id, key) g
		left join maillage.generation fork on fork.key = g.forked_from
		left join (select id from maillage.generation where key = maillage.active_generation()) active on true
		left join lateral (
			select p.layer, p.position, (select count(*) from maillage.boundary b where b.part = p.part) features, s.file, s.sha256
			from maillage.generation_part p
			join maillage.generation_part sp on sp.generation = p.generation and sp.kind = 'sources'
			join maillage.source s on s.part = sp.part and s.layer = p.layer
			where p.generation = g.key and p.kind = 'boundaries') l on true
		where `+where+`
		order by g.created desc, g.key desc, l.position`, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells what went wrong
	var list []geo.Generation
	for rows.Next() {
		var g geo.Generation
		var name, file, sum sql.NullString
		var features sql.NullInt64
		if err := rows.Scan(&g.ID, &g.Created, &g.Note, &g.Base, &g.Active, &name, &features, &file, &sum); err != nil {
			return nil, err
		}
		if n := len(list); n == 0 || list[n-1].ID != g.ID {
			g.Created = g.Created.In(time.UTC)
			list = append(list, g)
		}
		if name.Valid {
			last := &list[len(list)-1]
			last.Layers = append(last.Layers, geo.GenerationLayer{Name: geo.LayerName(name.String), Features: int(features.Int64), File: file.String, SHA256: sum.String})
		}
	}
	return list, rows.Err()
}
