package realign

import (
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// timeline is the perimeters of one centre that are in the scope asked, at any
// confidence.
type timeline struct {
	plot      *plot
	centre    *geo.Centre
	records   []record
	territory geo.Bitset // the ground asked, as bits of the plot
}

// record is one perimeter with its ground.
type record struct {
	*snapshot.Perimeter
	ground geo.Bitset
	counts bool // meets the threshold
}

// timelines sorts the perimeters in scope by centre.
func timelines(s *snapshot.Snapshot, q coverage.Query) []*timeline {
	var inScope snapshot.Network
	for i := range s.Perimeters {
		if p := &s.Perimeters[i]; q.Scope.Takes(p.Scope) {
			inScope = append(inScope, p)
		}
	}
	g := s.Grain(geo.Region, inScope.Fine())
	pl := &plot{g: g, n: len(g.Atoms)}
	territory := pl.empty()
	g.Territory(q.Territory).Each(func(i int) {
		territory.Add(i)
		territory.Add(pl.n + i)
	})
	var out []*timeline
	byID := map[string]*timeline{}
	for _, p := range inScope {
		t := byID[p.Centre.ID]
		if t == nil {
			t = &timeline{plot: pl, centre: p.Centre, territory: territory}
			byID[p.Centre.ID] = t
			out = append(out, t)
		}
		t.records = append(t.records, record{p, pl.of(p), p.Confidence >= q.Confidence})
	}
	return out
}

// starts returns the first day on which a record counts, and false where its
// start is open.
func (r *record) starts() (geo.Date, bool) { return r.FirstDay(), r.FirstDay() != geo.Past }

// stops returns the first day on which a record counts no more, and false
// where its end is open.
func (r *record) stops() (geo.Date, bool) { return r.LastDay() + 1, r.To.Known() }

// days lists the days on which the reading of some record changes.
func (t *timeline) days() []geo.Date {
	var out []geo.Date
	for i := range t.records {
		if d, ok := t.records[i].starts(); ok {
			out = append(out, d)
		}
		if d, ok := t.records[i].stops(); ok {
			out = append(out, d)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// holds returns the ground on a day: what counts at the threshold, and what is
// held at any confidence.
func (t *timeline) holds(d geo.Date) (counted, all geo.Bitset) {
	counted, all = t.plot.empty(), t.plot.empty()
	for i := range t.records {
		r := &t.records[i]
		if !r.Active(d) {
			continue
		}
		all.Or(r.ground)
		if r.counts {
			counted.Or(r.ground)
		}
	}
	return counted, all
}
