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
}

// matching lists the positions that pass the filters of a query; nil means all.
func (f *features) matching(q *query) ([]int, error) {
	dated := f.valid != nil && q.Period != always
	if q.Box == nil && !dated {
		return nil, nil
	}
	var inBox geo.Bitset
	if q.Box != nil {
		var err error
		if inBox, err = f.inBox(q.Box); err != nil {
			return nil, err
		}
	}
	out := make([]int, 0, f.n)
	for i := range f.n {
		if inBox != nil && !inBox.Has(i) {
			continue
		}
		if dated && !q.Period.meets(f.valid(i)) {
			continue
		}
		out = append(out, i)
	}
	return out, nil
}

// page builds the features of one page and tells how many match in all.
func (f *features) page(q *query) (features []feature, matched int, err error) {
	positions, err := f.matching(q)
	if err != nil {
		return nil, 0, err
	}
	matched = f.n
	if positions != nil {
		matched = len(positions)
	}
	from := min(q.Offset, matched)
	features = make([]feature, 0, min(q.Limit, matched-from))
	for k := from; k < min(from+q.Limit, matched); k++ {
		i := k
		if positions != nil {
			i = positions[k]
		}
		one, err := f.build(i)
		if err != nil {
			return nil, 0, err
		}
		features = append(features, one)
	}
	return features, matched, nil
}

// errNoItem is the problem of an item that does not exist.
func errNoItem(what, id, fix string) *problem {
	return unknownResource.problem("No "+what+" has the identifier "+quote(id)+".", fix)
}
