package wire

import (
	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
)

// Features are the items of a collection, in a fixed order, made one by one:
// a page costs what it shows, however deep it lies.
type Features struct {
	N      int
	Header rest.Properties // names of the properties, for a table without rows
	Find   func(id string) (int, error)
	// InBox tells which have ground in one of the boxes, or no place at all:
	// OGC API Features asks that those match every box.
	InBox func(boxes []orb.Bound) (geo.Bitset, error)
	// Valid returns the days a feature holds; nil where features have no dates.
	Valid func(i int) geo.Interval
	Build func(i int) (rest.Feature, error)
	// Counts is the geography whose neighbourhoods features count, where the
	// question names none.
	Counts geo.Geography
}

// Envelope is that of features, which says why measures they count are null.
func (f *Features) Envelope(c *ask.Call, links ...rest.Link) Envelope {
	out := EnvelopeOf(c, links...)
	if f.Counts != "" {
		out.Reasons = reasonsOf(c, f.Counts)
	}
	return out
}

// filtered reports whether a query keeps only some of the features.
func (f *Features) filtered(c *ask.Call) bool { return ask.BoxesOf(c) != nil || f.dated(c) }

func (f *Features) dated(c *ask.Call) bool { return f.Valid != nil && c.Period != ask.Always }

// matching lists the positions that pass the filters of a request.
func (f *Features) matching(c *ask.Call) ([]int, error) {
	var inBox geo.Bitset
	if boxes := ask.BoxesOf(c); boxes != nil {
		var err error
		if inBox, err = f.InBox(boxes); err != nil {
			return nil, err
		}
	}
	out := make([]int, 0, f.N)
	for i := range f.N {
		if inBox != nil && !inBox.Has(i) {
			continue
		}
		if f.dated(c) && !c.Period.Meets(f.Valid(i)) {
			continue
		}
		out = append(out, i)
	}
	return out, nil
}

// Page builds the features of one page and tells how many match in all.
func Page(c *ask.Call, all *Features) (page []rest.Feature, matched int, err error) {
	positions, err := matches(c, all)
	if err != nil {
		return nil, 0, err
	}
	matched = all.N
	if positions != nil {
		matched = len(positions)
	}
	from := min(ask.OffsetOf(c), matched)
	page = make([]rest.Feature, 0, min(ask.LimitOf(c), matched-from))
	for k := from; k < min(from+ask.LimitOf(c), matched); k++ {
		i := k
		if positions != nil {
			i = positions[k]
		}
		one, err := all.Build(i)
		if err != nil {
			return nil, 0, err
		}
		page = append(page, one)
	}
	return page, matched, nil
}
