package coverage

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

// gapsResult is what no centre covers, and what a page shows beside it.
type gapsResult struct {
	gaps   func() ([]coverage.Gap, error) // for the data
	totals func() (*wire.AgedAnalysis, error)
	places func() (*coverage.Analysis, error) // by department, for the map
}

func computeGaps(c *ask.Call) (*gapsResult, error) {
	return &gapsResult{
		gaps:   sync.OnceValues(func() ([]coverage.Gap, error) { return findGaps(c) }),
		totals: sync.OnceValues(func() (*wire.AgedAnalysis, error) { return wire.AgedTotals(c) }),
		places: sync.OnceValues(func() (*coverage.Analysis, error) { return frame.ByDepartment(c) }),
	}, nil
}

func gapsGeoJSON(c *ask.Call, r *gapsResult) (rest.Answer, error) {
	gaps, err := r.gaps()
	if err != nil {
		return rest.Answer{}, err
	}
	return wire.FeaturesOf(c, len(gaps), func(i int) rest.Feature { return gapFeature(c, &gaps[i]) }, wire.OfEach(c)), nil
}

func gapsTable(c *ask.Call, r *gapsResult) (*rest.Table, error) {
	gaps, err := r.gaps()
	if err != nil {
		return nil, err
	}
	return wire.AnalysisTable(c, "gaps", gapColumns(c), len(gaps),
		func(i int) rest.Feature { return gapFeature(c, &gaps[i]) }), nil
}

// gapFeature is what no centre covers of one territory, which rests on no
// evidence.
func gapFeature(c *ask.Call, g *coverage.Gap) rest.Feature {
	p := rest.Properties{
		{Name: "code", Value: g.Unit.Code}, {Name: "name", Value: g.Unit.Name}, {Name: "level", Value: string(g.Unit.Level)},
		{Name: "status", Value: string(g.Status)}, {Name: "department_codes", Value: rest.Codes(g.Departments)},
	}
	wire.AddFigures(&p, &g.Uncovered, "uncovered")
	ids, km, drawn := []string{}, []float64{}, []string{}
	for _, n := range g.Neighbours {
		ids, km = append(ids, n.Centre), append(km, rest.Round(n.Metres/1000, 3))
		if n.Drawn {
			drawn = append(drawn, n.Centre)
		}
	}
	p.Add("neighbouring_centres", ids)
	p.Add("neighbouring_centres_border_km", km)
	p.Add("neighbouring_centres_by_drawn_line", drawn)
	wire.AddEcho(&p, c)
	return rest.NewFeature(g.Unit.Code, g.Geometry, p)
}

func gapColumns(c *ask.Call) rest.Properties { return gapFeature(c, &coverage.Gap{}).Properties }

// ListGaps lists the gaps as the features of a collection.
func ListGaps(c *ask.Call) (*wire.Features, error) {
	gaps, err := findGaps(c)
	if err != nil {
		return nil, err
	}
	return &wire.Features{
		N: len(gaps), Header: gapColumns(c),
		Find: func(code string) (int, error) {
			i := slices.IndexFunc(gaps, func(g coverage.Gap) bool { return g.Unit.Code == code })
			if i < 0 {
				p := rest.ErrNoItem("gap", code,
					"There may be none at this date: the territory is covered, or its code is not one of this level.")
				wire.Succeeded(p, c.Snapshot, c.Level, code)
				return 0, p
			}
			return i, nil
		},
		InBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			return wire.ByGeometry(len(gaps), boxes, func(i int) orb.MultiPolygon { return gaps[i].Geometry }), nil
		},
		Build: func(i int) (rest.Feature, error) { return gapFeature(c, &gaps[i]), nil },
	}, nil
}
