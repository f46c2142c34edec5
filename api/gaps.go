package api

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
)

// analysisAnswer is a whole analysis as GeoJSON.
type analysisAnswer struct {
	Type string `json:"type"`
	asked
	Of             map[geo.Measure]string `json:"of"` // what each total is
	NumberMatched  int                    `json:"numberMatched"`
	NumberReturned int                    `json:"numberReturned"`
	Features       []feature              `json:"features"`
	footing
}

// gapsResult is what no centre covers, and what a page shows beside it.
type gapsResult struct {
	gaps   []coverage.Gap
	totals func() (*agedAnalysis, error)
	places func() (*coverage.Analysis, error) // by department, for the map
}

func computeGaps(c *call) (*gapsResult, error) {
	gaps, err := c.gaps()
	return &gapsResult{gaps, sync.OnceValues(c.agedTotals), sync.OnceValues(c.byDepartment)}, err
}

func gapsGeoJSON(c *call, r *gapsResult) (answer, error) {
	return c.featuresOf(len(r.gaps), func(i int) feature { return gapFeature(c, &r.gaps[i]) }, c.ofEach()), nil
}

func gapsTable(c *call, r *gapsResult) (*table, error) {
	return c.analysisTable("gaps", gapColumns(c), len(r.gaps), func(i int) feature { return gapFeature(c, &r.gaps[i]) }), nil
}

// analysisTable writes the features of an analysis as rows. header is a feature of
// no value, which names the columns of an empty table.
func (c *call) analysisTable(name string, header properties, n int, at func(i int) feature) *table {
	return tabulate(c, "maillage-"+name+"-"+c.Date.String(), header, n, at)
}

// ofEach says what the totals are where every feature is a territory with
// totals of its own.
func (c *call) ofEach() func(geo.Measure) string {
	own := ofUnit("the feature's own territory", c.analysis())
	return func(m geo.Measure) string { return own(m) + "; of all together: " + c.describe(m) }
}

// featuresOf answers an analysis as GeoJSON.
func (c *call) featuresOf(n int, at func(i int) feature, totals func(geo.Measure) string) answer {
	links := c.alternates()
	of := map[geo.Measure]string{}
	for _, m := range geo.Measures {
		of[m] = totals(m)
	}
	long := &series{"features", n, func(i int) any { return at(i) }}
	return answer{links: links, long: long, value: analysisAnswer{
		Type: "FeatureCollection", asked: askedOf(&c.question), Of: of,
		NumberMatched: n, NumberReturned: n, Features: []feature{}, footing: footingOf(c, links...).rounded(areasRounded),
	}}
}

// gapFeature is what no centre covers of one territory, which rests on no
// evidence.
func gapFeature(c *call, g *coverage.Gap) feature {
	p := properties{
		{"code", g.Unit.Code}, {"name", g.Unit.Name}, {"level", string(g.Unit.Level)},
		{"status", string(g.Status)}, {"department_codes", codes(g.Departments)},
	}
	p.addFigures(&g.Uncovered, "uncovered")
	ids, km, drawn := []string{}, []float64{}, []string{}
	for _, n := range g.Neighbours {
		ids, km = append(ids, n.Centre), append(km, round(n.Metres/1000, 3))
		if n.Drawn {
			drawn = append(drawn, n.Centre)
		}
	}
	p.add("neighbouring_centres", ids)
	p.add("neighbouring_centres_border_km", km)
	p.add("neighbouring_centres_by_drawn_line", drawn)
	p.addAsked(c)
	return newFeature(g.Unit.Code, g.Geometry, p)
}

func gapColumns(c *call) properties { return gapFeature(c, &coverage.Gap{}).Properties }

// addAsked adds the question a feature answers: a feature taken out of its
// collection must still say its date.
func (p *properties) addAsked(c *call) {
	p.add("datetime", c.Date.String())
	p.add("scope", string(c.Scope))
	p.add("min_confidence", c.Confidence.String())
	p.add("qpv", string(c.Geography))
}

// listGaps lists the gaps as the features of a collection.
func listGaps(c *call) (*features, error) {
	gaps, err := c.gaps()
	if err != nil {
		return nil, err
	}
	return &features{
		n: len(gaps), header: gapColumns(c),
		find: func(code string) (int, error) {
			i := slices.IndexFunc(gaps, func(g coverage.Gap) bool { return g.Unit.Code == code })
			if i < 0 {
				p := errNoItem("gap", code, "There may be none at this date: the territory is covered, or its code is not one of this level.")
				succeeded(p, c.snapshot, c.Level, code)
				return 0, p
			}
			return i, nil
		},
		inBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			return byGeometry(len(gaps), boxes, func(i int) orb.MultiPolygon { return gaps[i].Geometry }), nil
		},
		build: func(i int) (feature, error) { return gapFeature(c, &gaps[i]), nil },
	}, nil
}
