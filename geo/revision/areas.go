package revision

import (
	"math"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// km2 is an area as answers show it: with four decimals.
func km2(a int64) any { return math.Round(geo.Area(a).KM2()*1e4) / 1e4 }

// Relative changes of an area that need a look, and that no two drawings of one
// territory differ by: something of it is missing, or counted twice.
const (
	largeArea = 0.01 // of finer units: 0.1
	wrongArea = 0.1
	// loose is wrongArea where the boundary is marked approximate on a side.
	loose = 0.5
)

// areas compares the area of every unit that has one on both sides, and of every
// polygon of a neighbourhood.
func (c *comparison) areas() {
	for _, level := range geo.Levels {
		before, after := areasOf(c.a, level), areasOf(c.b, level)
		var all []moved
		compared := 0
		for _, p := range c.pairs[level] {
			if p.before == nil || p.after == nil {
				continue
			}
			old, now := before[p.before.Code], after[p.after.Code]
			if old == 0 || now == 0 {
				continue
			}
			compared++
			if old != now && km2(old) != km2(now) {
				all = append(all, movedOf(p.after, old, now))
			}
		}
		wrong := wrongArea
		if c.approximate(level) {
			wrong = loose
		}
		c.shift(Areas, level, "area_km2", compared, all, km2, func(m moved) Severity { return areaSeverity(m.relative, level, wrong) })
	}
	c.quarterAreas()
}

// areaSeverity grades a change of area. Finer units are redrawn and merged; what
// is missing of them shows in their department.
func areaSeverity(relative float64, level geo.Level, wrong float64) Severity {
	if level == geo.Commune || level == geo.EPCI || level == "" {
		if relative > 10*largeArea {
			return Review
		}
		return Note
	}
	switch {
	case relative > wrong:
		return Refuse
	case relative > largeArea:
		return Review
	}
	return Note
}

// approximate reports whether the boundaries of some unit of a level are, on
// either side.
func (c *comparison) approximate(level geo.Level) bool {
	for _, s := range []*snapshot.Snapshot{c.a, c.b} {
		l := s.Ground(level)
		if l == nil {
			continue
		}
		for i := range l.Units {
			if from := l.Source(i); from != nil && from.Approximate {
				return true
			}
		}
	}
	return false
}

// areasOf returns the area of the units of a level as figures count it, in cm²,
// by code; those without ground have none.
func areasOf(s *snapshot.Snapshot, level geo.Level) map[string]int64 {
	out := map[string]int64{}
	g, rowLevel := s.Grain(level, false), level
	if level == geo.Collectivity {
		rowLevel = geo.Department
	}
	rows := g.Rows(rowLevel)
	if !g.HasGround || rows == nil {
		return out
	}
	for i, w := range rows.Totals(geo.QPV2015) {
		if w[geo.AreaKM2] != 0 {
			out[rows.Units[i].Code] = w[geo.AreaKM2]
		}
	}
	return out
}

func (c *comparison) quarterAreas() {
	before, after := c.a.Quarters(), c.b.Quarters()
	if before == nil || after == nil {
		return
	}
	var all []moved
	compared := 0
	c.eachUnit("", before, after, func(p pair[geo.Unit]) {
		u := p.either()
		i, had := before.Ground.Face(u.Code)
		k, has := after.Ground.Face(u.Code)
		if !had || !has {
			return
		}
		compared++
		old, now := int64(before.Ground.Mesh.Area(i)), int64(after.Ground.Mesh.Area(k))
		if km2(old) != km2(now) {
			all = append(all, movedOf(&geo.Unit{Code: u.Code, Name: c.nameOf(u)}, old, now))
		}
	})
	c.shift(Areas, "", "neighbourhoods", compared, all, km2, func(m moved) Severity { return areaSeverity(m.relative, "", loose) })
}

// populations compares the inhabitants of every unit.
func (c *comparison) populations() {
	for _, level := range geo.Levels {
		var all []moved
		compared := 0
		for _, p := range c.pairs[level] {
			if p.before == nil || p.after == nil {
				continue
			}
			old, now := p.before.Population, p.after.Population
			if old.Known != now.Known {
				c.add(Finding{Severity: Review, Topic: Populations, Kind: Changed, Level: level, Code: p.after.Code, Name: p.after.Name,
					Field: "population", Before: known(old), After: known(now)})
				continue
			}
			if !now.Known {
				continue
			}
			compared++
			if old.N != now.N {
				all = append(all, movedOf(p.after, old.N, now.N))
			}
		}
		c.shift(Populations, level, "population", compared, all, func(n int64) any { return n }, func(moved) Severity { return Review })
	}
}
