package postgis

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/lib/pq"

	"maillage/geo"
)

const (
	// pulseEvery is how often the database is asked whether it is there, and
	// what is in service: a change whose notification was lost is found by it.
	pulseEvery = time.Second
	// pulsePatience is how long it may take to answer that.
	pulsePatience = 3 * time.Second
	// Between two attempts to listen again.
	listenAgainMin, listenAgainMax = 50 * time.Millisecond, time.Second
)

// Watch calls changed with the generation in service, where there is one, then
// with each that is put in service, by whoever: within milliseconds where the
// database can notify, within a second where a connection was lost meanwhile. Of
// changes that follow one another closely it may tell the last alone. What keeps
// the database from answering goes to [Options.Heard]. It returns when the
// context ends.
func (s *Store) Watch(ctx context.Context, changed func(id string)) {
	l := listen(s.config)
	defer l.stop()
	tick := time.NewTicker(pulseEvery)
	defer tick.Stop()
	var told int64 // activation told last
	for {
		activation, id, err := s.service(ctx, told)
		if ctx.Err() != nil {
			return
		}
		s.heard(s.config.clean("database", err))
		switch {
		case err != nil:
			l.hangUp() // it may be waiting on a line that is cut
		case id != "":
			told = activation
			changed(id)
		}
		select {
		case <-ctx.Done():
			return
		case <-l.Notify:
		case <-tick.C:
		}
	}
}

// service returns the activation in service, and its generation where it is not
// the one told before; nothing where none is.
func (s *Store) service(ctx context.Context, told int64) (activation int64, id string, err error) {
	if err := s.ready(ctx); err != nil {
		return 0, "", err
	}
	err = s.pulse.QueryRowContext(ctx, "select activation from maillage.active").Scan(&activation)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", nil
	}
	if err != nil || activation == told {
		return activation, "", err
	}
	id, err = s.activeID(ctx)
	if errors.Is(err, geo.ErrNotFound) {
		return activation, "", nil
	}
	return activation, id, err
}

// listener hears of commits.
type listener struct {
	*pq.Listener
	dialer *dialer
}

func listen(c *config) *listener {
	l := &listener{dialer: newDialer(c.pq.ConnectTimeout, 0)}
	l.Listener = pq.NewDialListener(l.dialer, c.dsn, listenAgainMin, listenAgainMax, nil)
	// It waits until the database is there. It fails when the listener is
	// closed, and where a role may not listen: then the pulse finds changes.
	go func() { _ = l.Listen("maillage") }()
	return l
}

// hangUp makes the listener connect again.
func (l *listener) hangUp() { l.dialer.hangUp() }

// stop ends the listener and waits until it has ended.
func (l *listener) stop() {
	l.dialer.end()
	_ = l.Close() // it fails where it is closed
	for range l.Notify {
		continue // what it says meanwhile is of no interest any more
	}
}
