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
	active := s.Active(q)
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
	aged := AgedOn(active, q.Date)
	var out []Need
	fresher, counted := geo.NewBitset(len(g.Atoms)), int64(0) // what perimeters of fresher evidence cover
	for _, age := range aged.Ages() {
		if age > AttestedOnDay {
			for i, p := range active {
				if aged.of[i] != age {
					continue
				}
				with := p.Atoms(g).Intersection(in).Union(fresher)
				if n := g.Add(with, q.Geography)[geo.Neighbourhoods] - counted; n > 0 {
					out = append(out, Need{p, age, n})
				}
			}
		}
		fresher = aged.UpTo(age).Atoms(g).Intersection(in)
		counted = g.Add(fresher, q.Geography)[geo.Neighbourhoods]
	}
	slices.SortStableFunc(out, func(a, b Need) int {
		return cmp.Or(cmp.Compare(b.Neighbourhoods, a.Neighbourhoods), cmp.Compare(b.Age, a.Age))
	})
	return out
}
