package data

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"maillage/geo"
)

// Check sums published with the facts.
func TestNeighbourhoodCheckSums(t *testing.T) {
	d := load(t)
	wantRegions := "map[01:16 02:7 03:32 04:49 06:36 11:272 24:52 27:58 28:62 32:199 44:116 52:46 53:32 75:81 76:105 84:140 93:128 94:5 978:2 987:76]"
	regions, people := map[string]int{}, int64(0)
	nameless := 0
	for _, n := range d.Neighbourhoods[geo.QPV2015] {
		regions[n.Region]++
		people += n.Population.N
		if !n.Later.Known {
			t.Errorf("%s has no population of 2018", n.Code)
		}
		if n.Name == "" && n.Point == nil && len(n.Communes) == 0 {
			nameless++
		}
		if len(n.Department) == 3 && n.Department > "976" && (n.Region != n.Department || n.Region2015 != n.Department) {
			t.Errorf("%s is in regions %q and %q, want %s", n.Code, n.Region, n.Region2015, n.Department)
		}
	}
	if got := fmt.Sprint(regions); got != wantRegions {
		t.Errorf("by region: %s, want %s", got, wantRegions)
	}
	if n := len(d.Neighbourhoods[geo.QPV2015]); n != 1514 || people != 5_435_060 || nameless != 78 {
		t.Errorf("2015: %d neighbourhoods, %d people, %d without name; want 1514, 5435060, 78", n, people, nameless)
	}
	if n := len(d.Neighbourhoods[geo.QPV2024]); n != 1493 {
		t.Errorf("2024: %d neighbourhoods, want 1493", n)
	}
	for _, n := range d.Neighbourhoods[geo.QPV2024] {
		if n.EPCI == "" || n.Point == nil || n.Name == "" || n.Population.Known {
			t.Errorf("2024: %+v lacks an EPCI, point or name, or has a population", n)
		}
	}
}

// facts/network.json carries counts that others published.
func TestNeighbourhoodsAgreeWithPublishedCounts(t *testing.T) {
	content, err := os.ReadFile("facts/network.json")
	if err != nil {
		t.Fatal(err)
	}
	type counts struct {
		Total                   int
		Metropole               int
		Overseas                int
		MetropoleAndDROM        int            `json:"metropole_and_drom"`
		SaintMartinAndPolynesia int            `json:"saint_martin_and_polynesia"`
		ByRegion                map[string]int `json:"by_region"`
		ByDepartment            map[string]int `json:"by_department"`
	}
	var published struct {
		Of2015 counts `json:"neighbourhoods_2015"`
		Of2024 counts `json:"neighbourhoods_2024"`
	}
	if err := json.Unmarshal(content, &published); err != nil {
		t.Fatal(err)
	}
	d := load(t)
	for geography, want := range map[geo.Geography]counts{geo.QPV2015: published.Of2015, geo.QPV2024: published.Of2024} {
		by := map[string]int{}
		for _, n := range d.Neighbourhoods[geography] {
			by["region "+n.Region]++
			by["department "+n.Department]++
			for _, territory := range geo.Territories {
				if territory.Contains(n.Department) {
					by[string(territory)]++
				}
			}
		}
		check := func(what string, got, want int) {
			if got != want {
				t.Errorf("%s, %s: %d neighbourhoods, published %d", geography, what, got, want)
			}
		}
		check("metropole", by["metropole"], want.Metropole)
		for code, n := range want.ByRegion {
			check("region "+code, by["region "+code], n)
		}
		for code, n := range want.ByDepartment {
			check("department "+code, by["department "+code], n)
		}
		if geography == geo.QPV2015 {
			check("france", by["france"], want.Total)
			check("overseas", by["drom"]+by["com"], want.Overseas)
			check("metropole and drom", by["metropole"]+by["drom"], want.MetropoleAndDROM)
			check("com", by["com"], want.SaintMartinAndPolynesia)
		}
		for territory, n := range map[geo.Territory]int{geo.France: want.Total, geo.Metropole: want.Metropole, geo.Overseas: want.Overseas} {
			if listed, ok := geography.Listed(territory); !ok || listed != n {
				t.Errorf("%s, %s: geo lists %d neighbourhoods, published %d", geography, territory, listed, n)
			}
		}
	}
}

// A neighbourhood's communes start with the one its first code names, and it
// has the EPCI of that one.
func TestMainCommuneComesFirst(t *testing.T) {
	d := load(t)
	l := newLookup(d.Catalogue)
	moved, named, straddling := 0, 0, 0
	rows := readRows(t, "facts/qpv-2015.csv")
	for i, n := range d.Neighbourhoods[geo.QPV2015] {
		published := splitList(rows[i]["communes"])
		if len(n.Codes) == 0 {
			continue
		}
		main, _ := l.commune(n.Codes[0])
		if slices.Contains(published, main.Name) && n.Communes[0] != main.Name {
			t.Errorf("%s: communes %v, want %s first", n.Code, n.Communes, main.Name)
		}
		if len(published) == 0 && !slices.Equal(n.Communes, []string{main.Name}) {
			t.Errorf("%s: communes %v, want %s", n.Code, n.Communes, main.Name)
		}
		if len(published) == 0 {
			named++
			continue
		}
		if n.Communes[0] != published[0] {
			moved++
		}
		if got, want := slices.Sorted(slices.Values(n.Communes)), slices.Sorted(slices.Values(published)); !slices.Equal(got, want) {
			t.Errorf("%s: communes %v, published %v", n.Code, got, want)
		}
	}
	rows = readRows(t, "facts/qpv-2024.csv")
	for i, n := range d.Neighbourhoods[geo.QPV2024] {
		main, _ := l.commune(n.Codes[0])
		if n.EPCI != main.EPCI || n.Region2015 != main.Region2015 {
			t.Errorf("%s: EPCI %s and region %s, want those of %s", n.Code, n.EPCI, n.Region2015, main.Code)
		}
		if strings.Contains(rows[i]["epci"], ";") {
			straddling++
		}
	}
	if moved == 0 || named != 142 || straddling != 10 {
		t.Errorf("%d lists reordered, %d named from the catalogue, %d neighbourhoods in two EPCI; want some, 142 and 10", moved, named, straddling)
	}
}

// Every field of every centre comes through as it stands.
func TestCentresAreWhatTheFactsSay(t *testing.T) {
	content, err := os.ReadFile("facts/centres.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw []map[string]any
	if err := json.Unmarshal(content, &raw); err != nil {
		t.Fatal(err)
	}
	text := func(v any) string { return strings.TrimPrefix(fmt.Sprint(v), "<nil>") }
	for i, c := range load(t).Centres {
		for key, got := range map[string]any{
			"id": c.ID, "name": c.Name, "named": c.Named, "acronym": c.Acronym, "former_names": c.FormerNames, "seat": c.Seat,
			"legal_form": c.LegalForm, "website": c.Website, "founded": c.Founded, "closed": c.Closed, "status": c.Status,
			"unknowns": c.Unknowns, "unverified": c.Unverified,
		} {
			if text(got) != text(raw[i][key]) {
				t.Errorf("%s, %s: %v, the facts say %v", c.ID, key, got, raw[i][key])
			}
		}
		for j, p := range c.Perimeters {
			row := raw[i]["perimeters"].([]any)[j].(map[string]any)
			var codes []string
			for _, u := range p.Units {
				codes = append(codes, u.Code)
			}
			for key, got := range map[string]any{
				"id": p.ID, "from": p.From, "to": p.To, "departments": codes, "scope": p.Scope, "confidence": p.Confidence,
				"sourced": p.Sourced, "attested": p.Attested, "sources": p.Sources, "note": p.Note,
			} {
				if text(got) != text(row[key]) {
					t.Errorf("%s, %s: %v, the facts say %v", p.ID, key, got, row[key])
				}
			}
		}
	}
}

// What the schema holds and no row has yet.
func TestPerimeterOverACollectivity(t *testing.T) {
	content := `[
	{"id":"a","name":"A","perimeters":[{"id":"a-1","departments":["978","971","01"],"scope":"policy","confidence":"low","sources":["s"],"act":"decree","agreed_with":["b"]}]},
	{"id":"b","name":"B"}]`
	centres, err := decodeCentres("centres.json", []byte(content), newLookup(load(t).Catalogue))
	if err != nil {
		t.Fatal(err)
	}
	p := centres[0].Perimeters[0]
	want := []geo.UnitRef{{Level: geo.Department, Code: "01"}, {Level: geo.Department, Code: "971"}, {Level: geo.Collectivity, Code: "978"}}
	if !slices.Equal(p.Units, want) {
		t.Errorf("units %v, want %v", p.Units, want)
	}
	if p.Act != "decree" || !slices.Equal(p.AgreedWith, []string{"b"}) || p.Centre != "a" || p.From.Known() {
		t.Errorf("perimeter is %+v", p)
	}
}

func TestClaims(t *testing.T) {
	var got []string
	for _, c := range load(t).Network.Claims {
		got = append(got, fmt.Sprintf("%s %.2f", c.Date, c.Share))
	}
	if want := []string{"2012-05-31 0.80", "2014/2015 0.00", "2018 0.00", "2023-10 0.88"}; !slices.Equal(got, want) {
		t.Errorf("claims %v, want %v", got, want)
	}
}
