package features

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// How the place of a neighbourhood is known.
const (
	byPolygon = "polygon"       // its own outline
	byCommune = "commune-point" // a point of its main commune, not of itself
	byNothing = "none"
)

// ListNeighbourhoods lists the neighbourhoods of one geography.
func ListNeighbourhoods(c *ask.Call) (*wire.Features, error) {
	s := c.Snapshot
	hoods := s.Data.Neighbourhoods[c.Geography]
	return &wire.Features{
		N: len(hoods), Header: neighbourhoodFeature(s, &geo.Neighbourhood{}).Properties,
		Find: func(code string) (int, error) {
			i, ok := slices.BinarySearchFunc(hoods, code,
				func(n geo.Neighbourhood, code string) int { return strings.Compare(n.Code, code) })
			if ok {
				return i, nil
			}
			return 0, errNoNeighbourhood(s, c.Geography, code)
		},
		InBox: func(boxes []orb.Bound) (geo.Bitset, error) { return neighbourhoodsInBox(s, hoods, boxes), nil },
		Build: func(i int) (rest.Feature, error) { return neighbourhoodFeature(s, &hoods[i]), nil },
	}, nil
}

func errNoNeighbourhood(s *snapshot.Snapshot, asked geo.Geography, code string) error {
	p := rest.ErrNoItem("neighbourhood of the "+string(asked)+" geography", code,
		"Codes are as QP093001 (2015) or QN09301M (2024).")
	if other, err := s.Neighbourhood(code); err == nil {
		p.Fix = "It is one of the " + string(other.Geography) + " geography: add qpv=" + string(other.Geography) + "."
	}
	return p
}

// neighbourhoodFeature places a neighbourhood as well as it can, and says how.
func neighbourhoodFeature(s *snapshot.Snapshot, n *geo.Neighbourhood) rest.Feature {
	var place orb.Geometry
	precision := byNothing
	if polygon := s.Quarter(n.Code); polygon != nil {
		place, precision = polygon, byPolygon
	} else if n.Point != nil {
		place, precision = *n.Point, byCommune
	}
	return rest.NewFeature(n.Code, place, rest.Properties{
		{Name: "code", Value: n.Code}, {Name: "name", Value: rest.OrNil(n.Name)},
		{Name: "geography", Value: string(n.Geography)},
		{Name: "communes", Value: rest.Codes(n.Communes)}, {Name: "commune_codes", Value: rest.Codes(n.Codes)},
		{Name: "department", Value: rest.OrNil(n.Department)}, {Name: "region", Value: rest.OrNil(n.Region)},
		{Name: "region_2015", Value: rest.OrNil(n.Region2015)}, {Name: "epci", Value: rest.OrNil(n.EPCI)},
		{Name: "population_2013", Value: wire.Known(n.Population)}, {Name: "population_2018", Value: wire.Known(n.Later)},
		{Name: "npnru", Value: listing(n.NPNRU)},
		{Name: "geometry_precision", Value: precision},
	})
}

func neighbourhoodsInBox(s *snapshot.Snapshot, hoods []geo.Neighbourhood, boxes []orb.Bound) geo.Bitset {
	set := geo.NewBitset(len(hoods))
	for i := range hoods {
		polygon := s.Quarter(hoods[i].Code)
		switch point := hoods[i].Point; {
		case polygon != nil:
			if snapshot.Meets(polygon, boxes...) {
				set.Add(i)
			}
		case point == nil || wire.InAny(*point, boxes):
			set.Add(i)
		}
	}
	return set
}

// listing is whether a list has something, nil where it is not known.
func listing(l geo.Listing) any {
	if l == "" {
		return nil
	}
	return l == geo.Listed
}
