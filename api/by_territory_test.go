package api

import (
	"fmt"
	"strings"
	"testing"

	"maillage/api/coverage"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestByTerritory: France, metropolitan and overseas France are what each says
// when asked for itself, and what the facts count, whatever is asked.
func TestByTerritory(t *testing.T) {
	web := newTest(t)
	facts := geotest.ReadFacts(t)
	for _, question := range []string{
		"?datetime=2017-03-16", "?datetime=2012-05-31&min_confidence=low&territory=com",
		"?datetime=2026-03-16&qpv=2024&territory=overseas", "?datetime=2017-03-16&level=department",
	} {
		got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+question))
		where := map[geo.Territory]wire.ByMeasure[wire.PartFigure]{
			geo.France: got.ByTerritory.France, geo.Metropole: got.ByTerritory.Metropole, geo.Overseas: got.ByTerritory.Overseas,
		}
		for territory, p := range where {
			others := strings.ReplaceAll(strings.ReplaceAll(question, "&territory=com", ""), "&territory=overseas", "")
			asked := decode[coverage.Answer](t,
				get(t, web.URL+"/analysis/coverage"+others+"&territory="+string(territory))).Totals
			for i, f := range asked {
				if one := p[i]; one.Covered != f.Covered || one.Total != f.Total || one.Of != f.Of || one.Reason != f.Reason ||
					fmt.Sprint(rest.OrNull(one.Share)) != fmt.Sprint(rest.OrNull(f.Share)) {
					t.Errorf("%s %s: %+v, asked %+v", question, territory, one, f)
				}
			}
			want := facts.Count(geotest.Question{
				Day: got.Datetime, Scope: got.Scope, Confidence: got.MinConfidence, Territory: string(territory),
				Geography: got.QPV,
			})
			if p[geo.Neighbourhoods].Covered != float64(want.Hoods) || p[geo.Neighbourhoods].Total != float64(want.AllHoods) ||
				p[geo.Departments].Covered != float64(want.Departments) {
				t.Errorf("%s %s: %+v, counted %d of %d", question, territory, p[geo.Neighbourhoods], want.Hoods, want.AllHoods)
			}
		}
		rows := map[string]map[string]string{}
		for _, row := range readTable(t, get(t, web.URL+"/analysis/coverage"+question+"&f=csv")) {
			if row["row"] == "by_territory" {
				rows[row["territory"]] = row
			}
		}
		if len(rows) != 3 ||
			rows["overseas"]["neighbourhoods_covered"] != fmt.Sprint(got.ByTerritory.Overseas[geo.Neighbourhoods].Covered) {
			t.Errorf("%s: rows %v", question, rows)
		}
		r, _ := realigned(t, web.URL, strings.ReplaceAll(question, "&level=department", ""))
		one, other := r.ByTerritory.Overseas[geo.Neighbourhoods], got.ByTerritory.Overseas[geo.Neighbourhoods]
		if one != other && *one.Share != *other.Share {
			t.Errorf("%s: realignment says %+v", question, one)
		}
	}
	of2024 := decode[coverage.Answer](t,
		get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&qpv=2024")).ByTerritory.Overseas[geo.Neighbourhoods]
	drom := decode[coverage.Answer](t,
		get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&qpv=2024&territory=drom")).Totals[geo.Neighbourhoods]
	if of2024.Total != drom.Total ||
		!strings.Contains(of2024.Of, "none is published here for Saint-Martin and French Polynesia") {
		t.Errorf("overseas in 2024: %+v, drom %+v", of2024, drom)
	}
}
