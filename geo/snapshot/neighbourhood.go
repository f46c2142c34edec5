package snapshot

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// NeighbourhoodsOf returns the neighbourhoods of a geography that an atom
// counts, in order of code. The slice is shared.
func (g *Grain) NeighbourhoodsOf(atom int, q geo.Geography) []*geo.Neighbourhood {
	return g.neighbourhoods[q][int32(atom)]
}

// Quarter returns the polygon of a neighbourhood, nil where none is loaded.
func (s *Snapshot) Quarter(code string) orb.MultiPolygon {
	if s.neighbourhoods == nil {
		return nil
	}
	f, ok := s.neighbourhoods.Ground.Face(code)
	if !ok {
		return nil
	}
	return s.neighbourhoods.Ground.Mesh.Polygon(f)
}

// Approximate returns the atoms of a grain whose boundaries come from a layer
// marked approximate. The set is shared.
func (s *Snapshot) Approximate(g *Grain) geo.Bitset { return g.approximate }
