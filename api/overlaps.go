package api

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
)

func computeOverlaps(c *call) ([]coverage.Overlap, error) { return c.overlaps() }

func overlapsGeoJSON(c *call, overlaps []coverage.Overlap) (answer, error) {
	return c.featuresOf(len(overlaps), func(i int) feature { return overlapFeature(c, &overlaps[i]) }, c.describe), nil
}

func overlapsTable(c *call, overlaps []coverage.Overlap) (*table, error) {
	return c.analysisTable("overlaps", overlapColumns(c), len(overlaps), func(i int) feature { return overlapFeature(c, &overlaps[i]) }), nil
}

// overlapID names the ground one set of centres shares: "a+b".
func overlapID(o *coverage.Overlap) string { return strings.Join(o.Centres, "+") }

// overlapFeature is the ground one set of centres shares.
func overlapFeature(c *call, o *coverage.Overlap) feature {
	perimeters := make([]string, len(o.Perimeters))
	for i, p := range o.Perimeters {
		perimeters[i] = p.ID
	}
	departments := make([]string, len(o.Units))
	for i, u := range o.Units {
		departments[i] = u.Code
	}
	p := properties{
		{"centres", codes(o.Centres)}, {"type", string(o.Type)}, {"scopes", codes(namesOf(o.Scopes))},
		{"perimeters", perimeters}, {"department_codes", departments},
		{"since", published(o.Since)}, {"until", published(o.Until)},
	}
	p.addFigures(&o.Shared, "shared")
	p.addAsked(c)
	return newFeature(overlapID(o), o.Geometry, p)
}

func overlapColumns(c *call) properties { return overlapFeature(c, &coverage.Overlap{}).Properties }

// listOverlaps lists the overlaps as the features of a collection.
func listOverlaps(c *call) (*features, error) {
	overlaps, err := c.overlaps()
	if err != nil {
		return nil, err
	}
	return &features{
		n: len(overlaps), header: overlapColumns(c),
		find: func(id string) (int, error) {
			i := slices.IndexFunc(overlaps, func(o coverage.Overlap) bool { return overlapID(&o) == id })
			if i < 0 {
				return 0, errNoItem("overlap", id, "There may be none at this date: an identifier is the centres that share ground, joined by +.")
			}
			return i, nil
		},
		inBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			return byGeometry(len(overlaps), boxes, func(i int) orb.MultiPolygon { return overlaps[i].Geometry }), nil
		},
		build: func(i int) (feature, error) { return overlapFeature(c, &overlaps[i]), nil },
	}, nil
}
