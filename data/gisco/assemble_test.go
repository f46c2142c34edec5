package gisco

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// nuts are the NUTS 3 codes of the departments of geotest.Squares.
var nuts = map[string]string{"A1": "DE111", "A2": "DE112", "B1": "DE211", "B2": "DE21Z"}

// country is geotest.Squares as GISCO would give it.
func country() Units {
	u := Units{Country: "de", RegionLevel: 1, Populations: map[string]int64{}, PopulationOf: "ten inhabitants a commune"}
	for _, n := range []string{"DE", "DE1", "DE2", "DE11", "DE21"} {
		u.NUTS.Features = append(u.NUTS.Features, geo.Feature{Code: n, Name: "Land " + n})
	}
	coarse, _ := geotest.Squares(false).Layer(geo.DepartmentLayer)
	for _, f := range coarse.Features {
		u.NUTS.Features = append(u.NUTS.Features, geo.Feature{Code: nuts[f.Code], Name: "Kreis " + f.Code, Geometry: f.Geometry})
	}
	fine, _ := geotest.Squares(true).Layer(geo.CommuneLayer)
	for _, f := range fine.Features {
		code := lau(f.Code)
		u.LAU.Features = append(u.LAU.Features, geo.Feature{Code: code, Name: "Gemeinde " + f.Code, Geometry: f.Geometry})
		u.Populations[code] = 10
	}
	return u
}

// lau is the GISCO_ID of a commune of geotest.Squares: it says nothing of its
// NUTS 3 region.
func lau(commune string) string { return "DE_0" + commune[3:] + commune[:3] }

// TestSameCountryUnderOtherCodes holds the figures of a country read from GISCO
// to those of the same ground under French codes, which other tests hold to
// brute force: on random networks, at every level, the same numbers.
func TestSameCountryUnderOtherCodes(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 30 {
		french := geotest.Squares(true)
		french.Neighbourhoods = map[geo.Geography][]geo.Neighbourhood{} // GISCO has none
		german, left, err := Assemble(context.Background(), country())
		if err != nil || left != nil {
			t.Fatal(err, left)
		}
		french.Centres, german.Centres = twoNetworks(rng)
		a, b := build(t, french), build(t, german)
		for _, levels := range [][2]geo.Level{{geo.Region, geo.Region}, {geo.Department, geo.Department}, {geo.Commune, geo.Commune}} {
			day, _ := geo.ParseDate("2017-03-16")
			q := coverage.Query{Date: day, Level: levels[0], Territory: geo.France, Scope: geo.Policy, Confidence: geo.Medium, Geography: geo.QPV2015}
			want, err := coverage.Analyse(t.Context(), a, q)
			if err != nil {
				t.Fatal(err)
			}
			q.Territory = "de"
			got, err := coverage.Analyse(t.Context(), b, q)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Totals, want.Totals) || len(got.Rows) != len(want.Rows) {
				t.Fatalf("seed %d, %s: got %+v in %d rows, want %+v in %d", seed, q.Level, got.Totals, len(got.Rows), want.Totals, len(want.Rows))
			}
			if q.Level == geo.Commune { // the codes sort another way
				continue
			}
			for i := range got.Rows {
				if !reflect.DeepEqual(got.Rows[i].Figures, want.Rows[i].Figures) || got.Rows[i].Status != want.Rows[i].Status {
					t.Fatalf("seed %d, %s %s: got %+v, want %+v", seed, q.Level, got.Rows[i].Unit.Code, got.Rows[i], want.Rows[i])
				}
			}
		}
	}
}

// twoNetworks returns the same random centres over both sets of codes.
func twoNetworks(rng *rand.Rand) (french, german []geo.Centre) {
	for k := range 3 {
		var fr, de geo.Perimeter
		for _, code := range []string{"A1", "A2", "B1", "B2"} {
			switch rng.IntN(4) {
			case 0:
				fr.Units = append(fr.Units, geo.UnitRef{Level: geo.Department, Code: code})
				de.Units = append(de.Units, geo.UnitRef{Level: geo.Department, Code: nuts[code]})
			case 1:
				commune := fmt.Sprintf("%s00%d", code, 1+rng.IntN(4))
				fr.Units = append(fr.Units, geo.UnitRef{Level: geo.Commune, Code: commune})
				de.Units = append(de.Units, geo.UnitRef{Level: geo.Commune, Code: lau(commune)})
			}
		}
		if len(fr.Units) > 0 {
			id := fmt.Sprintf("c%d", k)
			french, german = append(french, geotest.Centre(id, fr)), append(german, geotest.Centre(id, de))
		}
	}
	return french, german
}

func build(t *testing.T, d *geo.Dataset) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCatalogue reads names, hierarchy and populations.
func TestCatalogue(t *testing.T) {
	u := country()
	delete(u.Populations, lau("B2001"))
	d, _, err := Assemble(context.Background(), u)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Catalogue.Territory(); got != "de" {
		t.Errorf("territory %q, want de", got)
	}
	units := d.Catalogue.Units
	if got := units[geo.Region]; len(got) != 2 || got[0].Code != "DE1" || got[1].Code != "DE2" || got[1].Name != "Land DE2" {
		t.Errorf("regions %+v", got)
	}
	if got := units[geo.Department][3]; got.Code != "DE21Z" || got.Region != "DE2" || got.Name != "Kreis B2" || got.Population.Known {
		t.Errorf("a region with a unit of unknown population: %+v", got)
	}
	if got := units[geo.Department][0]; got.Population != geo.Known(40) {
		t.Errorf("a region of four units of ten: %+v", got)
	}
	u.RegionLevel = 2
	if d, _, err = Assemble(context.Background(), u); err != nil || d.Catalogue.Units[geo.Region][1].Code != "DE21" {
		t.Errorf("NUTS 2 as regions: %v, %v", d.Catalogue.Units[geo.Region], err)
	}
	if got := geotest.Squares(true).Catalogue.Territory(); got != geo.France {
		t.Errorf("territory of French codes: %s", got)
	}
}

// TestLeftOut tells of units that have no place, and refuses files that cannot
// be one country's.
func TestLeftOut(t *testing.T) {
	u := country()
	u.LAU.Features[0].Geometry = nil
	u.LAU.Features[1].Geometry = geotest.Square(50, 50, 1)
	d, left, err := Assemble(context.Background(), u)
	if err != nil || len(left) != 2 || len(d.Catalogue.Units[geo.Commune]) != 14 {
		t.Fatalf("left %v, %v", left, err)
	}
	if l := left[1]; l.Code != u.LAU.Features[1].Code || !strings.Contains(l.Reason, "same year and scale") {
		t.Errorf("left %+v", l)
	}
	for name, c := range map[string]struct {
		edit func(*Units)
		want string
	}{
		"other country":    {func(u *Units) { u.Country = "at" }, "not of AT"},
		"no level 3":       {func(u *Units) { u.NUTS.Features = u.NUTS.Features[:5] }, "no NUTS 3"},
		"two scales":       {func(u *Units) { u.NUTS.Features = append(u.NUTS.Features, u.NUTS.Features[8]) }, "twice"},
		"level of regions": {func(u *Units) { u.RegionLevel = 3 }, "NUTS 1 or NUTS 2"},
		"elsewhere": {func(u *Units) {
			for i := range u.LAU.Features {
				u.LAU.Features[i].Geometry = geotest.Square(50, 50, 1)
			}
		}, "no local unit"},
	} {
		u := country()
		c.edit(&u)
		if _, _, err := Assemble(context.Background(), u); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestInside holds the point to lie inside, on random stars with a hole.
func TestInside(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 2000 {
		var shell, hole orb.Ring
		n := 3 + rng.IntN(40)
		for i := range n {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			r := 0.5 + rng.Float64()
			shell = append(shell, orb.Point{r * cos, r * sin})
			hole = append(hole, orb.Point{0.2 * cos, 0.2 * sin})
		}
		p := orb.Polygon{append(shell, shell[0])}
		if n > 8 {
			p = append(p, append(hole, hole[0]))
		}
		at, ok := inside(orb.MultiPolygon{{{{9, 9}, {9.1, 9}, {9, 9.1}, {9, 9}}}, p})
		if !ok || !planar.PolygonContains(p, at) {
			t.Fatalf("seed %d: %v of %v", seed, at, p)
		}
	}
	if _, ok := inside(orb.MultiPolygon{{{{0, 0}, {1, 0}, {2, 0}, {0, 0}}}}); ok {
		t.Error("a flat polygon has a point inside")
	}
}

// TestPlacesRealCommunes gives the communes and departments of IGN the codes of
// a made-up country: every commune is placed in the department that its own code
// begins with, which nothing else says.
func TestPlacesRealCommunes(t *testing.T) {
	departments := geotest.Load(t, "departements-ign-2024.geojson", "DEP")
	communes := geotest.Load(t, "communes-ign-2024.geojson.gz", "DEPCOM")
	u := Units{Country: "xx", RegionLevel: 1}
	for i, code := range departments.Codes {
		u.NUTS.Features = append(u.NUTS.Features, geo.Feature{Code: fmt.Sprintf("XX%03s", code), Geometry: departments.Faces[i]})
	}
	for i, code := range communes.Codes {
		u.LAU.Features = append(u.LAU.Features, geo.Feature{Code: "XX_" + code, Geometry: communes.Faces[i]})
	}
	d, left, err := Assemble(context.Background(), u)
	if err != nil || left != nil {
		t.Fatal(err, left)
	}
	if got := len(d.Catalogue.Units[geo.Commune]); got != len(communes.Codes) || len(d.Catalogue.Units[geo.Department]) != 101 {
		t.Errorf("%d communes of %d", got, len(communes.Codes))
	}
	for _, c := range d.Catalogue.Units[geo.Commune] {
		if want := fmt.Sprintf("XX%03s", geo.DepartmentOf(strings.TrimPrefix(c.Code, "XX_"))); c.Department != want {
			t.Errorf("%s is placed in %s, want %s", c.Code, c.Department, want)
		}
	}
}
