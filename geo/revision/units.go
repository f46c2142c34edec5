package revision

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// unitsOf returns the units of a level that a snapshot knows, sorted by code: at
// level commune those of every source, whatever their vintage.
func unitsOf(s *snapshot.Snapshot, level geo.Level) []geo.Unit {
	if level != geo.Commune {
		return s.Units(level)
	}
	atoms := s.Grain(geo.Commune, true).Atoms
	out := make([]geo.Unit, 0, len(atoms))
	for _, u := range atoms {
		if u.Level == geo.Commune { // others stand for what cannot be placed in one
			out = append(out, u)
		}
	}
	return out
}

func unitCode(u *geo.Unit) string { return u.Code }

// pairUp pairs the units of every level once: all that is compared unit by unit
// goes through them.
func (c *comparison) pairUp() {
	c.pairs = map[geo.Level][]pair[geo.Unit]{}
	for _, level := range geo.Levels {
		before, after := unitsOf(c.a, level), unitsOf(c.b, level)
		pairs := make([]pair[geo.Unit], 0, max(len(before), len(after)))
		paired(before, after, unitCode, func(p pair[geo.Unit]) { pairs = append(pairs, p) })
		c.pairs[level] = pairs
	}
}

// units compares the codes, names and parents of the units of every level.
func (c *comparison) units() {
	for _, level := range geo.Levels {
		before, after := 0, 0
		for _, p := range c.pairs[level] {
			if p.before != nil {
				before++
			}
			if p.after != nil {
				after++
			}
		}
		if c.emptied(Finding{Topic: Units, Level: level}, before, after) {
			continue
		}
		for _, p := range c.pairs[level] {
			c.unit(p)
		}
	}
	c.fields(Finding{Topic: Populations, Name: "of all units"},
		field{"population_of", Review, orNil(c.a.Data.Catalogue.PopulationOf), orNil(c.b.Data.Catalogue.PopulationOf), Changed})
	c.successors()
}

// emptied tells of a whole list that is there on one side alone, so that its
// entries need not be.
func (c *comparison) emptied(f Finding, before, after int) bool {
	if (before == 0) == (after == 0) {
		return before == 0
	}
	f.Severity, f.Kind, f.Before, f.After = Refuse, Emptied, before, after
	if before == 0 {
		f.Severity, f.Kind = Review, Filled
	}
	c.add(f)
	return true
}

func (c *comparison) unit(p pair[geo.Unit]) {
	if p.before != nil && p.after != nil && *p.before == *p.after {
		return // nearly always
	}
	u := p.either()
	f := Finding{Topic: Units, Level: u.Level, Code: u.Code, Name: u.Name}
	if kind, alone := p.alone(); alone {
		f.Severity, f.Kind = Review, kind
		if kind == Gone {
			f.Severity = Refuse
		}
		if f.Successor = c.successor(u); f.Successor != "" {
			f.Severity = Review
		}
		c.add(f)
		return
	}
	a, b := p.before, p.after
	c.fields(f,
		field{"name", Note, orNil(a.Name), orNil(b.Name), Renamed},
		field{"department", Review, orNil(a.Department), orNil(b.Department), Moved},
		field{"region", Review, orNil(a.Region), orNil(b.Region), Moved},
		field{"region_2015", Review, orNil(a.Region2015), orNil(b.Region2015), Moved},
		field{"epci", Review, orNil(a.EPCI), orNil(b.EPCI), Moved},
	)
}

// successor is the commune that took over one that a snapshot no longer has, by
// the word of either.
func (c *comparison) successor(u *geo.Unit) string {
	if u.Level != geo.Commune {
		return ""
	}
	for _, s := range []*snapshot.Snapshot{c.b, c.a} {
		if code := s.Data.Catalogue.Successors[u.Code]; code != "" {
			return code
		}
	}
	return ""
}

// successors counts the codes that lead elsewhere, or nowhere any more.
func (c *comparison) successors() {
	before, after := c.a.Data.Catalogue.Successors, c.b.Data.Catalogue.Successors
	changed := 0
	for code, to := range before {
		if after[code] != to {
			changed++
		}
	}
	for code := range after {
		if _, ok := before[code]; !ok {
			changed++
		}
	}
	if changed > 0 {
		c.add(Finding{Severity: Note, Topic: Units, Kind: Changed, Level: geo.Commune, Field: "successors",
			Name: "former communes", Before: len(before), After: len(after), Shift: &Shift{Changed: changed}})
	}
}
