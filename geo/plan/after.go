package plan

import (
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// network compiles the network as the plan leaves it. Ground that its centre
// keeps stays in its perimeter of today, with its source; what a centre is
// given is a perimeter of its own, without a published source.
func (d *draft) network(s *snapshot.Snapshot, active snapshot.Network) (snapshot.Network, error) {
	var out snapshot.Network
	centres := map[string]*geo.Centre{}
	kept := map[geo.UnitRef]string{} // centre that keeps a unit
	for _, p := range active {
		centres[p.Centre.ID] = p.Centre
		if d.fresh && (snapshot.Network{p}).Fine() {
			continue // the plan is made of whole departments
		}
		left, err := d.without(s, p)
		if err != nil {
			return nil, err
		}
		if left == nil {
			continue
		}
		out = append(out, left)
		for _, ref := range left.Units {
			kept[ref] = p.Centre.ID
		}
	}
	for id, units := range d.given {
		c := centres[id]
		if c == nil {
			c = &geo.Centre{ID: id, Name: id}
		}
		units = slices.DeleteFunc(slices.Clone(units), func(ref geo.UnitRef) bool { return kept[ref] == id })
		if len(units) == 0 {
			continue
		}
		p, err := d.planned(s, c, units)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b *snapshot.Perimeter) int { return strings.Compare(a.Centre.ID, b.Centre.ID) })
	return out, nil
}

// planned is a perimeter that the plan adds. It holds on the day asked: the
// plan says nothing of other days.
func (d *draft) planned(s *snapshot.Snapshot, c *geo.Centre, units []geo.UnitRef) (*snapshot.Perimeter, error) {
	day, err := geo.ParseFuzzy(d.plan.Query.Date.String())
	if err != nil {
		return nil, err
	}
	p, err := s.Compile(&geo.Perimeter{
		ID: c.ID + "-planned", Centre: c.ID, From: day, To: day, Units: units,
		Scope: geo.Policy, Confidence: geo.Low,
	}, c)
	return &p, err
}

// without is a perimeter less the units that the plan moves; nil where nothing
// is left of it. Only perimeters named in departments lose any.
func (d *draft) without(s *snapshot.Snapshot, p *snapshot.Perimeter) (*snapshot.Perimeter, error) {
	var left []geo.UnitRef
	loses := false
	g := s.Coarse()
	p.Atoms(g).Each(func(i int) {
		u := &g.Atoms[i]
		ref := geo.UnitRef{Level: u.Level, Code: u.Code}
		if d.loses(p, ref) {
			loses = true
			return
		}
		left = append(left, ref)
	})
	if !loses {
		return p, nil
	}
	if len(left) == 0 {
		return nil, nil
	}
	less := *p.Perimeter
	less.Units = left
	out, err := s.Compile(&less, p.Centre)
	return &out, err
}

// loses reports whether the plan takes a unit from the centre of a perimeter.
func (d *draft) loses(p *snapshot.Perimeter, ref geo.UnitRef) bool {
	if d.fresh {
		return !slices.Contains(d.given[p.Centre.ID], ref)
	}
	return d.freed[ref.Code]
}
