package boundary

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// nearHome is how far, in degrees, the ground of a unit may lie from where the
// data set draws its department, collectivity or region: two drawings of one
// territory do, islands left out and all.
const nearHome = 0.25

// spread judges where the features of a file lie, one after another.
type spread struct {
	layer  geo.LayerName
	known  *Known
	abroad bool // of another country: any place will do

	grounded, outside, astray int
	atOutside, atAstray       orb.Point // on the first of them
}

// count judges the ground of a feature. Ground that lies abroad is noticed; ground
// far from the home of its unit is no ground of it: overseas departments drawn
// beside the metropole would be measured, and found by whoever asks, there.
func (s *spread) count(f *rawFeature, i int, code string, rep *report) {
	if f.ground == nil || s.abroad {
		return
	}
	s.grounded++
	at := f.ground[0][0][0]
	if !inFrance(f.bound) {
		if s.outside++; s.outside == 1 {
			s.atOutside = at
		}
	}
	if home, ok := s.known.home(s.layer, code); ok && !home.Pad(nearHome).Intersects(f.bound) {
		if s.astray++; s.astray == 1 {
			s.atAstray = at
		}
		flt := faultf(RuleElsewhere, "the ground is nowhere near that of its own department, collectivity or region, from %.4g %.4g to %.4g %.4g; it is left out, and the unit stays",
			home.Min[0], home.Min[1], home.Max[0], home.Max[1])
		flt.at = &at
		f.loseGround(flt)
		return
	}
	reportPlace(f, i, code, rep)
}

// fault is that of a file of which too much lies where it cannot. One stray
// feature is a mistake of its own, and so are the few departments overseas. More
// than a tenth are one of the file: metres of Lambert-93 taken for those of Web
// Mercator still leave half of the departments somewhere in the box of France. It
// then says for all of them what was noticed of each.
func (s *spread) fault(crs string, rep *report) *fault {
	tooMany := func(n int) bool { return n > 1 && n*10 > s.grounded }
	without := func(rules ...string) {
		rep.problems = slices.DeleteFunc(rep.problems, func(p Problem) bool { return slices.Contains(rules, p.Rule) })
	}
	switch {
	case tooMany(s.outside):
		without(RuleOutsideFrance, RuleElsewhere)
		flt := faultf(RuleOutsideFrance, "the ground of %d of %d features is nowhere in France, read as %s: the reference system that was stated is not that of the coordinates, or the file is of another country", s.outside, s.grounded, crs)
		flt.at = &s.atOutside
		return flt
	case tooMany(s.astray):
		without(RuleElsewhere)
		flt := faultf(RuleElsewhere, "the ground of %d of %d features is nowhere near that of their own departments, collectivities or regions, read as %s by codes of %s", s.astray, s.grounded, crs, s.layer)
		flt.at = &s.atAstray
		return flt
	}
	return nil
}

// reportGround reports what is wrong with the geometry of a feature whose code
// holds.
func reportGround(f *rawFeature, i int, code string, rep *report) {
	for _, flt := range f.faults {
		rep.add(flt, i, code, flt.rule != RuleNoGeometry)
	}
	rep.addFixed(f.fixed, i, code)
}

// reportPlace notices ground that lies abroad.
func reportPlace(f *rawFeature, i int, code string, rep *report) {
	if f.ground != nil && !inFrance(f.bound) {
		flt := faultf(RuleOutsideFrance, "the ground is nowhere in France; it is kept")
		at := f.ground[0][0][0]
		flt.at = &at
		rep.add(flt, i, code, false)
	}
}
