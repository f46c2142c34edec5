package scenario

import (
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

func (g ground) empty() bool { return g.whole.Len() == 0 && len(g.pieces) == 0 }

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
func (g ground) same(o ground) (bool, error) {
	for i := range g.whole {
		if g.whole[i] != o.whole[i] {
			return false, nil
		}
	}
	if len(g.pieces) != len(o.pieces) {
		return false, nil
	}
	for atom, a := range g.pieces {
		b, ok := o.pieces[atom]
		if !ok {
			return false, nil
		}
		if same, err := samePiece(a, b); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// samePiece reports whether two polygons bound the same ground.
func samePiece(a, b orb.MultiPolygon) (bool, error) {
	if a.Equal(b) {
		return true, nil
	}
	for _, pair := range [][2]orb.MultiPolygon{{a, b}, {b, a}} {
		rest, err := overlay.Difference(pair[0], pair[1])
		if err != nil || !snapshot.Negligible(rest) {
			return false, err
		}
	}
	return true, nil
}

// atlas tells the ground of the atoms of one grain.
type atlas struct {
	s *snapshot.Snapshot
	g *snapshot.Grain
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
	rest, err := minus(whole, union)
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
	lost, err := shared(old, piece)
	if err != nil || lost == nil {
		return false, err
	}
	rest, err := minus(old, piece)
	if err != nil {
		return false, err
	}
	if g.clear(atom); rest != nil {
		g.lay(atom, rest)
	}
	return true, nil
}

// minus returns the ground of a outside b, nil where that is noise.
func minus(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	if a == nil || b == nil {
		return a, nil
	}
	rest, err := overlay.Difference(a, b)
	if err != nil || snapshot.Negligible(rest) {
		return nil, err
	}
	return rest, nil
}

// shared returns the ground in both a and b, nil where that is noise.
func shared(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	both, err := overlay.Intersection(a, b)
	if err != nil || snapshot.Negligible(both) {
		return nil, err
	}
	return both, nil
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
