package scenario

import (
	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// Kind is what happens to ground.
type Kind string

// The kinds.
const (
	Gained Kind = "gained"
	Lost   Kind = "lost"
)

// ChangedGround is the ground one centre gains or loses. Geometry is nil where
// no boundaries are loaded for it.
type ChangedGround struct {
	Centre   string
	Kind     Kind
	Ground   *Ground
	Geometry orb.MultiPolygon
}

// Geometry dissolves the ground that changes, per centre and kind, in the order
// of Ground. It is worked out on each call.
func (r *Result) Geometry() ([]ChangedGround, error) {
	var out []ChangedGround
	for i := range r.Ground {
		c := &r.Ground[i]
		group := make([]int32, len(r.atlas.Grain.Atoms))
		for k := range group {
			group[k] = mesh.Outside
		}
		c.Gained.atoms.Each(func(k int) { group[k] = 0 })
		c.Lost.atoms.Each(func(k int) { group[k] = 1 })
		whole := r.atlas.Snapshot.Dissolve(r.atlas.Grain, group, 2)
		for k, kind := range []Kind{Gained, Lost} {
			g := &c.Gained
			if kind == Lost {
				g = &c.Lost
			}
			if g.Empty() {
				continue
			}
			merged := whole[k]
			if len(g.polygons) > 0 {
				var err error
				if merged, err = r.atlas.Join(append([]orb.MultiPolygon{merged}, g.polygons...)); err != nil {
					return nil, err
				}
			}
			out = append(out, ChangedGround{Centre: c.Centre, Kind: kind, Ground: g, Geometry: merged})
		}
	}
	return out, nil
}
