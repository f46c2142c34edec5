package coverage

import (
	"cmp"
	"slices"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Need is a perimeter for which no cited source bears that it holds on a day,
// with what rests on it.
type Need struct {
	Perimeter *snapshot.Perimeter
	Age       Age
	// Neighbourhoods it covers that no perimeter of fresher evidence does.
	Neighbourhoods int64
}

// Needs lists the perimeters that most need a fresh source in one unit of a
// level, by the neighbourhoods at stake, then the oldest evidence first. One on
// which none rests is left out.
func Needs(s *snapshot.Snapshot, q Query, unit geo.UnitRef) []Need {
	active := Active(s, q)
	g := s.Grain(q.Level, active.Fine())
	in := geo.NewBitset(len(g.Atoms))
	level := unit.Level
	if level == geo.Collectivity {
		level = geo.Department
	}
	if rows := g.Rows(level); rows != nil {
		if row, ok := rows.Row(unit.Code); ok {
			in.AddAll(rows.Atoms(row))
		}
	}
	var out []Need
	for _, p := range active {
		age := AgeOf(p, q.Date)
		if age == AttestedOnDay {
			continue
		}
		fresher := Covered(g, upTo(active, q.Date, age-1))
		fresher.And(in)
		with := p.Atoms(g).Intersection(in).Union(fresher)
		n := g.Add(with, q.Geography)[geo.Neighbourhoods] - g.Add(fresher, q.Geography)[geo.Neighbourhoods]
		if n > 0 {
			out = append(out, Need{p, age, n})
		}
	}
	slices.SortStableFunc(out, func(a, b Need) int {
		return cmp.Or(cmp.Compare(b.Neighbourhoods, a.Neighbourhoods), cmp.Compare(b.Age, a.Age))
	})
	return out
}

// upTo is the part of a network whose evidence is no older than an age on a day.
func upTo(active snapshot.Network, d geo.Date, age Age) (out snapshot.Network) {
	for _, p := range active {
		if AgeOf(p, d) <= age {
			out = append(out, p)
		}
	}
	return out
}
