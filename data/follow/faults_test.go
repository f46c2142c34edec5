package follow_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"maillage/data/fixture"
	"maillage/data/follow"
	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
)

// cable is a line to a database that a test can cut.
type cable struct {
	proxy *toxiproxy.Proxy
}

// newCable opens a line to the server of a URL, and returns the URL through it.
func newCable(t *testing.T, address string) (*cable, string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	c := &cable{toxiproxy.NewProxy(server, "database", "127.0.0.1:0", u.Host)}
	if err := c.proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.proxy.Stop)
	u.Host = c.proxy.Listen
	return c, u.String()
}

// cut lets nothing through any more, and closes nothing: nobody is told.
func (c *cable) cut(t *testing.T) {
	t.Helper()
	for _, direction := range []string{"upstream", "downstream"} {
		_, err := c.proxy.Toxics.AddToxicJson(strings.NewReader(
			`{"name":"cut-` + direction + `","type":"timeout","stream":"` + direction + `","attributes":{"timeout":0}}`))
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (c *cable) mend() { c.proxy.Toxics.ResetToxics(context.Background()) }

// open opens a database for the length of a test.
func open(t *testing.T, o postgis.Options) *postgis.Store {
	t.Helper()
	s, err := postgis.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the database goes with it
	return s
}

// followed follows a database for the length of a test, as the program does.
func followed(t *testing.T, address string, s *service) {
	t.Helper()
	o := options(s)
	o.Refused = postgis.Refused
	f := follow.New(o)
	run(t, f, open(t, postgis.Options{URL: address, Heard: f.Heard, Share: true}))
}

// edited changes a perimeter by SQL, and returns the generation that it makes.
func edited(t *testing.T, address string, store *postgis.Store) geo.Generation {
	t.Helper()
	postgistest.Exec(t, address, "update maillage.perimeters set note = note || '.' where id = 'oriv-2'")
	g, err := store.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestFollowerOutlivesTheDatabase takes the database away in every way there is:
// what serves goes on serving, says so, and catches up by itself.
func TestFollowerOutlivesTheDatabase(t *testing.T) {
	for name, fault := range map[string]struct {
		away, back func(t *testing.T, c *postgistest.Cluster, line *cable)
	}{
		"halted": {
			func(t *testing.T, c *postgistest.Cluster, _ *cable) { c.Do(t, "halt") },
			func(t *testing.T, c *postgistest.Cluster, _ *cable) { c.Do(t, "resume") },
		},
		"killed": {
			func(t *testing.T, c *postgistest.Cluster, _ *cable) { c.Do(t, "crash") },
			func(t *testing.T, c *postgistest.Cluster, _ *cable) { c.Do(t, "resume") },
		},
		"network cut": {
			func(t *testing.T, _ *postgistest.Cluster, line *cable) { line.cut(t) },
			func(_ *testing.T, _ *postgistest.Cluster, line *cable) { line.mend() },
		},
	} {
		t.Run(name, func(t *testing.T) {
			cluster := postgistest.NewCluster(t)
			address := postgistest.Make(t, cluster.URL)
			store := open(t, postgis.Options{URL: address})
			first := save(t, store, fixture.Data(t))
			line, through := newCable(t, address)
			s := &service{}
			followed(t, through, s)
			s.serves(t, first.ID)

			gone := time.Now()
			fault.away(t, cluster, line)
			s.until(t, "it may be stale", func(now state) bool { return !now.stale.IsZero() })
			t.Logf("known after %v", time.Since(gone).Round(100*time.Millisecond))
			now := s.now()
			if now.stale.Before(gone.Add(-5*time.Second)) || now.stale.After(gone.Add(5*time.Second)) || now.reason != "the database does not answer" || now.generation != first.ID {
				t.Errorf("gone at %v, it says %+v", gone, now)
			}

			fault.back(t, cluster, line)
			back := time.Now()
			s.serves(t, edited(t, address, store).ID)
			t.Logf("caught up after %v", time.Since(back).Round(100*time.Millisecond))
			// What is heard now comes by notification again.
			postgistest.Exec(t, address, "select maillage.rollback()")
			s.serves(t, first.ID)
		})
	}
}

// TestFollowerStartedTooEarly starts before its database, and before there is
// anything in it.
func TestFollowerStartedTooEarly(t *testing.T) {
	cluster := postgistest.NewCluster(t)
	address := postgistest.Make(t, cluster.URL)
	cluster.Do(t, "halt")
	s := &service{}
	followed(t, address, s)
	s.until(t, "it says what it waits for", func(now state) bool {
		return now.generation == "" && now.reason == "the database does not answer"
	})
	cluster.Do(t, "resume")
	s.until(t, "it says that nothing is in service", func(now state) bool {
		return now.generation == "" && strings.Contains(now.failure, "maillage import")
	})
	first := save(t, open(t, postgis.Options{URL: address}), fixture.Data(t))
	s.serves(t, first.ID)
}
