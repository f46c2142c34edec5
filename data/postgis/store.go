package postgis

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/lib/pq"

	"maillage/geo"
)

// Store keeps generations in a database. It is safe for concurrent use.
type Store struct {
	config *config
	heard  func(error)
	share  bool
	db     *sql.DB
	// writer may be silent for as long as a statement may last: while rows are
	// checked, or while another changes what is in service.
	writer *sql.DB
	// pulse is asked whether the database is there; it is soon out of patience.
	pulse *sql.DB

	mu       sync.Mutex
	prepared bool

	kept kept
	// named is what was read last to work out its ID: whoever asks is about to
	// load it, and takes it.
	named atomic.Pointer[geo.Dataset]
}

// Open reads the options. It connects to nothing: the database may be down, and
// whatever asks something of it says so then. The first that finds it there
// brings its schema up to date.
func Open(o Options) (*Store, error) {
	c, err := readConfig(o)
	if err != nil {
		return nil, err
	}
	s := &Store{config: c, heard: o.Heard, share: o.Share}
	if s.heard == nil {
		s.heard = func(error) {}
	}
	for _, p := range []struct {
		pool      **sql.DB
		most      int // connections
		statement time.Duration
		patience  time.Duration
	}{
		{&s.db, 4, c.statement, readPatience},
		{&s.writer, 2, writing * c.statement, writing*c.statement + readPatience},
		{&s.pulse, 1, pulsePatience, pulsePatience},
	} {
		if *p.pool, err = c.pool(p.most, p.statement, p.patience); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// pool makes a pool of so many connections at most, whose statements last so long
// at most, and that wait so long for an answer.
func (c *config) pool(most int, statement, patience time.Duration) (*sql.DB, error) {
	connector, err := pq.NewConnectorConfig(c.pq.Clone())
	if err != nil {
		return nil, c.clean("database URL", err)
	}
	connector.Dialer(newDialer(c.pq.ConnectTimeout, patience))
	longest := setting{"statement_timeout", strconv.FormatInt(statement.Milliseconds(), 10)}
	db := sql.OpenDB(&session{connector, append(slices.Clone(c.settings), longest), c.pq.ConnectTimeout})
	db.SetMaxOpenConns(most)
	db.SetConnMaxIdleTime(time.Minute)
	return db, nil
}

// Close ends every connection.
func (s *Store) Close() error {
	return s.config.clean("database", errors.Join(s.db.Close(), s.writer.Close(), s.pulse.Close()))
}

// ready brings the schema up to date, once.
func (s *Store) ready(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prepared {
		return nil
	}
	if err := s.pulse.PingContext(ctx); err != nil { // soon out of patience where nobody is there
		return err
	}
	if err := mayUsePostGIS(ctx, s.writer); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer); err != nil {
		return err
	}
	s.prepared = true
	return nil
}

// Refused reports whether an error of this package is the answer of a database
// that is there: a right that is missing, say, rather than a line that is cut.
func Refused(err error) bool {
	var answer *pq.Error
	var lacking *unusable
	return errors.As(err, &lacking) || errors.As(err, &answer) && !strings.HasPrefix(string(answer.Code), "57P") // it is ending, or starting
}

// do runs work once the schema is there; what it returns is told without
// secrets, and a row that is not there as [geo.ErrNotFound].
func (s *Store) do(ctx context.Context, what string, work func() error) error {
	err := s.ready(ctx)
	if err == nil {
		err = work()
	}
	if err == nil {
		return nil
	}
	var refused *pq.Error
	if errors.As(err, &refused) && refused.Code == "P0002" { // no_data_found
		err = &fault{text: refused.Message, cause: geo.ErrNotFound}
	}
	return s.config.clean(what, err)
}
