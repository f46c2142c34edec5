package realign

import (
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/coverage"
)

// EventKind says what an event does to the ground of its centre.
type EventKind string

// The kinds of event.
const (
	Opening   EventKind = "opening"   // gains ground, and held none on the eve
	Closing   EventKind = "closing"   // loses ground, and holds none any more
	Extension EventKind = "extension" // gains ground beside what it held
	Reduction EventKind = "reduction" // loses ground and holds some still
	Transfer  EventKind = "transfer"  // some of that ground changes hands between centres
	Redrawing EventKind = "redrawing" // a drawn line moves inside a unit
	Evidence  EventKind = "evidence"  // ground held before and after rests on other proof
)

// Event is what one day does to one centre.
type Event struct {
	Day    geo.Date // the first day on which the change counts
	Centre *geo.Centre
	Kinds  []EventKind // in the order above

	// Date is the published date of the change, the least precise where several
	// perimeters make it, and End which end of a perimeter it is. A To is the
	// last day before the change.
	Date geo.Fuzzy
	End  coverage.End
	// The days between which the change itself may have happened.
	geo.Interval

	Gained, Lost          Ground
	TakenOver, HandedOver []Passage // of Gained and of Lost

	// Entered and Left is ground held before and after, that meets the
	// threshold from this day on, or until the eve: figures move, ground does
	// not.
	Entered, Left Ground
	Evidence      []Shift    // ground on other proof, Entered and Left included
	Redrawn       []geo.Unit // held in part before and after, by other lines

	Perimeters []string // IDs of those whose start or end this is
}

// Passage is ground that passes between the event's centre and another.
type Passage struct {
	Centre string // ID of the other centre
	Ground
}

// event describes a change, given all changes of all centres.
func (c *change) event(all []*change) Event {
	pl := c.timeline.plot
	e := Event{
		Day: c.day, Centre: c.timeline.centre,
		Gained: pl.ground(c.gained), Lost: pl.ground(c.lost),
		Entered: pl.ground(c.entered), Left: pl.ground(c.left),
		Redrawn: pl.ground(c.redrawn).Part,
	}
	e.Date, e.End = c.published()
	e.Interval = c.window()
	for _, k := range c.causes {
		if !slices.Contains(e.Perimeters, k.ID) {
			e.Perimeters = append(e.Perimeters, k.ID)
		}
	}
	for _, s := range c.shifts {
		e.Evidence = append(e.Evidence, Shift{pl.ground(s.set), s.was, s.is})
	}
	e.TakenOver = passages(pl, all, c, func(o *change) geo.Bitset { return o.handedTo(c) })
	e.HandedOver = passages(pl, all, c, c.handedTo)
	e.Kinds = c.kinds(&e)
	return e
}

// passages collects what passes between a centre and each of the others.
func passages(pl *plot, all []*change, c *change, pass func(*change) geo.Bitset) []Passage {
	sets := map[string]geo.Bitset{}
	for _, o := range all {
		if o.timeline == c.timeline {
			continue
		}
		set := pass(o)
		if set.Empty() {
			continue
		}
		id := o.timeline.centre.ID
		if sets[id] == nil {
			sets[id] = pl.empty()
		}
		sets[id].Or(set)
	}
	out := make([]Passage, 0, len(sets))
	for id, set := range sets {
		out = append(out, Passage{id, pl.ground(set)})
	}
	slices.SortFunc(out, func(a, b Passage) int { return strings.Compare(a.Centre, b.Centre) })
	return out
}

func (c *change) kinds(e *Event) []EventKind {
	var out []EventKind
	add := func(k EventKind, is bool) {
		if is {
			out = append(out, k)
		}
	}
	gains, loses := !c.gained.Empty(), !c.lost.Empty()
	add(Opening, gains && c.opens)
	add(Closing, loses && c.closes)
	add(Extension, gains && !c.opens)
	add(Reduction, loses && !c.closes)
	add(Transfer, len(e.TakenOver)+len(e.HandedOver) > 0)
	add(Redrawing, len(e.Redrawn) > 0)
	add(Evidence, len(e.Evidence) > 0)
	return out
}
