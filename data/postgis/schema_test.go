package postgis_test

import (
	"database/sql"
	"net/url"
	"strings"
	"testing"

	"maillage/data"
	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
)

// TestPostGISInAnySchema: wherever PostGIS is, a store works, and so do the views
// and the edits of those whose search path is the usual one.
func TestPostGISInAnySchema(t *testing.T) {
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		schema string // quoted; ROLE: that of the role
		path   string // search_path of the URL
	}{
		"quoted":       {`"Géo, été; 2"`, ""},
		"of the role":  {`ROLE`, ""},
		"no path":      {`extensions`, `""`},
		"another path": {`extensions`, `pg_catalog, nowhere`},
	} {
		t.Run(name, func(t *testing.T) {
			database := postgistest.Bare(t)
			address := as(t, database, "m", "create schema if not exists "+c.schema, "create extension postgis schema "+c.schema,
				"grant usage on schema "+c.schema+" to ROLE", "grant create on database "+dbName(t, database)+" to ROLE")
			if c.path != "" {
				address += "&search_path=" + url.PathEscape(c.path)
			}
			s := open(t, postgis.Options{URL: address})
			g, err := s.Save(t.Context(), d, geo.Draft{Note: "first"})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Activate(t.Context(), g.ID); err != nil {
				t.Fatal(err)
			}
			back, err := open(t, postgis.Options{URL: address}).Load(t.Context(), g.ID)
			if err != nil || back.Fingerprint() != d.Fingerprint() {
				t.Errorf("loaded otherwise: %v", err)
			}
			looksAndEdits(t, database, s)
		})
	}
}

// looksAndEdits does what a planner does, with the search path of the database.
func looksAndEdits(t *testing.T, database string, s *postgis.Store) {
	t.Helper()
	before, err := s.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	db := postgistest.Connect(t, database)
	for _, query := range []string{
		"select count(geom) from maillage.regions", "select count(geom) from maillage.perimeters_today",
		"select count(geom) from maillage.perimeters_on('2017-03-16')", "select count(geom) from maillage.coverage_on('2017-03-16', 'low')",
	} {
		if one[int](t, db, query) == 0 {
			t.Errorf("%s: none", query)
		}
	}
	must(t, db, `insert into maillage.perimeters (centre, valid_from, drawn, confidence, sources) values ('oriv', '2019-07',
		'0106000020E6100000010000000103000000010000000400000000000000000000400000000000404740000000000000084000000000004047400000000000000840000000000040484000000000000000400000000000404740',
		'high', '{"deed of 3 July 2019"}')`)
	must(t, db, "update maillage.perimeters set note = 'seen' where id = 'oriv-2'")
	after, err := s.Active(t.Context())
	if err != nil || after.ID == before.ID {
		t.Errorf("the edit is not in service: %v", err)
	}
}

// TestPostGISOutOfReach: where no search path helps, the fix is named.
func TestPostGISOutOfReach(t *testing.T) {
	for name, c := range map[string]struct {
		prepare []string
		says    []string
	}{
		"no right to its schema": {
			[]string{`create schema "Ext 1"`, `create extension postgis schema "Ext 1"`},
			[]string{`PostGIS is in the schema "Ext 1"`, `grant usage on schema "Ext 1" to m_`},
		},
		"no PostGIS": {nil, []string{"as a superuser, run: create extension postgis"}},
	} {
		t.Run(name, func(t *testing.T) {
			database := postgistest.Bare(t)
			postgistest.Exec(t, database, c.prepare...)
			db := postgistest.Connect(t, database)
			address := as(t, database, "m", "grant create on database "+dbName(t, database)+" to ROLE")
			_, err := open(t, postgis.Options{URL: address}).List(t.Context())
			for _, says := range c.says {
				if err == nil || !strings.Contains(err.Error(), says) {
					t.Errorf("%v; want %q", err, says)
				}
			}
			if err != nil && !postgis.Refused(err) {
				t.Errorf("taken for a database that is not there: %v", err)
			}
			if there := one[sql.NullString](t, db, "select to_regclass('maillage.part')::text"); there.Valid {
				t.Errorf("half a schema is left: %s", there.String)
			}
		})
	}
}
