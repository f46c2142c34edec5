package scenario

import (
	"context"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// ground is what a centre holds, in atoms of one grain. No atom is in both
// fields. Pieces are never changed in place, so grounds may share them.
type ground struct {
	whole  geo.Bitset
	pieces map[int]orb.MultiPolygon // of atoms held in part; may be nil
}

func (g ground) clone() ground {
	return ground{whole: g.whole.Clone(), pieces: maps.Clone(g.pieces)}
}

func (g ground) empty() bool { return g.whole.Empty() && len(g.pieces) == 0 }

// holds reports whether some of an atom is held.
func (g ground) holds(atom int) bool {
	_, part := g.pieces[atom]
	return part || g.whole.Has(atom)
}

// fill holds an atom whole.
func (g *ground) fill(atom int) {
	g.whole.Add(atom)
	delete(g.pieces, atom)
}

// clear holds nothing of an atom.
func (g *ground) clear(atom int) {
	g.whole.Remove(atom)
	delete(g.pieces, atom)
}

// lay holds one piece of an atom, and nothing else of it.
func (g *ground) lay(atom int, piece orb.MultiPolygon) {
	g.whole.Remove(atom)
	if g.pieces == nil {
		g.pieces = map[int]orb.MultiPolygon{}
	}
	g.pieces[atom] = piece
}

// same reports whether two grounds are one, to within the noise of overlays.
func (a *atlas) same(g, o ground) (bool, error) {
	if !g.whole.Equal(o.whole) || len(g.pieces) != len(o.pieces) {
		return false, nil
	}
	for atom, piece := range g.pieces {
		other, ok := o.pieces[atom]
		if !ok {
			return false, nil
		}
		if same, err := a.samePiece(piece, other); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// samePiece reports whether two polygons bound the same ground.
func (a *atlas) samePiece(x, y orb.MultiPolygon) (bool, error) {
	if x.Equal(y) {
		return true, nil
	}
	for _, pair := range [][2]orb.MultiPolygon{{x, y}, {y, x}} {
		if rest, err := a.minus(pair[0], pair[1]); err != nil || rest != nil {
			return false, err
		}
	}
	return true, nil
}

// atlas tells the ground of the atoms of one grain, until ctx ends.
type atlas struct {
	ctx context.Context
	s   *snapshot.Snapshot
	g   *snapshot.Grain
}

// polygon returns the ground of an atom.
func (a *atlas) polygon(atom int) (orb.MultiPolygon, error) {
	u := &a.g.Atoms[atom]
	return a.s.Geometry(u.Level, u.Code)
}

// of returns what a ground holds of an atom: nil for nothing.
func (a *atlas) of(g ground, atom int) (orb.MultiPolygon, error) {
	if g.whole.Has(atom) {
		return a.polygon(atom)
	}
	return g.pieces[atom], nil
}

// add adds a piece of an atom to a ground, which may come to hold it whole.
func (a *atlas) add(g *ground, atom int, piece orb.MultiPolygon) error {
	if g.whole.Has(atom) {
		return nil
	}
	old, ok := g.pieces[atom]
	if !ok {
		g.lay(atom, piece)
		return nil
	}
	union, err := overlay.Union(old, piece)
	if err != nil {
		return err
	}
	whole, err := a.polygon(atom)
	if err != nil {
		return err
	}
	// The ground left is measured, not the difference of two areas: a long
	// edge cut by a vertex is another geodesic, and bounds another area.
	rest, err := a.minus(whole, union)
	if err != nil {
		return err
	}
	if g.lay(atom, union); rest == nil {
		g.fill(atom)
	}
	return nil
}

// remove takes a piece of an atom from a ground, and reports whether it held
// any of it.
func (a *atlas) remove(g *ground, atom int, piece orb.MultiPolygon) (bool, error) {
	old, err := a.of(*g, atom)
	if err != nil || old == nil {
		return false, err
	}
	if !g.whole.Has(atom) { // else the piece is part of what is held
		lost, err := a.shared(old, piece)
		if err != nil || lost == nil {
			return false, err
		}
	}
	rest, err := a.minus(old, piece)
	if err != nil {
		return false, err
	}
	if g.clear(atom); rest != nil {
		g.lay(atom, rest)
	}
	return true, nil
}

// minus returns the ground of x outside y, nil where that is noise.
func (a *atlas) minus(x, y orb.MultiPolygon) (orb.MultiPolygon, error) {
	if x == nil || y == nil {
		return x, nil
	}
	return a.overlay(overlay.Difference, x, y)
}

// shared returns the ground in both x and y, nil where that is noise.
func (a *atlas) shared(x, y orb.MultiPolygon) (orb.MultiPolygon, error) {
	if x == nil || y == nil {
		return nil, nil
	}
	return a.overlay(overlay.Intersection, x, y)
}

// rest returns the ground of x that is not in y.
func (a *atlas) rest(x, y ground) (ground, error) {
	out := ground{whole: x.whole.Difference(y.whole), pieces: map[int]orb.MultiPolygon{}}
	for _, atom := range changed(x, y) {
		out.whole.Remove(atom)
		if y.whole.Has(atom) {
			continue
		}
		held, err := a.of(x, atom)
		if err != nil {
			return out, err
		}
		other, err := a.of(y, atom)
		if err != nil {
			return out, err
		}
		if rest, err := a.minus(held, other); err != nil {
			return out, err
		} else if rest != nil {
			out.pieces[atom] = rest
		}
	}
	return out, nil
}

// overlay works one piece out, where somebody still waits for it.
func (a *atlas) overlay(op func(x, y orb.MultiPolygon) (orb.MultiPolygon, error), x, y orb.MultiPolygon) (orb.MultiPolygon, error) {
	if err := a.ctx.Err(); err != nil {
		return nil, err
	}
	out, err := op(x, y)
	if err != nil || snapshot.Negligible(out) {
		return nil, err
	}
	return out, nil
}

// changed returns the atoms of which two grounds hold different pieces, or one
// a piece and the other all or nothing, in no order.
func changed(a, b ground) []int {
	var atoms []int
	for atom, piece := range a.pieces {
		if other, ok := b.pieces[atom]; !ok || !piece.Equal(other) {
			atoms = append(atoms, atom)
		}
	}
	for atom := range b.pieces {
		if _, ok := a.pieces[atom]; !ok {
			atoms = append(atoms, atom)
		}
	}
	return atoms
}

// sortedAtoms returns the atoms of pieces in order: maps are walked so wherever
// the order shows.
func sortedAtoms(pieces map[int]orb.MultiPolygon) []int { return slices.Sorted(maps.Keys(pieces)) }
