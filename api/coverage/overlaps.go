package coverage

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

func computeOverlaps(c *ask.Call) ([]coverage.Overlap, error) { return findOverlaps(c) }

func overlapsGeoJSON(c *ask.Call, overlaps []coverage.Overlap) (rest.Answer, error) {
	return wire.FeaturesOf(c, len(overlaps), func(i int) rest.Feature { return overlapFeature(c, &overlaps[i]) },
		func(m geo.Measure) string { return wire.Describe(c, m) }), nil
}

func overlapsTable(c *ask.Call, overlaps []coverage.Overlap) (*rest.Table, error) {
	return wire.AnalysisTable(c, "overlaps", overlapColumns(c), len(overlaps),
		func(i int) rest.Feature { return overlapFeature(c, &overlaps[i]) }), nil
}

// overlapID names the ground one set of centres shares: "a+b".
func overlapID(o *coverage.Overlap) string { return strings.Join(o.Centres, "+") }

// overlapFeature is the ground one set of centres shares.
func overlapFeature(c *ask.Call, o *coverage.Overlap) rest.Feature {
	perimeters := make([]string, len(o.Perimeters))
	for i, p := range o.Perimeters {
		perimeters[i] = p.ID
	}
	departments := make([]string, len(o.Units))
	for i, u := range o.Units {
		departments[i] = u.Code
	}
	p := rest.Properties{
		{Name: "centres", Value: rest.Codes(o.Centres)}, {Name: "type", Value: string(o.Type)},
		{Name: "scopes", Value: rest.Codes(rest.NamesOf(o.Scopes))},
		{Name: "perimeters", Value: perimeters}, {Name: "department_codes", Value: departments},
		{Name: "since", Value: wire.Published(o.Since)}, {Name: "until", Value: wire.Published(o.Until)},
	}
	wire.AddFigures(&p, &o.Shared, "shared")
	wire.AddEcho(&p, c)
	return rest.NewFeature(overlapID(o), o.Geometry, p)
}

func overlapColumns(c *ask.Call) rest.Properties {
	return overlapFeature(c, &coverage.Overlap{}).Properties
}

// ListOverlaps lists the overlaps as the features of a collection.
func ListOverlaps(c *ask.Call) (*wire.Features, error) {
	overlaps, err := findOverlaps(c)
	if err != nil {
		return nil, err
	}
	return &wire.Features{
		N: len(overlaps), Header: overlapColumns(c),
		Find: func(id string) (int, error) {
			i := slices.IndexFunc(overlaps, func(o coverage.Overlap) bool { return overlapID(&o) == id })
			if i < 0 {
				return 0, rest.ErrNoItem("overlap", id,
					"There may be none at this date: an identifier is the centres that share ground, joined by +.")
			}
			return i, nil
		},
		InBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			return wire.ByGeometry(len(overlaps), boxes, func(i int) orb.MultiPolygon { return overlaps[i].Geometry }), nil
		},
		Build: func(i int) (rest.Feature, error) { return overlapFeature(c, &overlaps[i]), nil },
	}, nil
}
