package revision

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// grounds compares the boundaries of every level, and those of neighbourhoods:
// who has one, and where it lies.
func (c *comparison) grounds() {
	for _, level := range geo.Levels {
		c.ground(level, c.a.Ground(level), c.b.Ground(level))
	}
	c.ground("", c.a.Quarters(), c.b.Quarters())
	c.redrawn()
}

// ground compares one level; level is "" for neighbourhoods.
func (c *comparison) ground(level geo.Level, before, after *snapshot.LevelGround) {
	boxesBefore, boxesAfter := boxesOf(before), boxesOf(after)
	about := Finding{Topic: Ground, Level: level}
	if level == "" {
		about.Field = "neighbourhoods"
	}
	if c.emptied(about, len(boxesBefore), len(boxesAfter)) {
		return
	}
	c.eachUnit(level, before, after, func(p pair[geo.Unit]) {
		u := p.either()
		f := about
		f.Code, f.Name = u.Code, c.nameOf(u)
		old, had := boxesBefore[u.Code]
		box, has := boxesAfter[u.Code]
		if had {
			f.Before = boxText(old)
		}
		if has {
			f.After = boxText(box)
		}
		known := p.before != nil && p.after != nil
		switch {
		case had && has && known:
			f.Kind, f.Severity = displaced(old, box)
		case had && known:
			f.Kind, f.Severity = LostGeometry, lostSeverity(level)
		case has && known:
			f.Kind, f.Severity = GainedGeometry, Note
			if c.farFromHome(c.a, level, u, box) {
				f.Severity = Refuse
			}
		// What is gone or new is told as that, unless it lies elsewhere.
		case had && c.farFromHome(c.b, level, u, old):
			f.Kind, f.Severity = Abroad, Note
		case has && c.farFromHome(c.a, level, u, box):
			f.Kind, f.Severity = Abroad, Refuse
		}
		if f.Kind != "" {
			c.add(f)
		}
	})
}

// lostSeverity grades the loss of a boundary. A commune is merged or invalid now
// and then; a department or a region that is drawn no more leaves a hole in every
// map and every area.
func lostSeverity(level geo.Level) Severity {
	switch level {
	case geo.Region, geo.Region2015, geo.Department, geo.Collectivity:
		return Refuse
	}
	return Review
}

// eachUnit walks through the units of a level, or the neighbourhoods that either
// side draws. A pair has the sides that know the unit, drawn or not.
func (c *comparison) eachUnit(level geo.Level, before, after *snapshot.LevelGround, f func(p pair[geo.Unit])) {
	if level != "" {
		for _, p := range c.pairs[level] {
			f(p)
		}
		return
	}
	paired(before.Units, after.Units, unitCode, func(p pair[geo.Unit]) {
		u := p.either()
		p = pair[geo.Unit]{}
		if _, err := c.a.Neighbourhood(u.Code); err == nil {
			p.before = u
		}
		if _, err := c.b.Neighbourhood(u.Code); err == nil {
			p.after = u
		}
		if p.before != nil || p.after != nil { // a polygon of no neighbourhood is not shown
			f(p)
		}
	})
}

// nameOf is the name of a unit, or of the neighbourhood of its code.
func (c *comparison) nameOf(u *geo.Unit) string {
	if u.Level != "" {
		return u.Name
	}
	for _, s := range []*snapshot.Snapshot{c.b, c.a} {
		if n, err := s.Neighbourhood(u.Code); err == nil {
			return n.Name
		}
	}
	return ""
}

// boxesOf returns the box of every unit that has ground, by code.
func boxesOf(l *snapshot.LevelGround) map[string]orb.Bound {
	out := map[string]orb.Bound{}
	if l == nil {
		return out
	}
	for i := range l.Units {
		if l.HasGround(i) {
			out[l.Units[i].Code] = l.Bound(i)
		}
	}
	return out
}

// Degrees by which boxes may differ: two drawings of one territory do, islands
// left out and all.
const (
	nearDegrees = 0.25
	farDegrees  = 1.0
)

// displaced tells whether ground lies where it lay, by its boxes.
func displaced(old, box orb.Bound) (Kind, Severity) {
	if !old.Pad(nearDegrees).Intersects(box) {
		return Abroad, Refuse
	}
	far := 0.0
	for k := range 2 {
		far = max(far, math.Abs(old.Min[k]-box.Min[k]), math.Abs(old.Max[k]-box.Max[k]))
	}
	if far > farDegrees {
		return Displaced, Review
	}
	return "", ""
}

// farFromHome reports whether ground lies nowhere near the department,
// collectivity or region of its unit, as a side draws it; false where it does not.
func (c *comparison) farFromHome(s *snapshot.Snapshot, level geo.Level, u *geo.Unit, box orb.Bound) bool {
	department, region := u.Department, u.Region
	if level == "" {
		n, err := c.b.Neighbourhood(u.Code)
		if err != nil {
			n, err = c.a.Neighbourhood(u.Code)
		}
		if err != nil {
			return false
		}
		department, region = n.Department, n.Region
	}
	for _, at := range []geo.UnitRef{{Level: geo.Department, Code: department}, {Level: geo.Collectivity, Code: department}, {Level: geo.Region, Code: region}} {
		l := s.Ground(at.Level)
		if l == nil {
			continue
		}
		if i, err := s.Position(at.Level, at.Code); err == nil && l.HasGround(i) {
			return !l.Bound(i).Pad(nearDegrees).Intersects(box)
		}
	}
	return false
}

// boxText is a box as the API takes it.
func boxText(b orb.Bound) []float64 {
	round := func(x float64) float64 { return math.Round(x*1e4) / 1e4 }
	return []float64{round(b.Min[0]), round(b.Min[1]), round(b.Max[0]), round(b.Max[1])}
}
