package coverage

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// End is one end of a perimeter's validity.
type End string

// The ends.
const (
	From End = "from"
	To   End = "to"
)

// Open is the precision of an end that no source gives, past the last date at
// which a source shows the perimeter.
const Open geo.Precision = "open"

// Assumption is one end of a perimeter that its sources leave open, and that
// the reading of dates decided at the asked date.
type Assumption struct {
	Perimeter *snapshot.Perimeter
	End       End
	Known     geo.Fuzzy // the end as published
	Precision geo.Precision
	// What no perimeter of certain dates covers, and so rests on this one.
	Departments, Neighbourhoods int64
}

// doubts returns the ends of an active perimeter that are not certain at a day.
func doubts(p *snapshot.Perimeter, d geo.Date) []Assumption {
	var out []Assumption
	if begun := min(p.From.Last(), p.Attested.Last()); d < begun {
		out = append(out, Assumption{Perimeter: p, End: From, Known: p.From, Precision: p.From.Precision()})
	}
	switch {
	case !p.To.Known() && (!p.Attested.Known() || d > p.Attested.Last()):
		out = append(out, Assumption{Perimeter: p, End: To, Known: p.To, Precision: Open})
	case p.To.Known() && d > p.To.First():
		out = append(out, Assumption{Perimeter: p, End: To, Known: p.To, Precision: p.To.Precision()})
	}
	return out
}

// assumptions lists every doubt on which some covered ground of the territory
// rests: ground that no perimeter without a doubt covers.
func assumptions(v snapshot.View) []Assumption {
	g, q, active := v.Grain, v.Query, v.Network
	certain := geo.NewBitset(len(g.Atoms))
	ends := make([][]Assumption, len(active))
	for i, p := range active {
		if ends[i] = doubts(p, q.Date); ends[i] == nil {
			certain.Or(p.Atoms(g))
		}
	}
	var out []Assumption
	for i, p := range active {
		if ends[i] == nil {
			continue
		}
		rests := p.Atoms(g).Intersection(v.Asked())
		rests.AndNot(certain)
		if rests.Empty() && len(p.Parts) == 0 {
			continue
		}
		hoods := countNeighbourhoods(g, certain, rests, q)
		depts := countDepartments(g, rests)
		for _, a := range ends[i] {
			a.Neighbourhoods, a.Departments = hoods, depts
			out = append(out, a)
		}
	}
	return out
}

// countNeighbourhoods counts the neighbourhoods that the certain atoms of the
// territory hold with others, and not without them.
func countNeighbourhoods(g *snapshot.Grain, certain, others geo.Bitset, q Query) int64 {
	n := g.Add(others, q.Geography)[geo.Neighbourhoods]
	all := g.Straddlers(q.Geography)
	if len(all) == 0 {
		return n
	}
	both := certain.Union(others)
	for i := range all {
		if k := &all[i]; k.Inside(both) && !k.Inside(certain) && !k.Inside(others) && q.Territory.Contains(k.Department) {
			n++
		}
	}
	return n
}

// countDepartments counts the departments all of whose atoms are in the set.
func countDepartments(g *snapshot.Grain, set geo.Bitset) int64 {
	rows := g.Rows(geo.Department)
	var n int64
	for d, k := range rows.Count(set) {
		if k > 0 && k == rows.Sizes[d] && rows.Units[d].Level == geo.Department {
			n++
		}
	}
	return n
}
