package api

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"maillage/geo"
	"maillage/geo/scenario"
)

func testLane(room int64) *lane { return newLane(room, lanePatience, "busy", "wait") }

// Turns go round the clients: who asked ten times waits for himself, and who had
// the last turn for who comes next.
func TestTurnsGoRoundTheClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := testLane(1)
		if err := l.enter(t.Context(), "a", 1); err != nil {
			t.Fatal(err)
		}
		order := make(chan string, 20)
		ask := func(client string, times int) {
			for range times {
				go func() {
					if err := l.enter(t.Context(), client, 1); err != nil {
						t.Error(err)
					}
					order <- client
					l.give(1)
				}()
				synctest.Wait()
			}
		}
		ask("a", 5)
		ask("b", 1)
		ask("c", 2)
		l.give(1)
		synctest.Wait()
		close(order)
		var got []string
		for client := range order {
			got = append(got, client)
		}
		if s := strings.Join(got, ""); s != "bcacaaaa" {
			t.Errorf("turns of %s", s)
		}
		if l.free != 1 || len(l.ring) != 0 {
			t.Errorf("%d free, %d waiting", l.free, len(l.ring))
		}
	})
}

// A turn is given back by who waited too long, and by who has gone, in whatever
// order the turn and the end come.
func TestTurnsOfThoseWhoLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := testLane(2)
		if err := l.enter(t.Context(), "a", 2); err != nil {
			t.Fatal(err)
		}
		gone, leave := context.WithCancel(t.Context())
		answers := make(chan error, 3)
		go func() { answers <- l.enter(gone, "b", 2) }()
		synctest.Wait()
		go func() { answers <- l.enter(t.Context(), "b", 1) }()
		synctest.Wait()
		leave()
		if err := <-answers; !errors.Is(err, context.Canceled) {
			t.Errorf("who has gone: %v", err)
		}
		time.Sleep(2 * lanePatience)
		var p *problem
		if err := <-answers; !errors.As(err, &p) || p.Type != tooBusy.Type {
			t.Errorf("who waited: %v", err)
		}
		l.give(2)
		if err := l.enter(gone, "b", 2); !errors.Is(err, context.Canceled) {
			t.Errorf("who had gone before: %v", err)
		}
		if l.free != 2 || len(l.ring) != 0 {
			t.Errorf("%d free, %d waiting", l.free, len(l.ring))
		}
	})
}

func TestOneClientFillsNoLane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := testLane(1)
		if err := l.enter(t.Context(), "a", 1); err != nil {
			t.Fatal(err)
		}
		for range mostWaiting {
			go func() {
				if err := l.enter(t.Context(), "a", 1); err == nil {
					l.give(1)
				}
			}()
		}
		synctest.Wait()
		var p *problem
		if err := l.enter(t.Context(), "a", 1); !errors.As(err, &p) || p.Type != tooBusy.Type {
			t.Errorf("one more of the same client: %v", err)
		}
		go l.give(1)
		if err := l.enter(t.Context(), "b", 1); err != nil {
			t.Errorf("another client: %v", err)
		}
		l.give(1)
	})
}

// While the lane of the dear ones is held, what is not dear is answered; while
// every lane is held, what needs none is.
func TestDearRequestsKeepNobodyWaiting(t *testing.T) {
	s, err := New(Options{Store: storeOf(embedded())})
	if err != nil {
		t.Fatal(err)
	}
	web := serving(t, s).URL
	for _, l := range []*lane{s.lanes.plans, s.lanes.dear} {
		room := l.free
		if err := l.enter(t.Context(), "another", room); err != nil {
			t.Fatal(err)
		}
		defer l.give(room)
	}
	body := `{"datetime":"2017-03-16","changes":[{"action":"give","centre":"cite-ressources","units":[{"level":"region","code":"94"}]}]}`
	r := post(t, web+"/analysis/scenarios", body)
	if r.StatusCode != http.StatusOK {
		t.Errorf("a scenario: status %d", r.StatusCode)
	}
	for _, path := range []string{"/analysis/compare?a=2012-05-31&b=2017-03-16", "/analysis/coverage", "/locate?lon=-165&lat=-20"} {
		if r := get(t, web+path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
	s.lanes.dear.patience = time.Millisecond
	var many []string
	for range 200 {
		many = append(many, `{"action":"close","centre":"labo-cites"},{"action":"create","centre":"labo-cites"}`)
	}
	r = post(t, web+"/analysis/scenarios", `{"changes":[`+strings.Join(many, ",")+`]}`)
	problemIn(t, r, 503, "too-busy")
}

// The work of a request ends at its bound, and what bounds it ends with its turn.
func TestWorkIsBoundedByItsTurn(t *testing.T) {
	c := &call{request: &request{ctx: t.Context(), route: &route{}, shares: -1, server: &Server{lanes: newLanes()}}}
	leave, err := c.admitTo(c.server.lanes.dear)
	if err != nil {
		t.Fatal(err)
	}
	within := c.ctx
	if _, ok := within.Deadline(); !ok {
		t.Error("work without bound")
	}
	leave()
	if within.Err() == nil || c.ctx.Err() != nil || c.server.lanes.dear.free != 1 {
		t.Errorf("after the turn: %v within it, %v outside of it, %d free", within.Err(), c.ctx.Err(), c.server.lanes.dear.free)
	}
	ended, stop := context.WithTimeout(t.Context(), 0)
	defer stop()
	c.Date, c.Territory = geo.DateIn(time.Now()), geo.France
	_, err = scenario.Run(ended, embedded(), c.analysis(), scenario.Scenario{Changes: []scenario.Change{{Action: scenario.Close, Centre: "labo-cites"}}})
	if p := problemOf(err); p.Type != tooSlow.Type || p.Fix == "" {
		t.Errorf("past the bound: %v", err)
	}
}

func TestClientsAreToldApart(t *testing.T) {
	s := &Server{kernelParts: kernelParts{trusted: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, c := range []struct{ peer, forwarded, want string }{
		{"192.0.2.1:5000", "", "192.0.2.1"},
		{"192.0.2.1:5000", "203.0.113.9", "192.0.2.1"}, // anyone may write it
		{"127.0.0.1:5000", "", "127.0.0.1"},
		{"127.0.0.1:5000", "203.0.113.9", "203.0.113.9"},
		{"127.0.0.1:5000", "203.0.113.8, 203.0.113.9", "203.0.113.9"},
		{"127.0.0.1:5000", "203.0.113.9, 10.1.2.3", "203.0.113.9"},
		{"127.0.0.1:5000", "nonsense", "127.0.0.1"},
		{"[2001:db8:1:2:3::4]:5000", "", "2001:db8:1:2::/64"},
		{"[::ffff:192.0.2.1]:5000", "", "192.0.2.1"},
		{"@", "", ""},
	} {
		r, err := http.NewRequest(http.MethodGet, "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.RemoteAddr = c.peer; c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := s.clientOf(r); got != c.want {
			t.Errorf("%s, forwarded for %q: %q, want %q", c.peer, c.forwarded, got, c.want)
		}
	}
}
