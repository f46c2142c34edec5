package api

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/api/ask"
	"maillage/api/coverage"
	"maillage/api/rest"
	"maillage/api/whatif"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/geotest"
)

// run posts changes to the network of 16 March 2017.
func run(t testing.TB, base, query, changes string) reply {
	t.Helper()
	return post(t, base+"/analysis/scenarios"+query, `{"datetime":"2017-03-16","changes":[`+changes+`]}`)
}

func post(t testing.TB, url, body string) reply {
	t.Helper()
	return send(t, http.MethodPost, url, strings.NewReader(body), "Content-Type", rest.MediaJSON)
}

// units writes departments as the units of a change.
func units(codes ...string) string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = `{"level":"department","code":"` + c + `"}`
	}
	return `"units":[` + strings.Join(out, ",") + `]`
}

const giveCorse = `{"action":"give","centre":"cite-ressources","units":[{"level":"department","code":"2A"},{"level":"department","code":"2B"}]}`

// linkTo is the first link of a relation.
func linkTo(t *testing.T, links []rest.Link, rel string) string {
	t.Helper()
	i := slices.IndexFunc(links, func(l rest.Link) bool { return l.Rel == rel })
	if i < 0 {
		t.Fatalf("no link %s in %v", rel, links)
	}
	return links[i].Href
}

// TestCorseGiven holds a scenario to what the facts say: Corse has two
// departments and five neighbourhoods, and nobody covers it in 2017.
func TestCorseGiven(t *testing.T) {
	web := newTest(t)
	r := run(t, web.URL, "", giveCorse)
	s := decode[whatif.ScenarioAnswer](t, r)
	if b, a := s.Before[geo.Neighbourhoods], s.After[geo.Neighbourhoods]; b.Covered != 1202.0 || a.Covered != 1207.0 ||
		a.Total != 1514.0 || a.Unsourced != 129.0 {
		t.Errorf("before %+v, after %+v", b, a)
	}
	if h := s.Hypothetical; h[geo.Neighbourhoods].Covered != 5.0 || h[geo.Departments].Covered != 2.0 {
		t.Errorf("hypothetical %+v", h)
	}
	if len(s.Statuses) != 1 || s.Statuses[0].Code != "94" || s.Statuses[0].Before != "uncovered" ||
		s.Statuses[0].After != "covered" {
		t.Errorf("statuses %+v", s.Statuses)
	}
	if g := s.GapsClosed; len(g.Units) != 2 || g.Neighbourhoods != 5 || len(s.GapsOpened.Units) != 0 ||
		len(s.Created) != 0 {
		t.Errorf("closed %+v, opened %+v, overlaps %+v", g, s.GapsOpened, s.Created)
	}
	if len(s.Ground) != 1 || s.Ground[0].ID != "cite-ressources" || s.Ground[0].Gained.Neighbourhoods != 5 ||
		len(s.Ground[0].Lost.Units) != 0 {
		t.Errorf("ground %+v", s.Ground)
	}
	if l := s.Loads[0]; l.ID != "cite-ressources" || l.Before.Neighbourhoods != 128 || l.After.Neighbourhoods != 133 ||
		len(s.Loads) != 16 {
		t.Errorf("%d loads, the first %+v", len(s.Loads), l)
	}
	cover := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime=2017-03-16"))
	for i, f := range cover.Totals {
		if !reflect.DeepEqual(f, s.Before[i]) {
			t.Errorf("before is not the coverage of the day: %+v, %+v", s.Before[i], f)
		}
	}
	if again := get(t, linkTo(t, s.Links, "self")); string(again.body) != string(r.body) {
		t.Errorf("GET of the self link answers otherwise: %s", firstDifference(string(again.body), string(r.body)))
	}
}

func TestScenarioOfNoChange(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "?level=department", ""))
	if !reflect.DeepEqual(s.Before, s.After) ||
		len(s.Statuses)+len(s.Ground)+len(s.Created)+len(s.Removed)+len(s.Changes)+len(s.Inverse) != 0 {
		t.Errorf("something changes: %+v", s)
	}
	if len(s.Territories) != 103 || s.Changes == nil || s.Inverse == nil {
		t.Errorf("%d territories, changes %v, inverse %v", len(s.Territories), s.Changes, s.Inverse)
	}
}

// TestInverseUndoes runs a scenario of every action but draw and erase, with its
// inverse after it.
func TestInverseUndoes(t *testing.T) {
	web := newTest(t)
	changes := strings.Join([]string{
		giveCorse,
		`{"action":"take","centre":"labo-cites",` + units("69", "42") + `}`,
		`{"action":"move","from":"ressources-territoires","to":"villes-au-carre",` + units("31") + `}`,
		`{"action":"create","centre":"guyane","name":"Guyane"}`,
		`{"action":"give","centre":"guyane",` + units("973", "971") + `}`,
		`{"action":"give","centre":"labo-cites",` + units("13") + `}`,
		`{"action":"close","centre":"irev"}`,
	}, ",")
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", changes))
	inverse, err := json.Marshal(s.Inverse)
	if err != nil {
		t.Fatal(err)
	}
	back := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", changes+","+strings.Trim(string(inverse), "[]")))
	// Made to another threshold's network, these changes end elsewhere.
	if !reflect.DeepEqual(withoutBands(back.After), withoutBands(s.Before)) || len(back.Ground) != 0 {
		t.Errorf("after the inverse %+v, and %+v moved", back.After[geo.Neighbourhoods], back.Ground)
	}
	if reflect.DeepEqual(s.Before, s.After) || back.Hash == s.Hash {
		t.Error("the scenario does nothing: the test sees nothing")
	}
	ground := map[string]whatif.CentreGround{}
	for _, g := range s.Ground {
		ground[g.ID] = g
	}
	if g := ground["ressources-territoires"]; !slices.Equal(g.LostTo, []string{"villes-au-carre"}) ||
		len(g.Lost.Units) != 1 {
		t.Errorf("ressources-territoires %+v", g)
	}
	if g := ground["irev"]; g.LostTo == nil || len(g.LostTo) != 0 || len(g.Lost.Units) != 5 {
		t.Errorf("irev %+v", g)
	}
	if len(s.Created) != 1 || !slices.Equal(s.Created[0].Centres, []string{"cite-ressources", "labo-cites"}) ||
		s.Created[0].Units[0].Code != "13" {
		t.Errorf("overlaps %+v", s.Created)
	}
	if len(s.GapsOpened.Units) != 5+2 || s.Centres.After != s.Centres.Before {
		t.Errorf("opened %+v, centres %+v", s.GapsOpened.Units, s.Centres)
	}
}

// TestHashIsOfContent: the same changes, written otherwise, are the same
// scenario; another question is not.
func TestHashIsOfContent(t *testing.T) {
	web := newTest(t)
	base := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", giveCorse))
	same := decode[whatif.ScenarioAnswer](t,
		post(t, web.URL+"/analysis/scenarios",
			`{"changes":[{"units":[{"code":"2B","level":"department"},{"code":"2A","level":"department"}],
		"centre":"cite-ressources","action":"give"}],"datetime":"2017-03-16"}`))
	if base.Hash != same.Hash || *base.Compact != *same.Compact {
		t.Error("the order of members and units changes the hash")
	}
	for _, query := range []string{
		"?level=department", "?qpv=2024", "?scope=any", "?min_confidence=low", "?territory=metropole",
	} {
		if decode[whatif.ScenarioAnswer](t, run(t, web.URL, query, giveCorse)).Hash == base.Hash {
			t.Errorf("%s: the same hash", query)
		}
	}
}

func TestScenarioDefaultsToToday(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t, post(t, web.URL+"/analysis/scenarios", `{"changes":[]}`))
	if s.Datetime != "2026-03-16" || s.Compact == nil ||
		!strings.Contains(string(get(t, linkTo(t, s.Links, "self")).body), `"datetime":"2026-03-16"`) {
		t.Errorf("datetime %s", s.Datetime)
	}
}

// TestRefusedChangesAreNamed holds every refusal to the change it is about.
func TestRefusedChangesAreNamed(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct {
		change         string
		reason, action string
		centre, unit   string
		nearest        string
	}{
		{
			`{"action":"give","centre":"cite-ressource",` + units("2A") + `}`, "unknown-centre", "give", "cite-ressource", "",
			"cite-ressources",
		},
		{
			`{"action":"give","centre":"cite-ressources",` + units("13") + `}`, "already-held", "give", "cite-ressources", "13",
			"",
		},
		{`{"action":"take","centre":"cite-ressources",` + units("75") + `}`, "not-held", "take", "cite-ressources", "75", ""},
		{
			`{"action":"give","centre":"cite-ressources",` + units("97A") + `}`, "unknown-unit", "give", "cite-ressources",
			"97A", "971",
		},
		{
			`{"action":"give","centre":"cite-ressources",` + units("971", "971") + `}`, "repeated-unit", "give",
			"cite-ressources", "971", "",
		},
		{`{"action":"move","from":"irev","to":"irev",` + units("02") + `}`, "same-centre", "move", "irev", "", ""},
		{`{"action":"create","centre":"irev","name":"IREV"}`, "centre-exists", "create", "irev", "", ""},
		{`{"action":"create","centre":"Bad Name","name":"x"}`, "bad-name", "create", "Bad Name", "", ""},
		{`{"action":"close","centre":"nobody"}`, "unknown-centre", "close", "nobody", "", ""},
	} {
		p := problemIn(t, run(t, web.URL, "", giveCorse+","+c.change), 422, "refused-change")
		unit := ""
		if p.Unit != nil {
			unit = p.Unit.Code
		}
		if p.Change == nil || *p.Change != 1 || p.Reason != c.reason || p.Action != c.action || p.Centre != c.centre ||
			unit != c.unit {
			t.Errorf("%s: %+v, unit %s", c.change, p, unit)
		}
		if c.nearest != "" && p.Nearest != c.nearest {
			t.Errorf("%s: nearest %q, want %q", c.change, p.Nearest, c.nearest)
		}
	}
	closed := run(t, web.URL, "", `{"action":"close","centre":"irev"},{"action":"take","centre":"irev",`+units("02")+`}`)
	if p := problemIn(t, closed, 422, "refused-change"); p.Reason != "closed-centre" {
		t.Errorf("%+v", p)
	}
}

func TestBadCompactForms(t *testing.T) {
	web := newTest(t)
	good := strings.TrimPrefix(ask.ExampleCompact, "s1.")
	for name, text := range map[string]string{
		"another version": "s2." + good, "no version": good, "empty": "",
		"cut short": ask.ExampleCompact[:len(ask.ExampleCompact)-9],
		"altered":   "s1.A" + good[1:], "not base64": "s1.%25%25", "no day": "s1.qlZKzkjMS08tVrKKjq0FAAAA__8",
		"long": "s1." + strings.Repeat("A", 70_000),
	} {
		for path, parameter := range map[string]string{
			"/analysis/scenarios?scenario=": "scenario", "/analysis/compare?a=2017-03-16&b=": "b",
		} {
			r := get(t, web.URL+path+text)
			if r.StatusCode != 400 {
				t.Errorf("%s: status %d at %s", name, r.StatusCode, path)
				continue
			}
			var p rest.Problem
			if err := json.Unmarshal(r.body, &p); err != nil || p.Parameter != parameter || p.Fix == "" {
				t.Errorf("%s: %s", name, shorten(r.body))
			}
		}
	}
}

// TestScenarioForms: GeoJSON and CSV say what JSON says.
func TestScenarioForms(t *testing.T) {
	web := newTest(t)
	changes := giveCorse + `,{"action":"move","from":"ressources-territoires","to":"villes-au-carre",` + units("31") + `}`
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", changes))
	page := decode[analysisPage](t, run(t, web.URL, "?f=geojson", changes))
	var ids []string
	for _, f := range page.Features {
		ids = append(ids, f.ID)
		if string(f.Geometry) == "null" {
			t.Errorf("%s has no ground", f.ID)
		}
	}
	if want := []string{
		"cite-ressources:gained", "ressources-territoires:lost", "villes-au-carre:gained",
	}; !slices.Equal(ids, want) {
		t.Errorf("features %v, want %v", ids, want)
	}
	rows := readTable(t, run(t, web.URL, "?f=csv", changes))
	if len(rows) != len(s.Territories)+1+len(s.Realignment.Changes)+len(s.Loads) {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows {
		switch {
		case i < len(s.Territories):
			if want := s.Territories[i]; row["row"] != "territory" || row["code"] != want.Code ||
				row["status_after"] != want.StatusAfter ||
				row["neighbourhoods_after"] != fmt.Sprint(want.After[geo.Neighbourhoods].Covered) {
				t.Errorf("row %d: %v", i, row)
			}
		case i == len(s.Territories):
			if n := s.Realignment.After.Counts; row["regions_partial_after"] != fmt.Sprint(n.Partial) ||
				row["neighbourhoods_before_high"] != fmt.Sprint(s.Before[geo.Neighbourhoods].Band.High.Covered) {
				t.Errorf("total: %v", row)
			}
			if row["row"] != "total" || row["neighbourhoods_before"] != "1202" || row["neighbourhoods_after"] != "1207" ||
				row["neighbourhoods_total"] != "1514" {
				t.Errorf("total: %v", row)
			}
		case i <= len(s.Territories)+len(s.Realignment.Changes):
			if want := s.Realignment.Changes[i-len(s.Territories)-1]; row["row"] != "realignment" || row["code"] != want.Code ||
				row["realignment_before"] != string(want.From) || row["realignment_after"] != string(want.To) ||
				row["index_departments_after"] != fmt.Sprint(*want.IndexAfter.Departments) {
				t.Errorf("row %d: %v, want %+v", i, row, want)
			}
		default:
			if want := s.Loads[i-len(s.Territories)-len(s.Realignment.Changes)-1]; row["row"] != "centre" ||
				row["code"] != want.ID || row["neighbourhoods_after"] != fmt.Sprint(want.After.Neighbourhoods) {
				t.Errorf("row %d: %v", i, row)
			}
		}
		if row["scenario"] != s.Hash {
			t.Errorf("row %d has the hash %q", i, row["scenario"])
		}
	}
}

// TestDrawnScenario gives the west half of a square on exact ground: half of
// its area, and no neighbourhood that cannot be told.
func TestDrawnScenario(t *testing.T) {
	web := squares(t, nil, geotest.Centre("west", geotest.Over("2010", "", "A1")))
	box := geotest.Box(1, 0, 1.5, 1)[0][0]
	ring, err := json.Marshal([][][2]float64{asPairs(box)})
	if err != nil {
		t.Fatal(err)
	}
	s := decode[struct {
		Before, After wire.Measures
		GapsClosed    whatif.Patch `json:"gaps_closed"`
		Ground        []whatif.CentreGround
		Inverse       []json.RawMessage
	}](t, run(t, web.URL, "?level=department",
		`{"action":"draw","centre":"west","geometry":{"type":"Polygon","coordinates":`+string(ring)+`}}`))
	gained := s.After[geo.AreaKM2].Covered.(float64) - s.Before[geo.AreaKM2].Covered.(float64)
	closed := s.GapsClosed.AreaKM2.(float64)
	if gained <= 0 || math.Abs(gained-closed) > 0.0002 || len(s.Ground) != 1 {
		t.Errorf("covered %v more, gaps closed %v", gained, closed)
	}
	if len(s.Inverse) != 1 || !strings.Contains(string(s.Inverse[0]), `"erase"`) {
		t.Errorf("inverse %s", s.Inverse)
	}
}

func asPairs[P ~[2]float64](ring []P) [][2]float64 {
	out := make([][2]float64, len(ring))
	for i, p := range ring {
		out[i] = p
	}
	return out
}

// TestLongScenarios: a scenario that makes a long address has it in the body and
// not in headers, and the address is answered; one too long has none.
func TestLongScenarios(t *testing.T) {
	web := newTest(t)
	star := func(n int) string {
		ring := make([][2]float64, 0, n+1)
		for i := range n {
			at, far := 2*math.Pi*float64(i)/float64(n), 1+0.05*float64(i%2)
			ring = append(ring, [2]float64{2.3 + 1.5*math.Cos(at)*far, 48.8 + 1.2*math.Sin(at)*far})
		}
		b, err := json.Marshal([][][2]float64{append(ring, ring[0])})
		if err != nil {
			t.Fatal(err)
		}
		return `{"action":"draw","centre":"irev","geometry":{"type":"Polygon","coordinates":` + string(b) + `}}`
	}
	type theWire struct {
		Compact *string
		After   wire.Measures
		Links   []rest.Link
	}
	long := run(t, web.URL, "", star(1000))
	s := decode[theWire](t, long)
	if s.Compact == nil || len(*s.Compact) < 8000 || len(long.Header.Values("Link")) != 0 {
		t.Fatalf("compact %v, %d links in headers", s.Compact != nil, len(long.Header.Values("Link")))
	}
	if again := decode[theWire](t, get(t, linkTo(t, s.Links, "self"))); !reflect.DeepEqual(again.After, s.After) {
		t.Error("the long address answers otherwise")
	}
	longer := decode[theWire](t, run(t, web.URL, "", star(6000)))
	if longer.Compact != nil || len(longer.Links) != 1 {
		t.Errorf("a scenario too long for an address has %d links", len(longer.Links))
	}
	if short := run(t, web.URL, "", giveCorse); len(short.Header.Values("Link")) != 5 {
		t.Errorf("links in headers: %v", short.Header.Values("Link"))
	}
}

// TestScenarioIsKept: an address that holds a scenario has an ETag, which
// another spelling of the same scenario shares.
func TestScenarioIsKept(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{
		"/analysis/scenarios?scenario=" + ask.ExampleCompact, "/analysis/compare?a=2015-12-31&b=" + ask.ExampleCompact,
		"/analysis/compare?a=2015-12-31&b=2017-03-16", "/analysis/assignments", "/analysis/proposals?create=true",
		"/analysis/equity",
	} {
		tag := get(t, web.URL+path).Header.Get("ETag")
		if tag == "" {
			t.Errorf("%s has no ETag", path)
			continue
		}
		if r := get(t, web.URL+path, "If-None-Match", tag); r.StatusCode != http.StatusNotModified || len(r.body) != 0 {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
		if other := get(t, web.URL+withQuery(path, "min_confidence", "low")).Header.Get("ETag"); other == tag {
			t.Errorf("%s: another question shares the tag", path)
		}
	}
	if r := run(t, web.URL, "", giveCorse); r.Header.Get("ETag") != "" || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("an answer to POST may be kept: %v", r.Header)
	}
}
