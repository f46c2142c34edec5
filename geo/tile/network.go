package tile

import (
	"context"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/mesh"
	"maillage/geo/snapshot"
)

// baseMesh is the mesh that perimeters, gaps and overlaps are dissolved from.
func baseMesh(s *snapshot.Snapshot) *mesh.Mesh { return s.Ground(geo.Department).Ground.Mesh }

// addGround adds a feature of ground dissolved from the base mesh; one without
// ground is left out.
func (s *Source) addGround(m *mesh.Mesh, id string, mp orb.MultiPolygon, p list) {
	if len(mp) == 0 {
		return
	}
	for _, polygon := range mp {
		for _, r := range polygon {
			s.held += len(r)
		}
	}
	s.add(id, p, feature{ground: thinned(m, mp), bound: mp.Bound()})
}

func openCoverage(ctx context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	a, err := coverage.Analyse(ctx, s, q.Query)
	if err != nil {
		return nil, err
	}
	out := &Source{}
	for i := range a.Rows {
		r := &a.Rows[i]
		ground := s.Ground(r.Unit.Level)
		if ground == nil {
			continue
		}
		unit, err := s.Position(r.Unit.Level, r.Unit.Code)
		if err != nil || !ground.HasGround(unit) {
			continue // counted, though no unit of the level: what belongs to no EPCI
		}
		p := territory(&r.Unit, r.Status)
		p.add("centres", strings.Join(r.Centres, "+"))
		p.addYear("evidence_year", r.Attested)
		for k, m := range geo.Measures {
			f := &r.Figures[k]
			if f.Reason != "" {
				continue
			}
			p.add(m.String()+"_covered", m.Amount(f.Covered))
			p.add(m.String()+"_total", m.Amount(f.Total))
			p.addUndetermined(m, f)
			if share, ok := f.Share(); ok {
				p.add(m.String()+"_share", rounded(share, 6))
			}
		}
		p.add("datetime", q.Date.String())
		var f feature
		f.ground, f.bound = unitGround(ground, unit)
		out.add(r.Unit.Code, p, f)
	}
	return out, nil
}

func openGaps(ctx context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	gaps, err := coverage.Gaps(ctx, s, q.Query)
	if err != nil {
		return nil, err
	}
	out := &Source{}
	for i := range gaps {
		g := &gaps[i]
		p := territory(&g.Unit, g.Status)
		p.add("departments", strings.Join(g.Departments, "+"))
		var beside []string
		for _, n := range g.Neighbours {
			beside = append(beside, n.Centre)
		}
		p.add("neighbours", strings.Join(beside, "+"))
		for k, m := range geo.Measures {
			if f := &g.Uncovered[k]; f.Reason == "" {
				p.add(m.String()+"_uncovered", m.Amount(f.Covered))
				p.add(m.String()+"_total", m.Amount(f.Total))
				p.addUndetermined(m, f)
			}
		}
		p.add("datetime", q.Date.String())
		out.addGround(baseMesh(s), g.Unit.Code, g.Geometry, p)
	}
	return out, nil
}

func openOverlaps(ctx context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	q.Level = geo.Department // its rows are not asked for; its grain is the quickest that can tell
	overlaps, err := coverage.Overlaps(ctx, s, q.Query)
	if err != nil {
		return nil, err
	}
	out := &Source{}
	for i := range overlaps {
		o := &overlaps[i]
		id := strings.Join(o.Centres, "+")
		var p list
		p.add("id", id)
		p.add("type", string(o.Type))
		p.add("centres", int64(len(o.Centres)))
		for k, m := range geo.Measures {
			if f := &o.Shared[k]; f.Reason == "" {
				p.add(m.String()+"_shared", m.Amount(f.Covered))
				p.addUndetermined(m, f)
			}
		}
		p.add("datetime", q.Date.String())
		out.addGround(baseMesh(s), id, o.Geometry, p)
	}
	return out, nil
}

// addYear adds the year of the latest day a date may stand for, where it is known.
func (p *list) addYear(name string, f geo.Fuzzy) {
	if f.Known() {
		p.add(name, int64(f.Last().Time().Year()))
	}
}

// addUndetermined adds what is neither covered nor not, where there is some.
func (p *list) addUndetermined(m geo.Measure, f *coverage.Figure) {
	if f.Undetermined > 0 {
		p.add(m.String()+"_undetermined", m.Amount(f.Undetermined))
	}
}

func territory(u *geo.Unit, status coverage.Status) list {
	var p list
	p.add("code", u.Code)
	p.add("name", u.Name)
	p.add("level", string(u.Level))
	p.add("status", string(status))
	return p
}

var centreFields = map[string]string{
	"id": "identifier of the centre", "name": "its name", "named": "whether a source names it",
	"acronym": "its acronym", "seat": "where its seat is, as published", "perimeters": "identifiers of the perimeters that hold, joined by +",
}

// openCentres leaves out centres that serve no ground on the day.
func openCentres(_ context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	serving := map[string]snapshot.Network{}
	for _, p := range s.Active(q.Query) {
		serving[p.Centre.ID] = append(serving[p.Centre.ID], p)
	}
	out := &Source{}
	for i := range s.Data.Centres {
		c := &s.Data.Centres[i]
		ground, err := coverage.Ground(s, serving[c.ID])
		if err != nil {
			return nil, err
		}
		var ids []string
		for _, one := range serving[c.ID] {
			ids = append(ids, one.ID)
		}
		var p list
		p.add("id", c.ID)
		p.add("name", c.Name)
		p.add("named", c.Named)
		p.add("acronym", c.Acronym)
		p.add("seat", c.Seat)
		p.add("perimeters", strings.Join(ids, "+"))
		p.add("datetime", q.Date.String())
		out.addGround(baseMesh(s), c.ID, ground, p)
	}
	return out, nil
}

var perimeterFields = map[string]string{
	"id": "identifier of the perimeter", "centre": "identifier of its centre", "centre_name": "name of its centre",
	"first_day": "first day it holds, as counted; absent: open", "last_day": "last day it holds, as counted; absent: open",
	"scope": "policy or outside-policy", "confidence": "high, medium or low", "sourced": "whether a published source shows it", "attested_year": "year of the latest dated source that shows it; absent: none is dated",
}

func openPerimeters(_ context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	out := &Source{}
	for i := range s.Perimeters {
		one := &s.Perimeters[i]
		days := one.Days()
		if !days.Meets(geo.Interval{First: q.First, Last: q.Last}) {
			continue
		}
		ground, err := coverage.Ground(s, snapshot.Network{one})
		if err != nil {
			return nil, err
		}
		var p list
		p.add("id", one.ID)
		p.add("centre", one.Centre.ID)
		p.add("centre_name", one.Centre.Name)
		p.add("first_day", dayText(days.First))
		p.add("last_day", dayText(days.Last))
		p.add("scope", string(one.Scope))
		p.add("confidence", one.Confidence.String())
		p.add("sourced", one.Sourced)
		p.addYear("attested_year", one.Attested)
		out.addGround(baseMesh(s), one.ID, ground, p)
	}
	return out, nil
}

// dayText is a day, "" where it is open. Days compare as texts.
func dayText(d geo.Date) string {
	if d == geo.Past || d == geo.Future {
		return ""
	}
	return d.String()
}
