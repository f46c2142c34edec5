package postgis_test

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"maillage/data"
	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
)

// served is a database with the embedded data in service.
func served(t *testing.T) (*postgis.Store, *sql.DB, geo.Generation) {
	t.Helper()
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return servedWith(t, d)
}

func servedWith(t *testing.T, d *geo.Dataset) (*postgis.Store, *sql.DB, geo.Generation) {
	t.Helper()
	url := postgistest.Database(t)
	s := open(t, postgis.Options{URL: url})
	g, err := s.Save(t.Context(), d, geo.Draft{Note: "first"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Activate(t.Context(), g.ID); err != nil {
		t.Fatal(err)
	}
	return s, postgistest.Connect(t, url), g
}

func must(t *testing.T, db interface {
	Exec(string, ...any) (sql.Result, error)
}, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// perimeter is a perimeter of what is in service.
func perimeter(t *testing.T, s *postgis.Store, id string) (geo.Generation, geo.Perimeter) {
	t.Helper()
	g, err := s.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Load(t.Context(), g.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range d.Centres {
		for _, p := range c.Perimeters {
			if p.ID == id {
				return g, p
			}
		}
	}
	t.Fatalf("no perimeter %s", id)
	return g, geo.Perimeter{}
}

// TestEditInTheDatabase changes perimeters as a planner would, and holds the
// programs to what they then read.
func TestEditInTheDatabase(t *testing.T) {
	s, db, first := served(t)
	_, before := perimeter(t, s, "oriv-2")

	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	must(t, tx, "update maillage.perimeters set valid_to = '2019-06', units = units || '{department:95}' where id = 'oriv-2'")
	must(t, tx, "update maillage.perimeters set note = 'seen' where id = 'oriv-2'")
	must(t, tx, `insert into maillage.perimeters (centre, valid_from, units, confidence, sources)
		values ('oriv', '2019-07', '{department:68,department:67}', 'high', '{"a deed"}')`)
	if g, err := s.Active(t.Context()); err != nil || g.ID != first.ID {
		t.Errorf("before the commit %+v serves, %v", g, err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}

	g, after := perimeter(t, s, "oriv-2")
	if g.ID == first.ID || g.Base != first.ID || !strings.Contains(g.Note, "in the database") {
		t.Errorf("in service: %+v", g)
	}
	want := before
	want.To, want.Note = fuzzy(t, "2019-06"), "seen"
	want.Units = append(before.Units, geo.UnitRef{Level: geo.Department, Code: "95"})
	if after.To != want.To || after.Note != want.Note || !slices.Equal(after.Units, want.Units) || after.Act != before.Act {
		t.Errorf("oriv-2 is\n%+v, want\n%+v", after, want)
	}
	_, added := perimeter(t, s, "oriv-3")
	if added.Centre != "oriv" || !added.Sourced || added.Scope != geo.Policy || added.Confidence != geo.High || added.Units[0].Code != "67" {
		t.Errorf("oriv-3 is %+v", added)
	}
	if all, err := s.List(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("%d generations, want one for the transaction: %v", len(all), err)
	}
	d, err := s.Load(t.Context(), g.ID)
	if err != nil || !noted(d, "centres", "perimeters changed in the database on ") {
		t.Errorf("the source of the centres does not say that they were changed: %v", err)
	}

	if back, err := s.Rollback(t.Context()); err != nil || back.ID != first.ID {
		t.Errorf("rolled back to %+v, %v", back, err)
	}
	if _, p := perimeter(t, s, "oriv-2"); p.Note != before.Note {
		t.Errorf("after the rollback: %+v", p)
	}
}

func noted(d *geo.Dataset, source, note string) bool {
	for _, s := range d.Sources {
		if s.ID == source {
			return strings.Contains(strings.Join(s.Notes, "\n"), note)
		}
	}
	return false
}

func fuzzy(t *testing.T, s string) geo.Fuzzy {
	t.Helper()
	f, err := geo.ParseFuzzy(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestTheDatabaseRefuses is what no client can do, however it asks.
func TestTheDatabaseRefuses(t *testing.T) {
	s, db, first := served(t)
	for _, c := range []struct{ name, statement, says string }{
		{"ends before it starts", "update maillage.perimeters set valid_from = '2018', valid_to = '2017' where id = 'oriv-2'", "ends (2017) before it starts (2018)"},
		{"a day that is not", "update maillage.perimeters set valid_to = '2019-02-30' where id = 'oriv-2'", "out of range"},
		{"a date in words", "update maillage.perimeters set valid_to = 'mai 2019' where id = 'oriv-2'", "published_date"},
		{"an unknown unit", "update maillage.perimeters set units = '{department:20}' where id = 'oriv-2'", `oriv-2: the catalogue has no department "20"`},
		{"a unit without level", "update maillage.perimeters set units = '{67}' where id = 'oriv-2'", `unit "67": want level:code`},
		{"no ground at all", "update maillage.perimeters set units = '{}' where id = 'oriv-2'", "covers nothing"},
		{"an unknown grade", "update maillage.perimeters set confidence = 'sure' where id = 'oriv-2'", "confidence"},
		{"a drawing that crosses itself", "update maillage.perimeters set drawn = ST_GeomFromText('MULTIPOLYGON(((0 45,1 46,1 45,0 46,0 45)))', 4326) where id = 'oriv-2'", "check constraint"},
		{"another reference system", "update maillage.perimeters set drawn = ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 2154) where id = 'oriv-2'", "SRID"},
		{"off the Earth", "update maillage.perimeters set drawn = ST_GeomFromText('MULTIPOLYGON(((700000 6600000,700001 6600000,700001 6600001,700000 6600000)))', 4326) where id = 'oriv-2'", "check constraint"},
		{"agreed with nobody", "update maillage.perimeters set agreed_with = '{nobody}' where id = 'oriv-2'", `agreed_with names "nobody"`},
		{"agreed with itself", "update maillage.perimeters set agreed_with = '{oriv}' where id = 'oriv-2'", "check constraint"},
		{"another centre", "update maillage.perimeters set centre = 'irev' where id = 'oriv-2'", "its id and its centre stay"},
		{"a centre that is not", "insert into maillage.perimeters (centre, units, confidence) values ('nowhere', '{department:01}', 'low')", "foreign key"},
		{"a perimeter twice", "insert into maillage.perimeters (id, centre, units, confidence) values ('oriv-1', 'oriv', '{department:01}', 'low')", "duplicate key"},
		{"no grade", "insert into maillage.perimeters (centre, units) values ('oriv', '{department:01}')", "confidence"},
		{"a row of a sealed part", "update maillage.perimeter set note = 'x'", "is sealed"},
		{"a row more", "insert into maillage.successor select part, '99999', '01001' from maillage.successor limit 1", "is sealed"},
		{"a row less", "delete from maillage.boundary", "is sealed"},
		{"all rows less", "truncate maillage.boundary", "never changed"},
		{"all generations", "truncate maillage.generation cascade", "never changed"},
		{"all parts", "truncate maillage.part cascade", "never changed"},
		{"all parts of generations", "truncate maillage.generation_part", "never changed"},
		{"a sealed part", "update maillage.part set sealed = false", "is sealed"},
		{"a sealed generation", "update maillage.generation set note = 'x'", "is sealed"},
		{"another name for content", "update maillage.generation set id = '0123456789abcdef', fingerprint = repeat('0', 64)", "is sealed"},
		{"the parts of a generation", "delete from maillage.generation_part", "cannot change"},
		{"history", "delete from maillage.activation", "never changed"},
		{"two in service", "insert into maillage.active (activation) select activation from maillage.active", "duplicate key"},
		{"no such generation", "select maillage.activate('123456')", `no generation "123456"`},
		{"no id", "select maillage.activate('')", "want its id"},
		{"nothing before", "select maillage.rollback()", "nothing was in service before"},
	} {
		if _, err := db.Exec(c.statement); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want %q", c.name, err, c.says)
		}
	}
	if g, err := s.Active(t.Context()); err != nil || g.ID != first.ID {
		t.Errorf("in service: %+v, %v", g, err)
	}
	if all, err := s.List(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("left behind: %d generations, %v", len(all)-1, err)
	}
	if _, err := s.Load(t.Context(), first.ID); err != nil {
		t.Error(err)
	}
}

// TestPlannersAtOnce lets two change at once: what touches different perimeters
// is kept, what touches the same is refused.
func TestPlannersAtOnce(t *testing.T) {
	s, db, _ := served(t)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	must(t, tx, "update maillage.perimeters set note = 'mine' where id = 'oriv-2'")
	others := make(chan error, 2)
	for _, id := range []string{"oriv-1", "oriv-2"} {
		go func() {
			_, err := db.Exec("update maillage.perimeters set note = 'theirs' where id = $1", id)
			others <- err
		}()
	}
	waiting := func() (n int) {
		if err := db.QueryRow("select count(*) from pg_locks where locktype = 'advisory' and not granted").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for deadline := time.Now().Add(20 * time.Second); waiting() < 2 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for range 2 {
		if err := <-others; err != nil {
			refused++
			if !strings.Contains(err.Error(), "oriv-2 was changed meanwhile") {
				t.Error(err)
			}
		}
	}
	_, one := perimeter(t, s, "oriv-1")
	_, two := perimeter(t, s, "oriv-2")
	if refused != 1 || one.Note != "theirs" || two.Note != "mine" {
		t.Errorf("%d refused, notes %q and %q", refused, one.Note, two.Note)
	}
}

// TestWatchTellsOfEdits hears of a change that no program made.
func TestWatchTellsOfEdits(t *testing.T) {
	s, db, first := served(t)
	before := goleak.IgnoreCurrent()
	ctx, cancel := context.WithCancel(t.Context())
	heard, ended := make(chan string, 8), make(chan struct{})
	go func() {
		defer close(ended)
		s.Watch(ctx, func(id string) { heard <- id })
	}()
	if id := <-heard; id != first.ID {
		t.Errorf("at first %s, want %s", id, first.ID)
	}
	must(t, db, "update maillage.perimeters set note = 'changed' where id = 'oriv-2'")
	said := <-heard
	if g, p := perimeter(t, s, "oriv-2"); said != g.ID || p.Note != "changed" {
		t.Errorf("told of %s, in service is %s with the note %q", said, g.ID, p.Note)
	}
	must(t, db, "select maillage.rollback()")
	if id := <-heard; id != first.ID {
		t.Errorf("after the rollback %s, want %s", id, first.ID)
	}
	cancel()
	<-ended
	_ = s.Close() // again at the end of the test
	goleak.VerifyNone(t, before, goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener"))
}
