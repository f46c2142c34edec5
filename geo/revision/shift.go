package revision

import (
	"cmp"
	"math"
	"slices"

	"maillage/geo"
)

// Shift is how a number changed over all units of a level. A relative change is
// the difference over the larger of the two numbers, from 0 to 1.
type Shift struct {
	Compared int     `json:"compared"` // units for which both sides have the number
	Changed  int     `json:"changed"`
	Median   float64 `json:"median"`  // relative change of those that changed
	P90      float64 `json:"p90"`     // which one in ten of them exceeds
	Largest  float64 `json:"largest"` // of them
	// Over counts those whose relative change is above each of Steps.
	Over [4]int `json:"over"`
}

// Steps are the relative changes by which a [Shift] counts.
var Steps = [4]float64{0.0001, 0.001, 0.01, 0.1}

// moved is one unit whose number changed.
type moved struct {
	unit          *geo.Unit
	before, after int64
	relative      float64
}

func movedOf(u *geo.Unit, before, after int64) moved {
	larger := max(math.Abs(float64(before)), math.Abs(float64(after)))
	return moved{u, before, after, math.Abs(float64(after)-float64(before)) / larger}
}

// shiftOf sums changes up, and puts the largest first; equals stay in order.
func shiftOf(compared int, all []moved) *Shift {
	slices.SortStableFunc(all, func(a, b moved) int { return cmp.Compare(b.relative, a.relative) })
	s := &Shift{Compared: compared, Changed: len(all)}
	if len(all) == 0 {
		return s
	}
	s.Median, s.P90, s.Largest = all[len(all)/2].relative, all[len(all)/10].relative, all[0].relative
	for _, m := range all {
		for k, step := range Steps {
			if m.relative > step {
				s.Over[k]++
			}
		}
	}
	return s
}

// shift tells of a number that changed over the units of a level: as a
// distribution, and the largest changes by themselves. amount makes the value
// that is told of a number, severity grades one change.
func (c *comparison) shift(topic Topic, level geo.Level, field string, compared int, all []moved, amount func(int64) any, severity func(moved) Severity) {
	if len(all) == 0 {
		return
	}
	f := Finding{Severity: Note, Topic: topic, Kind: Distribution, Level: level, Field: field, Shift: shiftOf(compared, all)}
	var before, after int64
	for _, m := range all {
		before, after = before+m.before, after+m.after
		if s := severity(m); s.rank() < f.Severity.rank() {
			f.Severity = s
		}
	}
	f.Before, f.After = amount(before), amount(after)
	c.add(f)
	for i, m := range all {
		if i >= c.most { // all of the most grave are among the largest
			c.addMore(sort{topic, Changed, level}, severity(m), 1)
			continue
		}
		c.add(Finding{Severity: severity(m), Topic: topic, Kind: Changed, Level: level, Code: m.unit.Code, Name: m.unit.Name,
			Field: field, Before: amount(m.before), After: amount(m.after)})
	}
}
