package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// TestRebuild fetches both packages, so it runs when asked: MAILLAGE_REBUILD=1.
func TestRebuild(t *testing.T) {
	if os.Getenv("MAILLAGE_REBUILD") == "" {
		t.Skip("needs the Go and npm registries: set MAILLAGE_REBUILD=1")
	}
	if err := run(t.Context(), []string{"-root", "../..", "-check"}, io.Discard); err != nil {
		t.Fatal(err)
	}
}

func TestPackIsRepeatableAndBare(t *testing.T) {
	a, err := pack([]byte(strings.Repeat("maillage ", 1000)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := pack([]byte(strings.Repeat("maillage ", 1000)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("the same content packs to other bytes")
	}
	if want := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0}; !bytes.Equal(a[:8], want) {
		t.Errorf("header is % x, want % x", a[:8], want)
	}
}

func TestCompareSeesEveryDifference(t *testing.T) {
	files := map[string][]byte{"a": []byte("1"), "b": []byte("2")}
	for name, c := range map[string]struct {
		standing map[string]string
		want     string // "": the same
	}{
		"same":    {map[string]string{"a": "1", "b": "2"}, ""},
		"changed": {map[string]string{"a": "1", "b": "3"}, "(b)"},
		"missing": {map[string]string{"a": "1"}, "(b)"},
		"extra":   {map[string]string{"a": "1", "b": "2", "c": "4"}, "(c)"},
	} {
		dir := t.TempDir()
		for file, content := range c.standing {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		err := compare(dir, files, io.Discard)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want one with %q", name, err, c.want)
		}
	}
}

// A square of side 2 at a place, turning either way.
func square(x, y float64, o orb.Orientation) orb.Ring {
	r := orb.Ring{{x, y}, {x + 2, y}, {x + 2, y + 2}, {x, y + 2}, {x, y}}
	if r.Orientation() != o {
		r.Reverse()
	}
	return r
}

func TestNormalise(t *testing.T) {
	outer := square(0, 0, orb.CW)
	outer = slices.Insert(outer, 1, orb.Point{outer[0][0] + 1e-9, outer[0][1]}) // the same once rounded
	hole := square(0.123456789, 0.5, orb.CCW)
	got, err := normalise(orb.Polygon{outer, hole})
	if err != nil {
		t.Fatal(err)
	}
	if got[0][0].Orientation() != orb.CCW || got[0][1].Orientation() != orb.CW || len(got[0][0]) != 5 {
		t.Errorf("normalised to %v", got)
	}
	if x := got[0][1][0][0]; x != 0.1234568 && x != 2.1234568 {
		t.Errorf("longitude %v, want 7 decimals", x)
	}
	for name, g := range map[string]orb.Geometry{
		"open ring":   orb.Polygon{orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
		"two corners": orb.Polygon{orb.Ring{{0, 0}, {1, 0}, {0, 0}}},
		"line":        orb.LineString{{0, 0}, {1, 0}},
	} {
		if _, err := normalise(g); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestDisjoint(t *testing.T) {
	island := func(x, y float64) orb.Polygon { return orb.Polygon{square(x, y, orb.CCW)} }
	for name, c := range map[string]struct {
		ground orb.MultiPolygon
		ok     bool
	}{
		"apart":            {orb.MultiPolygon{island(0, 0), island(5, 5)}, true},
		"one corner":       {orb.MultiPolygon{island(0, 0), island(2, 2)}, false},
		"one edge":         {orb.MultiPolygon{island(0, 0), island(2, 0)}, false},
		"over each other":  {orb.MultiPolygon{island(0, 0), island(1, 1)}, false},
		"one in the other": {orb.MultiPolygon{orb.Polygon{{{-9, -9}, {9, -9}, {9, 9}, {-9, 9}, {-9, -9}}}, island(0, 0)}, false},
	} {
		if err := disjoint(c.ground); (err == nil) != c.ok {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// The collectivities' polygons are collected, countries and others left out.
func TestReadGrounds(t *testing.T) {
	feature := func(properties, offset string) string {
		return `{"properties":{` + properties + `},"geometry":{"type":"Polygon","coordinates":[[[` + offset + `,0],[` + offset + `.5,0],[` + offset + `.5,1],[` + offset + `,0]]]}}`
	}
	provinces := `{"type":"FeatureCollection","features":[` + strings.Join([]string{
		feature(`"adm0_a3":"FRA","gn_a1_code":"FR.01"`, "1"),
		feature(`"adm0_a3":"FRA","gn_a1_code":"FR.973"`, "2"),
		feature(`"adm0_a3":"PYF","gn_a1_code":"PF.01"`, "3"),
		feature(`"adm0_a3":"PYF","gn_a1_code":"PF.04"`, "4"),
		feature(`"ADM0_A3":"PYF"`, "3"),
		feature(`"adm0_a3":"BEL","gn_a1_code":"BE.01"`, "5"),
	}, ",") + `]}`
	grounds, err := readGrounds([]byte(provinces))
	if err != nil {
		t.Fatal(err)
	}
	if keys := sortedKeys(grounds); !slices.Equal(keys, []string{"01", "973", "987"}) || len(grounds["987"]) != 2 {
		t.Errorf("grounds of %v, 987 with %d polygons", keys, len(grounds["987"]))
	}
}

func TestTable(t *testing.T) {
	people := func(n int64) *int64 { return &n }
	f := &facts{
		departments: []department{{"01", "Ain", "82", "84"}, {"71", "Saône-et-Loire", "26", "27"}},
		regions2015: map[string]string{"82": "Rhône-Alpes", "26": "Bourgogne"},
	}
	tab := newTable(f, []unitRecord{{Code: "84", Name: "Auvergne-Rhône-Alpes"}, {Code: "27", Name: "Bourgogne-Franche-Comté"}})
	for _, c := range []communeRecord{
		{Code: "01001", Department: "01", Population: people(10)},
		{Code: "01002", Department: "01", Population: people(5)},
		{Code: "71001", Department: "71", Population: nil},
		{Code: "97701", Department: "977", Population: people(99)}, // outside
	} {
		tab.commune(c)
	}
	member := func(code string, codes ...string) (e epciRecord) {
		e.Code = code
		for _, c := range codes {
			e.Members = append(e.Members, struct {
				Code string `json:"code"`
			}{c})
		}
		return e
	}
	if err := tab.epci(member("E1", "01001", "71001")); err != nil {
		t.Fatal(err)
	}
	if err := tab.epci(member("E2", "01001")); err == nil {
		t.Error("a commune is in two EPCI, and was accepted")
	}
	if err := tab.epci(member("E3", "97701")); err == nil {
		t.Error("an EPCI of a commune outside the catalogue was accepted")
	}
	if u := tab[geo.EPCI]["E1"]; u.Department != "" || u.Region != "" || u.Population.Known {
		t.Errorf("an EPCI over two departments, one part unknown, is %+v", u)
	}
	if u := tab[geo.Department]["01"]; u.Population != geo.Known(15) {
		t.Errorf("department 01 has %v", u.Population)
	}
	if u := tab[geo.Region]["27"]; u.Population.Known {
		t.Errorf("region 27 has %v, though a commune is unknown", u.Population)
	}
	if len(tab[geo.Commune]) != 3 {
		t.Errorf("%d communes, want 3", len(tab[geo.Commune]))
	}
}

// What a commune belongs to today goes before what another lists as former.
func TestSuccessorsPreferThePresent(t *testing.T) {
	tab := table{geo.Commune: {"A": {}, "B": {}, "C": {}}}
	b := builder{files: map[string][]byte{}}
	err := b.successors([]communeRecord{
		{Code: "A", Type: "commune-actuelle", Former: []string{"x", "y", "B"}},
		{Code: "B", Type: "commune-actuelle"},
		{Code: "x", Type: "commune-deleguee", Seat: "B"},
		{Code: "z", Type: "arrondissement-municipal", Commune: "C"},
		{Code: "w", Type: "commune-associee", Seat: "gone"},
	}, tab)
	if err != nil {
		t.Fatal(err)
	}
	want, err := pack([]byte("code,successor\nx,B\ny,A\nz,C\n"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.files["successors.csv.gz"], want) {
		t.Error("successors are not x to B, y to A, z to C")
	}
}

func TestAgreeRefusesAnotherName(t *testing.T) {
	d := []department{{"01", "Ain", "82", "84"}}
	if err := agree([]unitRecord{{"01", "Ain", "84"}}, d); err != nil {
		t.Error(err)
	}
	for _, r := range []unitRecord{{"01", "L'Ain", "84"}, {"01", "Ain", "27"}, {"02", "Ain", "84"}} {
		if agree([]unitRecord{r}, d) == nil {
			t.Errorf("%v was accepted", r)
		}
	}
}
