package scenario

import (
	"github.com/paulmach/orb"

	"maillage/geo/mesh"
	"maillage/geo/overlay"
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
		group := make([]int32, len(r.atlas.g.Atoms))
		for k := range group {
			group[k] = mesh.Outside
		}
		c.Gained.atoms.Each(func(k int) { group[k] = 0 })
		c.Lost.atoms.Each(func(k int) { group[k] = 1 })
		whole := r.atlas.s.Dissolve(r.atlas.g, group, 2)
		for k, kind := range []Kind{Gained, Lost} {
			g := &c.Gained
			if kind == Lost {
				g = &c.Lost
			}
			if g.Empty() {
				continue
			}
			merged := whole[k]
			if len(g.pieces) > 0 {
				var err error
				if merged, err = r.atlas.join(append([]orb.MultiPolygon{merged}, g.pieces...)); err != nil {
					return nil, err
				}
			}
			out = append(out, ChangedGround{Centre: c.Centre, Kind: kind, Ground: g, Geometry: merged})
		}
	}
	return out, nil
}

// manyPieces is how many parts are united by overlay, which costs two
// milliseconds each where they all touch.
const manyPieces = 100

// join unites parts that do not overlap. Pieces of neighbours share their edges,
// to the centimetre of the mesh: many are joined there.
func (a *atlas) join(parts []orb.MultiPolygon) (orb.MultiPolygon, error) {
	if err := a.ctx.Err(); err != nil {
		return nil, err
	}
	if len(parts) <= manyPieces {
		return overlay.UnionAll(parts)
	}
	m, err := mesh.Build(a.ctx, parts)
	if err != nil {
		return nil, err
	}
	return m.Dissolve(make([]int32, m.Len()), 1)[0], nil
}
