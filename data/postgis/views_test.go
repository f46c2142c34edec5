package postgis_test

import (
	"database/sql"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/lib/pq"

	"maillage/data"
	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
	"maillage/geo/geotest"
)

func one[T any](t *testing.T, db *sql.DB, query string, args ...any) (v T) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

// TestViewsShowEveryLayer counts what QGIS and pg_tileserv would see.
func TestViewsShowEveryLayer(t *testing.T) {
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, db, _ := servedWith(t, d)
	perimeters := 0
	for _, c := range d.Centres {
		perimeters += len(c.Perimeters)
	}
	for view, want := range map[string]int{
		"regions": 18, "regions_2015": 27, "departments": 101, "collectivities": len(d.Catalogue.Units[geo.Collectivity]),
		"epci": 0, "communes": 0, // no boundaries of them are embedded
		"neighbourhoods": len(d.Neighbourhoods[geo.QPV2015]) + len(d.Neighbourhoods[geo.QPV2024]),
		"centres":        len(d.Centres), "perimeters": perimeters, "sources": len(d.Sources), "generations": 1, "activations": 1,
	} {
		if got := one[int](t, db, "select count(*) from maillage."+view); got != want {
			t.Errorf("%s: %d rows, want %d", view, got, want)
		}
	}
	// Regions are dissolved from departments: not a metre is lost or gained.
	whole := one[float64](t, db, "select sum(ST_Area(geom::geography)) from maillage.departments")
	for _, view := range []string{"regions", "regions_2015"} {
		if got := one[float64](t, db, "select sum(ST_Area(geom::geography)) from maillage."+view); math.Abs(got/whole-1) > 1e-9 {
			t.Errorf("%s: %.0f m², the departments %.0f m²", view, got, whole)
		}
		if n := one[int](t, db, "select count(*) from maillage."+view+" where not ST_IsValid(geom)"); n > 0 {
			t.Errorf("%s: %d are not valid", view, n)
		}
	}
}

// TestCoverageViewAgainstTheFacts compares what the database says is covered with
// a count straight from the fact files, on days drawn at random.
func TestCoverageViewAgainstTheFacts(t *testing.T) {
	_, db, _ := served(t)
	facts := geotest.ReadFacts(t)
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	for range 25 {
		day := geo.DateOf(1990, 1, 1) + geo.Date(random.IntN(38*365))
		grade := []string{"low", "medium", "high"}[random.IntN(3)]
		answer := facts.Count(geotest.Question{Day: day.String(), Scope: "policy", Confidence: grade, Territory: "france", Geography: "2015"})
		var want []string
		for code, covered := range answer.CoveredCodes {
			if covered {
				want = append(want, code)
			}
		}
		slices.Sort(want)
		var got []string
		if err := db.QueryRow(`select coalesce(array_agg(code order by code collate "C"), '{}') from maillage.coverage_on($1, $2) where covered`,
			day.String(), grade).Scan((*pq.StringArray)(&got)); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s, %s: covered %v, want %v", day, grade, got, want)
		}
		ids := one[int](t, db, "select count(*) from maillage.perimeters_on($1)", day.String())
		n := 0
		for _, c := range facts.Centres {
			for _, p := range c.Perimeters {
				if p.Holds(day.String()) {
					n++
				}
			}
		}
		if ids != n {
			t.Errorf("%s: %d perimeters in force, want %d", day, ids, n)
		}
	}
}

// TestDissolvedFromCommunes saves a country of communes with a drawn perimeter.
func TestDissolvedFromCommunes(t *testing.T) {
	_, db, _ := servedWith(t, geotest.Everything())
	want := map[string]string{"regions": "32 84", "regions_2015": "22 82", "departments": "01 02", "epci": "200000101", "communes": "01001 01002 02001 02002"}
	for _, view := range slices.Sorted(maps.Keys(want)) {
		if got := one[string](t, db, "select string_agg(code, ' ' order by code) from maillage."+view); got != want[view] {
			t.Errorf("%s: %s, want %s", view, got, want[view])
		}
	}
	communes := one[float64](t, db, "select sum(ST_Area(geom::geography)) from maillage.communes")
	for _, view := range []string{"regions", "departments"} {
		if got := one[float64](t, db, "select sum(ST_Area(geom::geography)) from maillage."+view); math.Abs(got/communes-1) > 1e-9 {
			t.Errorf("%s: %f m², the communes %f m²", view, got, communes)
		}
	}
	if got := one[string](t, db, "select array_to_string(partly, ' ') from maillage.coverage_on('2020-01-01', 'low') where code = '01'"); got != "" {
		t.Errorf("the drawn perimeter is outside of policy, and counts for %s", got)
	}
	if got := one[string](t, db, "select array_to_string(partly, ' ') from maillage.coverage_on('2010-01-01', 'low') where code = '02'"); got != "alpha" {
		t.Errorf("a commune of 02 is covered by %q, want alpha", got)
	}
	if area := one[float64](t, db, "select ST_Area(geom::geography) from maillage.perimeters_on('2020-01-01') where id = 'alpha-2'"); area <= 0 {
		t.Errorf("alpha-2 covers %f m²", area)
	}
}

// TestAnotherCountryIsDissolved: its codes are not those of INSEE, and a commune's
// does not begin with its department's.
func TestAnotherCountryIsDissolved(t *testing.T) {
	d := geotest.Abroad()
	_, db, _ := servedWith(t, d)
	want := ""
	for _, u := range d.Catalogue.Units[geo.Department] {
		want = strings.TrimSpace(want + " " + u.Code)
	}
	if got := one[string](t, db, "select string_agg(code, ' ' order by code collate \"C\") from maillage.departments"); got != want {
		t.Errorf("departments %s, want %s", got, want)
	}
	finest := one[float64](t, db, "select sum(ST_Area(geom::geography)) from maillage.ground where not dissolved")
	if got := one[float64](t, db, "select sum(ST_Area(geom::geography)) from maillage.regions"); math.Abs(got/finest-1) > 1e-9 {
		t.Errorf("regions %f m², what they are made of %f m²", got, finest)
	}
}

// TestGDALReadsTheViews opens every layer as QGIS does.
func TestGDALReadsTheViews(t *testing.T) {
	geotest.Program(t, "ogrinfo", "gdal-bin")
	address := postgistest.Database(t)
	s := open(t, postgis.Options{URL: address})
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g, err := s.Save(t.Context(), d, geo.Draft{})
	if err == nil {
		err = s.Activate(t.Context(), g.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	for layer, count := range map[string]int{"regions": 18, "departments": 101, "communes": 0, "neighbourhoods": -1, "neighbourhood_points": -1, "perimeters": -1, "perimeters_today": -1, "coverage_today": 103} {
		out, err := exec.Command("ogrinfo", "-ro", "-so", "PG:"+strings.Replace(address, "postgres:", "postgresql:", 1), "maillage."+layer).CombinedOutput()
		said := string(out)
		kind := "Multi Polygon"
		if layer == "neighbourhood_points" {
			kind = "Point"
		}
		if err != nil || !strings.Contains(said, "Geometry: "+kind) || !strings.Contains(said, `ID["EPSG",4326]`) {
			t.Errorf("%s: %v: %s", layer, err, said)
		}
		if count >= 0 && !strings.Contains(said, fmt.Sprintf("Feature Count: %d\n", count)) {
			t.Errorf("%s: want %d features: %s", layer, count, said)
		}
	}
}
