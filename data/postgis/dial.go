package postgis

import (
	"context"
	"net"
	"sync"
	"time"
)

// dialer opens connections on which no wait lasts for ever: a cable that is cut
// says nothing, and without this the program would listen to it for hours.
type dialer struct {
	net.Dialer
	// patience bounds the wait for the next byte; 0: none, for a connection
	// that listens. The system's own probes then find that nobody is there.
	patience time.Duration

	mu    sync.Mutex
	open  map[net.Conn]bool // kept where patience is 0
	ended context.Context
	end   context.CancelFunc // no connection is opened any more, and none stays
}

func newDialer(connect, patience time.Duration) *dialer {
	d := &dialer{
		Dialer: net.Dialer{Timeout: connect, KeepAliveConfig: net.KeepAliveConfig{
			Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3,
		}},
		patience: patience, open: map[net.Conn]bool{},
	}
	d.ended, d.end = context.WithCancel(context.Background())
	context.AfterFunc(d.ended, d.hangUp)
	return d
}

// Dial is what lib/pq asks of a dialer.
func (d *dialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(d.ended, network, address)
}

// DialTimeout is what lib/pq asks of a dialer.
func (d *dialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(d.ended, timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

// DialContext connects.
func (d *dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := d.Dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if d.patience > 0 {
		return &patientConn{c, d.patience}, nil
	}
	kept := &keptConn{Conn: c, of: d}
	d.mu.Lock()
	d.open[kept] = true
	d.mu.Unlock()
	return kept, nil
}

// hangUp closes what is open: whoever waits on it gets an error at once.
func (d *dialer) hangUp() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for c := range d.open {
		_ = c.(*keptConn).Conn.Close() // it is given up: how it ends is of no interest
	}
	clear(d.open)
}

// keptConn is a connection that its dialer can hang up.
type keptConn struct {
	net.Conn
	of *dialer
}

func (c *keptConn) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.mu.Unlock()
	return c.Conn.Close()
}

// patientConn is a connection on which every wait is bounded.
type patientConn struct {
	net.Conn
	patience time.Duration
}

func (c *patientConn) Read(b []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.patience)); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}

func (c *patientConn) Write(b []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(c.patience)); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}
