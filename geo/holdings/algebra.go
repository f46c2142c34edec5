package holdings

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// Same reports whether two footprints are one, to within the noise of overlays.
func (a *Atlas) Same(f, o Footprint) (bool, error) {
	if !f.Whole.Equal(o.Whole) || len(f.Pieces) != len(o.Pieces) {
		return false, nil
	}
	for atom, piece := range f.Pieces {
		other, ok := o.Pieces[atom]
		if !ok {
			return false, nil
		}
		if same, err := a.samePiece(piece, other); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// samePiece reports whether two polygons bound the same piece.
func (a *Atlas) samePiece(x, y orb.MultiPolygon) (bool, error) {
	if x.Equal(y) {
		return true, nil
	}
	for _, pair := range [][2]orb.MultiPolygon{{x, y}, {y, x}} {
		if rest, err := a.Minus(pair[0], pair[1]); err != nil || rest != nil {
			return false, err
		}
	}
	return true, nil
}

// Rest returns what of x is not in y.
func (a *Atlas) Rest(x, y Footprint) (Footprint, error) {
	out := Footprint{Whole: x.Whole.Difference(y.Whole), Pieces: map[int]orb.MultiPolygon{}}
	for _, atom := range Recut(x, y) {
		out.Whole.Remove(atom)
		if y.Whole.Has(atom) {
			continue
		}
		held, err := a.Held(x, atom)
		if err != nil {
			return out, err
		}
		other, err := a.Held(y, atom)
		if err != nil {
			return out, err
		}
		if rest, err := a.Minus(held, other); err != nil {
			return out, err
		} else if rest != nil {
			out.Pieces[atom] = rest
		}
	}
	return out, nil
}

// Common returns what two footprints share.
func (a *Atlas) Common(x, y Footprint) (Footprint, error) {
	out := Footprint{Whole: x.Whole.Intersection(y.Whole)}
	for _, pair := range [][2]Footprint{{x, y}, {y, x}} {
		for atom, piece := range pair[0].Pieces {
			if pair[1].Whole.Has(atom) {
				out.SetPiece(atom, piece)
				continue
			}
			other, err := a.Held(pair[1], atom)
			if err != nil {
				return out, err
			}
			both, err := a.Shared(piece, other)
			if err != nil {
				return out, err
			}
			if both != nil {
				out.SetPiece(atom, both)
			}
		}
	}
	return out, nil
}

// Union unites footprints. Pieces are united on some atoms alone, and left out
// elsewhere.
func (a *Atlas) Union(footprints []Footprint, on geo.Bitset) (Footprint, error) {
	all := a.Nothing()
	for i := range footprints {
		all.Whole.Or(footprints[i].Whole)
	}
	for i := range footprints {
		for atom, piece := range footprints[i].Pieces {
			if !on.Has(atom) {
				continue
			}
			if err := a.Add(&all, atom, piece); err != nil {
				return all, err
			}
		}
	}
	return all, nil
}
