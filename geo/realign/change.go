package realign

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// change is what a day does to the ground of one centre, as bits of a plot.
type change struct {
	timeline *timeline
	day      geo.Date

	gained, lost  geo.Bitset // ground, whatever the confidence
	entered, left geo.Bitset // held on both days, counted on one
	shifts        []shift
	redrawn       geo.Bitset // held in part on both days, by other lines

	inside        bool // the centre serves the territory asked, on the eve or the day
	opens, closes bool // no ground at any confidence on the eve, or on the day
	causes        []cause
}

// cause is an end of a perimeter that makes a change.
type cause struct {
	*record
	end  coverage.End
	days geo.Interval // on which it may have happened
}

// changeOn compares a day with its eve; it returns nil where nothing changes.
func (t *timeline) changeOn(day geo.Date) *change {
	counted, all := t.holds(day - 1)
	nowCounted, nowAll := t.holds(day)
	c := &change{
		timeline: t, day: day,
		gained:  nowCounted.Difference(counted, all),
		lost:    counted.Difference(nowCounted, nowAll),
		entered: nowCounted.Difference(counted).Intersection(all),
		left:    counted.Difference(nowCounted).Intersection(nowAll),
		inside:  all.Intersects(t.territory) || nowAll.Intersects(t.territory),
		opens:   all.Empty(), closes: nowAll.Empty(),
	}
	c.compare(all.Intersection(nowAll).Intersection(counted.Union(nowCounted)))
	c.findCauses()
	if len(c.causes) == 0 {
		return nil
	}
	return c
}

// findCauses collects the ends of records that touch what changes. A record
// below the threshold is one only of what enters or leaves the count.
func (c *change) findCauses() {
	passing := c.entered.Union(c.left)
	changed := passing.Union(c.gained, c.lost, c.redrawn)
	for i := range c.shifts {
		changed.Or(c.shifts[i].set)
	}
	for i := range c.timeline.records {
		r := &c.timeline.records[i]
		touched := changed
		if !r.counts {
			touched = passing
		}
		if !r.ground.Intersects(touched) {
			continue
		}
		if d, ok := r.starts(); ok && d == c.day {
			c.causes = append(c.causes, cause{r, coverage.From, geo.Interval{First: d, Last: r.begunBy()}})
		}
		if d, ok := r.stops(); ok && d == c.day {
			c.causes = append(c.causes, cause{r, coverage.To, geo.Interval{First: r.To.First() + 1, Last: r.To.Last() + 1}})
		}
	}
}

// begunBy returns the last day on which a record may have begun: a source that
// shows it, or its end, bounds a start that is not known.
func (r *record) begunBy() geo.Date {
	if r.From.Known() {
		return r.From.Last()
	}
	return min(r.Attested.Last(), r.LastDay())
}

// published returns the least precise end behind a change: of equals a start
// before an end, then the first.
func (c *change) published() (geo.Fuzzy, coverage.End) {
	best := &c.causes[0]
	for i := range c.causes[1:] {
		k := &c.causes[i+1]
		width, widest := k.days.Width(), best.days.Width()
		if width > widest || width == widest && k.end == coverage.From && best.end == coverage.To {
			best = k
		}
	}
	if best.end == coverage.From {
		return best.From, best.end
	}
	return best.To, best.end
}

// window returns the days between which a change may have happened.
func (c *change) window() geo.Interval {
	out := c.causes[0].days
	for _, k := range c.causes[1:] {
		out = out.Hull(k.days)
	}
	return out
}

// handedTo returns the ground that one centre loses and another gains at the
// same date: on the same day, or within the imprecision of both.
func (c *change) handedTo(o *change) geo.Bitset {
	out := c.timeline.plot.empty()
	both := c.lost.Intersection(o.gained)
	if both.Empty() {
		return out
	}
	for _, end := range c.causes {
		for _, start := range o.causes {
			if end.end != coverage.To || start.end != coverage.From {
				continue
			}
			if c.day == o.day || end.days.Meets(start.days) {
				out.Or(both.Intersection(end.ground).Intersection(start.ground))
			}
		}
	}
	return out
}
