package api

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/scenario"
)

// While the lane of the dear ones is held, what is not dear is answered; while
// every lane is held, what needs none is.
func TestDearRequestsKeepNobodyWaiting(t *testing.T) {
	s, err := New(Options{Store: storeOf(embedded())})
	if err != nil {
		t.Fatal(err)
	}
	web := serving(t, s).URL
	for _, l := range []*rest.Lane{s.Lanes.Plans, s.Lanes.Dear} {
		room := l.Free
		if err := l.Enter(t.Context(), "another", room); err != nil {
			t.Fatal(err)
		}
		defer l.Give(room)
	}
	body := `{"datetime":"2017-03-16","changes":[{"action":"give","centre":"cite-ressources","units":[{"level":"region","code":"94"}]}]}`
	r := post(t, web+"/analysis/scenarios", body)
	if r.StatusCode != http.StatusOK {
		t.Errorf("a scenario: status %d", r.StatusCode)
	}
	for _, path := range []string{
		"/analysis/compare?a=2012-05-31&b=2017-03-16", "/analysis/coverage", "/locate?lon=-165&lat=-20",
	} {
		if r := get(t, web+path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
	s.Lanes.Dear.Patience = time.Millisecond
	var many []string
	for range 200 {
		many = append(many, `{"action":"close","centre":"labo-cites"},{"action":"create","centre":"labo-cites"}`)
	}
	r = post(t, web+"/analysis/scenarios", `{"changes":[`+strings.Join(many, ",")+`]}`)
	problemIn(t, r, 503, "too-busy")
}

// The work of a request ends at its bound, and what bounds it ends with its turn.
func TestWorkIsBoundedByItsTurn(t *testing.T) {
	c := &ask.Call{
		Request: &rest.Request{
			Ctx: t.Context(), Route: &rest.Route{}, Shares: -1, Server: &rest.Server{Lanes: rest.NewLanes()},
		},
	}
	leave, err := c.AdmitTo(c.Server.Lanes.Dear)
	if err != nil {
		t.Fatal(err)
	}
	within := c.Ctx
	if _, ok := within.Deadline(); !ok {
		t.Error("work without bound")
	}
	leave()
	if within.Err() == nil || c.Ctx.Err() != nil || c.Server.Lanes.Dear.Free != 1 {
		t.Errorf("after the turn: %v within it, %v outside of it, %d free", within.Err(), c.Ctx.Err(),
			c.Server.Lanes.Dear.Free)
	}
	ended, stop := context.WithTimeout(t.Context(), 0)
	defer stop()
	c.Date, c.Territory = geo.DateIn(time.Now()), geo.France
	_, err = scenario.Run(ended, embedded(), c.Analysis(),
		scenario.Scenario{Changes: []scenario.Change{{Action: scenario.Close, Centre: "labo-cites"}}})
	if p := rest.ProblemOf(err); p.Type != rest.TooSlow.Type || p.Fix == "" {
		t.Errorf("past the bound: %v", err)
	}
}
