package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// features are the items of a collection, in a fixed order, made one by one:
// a page costs what it shows, however deep it lies.
type features struct {
	n      int
	header properties // names of the properties, for a table without rows
	find   func(id string) (int, error)
	// inBox tells which have ground in one of the boxes, or no place at all:
	// OGC API Features asks that those match every box.
	inBox func(boxes []orb.Bound) (geo.Bitset, error)
	// valid returns the days a feature holds, geo.Past or geo.Future for an
	// open end; nil where features have no dates.
	valid func(i int) (first, last geo.Date)
	build func(i int) (feature, error)
	// counts is the geography whose neighbourhoods features count, where the
	// question names none.
	counts geo.Geography
}

// footing is that of features, which says why measures they count are null.
func (f *features) footing(c *call, links ...link) footing {
	out := footingOf(c, links...)
	if f.counts != "" {
		out.Reasons = c.reasonsOf(f.counts)
	}
	return out
}

// filtered reports whether a query keeps only some of the features.
func (f *features) filtered(c *call) bool { return boxesOf(c) != nil || f.dated(c) }

func (f *features) dated(c *call) bool { return f.valid != nil && c.Period != always }

// matching lists the positions that pass the filters of a request.
func (f *features) matching(c *call) ([]int, error) {
	var inBox geo.Bitset
	if boxes := boxesOf(c); boxes != nil {
		var err error
		if inBox, err = f.inBox(boxes); err != nil {
			return nil, err
		}
	}
	out := make([]int, 0, f.n)
	for i := range f.n {
		if inBox != nil && !inBox.Has(i) {
			continue
		}
		if f.dated(c) && !c.Period.meets(f.valid(i)) {
			continue
		}
		out = append(out, i)
	}
	return out, nil
}

// page builds the features of one page and tells how many match in all.
func (c *call) page(all *features) (page []feature, matched int, err error) {
	positions, err := c.matches(all)
	if err != nil {
		return nil, 0, err
	}
	matched = all.n
	if positions != nil {
		matched = len(positions)
	}
	from := min(offsetOf(c), matched)
	page = make([]feature, 0, min(limitOf(c), matched-from))
	for k := from; k < min(from+limitOf(c), matched); k++ {
		i := k
		if positions != nil {
			i = positions[k]
		}
		one, err := all.build(i)
		if err != nil {
			return nil, 0, err
		}
		page = append(page, one)
	}
	return page, matched, nil
}

// errNoItem is the problem of an item that does not exist.
func errNoItem(what, id, fix string) *problem {
	return unknownResource.problem("No "+what+" has the identifier "+quote(id)+".", fix)
}
