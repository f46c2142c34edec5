package api

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// How the place of a neighbourhood is known.
const (
	byPolygon = "polygon"       // its own outline
	byCommune = "commune-point" // a point of its main commune, not of itself
	byNothing = "none"
)

// listNeighbourhoods lists the neighbourhoods of one geography.
func listNeighbourhoods(c *call) (*features, error) {
	s := c.snapshot
	hoods := s.Data.Neighbourhoods[c.Geography]
	return &features{
		n: len(hoods), header: neighbourhoodFeature(s, &geo.Neighbourhood{}).Properties,
		find: func(code string) (int, error) {
			i, ok := slices.BinarySearchFunc(hoods, code, func(n geo.Neighbourhood, code string) int { return strings.Compare(n.Code, code) })
			if ok {
				return i, nil
			}
			return 0, errNoNeighbourhood(s, c.Geography, code)
		},
		inBox: func(boxes []orb.Bound) (geo.Bitset, error) { return neighbourhoodsInBox(s, hoods, boxes), nil },
		build: func(i int) (feature, error) { return neighbourhoodFeature(s, &hoods[i]), nil },
	}, nil
}

func errNoNeighbourhood(s *snapshot.Snapshot, asked geo.Geography, code string) error {
	p := errNoItem("neighbourhood of the "+string(asked)+" geography", code, "Codes are as QP093001 (2015) or QN09301M (2024).")
	if other, err := s.Neighbourhood(code); err == nil {
		p.Fix = "It is one of the " + string(other.Geography) + " geography: add qpv=" + string(other.Geography) + "."
	}
	return p
}

// neighbourhoodFeature places a neighbourhood as well as it can, and says how.
func neighbourhoodFeature(s *snapshot.Snapshot, n *geo.Neighbourhood) feature {
	var place orb.Geometry
	precision := byNothing
	if polygon := s.Quarter(n.Code); polygon != nil {
		place, precision = polygon, byPolygon
	} else if n.Point != nil {
		place, precision = *n.Point, byCommune
	}
	return newFeature(n.Code, place, properties{
		{"code", n.Code}, {"name", orNil(n.Name)}, {"geography", string(n.Geography)},
		{"communes", codes(n.Communes)}, {"commune_codes", codes(n.Codes)},
		{"department", orNil(n.Department)}, {"region", orNil(n.Region)},
		{"region_2015", orNil(n.Region2015)}, {"epci", orNil(n.EPCI)},
		{"population_2013", known(n.Population)}, {"population_2018", known(n.Later)}, {"npnru", listing(n.NPNRU)},
		{"geometry_precision", precision},
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
		case point == nil || inAny(*point, boxes):
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
