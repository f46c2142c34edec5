package data

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

func load(t testing.TB) *geo.Dataset {
	t.Helper()
	d, err := Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCatalogueCounts(t *testing.T) {
	c := load(t).Catalogue
	want := map[geo.Level]int{geo.Region: 18, geo.Region2015: 27, geo.Department: 101, geo.Collectivity: 2, geo.EPCI: 1255, geo.Commune: 34924}
	got := map[geo.Level]int{}
	for level, units := range c.Units {
		got[level] = len(units)
	}
	if !maps.Equal(got, want) {
		t.Errorf("units by level: %v, want %v", got, want)
	}
	if len(c.Successors) != 4285 {
		t.Errorf("%d successors, want 4285", len(c.Successors))
	}
}

// The totals are those INSEE publishes for 1 January 2023; Mayotte's is the
// census of 2017, French Polynesia's that of 2022.
func TestPopulationsAreThePublishedOnes(t *testing.T) {
	l := newLookup(load(t).Catalogue)
	for _, want := range []struct {
		level geo.Level
		code  string
		n     int64
	}{
		{geo.Region, "11", 12_463_067}, {geo.Region, "27", 2_802_670}, {geo.Region, "53", 3_449_370}, {geo.Region2015, "94", 355_486},
		{geo.Department, "971", 384_160}, {geo.Department, "972", 360_630}, {geo.Department, "973", 293_996},
		{geo.Department, "976", 256_518}, {geo.Collectivity, "987", 278_786},
	} {
		u, ok := l.find(want.level, want.code)
		if !ok || u.Population != geo.Known(want.n) {
			t.Errorf("%s %s: %+v, want %d inhabitants", want.level, want.code, u, want.n)
		}
	}
	withoutMayotte := int64(-256_518)
	for _, u := range l.Units[geo.Region] {
		withoutMayotte += u.Population.N
	}
	if published := int64(68_094); (withoutMayotte+500)/1000 != published {
		t.Errorf("%d inhabitants without Mayotte, INSEE publishes %d thousand", withoutMayotte, published)
	}
	if p := l.PopulationOf; !strings.Contains(p, "2023") || !strings.Contains(p, "Mayotte") {
		t.Errorf("PopulationOf %q does not name the year and Mayotte's own", p)
	}
}

// Every level of the hierarchy must add up to the next, whatever the path.
func TestPopulationsAddUp(t *testing.T) {
	c := load(t).Catalogue
	sums := map[geo.UnitRef]int64{}
	for _, u := range c.Units[geo.Commune] {
		if !u.Population.Known {
			t.Errorf("commune %s has no population", u.Code)
		}
		for level, code := range map[geo.Level]string{geo.Department: u.Department, geo.Region: u.Region, geo.Region2015: u.Region2015, geo.EPCI: u.EPCI} {
			sums[geo.UnitRef{Level: level, Code: code}] += u.Population.N
		}
	}
	for _, level := range []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.EPCI} {
		for _, u := range c.Units[level] {
			if sum := sums[geo.UnitRef{Level: level, Code: u.Code}]; u.Population != geo.Known(sum) {
				t.Errorf("%s %s has %v inhabitants, its communes %d", level, u.Code, u.Population, sum)
			}
		}
	}
}

// An EPCI names a department or region exactly when all its communes share it.
func TestEPCIParents(t *testing.T) {
	c := load(t).Catalogue
	departments, regions := map[string][]string{}, map[string][]string{}
	for _, u := range c.Units[geo.Commune] {
		departments[u.EPCI] = append(departments[u.EPCI], u.Department)
		regions[u.EPCI] = append(regions[u.EPCI], u.Region)
	}
	straddling := 0
	for _, u := range c.Units[geo.EPCI] {
		if want := only(departments[u.Code]); u.Department != want {
			t.Errorf("EPCI %s: department %q, want %q", u.Code, u.Department, want)
		}
		if want := only(regions[u.Code]); u.Region != want {
			t.Errorf("EPCI %s: region %q, want %q", u.Code, u.Region, want)
		}
		if u.Department == "" {
			straddling++
		}
	}
	if straddling != 89 {
		t.Errorf("%d EPCI straddle departments, want 89", straddling)
	}
}

func only(codes []string) string {
	slices.Sort(codes)
	if codes = slices.Compact(codes); len(codes) == 1 {
		return codes[0]
	}
	return ""
}

func TestSuccessors(t *testing.T) {
	successors := load(t).Catalogue.Successors
	for code, want := range map[string]string{
		"75101": "75056", // an arrondissement
		"60455": "60694", // split from 60054, merged into 60694 since
		"55273": "55386",
		"50173": "50129", // Équeurdreville, in Cherbourg-en-Cotentin
	} {
		if got := successors[code]; got != want {
			t.Errorf("successor of %s is %q, want %q", code, got, want)
		}
	}
}

func TestLayers(t *testing.T) {
	d := load(t)
	if len(d.Layers) != 2 || d.Layers[0].Name != geo.DepartmentLayer || d.Layers[1].Name != geo.CollectivityLayer {
		t.Fatalf("layers are %v", d.Layers)
	}
	l := newLookup(d.Catalogue)
	for _, layer := range d.Layers {
		if !layer.Source.Approximate || layer.Source.Credit == "" {
			t.Errorf("%s is not marked approximate, or has no credit", layer.Name)
		}
		for _, f := range layer.Features {
			if u, ok := l.ground(f.Code); !ok || u.Name != f.Name {
				t.Errorf("%s: %s is named %q, unlike the catalogue", layer.Name, f.Code, f.Name)
			}
			for _, polygon := range f.Geometry {
				for i, ring := range polygon {
					if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[i == 0]; ring.Orientation() != want || !ring.Closed() {
						t.Errorf("%s: a ring of %s is open or turns the wrong way", layer.Name, f.Code)
					}
				}
			}
		}
	}
}

func TestContracts(t *testing.T) {
	d := load(t)
	if len(d.Contracts) != 433 {
		t.Errorf("%d contracts, want 433 (434 rows, CV043 twice)", len(d.Contracts))
	}
	byCode := map[string]geo.CityContract{}
	total := int64(0)
	for _, c := range d.Contracts {
		byCode[c.Code] = c
		total += c.Population.N
		if overseas := len(c.Departments[0]) == 3; overseas != (c.Point == nil) {
			t.Errorf("%s in %v has point %v", c.Code, c.Departments, c.Point)
		}
	}
	if total != 5_437_035 {
		t.Errorf("contracts hold %d people, want 5437035", total)
	}
	if c := byCode["CV043"]; !slices.Equal(c.Departments, []string{"13", "84"}) || c.Population != geo.Known(21147+1916) {
		t.Errorf("CV043 is %+v", c)
	}
	for code, department := range map[string]string{"CV366": "2A", "CV367": "2A", "CV368": "2B"} {
		if c := byCode[code]; !slices.Equal(c.Departments, []string{department}) {
			t.Errorf("%s is in %v, want %s", code, c.Departments, department)
		}
	}
}

func TestNamedCentres(t *testing.T) {
	for _, c := range load(t).Centres {
		if inParentheses := strings.HasPrefix(c.Name, "("); c.Named == inParentheses {
			t.Errorf("%s (%s) has named %v", c.ID, c.Name, c.Named)
		}
	}
}

func TestLoadIsRepeatable(t *testing.T) {
	a, b := load(t), load(t)
	if a.Fingerprint() != b.Fingerprint() {
		t.Error("loaded twice, other content")
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFingerprint(b *testing.B) {
	d, err := Load(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		d.Fingerprint()
	}
}
