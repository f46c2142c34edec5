package coverage

import (
	"fmt"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// addStraddlers tells what stands of the neighbourhoods that lie in several
// atoms: covered when all of these are, which the sums have counted; otherwise
// undetermined when some are, whole or in part. Where polygons are loaded these
// settle what drawn perimeters cut.
func (t *tally) addStraddlers(cut cuts) error {
	all := t.Grain.Straddlers(t.Query.Geography)
	if len(all) == 0 {
		return nil
	}
	sourced := t.Network.Sourced().Atoms(t.Grain)
	met := t.covered
	if len(cut) > 0 {
		met = t.covered.Clone()
		for i := range cut {
			if t.territory.Has(cut[i].atom) {
				met.Add(cut[i].atom)
			}
		}
	}
	for i := range all {
		n := &all[i]
		row := t.rowsOf.Of[n.Home]
		switch {
		case n.Inside(t.covered):
			// The unsourced atoms alone hold those that lie in them whole.
			if !n.Inside(sourced) && !n.Inside(t.bare) {
				t.unsourced.Weights[row].Add(&n.Weight)
			}
		case n.Touches(met):
			where, bySource, err := t.standing(n, cut)
			if err != nil {
				return fmt.Errorf("neighbourhood %s: %w", n.Code, err)
			}
			t.addStraddler(&n.Weight, row, where, bySource)
		}
	}
	return nil
}

func (t *tally) addStraddler(w *snapshot.Weights, row int32, where standing, sourced bool) {
	if t.cut == nil {
		t.cut = make([]rowCut, len(t.rowsOf.Units))
	}
	sum := &t.cut[row]
	switch where {
	case straddles:
		sum.undetermined.Add(w)
	case within:
		sum.covered.Add(w)
		if !sourced {
			sum.unsourced.Add(w)
		}
	}
}

// standing tells where the polygon of a neighbourhood in several atoms stands
// against all that is covered, where some of its atoms are cut; without cut atoms
// or a polygon it straddles what is covered and what is not.
func (t *tally) standing(n *snapshot.Straddler, cut cuts) (standing, bool, error) {
	polygon := t.Snapshot.Quarter(n.Code)
	if polygon == nil || len(cut) == 0 {
		return straddles, false, nil
	}
	var in, sourced geo.Area
	anyCut := false
	for _, part := range n.Parts {
		a, b, isCut, err := t.heldOf(n.Code, polygon, int(part), cut)
		if err != nil {
			return straddles, false, err
		}
		in, sourced, anyCut = in+a, sourced+b, anyCut || isCut
	}
	if !anyCut {
		return straddles, false, nil
	}
	where, bySource := place(overlay.Area(polygon), in, sourced)
	return where, bySource, nil
}

// heldOf returns how much of the polygon of a neighbourhood is covered in one
// atom, how much of that has a source, and whether drawn perimeters cut the atom.
func (t *tally) heldOf(code string, polygon orb.MultiPolygon, atom int, cut cuts) (in, sourced geo.Area, isCut bool, err error) {
	if !t.covered.Has(atom) {
		for i := range cut {
			if cut[i].atom == atom {
				in, sourced, err = cut[i].areaOf(code, polygon)
				return in, sourced, true, err
			}
		}
		return 0, 0, false, nil
	}
	ground, err := t.Snapshot.Geometry(t.Grain.Atoms[atom].Level, t.Grain.Atoms[atom].Code)
	if err != nil {
		return 0, 0, false, err
	}
	part, err := overlay.Intersection(polygon, ground)
	if err != nil {
		return 0, 0, false, err
	}
	in = overlay.Area(part)
	if !t.bare.Has(atom) {
		sourced = in
	}
	return in, sourced, false, nil
}
