package postgis

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"maillage/geo"
)

// Load reads a generation by its ID, or by a prefix of it of 6 digits or more.
// Layers are read one feature at a time. What comes back is held to its
// fingerprint.
func (s *Store) Load(ctx context.Context, id string) (d *geo.Dataset, err error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	if d := s.named.Swap(nil); d != nil && d.Generation() == id {
		return d, nil
	}
	err = s.do(ctx, "load generation "+id, func() error {
		var key int64
		if err := s.db.QueryRowContext(ctx, "select maillage.find_generation($1)", id).Scan(&key); err != nil {
			return err
		}
		var fingerprint string
		if d, fingerprint, err = s.read(ctx, key); err != nil {
			return err
		}
		if d.Digest != fingerprint {
			d = nil
			return fmt.Errorf("what is kept there is not what was saved: the tables were changed past their triggers; restore the database, or import the data again")
		}
		return nil
	})
	return d, err
}

// readOnly sees one state of the database throughout.
var readOnly = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}

// read reads a generation whole, and the fingerprint it should have, "" where
// none is recorded yet.
func (s *Store) read(ctx context.Context, key int64) (d *geo.Dataset, fingerprint string, err error) {
	err = inTx(ctx, s.db, readOnly, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "select coalesce(fingerprint, '') from maillage.generation where key = $1", key).Scan(&fingerprint)
		if err != nil {
			return err
		}
		parts, err := listParts(ctx, tx, key)
		if err != nil {
			return err
		}
		d = new(geo.Dataset)
		r := &reader{ctx, tx, &s.kept, map[int64]any{}}
		for _, p := range parts {
			if err := r.readPart(p, d); err != nil {
				return fmt.Errorf("%s %s: %w", p.kind, p.layer, err)
			}
		}
		if s.share {
			s.kept.replace(r.met)
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	d.Digest = d.Fingerprint()
	return d, fingerprint, nil
}

// stored is a part as a generation lists it.
type stored struct {
	key   int64
	kind  kind
	layer geo.LayerName
	shape []byte
}

// listParts lists the parts of a generation in its order; the sources come last,
// for they fill in those of the layers.
func listParts(ctx context.Context, tx *sql.Tx, generation int64) (parts []stored, err error) {
	err = each(ctx, tx, `select p.key, p.kind, g.layer, p.shape from maillage.generation_part g join maillage.part p on p.key = g.part
		where g.generation = $1 order by g.kind = 'sources', g.position`, []any{generation}, func(scan func(...any) error) error {
		var p stored
		err := scan(&p.key, &p.kind, &p.layer, &p.shape)
		parts = append(parts, p)
		return err
	})
	return parts, err
}

// each calls do on every row of a query, as it comes.
func each(ctx context.Context, tx *sql.Tx, query string, args []any, do func(scan func(...any) error) error) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // Err tells what went wrong
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// reader reads parts within one transaction.
type reader struct {
	ctx  context.Context
	tx   *sql.Tx
	kept *kept
	met  map[int64]any // large parts of this generation
}

func (r *reader) each(query string, part int64, do func(scan func(...any) error) error) error {
	return each(r.ctx, r.tx, query, []any{part}, do)
}

// readPart reads a part into its place in the data set.
func (r *reader) readPart(p stored, d *geo.Dataset) (err error) {
	switch p.kind {
	case boundaries:
		l := geo.Layer{Name: p.layer}
		l.Features, err = large(r, p.key, func() ([]geo.Feature, error) { return r.features(p.key) })
		d.Layers = append(d.Layers, l)
	case catalogue:
		var c geo.Catalogue
		c, err = large(r, p.key, func() (geo.Catalogue, error) { return r.catalogue(p) })
		// A program may put lists of its own in place of these.
		c.Units, c.Successors = maps.Clone(c.Units), maps.Clone(c.Successors)
		d.Catalogue = c
	case neighbourhoods:
		d.Neighbourhoods, err = r.neighbourhoods(p)
	case contracts:
		d.Contracts, err = r.contracts(p.key)
	case network:
		d.Centres, err = r.centres(p.key)
	case published:
		d.Network, err = r.published(p.key)
	case sources:
		err = r.sources(p.key, d)
	default:
		err = fmt.Errorf("a part of a kind this program does not know: run the newer program")
	}
	return err
}

func (r *reader) features(part int64) ([]geo.Feature, error) {
	var n int
	if err := r.tx.QueryRowContext(r.ctx, "select count(*) from maillage.boundary where part = $1", part).Scan(&n); err != nil {
		return nil, err
	}
	features := make([]geo.Feature, 0, n)
	err := r.each("select code, name, ST_AsEWKB(geom) from maillage.boundary where part = $1 order by position", part, func(scan func(...any) error) error {
		var f geo.Feature
		var ground sql.RawBytes
		err := scan(&f.Code, &f.Name, &ground)
		if err == nil {
			f.Geometry, err = decodeGround(ground)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Code, err)
		}
		features = append(features, f)
		return nil
	})
	if len(features) == 0 {
		return nil, err
	}
	return slices.Clip(features), err
}
