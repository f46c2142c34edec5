package realign

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Proof is what the counting of some ground rests on.
type Proof struct {
	Confidence geo.Confidence // the best of its perimeters
	Sourced    bool           // one of them has a published source
	Perimeters []string       // their IDs

	texts []string // sources and acts, sorted
}

// Shift is ground that a centre held before and after, on other proof.
type Shift struct {
	Ground
	Was, Is Proof
}

// shift is a Shift as bits of a plot.
type shift struct {
	set     geo.Bitset
	was, is Proof
}

// class is ground that the same records hold before and after.
type class struct {
	set     geo.Bitset
	was, is []*record
}

// compare finds what changed of ground that was held on both days: its proof,
// and the lines that cut it.
func (c *change) compare(kept geo.Bitset) {
	c.redrawn = c.timeline.plot.empty()
	for _, k := range c.classes(kept) {
		if slices.Equal(k.was, k.is) {
			continue
		}
		c.compareLines(k)
		if k.was, k.is = counting(k.was, k.is); slices.Equal(k.was, k.is) {
			continue
		}
		if was, is := proofOf(k.was), proofOf(k.is); !was.equal(&is) {
			c.shifts = append(c.shifts, shift{k.set, was, is})
		}
	}
}

// classes parts ground by the records that hold it on the eve and on the day.
func (c *change) classes(kept geo.Bitset) []class {
	classes := []class{{set: kept}}
	for i := range c.timeline.records {
		r := &c.timeline.records[i]
		was, is := r.Active(c.day-1), r.Active(c.day)
		if !was && !is {
			continue
		}
		var next []class
		for _, k := range classes {
			in, out := k, k
			in.set, out.set = k.set.Intersection(r.ground), k.set.Difference(r.ground)
			if was {
				in.was = append(slices.Clone(k.was), r)
			}
			if is {
				in.is = append(slices.Clone(k.is), r)
			}
			for _, part := range []class{in, out} {
				if !part.set.Empty() {
					next = append(next, part)
				}
			}
		}
		classes = next
	}
	return classes
}

// counting keeps the records that meet the threshold where there are some on
// both days: the others change nothing then. Where there are none on one day,
// the others say that the ground was held.
func counting(was, is []*record) (a, b []*record) {
	below := func(r *record) bool { return !r.counts }
	a = slices.DeleteFunc(slices.Clone(was), below)
	b = slices.DeleteFunc(slices.Clone(is), below)
	if len(a) == 0 || len(b) == 0 {
		return was, is
	}
	return a, b
}

func proofOf(records []*record) Proof {
	p := Proof{Confidence: geo.Low}
	for _, r := range records {
		p.Confidence = max(p.Confidence, r.Confidence)
		p.Sourced = p.Sourced || r.Sourced
		p.Perimeters = append(p.Perimeters, r.ID)
		p.texts = append(append(p.texts, r.Sources...), r.Act)
	}
	slices.Sort(p.texts)
	p.texts = slices.Compact(p.texts)
	return p
}

func (p *Proof) equal(o *Proof) bool {
	return p.Confidence == o.Confidence && p.Sourced == o.Sourced && slices.Equal(p.texts, o.texts)
}

// compareLines finds atoms that records which count hold in part on both days,
// by other drawn ground.
func (c *change) compareLines(k class) {
	n := c.timeline.plot.n
	was, is := drawn(k.was), drawn(k.is)
	if len(was) == 0 || len(is) == 0 {
		return
	}
	k.set.Each(func(bit int) {
		if bit < n || k.set.Has(bit-n) || holdsWhole(k, bit-n) {
			return
		}
		if !sameGround(pieceIn(was, bit-n), pieceIn(is, bit-n)) {
			c.redrawn.Add(bit)
		}
	})
}

func drawn(records []*record) []*record {
	return slices.DeleteFunc(slices.Clone(records), func(r *record) bool { return !r.counts || len(r.Parts) == 0 })
}

func holdsWhole(k class, bit int) bool {
	return slices.ContainsFunc(append(slices.Clone(k.was), k.is...), func(r *record) bool { return r.ground.Has(bit) })
}

func pieceIn(records []*record, atom int) []orb.MultiPolygon {
	var out []orb.MultiPolygon
	for _, r := range records {
		for _, part := range r.Parts {
			if part.Atom == atom {
				out = append(out, part.Inside)
			}
		}
	}
	return out
}

func sameGround(a, b []orb.MultiPolygon) bool {
	return slices.EqualFunc(a, b, func(x, y orb.MultiPolygon) bool { return x.Equal(y) })
}
