package holdings

import (
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Footprint is what is held, in atoms of one grain. No atom is in both fields.
// Pieces are never changed in place, so that footprints may share them.
type Footprint struct {
	Whole  geo.Bitset
	Pieces map[int]orb.MultiPolygon // of atoms held in part; may be nil
}

// Clone returns a copy that may be changed apart.
func (f Footprint) Clone() Footprint {
	return Footprint{Whole: f.Whole.Clone(), Pieces: maps.Clone(f.Pieces)}
}

// Empty reports whether nothing is held.
func (f Footprint) Empty() bool { return f.Whole.Empty() && len(f.Pieces) == 0 }

// Holds reports whether all of an atom or a piece is held.
func (f Footprint) Holds(atom int) bool {
	_, part := f.Pieces[atom]
	return part || f.Whole.Has(atom)
}

// Cut returns the atoms of which a piece is held, in order: maps are walked so
// wherever the order shows.
func (f Footprint) Cut() []int { return slices.Sorted(maps.Keys(f.Pieces)) }

// Touched returns the atoms of which all or a piece is held.
func (f Footprint) Touched() geo.Bitset {
	set := f.Whole.Clone()
	for atom := range f.Pieces {
		set.Add(atom)
	}
	return set
}

// Fill holds an atom whole.
func (f *Footprint) Fill(atom int) {
	f.Whole.Add(atom)
	delete(f.Pieces, atom)
}

// Clear holds nothing of an atom.
func (f *Footprint) Clear(atom int) {
	f.Whole.Remove(atom)
	delete(f.Pieces, atom)
}

// SetPiece holds one piece of an atom, and nothing else of it.
func (f *Footprint) SetPiece(atom int, piece orb.MultiPolygon) {
	f.Whole.Remove(atom)
	if f.Pieces == nil {
		f.Pieces = map[int]orb.MultiPolygon{}
	}
	f.Pieces[atom] = piece
}

// Recut returns the atoms of which two footprints hold different pieces, or one
// a piece and the other all or nothing, in no order.
func Recut(a, b Footprint) []int {
	var atoms []int
	for atom, piece := range a.Pieces {
		if other, ok := b.Pieces[atom]; !ok || !piece.Equal(other) {
			atoms = append(atoms, atom)
		}
	}
	for atom := range b.Pieces {
		if _, ok := a.Pieces[atom]; !ok {
			atoms = append(atoms, atom)
		}
	}
	return atoms
}
