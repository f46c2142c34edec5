package api

import (
	"html"
	"strings"
	"testing"

	"maillage/api/whatif"
	"maillage/geo"
)

// TestNeighbourhoodsInPartAreTold takes Saint-Quentin from its centre: of its
// neighbourhoods of 2024, three lie in it alone and one in Gauchy too.
func TestNeighbourhoodsInPartAreTold(t *testing.T) {
	web := newTest(t)
	const take = `{"action":"take","centre":"irev","units":[{"level":"commune","code":"02691"}]}`
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "?qpv=2024", take))
	if g := s.GapsOpened; g.Neighbourhoods != 3 || g.Undetermined.Neighbourhoods != 1 ||
		g.NeighbourhoodPopulation != nil || g.Undetermined.NPNRUNeighbourhoods != nil {
		t.Errorf("opened %+v", g)
	}
	was, is := s.Before[geo.Neighbourhoods], s.After[geo.Neighbourhoods]
	if was.Covered.(float64)-is.Covered.(float64) != 4 || was.Undetermined != nil || is.Undetermined != 1.0 {
		t.Errorf("from %+v to %+v", was, is)
	}
	for _, l := range s.Loads {
		if l.ID == "irev" &&
			(l.Before.Neighbourhoods-l.After.Neighbourhoods != 4 || l.Before.Undetermined.Neighbourhoods != 0 ||
				l.After.Undetermined.Neighbourhoods != 1) {
			t.Errorf("%+v", l)
		}
	}
	for _, row := range readTable(t, run(t, web.URL, "?qpv=2024&f=csv", take)) {
		want := [2]string{"0", "0"}
		if row["row"] == "total" || row["code"] == "irev" || row["code"] == "32" {
			want[1] = "1"
		}
		if got := [2]string{
			row["neighbourhoods_undetermined_before"], row["neighbourhoods_undetermined_after"],
		}; got != want && row["row"] != "realignment" && row["neighbourhoods_before"] != "" {
			t.Errorf("%s %s: %v, want %v", row["row"], row["code"], got, want)
		}
	}
	features := string(run(t, web.URL, "?qpv=2024&f=geojson", take).body)
	if !strings.Contains(features, `"neighbourhoods":3,"neighbourhoods_undetermined":1,`) {
		t.Error("the features lack what lies in part")
	}
	compared := "/analysis/compare?qpv_a=2024&qpv_b=2024&a=2017-03-16&b=" + *s.Compact
	for address, want := range map[string]string{
		"/analysis/scenarios?qpv=2024&scenario=" +
			*s.Compact: "(quartiers\u00a0: 3\u202f; situés en partie, ou peut-être en partie, comptés à part\u00a0: 1)",
		"/analysis/scenarios?lang=en&qpv=2024&scenario=" +
			*s.Compact: "Neighbourhoods that lie, or may lie, partly in covered ground, counted apart: 0 → 1.",
		compared: "ce qui est couvert, comptés à part\u00a0: 0 → 1.",
	} {
		if body := html.UnescapeString(string(get(t, web.URL+address, "Accept", browser).body)); !strings.Contains(body,
			want) {
			t.Errorf("%s lacks %q", address, want)
		}
	}
	d := decode[whatif.CompareAnswer](t, get(t, web.URL+compared))
	if n := d.Totals[geo.Neighbourhoods]; n.A.Undetermined != nil || n.B.Undetermined != 1.0 || n.Undetermined != 1.0 ||
		n.Covered != -4.0 {
		t.Errorf("compared: %+v", n)
	}
	for _, row := range readTable(t, get(t, web.URL+compared+"&f=csv")) {
		if row["row"] == "total" &&
			(row["neighbourhoods_undetermined_a"] != "0" || row["neighbourhoods_undetermined_b"] != "1") {
			t.Errorf("compared, in all: %v", row)
		}
	}
}

// TestContractsInPartAreTold gives one commune of a department.
func TestContractsInPartAreTold(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t,
		run(t, web.URL, "", `{"action":"give","centre":"oriv","units":[{"level":"commune","code":"77001"}]}`))
	for _, l := range s.Loads {
		if l.ID == "oriv" &&
			(l.Before.Contracts != 39 || l.After.Contracts != 39 || l.Before.ContractsUndetermined != 0 ||
				l.After.ContractsUndetermined != 8) {
			t.Errorf("%+v", l)
		}
	}
	body := html.UnescapeString(string(get(t, web.URL+"/analysis/scenarios?scenario="+*s.Compact, "Accept", browser).body))
	for _, want := range []string{"39 → 39", "à part\u00a0: 0 → 8", "À part\u00a0: ce qui est situé en partie"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
