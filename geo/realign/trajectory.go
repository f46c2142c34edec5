package realign

import (
	"context"
	"fmt"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// History is how a network changed over a time. Start is the state at From;
// Steps are all changes after that day, up to To included.
type History struct {
	Query    coverage.Query // its date and level are not looked at
	From, To geo.Date
	Start    State
	Steps    []Step
	// Undated lists the ends of counted perimeters that no source dates, and so
	// no event shows: a centre was there before, or may have left since.
	Undated []Undated
	// What is published about the network in that time, beside what is
	// computed. A published number is no figure of this package: what it counts,
	// and out of what, its source does not say.
	Sizes, Claims []Statement
}

// Step is one day on which something changes, with the state of the network on
// that day. Events are in order of the centres' IDs.
type Step struct {
	Day    geo.Date
	Events []Event
	After  State
}

// Undated is an end of a perimeter without a published date.
type Undated struct {
	Perimeter *snapshot.Perimeter
	End       coverage.End
}

// Statement is a published number, with the computed states of the first and
// the last day it may be of.
type Statement struct {
	geo.Published
	First, Last State
}

// Trajectory tells the changes of a network over a time, within the scope and
// the threshold of a query: those of every centre that serves its territory on
// the eve or on the day, with all the ground they move. It refuses a time that ends before
// it begins, and fails where ctx ends or a drawn perimeter cannot be cut against the
// boundaries.
func Trajectory(ctx context.Context, s *snapshot.Snapshot, from, to geo.Date, q coverage.Query) (*History, error) {
	if from > to {
		return nil, fmt.Errorf("trajectory from %s to %s: ends before it begins; swap the two", from, to)
	}
	lines := timelines(s, q)
	h := &History{Query: q, From: from, To: to, Undated: undated(lines, from, to)}
	m := &states{snapshot: s}
	var err error
	if h.Start, err = m.aged(ctx, q.On(from)); err != nil {
		return nil, err
	}
	var changes []*change
	for _, t := range lines {
		for _, day := range t.days() {
			if c := t.changeOn(day); c != nil {
				changes = append(changes, c)
			}
		}
	}
	for _, day := range daysOf(changes, from, to) {
		step := Step{Day: day}
		for _, c := range changes {
			if c.inside && c.day == day {
				step.Events = append(step.Events, c.event(changes))
			}
		}
		if step.After, err = m.aged(ctx, q.On(day)); err != nil {
			return nil, err
		}
		h.Steps = append(h.Steps, step)
	}
	if h.Sizes, err = h.statements(ctx, m, s.Data.Network.Sizes); err != nil {
		return nil, err
	}
	h.Claims, err = h.statements(ctx, m, s.Data.Network.Claims)
	return h, err
}

// daysOf lists the days of changes after one day, up to another.
func daysOf(changes []*change, after, to geo.Date) []geo.Date {
	var out []geo.Date
	for _, c := range changes {
		if c.inside && c.day > after && c.day <= to {
			out = append(out, c.day)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func undated(lines []*timeline, from, to geo.Date) []Undated {
	var out []Undated
	for _, t := range lines {
		for i := range t.records {
			r := &t.records[i]
			if !r.counts || !r.ground.Intersects(t.territory) || !r.Days().Meets(geo.Interval{First: from, Last: to}) {
				continue
			}
			if !r.From.Known() {
				out = append(out, Undated{r.Perimeter, coverage.From})
			}
			if !r.To.Known() {
				out = append(out, Undated{r.Perimeter, coverage.To})
			}
		}
	}
	return out
}

// statements sets the computed states beside what is published in the time.
func (h *History) statements(ctx context.Context, m *states, published []geo.Published) ([]Statement, error) {
	var out []Statement
	for _, p := range published {
		if p.Date.First() > h.To || p.Date.Last() < h.From {
			continue
		}
		st := Statement{Published: p}
		var err error
		if st.First, err = m.at(ctx, h.Query.On(p.Date.First())); err != nil {
			return nil, err
		}
		if st.Last, err = m.at(ctx, h.Query.On(p.Date.Last())); err != nil {
			return nil, err
		}
		out = append(out, st)
	}
	return out, nil
}
