package holdings

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// Atlas has the polygons of the atoms of one grain, and works with footprints by
// overlay until its context ends. What an overlay leaves is dropped where it is
// noise ([snapshot.Negligible]).
type Atlas struct {
	Context  context.Context
	Snapshot *snapshot.Snapshot
	Grain    *snapshot.Grain
}

// Nothing returns an empty footprint.
func (a *Atlas) Nothing() Footprint { return Footprint{Whole: geo.NewBitset(len(a.Grain.Atoms))} }

// Footprint unites what the perimeters of a centre hold; a nil centre holds
// nothing.
func (a *Atlas) Footprint(c *Centre) (Footprint, error) {
	if c == nil {
		return a.Nothing(), nil
	}
	return a.unite(c.Whole, c.Pieces)
}

// FootprintOfAll unites what all centres hold.
func (a *Atlas) FootprintOfAll(h *Holdings) (Footprint, error) { return a.unite(h.Whole, h.Pieces()) }

func (a *Atlas) unite(whole geo.Bitset, pieces map[int][]orb.MultiPolygon) (Footprint, error) {
	f := Footprint{Whole: whole.Clone()}
	for atom, list := range pieces {
		for _, piece := range list {
			if err := a.Add(&f, atom, piece); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// FootprintOf returns what one perimeter holds.
func (a *Atlas) FootprintOf(p *snapshot.Perimeter) Footprint {
	out := Footprint{Whole: p.Atoms(a.Grain).Clone(), Pieces: map[int]orb.MultiPolygon{}}
	if a.Grain == a.Snapshot.Base() {
		for _, part := range p.Parts {
			out.Pieces[part.Atom] = part.Inside
		}
	}
	return out
}

// Polygon returns the polygon of an atom.
func (a *Atlas) Polygon(atom int) (orb.MultiPolygon, error) {
	u := &a.Grain.Atoms[atom]
	return a.Snapshot.Geometry(u.Level, u.Code)
}

// Held returns what a footprint holds of an atom: nil for nothing.
func (a *Atlas) Held(f Footprint, atom int) (orb.MultiPolygon, error) {
	if f.Whole.Has(atom) {
		return a.Polygon(atom)
	}
	return f.Pieces[atom], nil
}

// Add adds a piece of an atom to a footprint, which may come to hold it whole.
func (a *Atlas) Add(f *Footprint, atom int, piece orb.MultiPolygon) error {
	if f.Whole.Has(atom) {
		return nil
	}
	old, ok := f.Pieces[atom]
	if !ok {
		f.SetPiece(atom, piece)
		return nil
	}
	union, err := overlay.Union(old, piece)
	if err != nil {
		return err
	}
	whole, err := a.Polygon(atom)
	if err != nil {
		return err
	}
	// What is left is measured, not the difference of two areas: a long edge
	// cut by a vertex is another geodesic, and bounds another area.
	rest, err := a.Minus(whole, union)
	if err != nil {
		return err
	}
	if f.SetPiece(atom, union); rest == nil {
		f.Fill(atom)
	}
	return nil
}

// Remove takes a piece of an atom from a footprint, and reports whether it held
// any of it.
func (a *Atlas) Remove(f *Footprint, atom int, piece orb.MultiPolygon) (bool, error) {
	old, err := a.Held(*f, atom)
	if err != nil || old == nil {
		return false, err
	}
	if !f.Whole.Has(atom) { // else the piece is part of what is held
		lost, err := a.Shared(old, piece)
		if err != nil || lost == nil {
			return false, err
		}
	}
	rest, err := a.Minus(old, piece)
	if err != nil {
		return false, err
	}
	if f.Clear(atom); rest != nil {
		f.SetPiece(atom, rest)
	}
	return true, nil
}

// Minus returns what of x is outside y, nil where that is noise.
func (a *Atlas) Minus(x, y orb.MultiPolygon) (orb.MultiPolygon, error) {
	if x == nil || y == nil {
		return x, nil
	}
	return a.overlay(overlay.Difference, x, y)
}

// Shared returns what is in both x and y, nil where that is noise.
func (a *Atlas) Shared(x, y orb.MultiPolygon) (orb.MultiPolygon, error) {
	if x == nil || y == nil {
		return nil, nil
	}
	return a.overlay(overlay.Intersection, x, y)
}

// overlay works one piece out, where somebody still waits for it.
func (a *Atlas) overlay(op func(x, y orb.MultiPolygon) (orb.MultiPolygon, error), x, y orb.MultiPolygon) (orb.MultiPolygon, error) {
	if err := a.Context.Err(); err != nil {
		return nil, err
	}
	out, err := op(x, y)
	if err != nil || snapshot.Negligible(out) {
		return nil, err
	}
	return out, nil
}

// manyPieces is how many parts are united by overlay, which costs two
// milliseconds each where they all touch.
const manyPieces = 100

// Join unites parts that do not overlap. Pieces of neighbours share their edges,
// to the centimetre of the mesh: many are joined there.
func (a *Atlas) Join(parts []orb.MultiPolygon) (orb.MultiPolygon, error) {
	if err := a.Context.Err(); err != nil {
		return nil, err
	}
	if len(parts) <= manyPieces {
		return overlay.UnionAll(parts)
	}
	m, err := mesh.Build(a.Context, parts)
	if err != nil {
		return nil, err
	}
	return m.Dissolve(make([]int32, m.Len()), 1)[0], nil
}
