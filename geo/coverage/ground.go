package coverage

import (
	"github.com/paulmach/orb"

	"maillage/geo/mesh"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// Ground dissolves what a network covers into one geometry, on the boundaries
// loaded; nil where none of it has any.
func Ground(s *snapshot.Snapshot, network snapshot.Network) (orb.MultiPolygon, error) {
	if len(network) == 0 {
		return nil, nil
	}
	g := s.Base()
	covered := network.Atoms(g)
	group := make([]int32, len(g.Atoms))
	for i := range group {
		group[i] = mesh.Outside
		if covered.Has(i) {
			group[i] = 0
		}
	}
	ground := s.Dissolve(g, group, 1)[0]
	var parts []orb.MultiPolygon
	for _, p := range network {
		for _, part := range p.Parts {
			if !covered.Has(part.Atom) {
				parts = append(parts, part.Inside)
			}
		}
	}
	if len(parts) == 0 {
		return ground, nil
	}
	return overlay.UnionAll(append(parts, ground))
}
