package boundary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/overlay"
)

// Shares of ground from which one unit is taken to lie in another.
const (
	mostly = 0.9 // of two features of one code
	half   = 0.5 // of a part of a commune, which may be drawn more coarsely
)

// arrondissements judges the municipal arrondissements of a file: beside their
// commune they are left out; instead of it they stand for it together, where all
// of them are there.
func (j *judgement) arrondissements() {
	if j.opts.Known == nil {
		return
	}
	at := j.standing()
	for _, commune := range []string{"13055", "69123", "75056"} {
		codes := geo.Arrondissements(commune)
		var drawn []int // the arrondissements that have ground
		var given []int
		var missing []string
		for _, code := range codes {
			given = append(given, at[code]...)
			if i := at[code]; i != nil && j.features[i[0]].ground != nil {
				drawn = append(drawn, i[0])
			} else {
				missing = append(missing, code)
			}
		}
		whole := at[commune]
		switch {
		case len(given) == 0:
		case whole != nil && j.features[whole[0]].ground != nil:
			for _, i := range given {
				j.verdicts[i].leave(faultf(RuleFormerCode, "it is a municipal arrondissement of %s, whose ground the file has; it is left out, so that no ground counts twice", commune))
			}
		case missing != nil:
			j.leaveArrondissements(commune, given, fmt.Sprintf("%d of its %d arrondissements have no ground in the file (%s)", len(missing), len(codes), few(missing)))
		default:
			j.join(commune, drawn, whole)
		}
	}
}

// join puts the arrondissements of a commune together, in its own feature or
// failing that in that of the first of them.
func (j *judgement) join(commune string, drawn, whole []int) {
	parts := make([]orb.MultiPolygon, len(drawn))
	for k, i := range drawn {
		parts[k] = j.features[i].ground
	}
	ground, err := overlay.UnionAll(parts)
	if err != nil {
		j.leaveArrondissements(commune, drawn, fmt.Sprintf("those of its %d arrondissements cannot be put together: %v", len(drawn), err))
		return
	}
	for _, i := range drawn {
		j.verdicts[i].out, j.verdicts[i].joined = true, true
	}
	i := drawn[0] // stands for the commune, as its own feature would
	if whole != nil {
		i = whole[0]
	}
	v, f := &j.verdicts[i], &j.features[i]
	v.out, v.joined = false, false
	v.code, v.name = commune, j.opts.Known.name(geo.CommuneLayer, commune)
	f.ground, f.bound, f.faults = ground, ground.Bound(), nil
	f.fixed = []*fault{faultf(RuleFormerCode, "the %d municipal arrondissements of %s stand for it: their ground together is its own", len(drawn), commune)}
}

// leaveArrondissements leaves those of a commune out: none of them is a unit.
func (j *judgement) leaveArrondissements(commune string, given []int, why string) {
	for _, i := range given {
		j.verdicts[i].leave(faultf(RuleFormerCode, "it is a municipal arrondissement of %s, whose ground would not be whole: %s; it is left out", commune, why))
	}
}

// parts judges the communes of the past and the parts of communes that lie in the
// commune of today, or in another of its parts, that the file has too. Beside
// them, as in a file of an earlier year, they stand.
func (j *judgement) parts() {
	if j.opts.Known == nil {
		return
	}
	of := map[string][]int{} // by the code of today
	for i := range j.verdicts {
		if v := &j.verdicts[i]; !v.out && j.features[i].ground != nil {
			today := j.opts.Known.today(v.code)
			of[today] = append(of[today], i)
		}
	}
	for today, group := range of {
		for _, i := range group {
			k := slices.IndexFunc(group, func(k int) bool { return i != k && j.prevails(k, i, half) })
			if k < 0 {
				continue
			}
			in := j.verdicts[group[k]].code
			j.verdicts[i].leave(faultf(RuleFormerCode, "it is part of %s today, and lies in the ground of %s, which the file has; it is left out, so that no ground counts twice", today, in))
		}
	}
}

// prevails reports whether the ground of a feature holds a share of that of
// another, and does not lie in it as much, unless the first is to be preferred.
func (j *judgement) prevails(over, under int, share float64) bool {
	a, b := &j.features[over], &j.features[under]
	if !a.bound.Intersects(b.bound) || shareInside(b.ground, a.ground) < share {
		return false
	}
	return shareInside(a.ground, b.ground) < share || j.preferred(over, under)
}

// preferred tells which of two features of one ground stands, whatever their
// order: that of a commune of today, the larger, then the one of the first code
// and name.
func (j *judgement) preferred(a, b int) bool {
	v, w := &j.verdicts[a], &j.verdicts[b]
	if known := j.opts.Known; known != nil && j.read.layer == geo.CommuneLayer {
		if x, y := known.today(v.code) == v.code, known.today(w.code) == w.code; x != y {
			return x
		}
	}
	if x, y := planar.Area(j.features[a].ground), planar.Area(j.features[b].ground); x != y {
		return x > y
	}
	if v.code != w.code {
		return v.code < w.code
	}
	if x, y := j.read.nameOf(&j.features[a]), j.read.nameOf(&j.features[b]); x != y {
		return x < y
	}
	return a < b
}

// few names the first of some codes.
func few(codes []string) string {
	const most = 5
	if len(codes) <= most {
		return strings.Join(codes, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(codes[:most], ", "), len(codes)-most)
}
