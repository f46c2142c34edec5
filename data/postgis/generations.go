package postgis

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"

	"maillage/geo"
)

// Active returns the generation in service, or an error that wraps
// [geo.ErrNotFound] where none is yet.
func (s *Store) Active(ctx context.Context) (g geo.Generation, err error) {
	err = s.do(ctx, "active generation", func() error {
		id, err := s.activeID(ctx)
		if err != nil {
			return err
		}
		g, err = s.generation(ctx, id)
		return err
	})
	return g, err
}

// activeID returns the ID of what is in service, which it works out where a
// change in the database left that to the programs.
func (s *Store) activeID(ctx context.Context) (string, error) {
	var key sql.NullInt64
	var id sql.NullString
	err := s.db.QueryRowContext(ctx, `select g.key, g.id from (select maillage.active_generation() key) a
		left join maillage.generation g using (key)`).Scan(&key, &id)
	switch {
	case err != nil:
		return "", err
	case !key.Valid:
		return "", fmt.Errorf("no generation is in service: %w", geo.ErrNotFound)
	case id.Valid:
		return id.String, nil
	}
	return s.name(ctx, key.Int64)
}

// name works out the ID of a generation that was made in the database, and
// records it. Of several programs at once, all come to the same.
func (s *Store) name(ctx context.Context, key int64) (string, error) {
	d, _, err := s.read(ctx, key)
	if err != nil {
		return "", err
	}
	id := geo.GenerationOf(d.Digest)
	s.named.Store(d)
	_, err = s.db.ExecContext(ctx, "update maillage.generation set id = $2, fingerprint = $3 where key = $1 and id is null", key, id, d.Digest)
	return id, err
}

// nameAll names the generations that no program has read yet.
func (s *Store) nameAll(ctx context.Context) error {
	var keys []int64
	err := inTx(ctx, s.db, readOnly, func(tx *sql.Tx) error {
		return each(ctx, tx, "select key from maillage.generation where sealed and id is null order by key", nil, func(scan func(...any) error) error {
			var key int64
			err := scan(&key)
			keys = append(keys, key)
			return err
		})
	})
	for _, key := range keys {
		if err == nil {
			_, err = s.name(ctx, key)
		}
	}
	return err
}

var idShape = regexp.MustCompile(`^[0-9a-f]{6,16}$`)

// checkID refuses what is neither an ID nor a prefix of one, before it is sent.
func checkID(id string) error {
	if idShape.MatchString(id) {
		return nil
	}
	return fmt.Errorf("generation %.40q: want its id of 16 hexadecimal digits, or the first 6 or more: %w", id, geo.ErrNotFound)
}

// Activate puts a generation in service, by its ID or a prefix of 6 digits or
// more. Every program that watches hears of it. Nothing changes where it serves
// already.
func (s *Store) Activate(ctx context.Context, id string) error {
	if err := checkID(id); err != nil {
		return err
	}
	return s.do(ctx, "activate generation "+id, func() error {
		if err := s.nameAll(ctx); err != nil {
			return err
		}
		_, err := s.writer.ExecContext(ctx, "select maillage.activate($1)", id)
		return err
	})
}

// Rollback puts back the generation that was in service before, or returns an
// error that wraps [geo.ErrNotFound] where there was none.
func (s *Store) Rollback(ctx context.Context) (g geo.Generation, err error) {
	err = s.do(ctx, "rollback", func() error {
		if err := s.nameAll(ctx); err != nil {
			return err
		}
		var id sql.NullString
		if err := s.writer.QueryRowContext(ctx, "select maillage.rollback()").Scan(&id); err != nil {
			return err
		}
		if !id.Valid {
			return errors.New("the generation before has no id yet: try again")
		}
		g, err = s.generation(ctx, id.String)
		return err
	})
	return g, err
}
