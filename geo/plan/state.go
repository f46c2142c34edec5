package plan

import "slices"

// state is a plan in the making: some units of one part have chosen.
type state struct {
	*problem
	group   []int // units of the part, by position in frees
	centres []int // centres of the part
	loads   []int64
	given   []int // units each centre has been given; staying does not count
	sum     value // left, changed and created so far
	floor   int64 // a load that some other centre has anyway
	stage   stage
	// What bound works in: the stamp of the last call that reached a centre,
	// and of the last that had to create it.
	mark, required []int
	stamp          int
	reached        []int
	scratch        []int64
}

func newState(p *problem, group []int, s stage, floor int64) *state {
	t := &state{problem: p, group: group, floor: floor, stage: s,
		loads: slices.Clone(p.loads), given: make([]int, len(p.loads)),
		mark: make([]int, len(p.loads)), required: make([]int, len(p.loads))}
	t.stamp++
	for _, i := range group {
		for _, k := range p.frees[i].choices {
			if k.centre != none && t.mark[k.centre] != t.stamp {
				t.mark[k.centre] = t.stamp
				t.centres = append(t.centres, k.centre)
			}
		}
	}
	return t
}

// fits reports whether a choice respects the largest load allowed. Loads only
// grow as units choose, so what does not fit now never will.
func (t *state) fits(k choice) bool {
	if t.cap == 0 || k.centre == none || k.stay && t.given[k.centre] == 0 {
		return true
	}
	return t.loads[k.centre]+k.add <= t.cap
}

// take makes a choice; drop takes it back.
func (t *state) take(f *free, k choice) { t.apply(f, k, 1) }
func (t *state) drop(f *free, k choice) { t.apply(f, k, -1) }

func (t *state) apply(f *free, k choice, sign int) {
	n := int64(sign)
	if k.centre == none {
		t.sum[leftHoods] += n * f.missing
		t.sum[leftUnits] += n
		return
	}
	t.loads[k.centre] += n * k.add
	if k.stay {
		return
	}
	t.sum[changed] += n
	before := t.given[k.centre]
	t.given[k.centre] += sign
	if k.centre >= t.first && min(before, t.given[k.centre]) == 0 {
		t.sum[created] += n
	}
}

// value is the objective once every unit of the part has chosen.
func (t *state) value() value {
	v := t.sum
	v[largest] = t.floor
	for _, c := range t.centres {
		v[largest] = max(v[largest], t.loads[c])
		v[squares] += t.loads[c] * t.loads[c]
	}
	return t.stage.keep(v)
}

// bound is a lower bound of value over every way to go on: no completion comes
// before it in lexicographic order. It takes as left only the units that fit
// nowhere any more; a completion that leaves others as well comes later by its
// first two terms, whatever the rest of it is worth.
func (t *state) bound(rest []int) value {
	v := t.sum
	t.stamp++
	t.reached = t.reached[:0]
	var amount, climb int64
	v[largest] = t.floor
	for _, i := range rest {
		f := &t.frees[i]
		o := t.options(f)
		if !o.any {
			v[leftHoods] += f.missing
			v[leftUnits]++
			continue
		}
		amount += o.add
		climb += o.climb
		v[largest] = max(v[largest], o.top)
		if !o.stay {
			v[changed]++
		}
		if o.must != none && t.required[o.must] != t.stamp {
			t.required[o.must] = t.stamp
			v[created]++
		}
	}
	if t.stage != changes {
		t.spread(&v, amount, climb)
	}
	return t.stage.keep(v)
}

// rootBound is bound before any choice, sharpened by what is too slow to do at
// every node.
func (t *state) rootBound(rest []int) value {
	v := t.bound(rest)
	if t.stage != changes {
		sum, peak := t.split()
		v[largest], v[squares] = max(v[largest], peak), max(v[squares], sum)
	}
	return t.stage.keep(v)
}

// options sums up what one unit can still do.
type options struct {
	any, stay bool
	add       int64 // least load it brings
	top       int64 // least load of the centre that takes it
	climb     int64 // least rise of the sum of squares
	must      int   // centre that it obliges to create, none if it does not
}

func (t *state) options(f *free) options {
	o := options{must: none}
	old := false // some choice creates nothing
	for _, k := range f.choices {
		if k.centre == none || !t.fits(k) {
			continue
		}
		l := t.loads[k.centre]
		top, climb := l+k.add, k.add*(2*l+k.add)
		if !o.any {
			o.any, o.add, o.top, o.climb = true, k.add, top, climb
		}
		o.add, o.top, o.climb = min(o.add, k.add), min(o.top, top), min(o.climb, climb)
		o.stay = o.stay || k.stay
		if k.centre >= t.first && t.given[k.centre] == 0 {
			o.must = k.centre
		} else {
			old = true
		}
		if t.mark[k.centre] != t.stamp {
			t.mark[k.centre] = t.stamp
			t.reached = append(t.reached, k.centre)
		}
	}
	if old {
		o.must = none
	}
	return o
}

// spread bounds the loads: what is still to be placed is poured on the centres
// it can reach; or each unit goes where it weighs least, as if alone. The sum
// of squares is at least either.
func (t *state) spread(v *value, amount, climb int64) {
	t.scratch = t.scratch[:0]
	for _, c := range t.reached {
		t.scratch = append(t.scratch, t.loads[c])
	}
	poured, top := pour(t.scratch, amount)
	now := int64(0)
	for _, c := range t.centres {
		v[largest] = max(v[largest], t.loads[c])
		now += t.loads[c] * t.loads[c]
		if t.mark[c] != t.stamp {
			poured += t.loads[c] * t.loads[c]
		}
	}
	v[largest] = max(v[largest], top)
	v[squares] = max(poured, now+climb)
}
