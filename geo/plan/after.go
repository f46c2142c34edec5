package plan

import (
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// network compiles the network as the plan leaves it. Perimeters the plan does
// not touch are those of today; of the others the given units are perimeters of
// their own, without a published source.
func (d *draft) network(s *snapshot.Snapshot, active snapshot.Network) (snapshot.Network, error) {
	var out snapshot.Network
	centres := map[string]*geo.Centre{}
	for _, p := range active {
		centres[p.Centre.ID] = p.Centre
		if d.fresh {
			continue
		}
		left, err := d.without(s, p)
		if err != nil {
			return nil, err
		}
		if left != nil {
			out = append(out, left)
		}
	}
	for id, units := range d.given {
		c := centres[id]
		if c == nil {
			c = &geo.Centre{ID: id, Name: id}
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
		if d.freed[u.Code] {
			loses = true
			return
		}
		left = append(left, geo.UnitRef{Level: u.Level, Code: u.Code})
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
