package api

import (
	"unsafe"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
)

// keptBytes bounds what is kept of one sort of answer of one generation, so that
// paging through them costs one computation, not one per page.
const keptBytes = 48 << 20

var (
	keptGaps     = cache[coverage.Query, []coverage.Gap]{keptBytes, bytesOfGaps}
	keptOverlaps = cache[coverage.Query, []coverage.Overlap]{keptBytes, bytesOfOverlaps}
	keptMatches  = cache[string, []int]{keptBytes, func(positions []int) int { return overhead + 8*cap(positions) }}
)

// overhead is about what an answer takes beside its value, in bytes.
const overhead = 1 << 10

func bytesOfGaps(gaps []coverage.Gap) int {
	n := overhead + cap(gaps)*int(unsafe.Sizeof(coverage.Gap{}))
	for i := range gaps {
		n += bytesOf(gaps[i].Geometry)
	}
	return n
}

func bytesOfOverlaps(overlaps []coverage.Overlap) int {
	n := overhead + cap(overlaps)*int(unsafe.Sizeof(coverage.Overlap{}))
	for i := range overlaps {
		n += bytesOf(overlaps[i].Geometry)
	}
	return n
}

func (c *call) gaps() ([]coverage.Gap, error) {
	q := c.analysis()
	if gaps, ok := keptGaps.of(c.from).find(q); ok {
		return gaps, nil
	}
	leave, err := c.admit()
	if err != nil {
		return nil, err
	}
	defer leave()
	return keptGaps.get(c.from, q, func() ([]coverage.Gap, error) { return coverage.Gaps(c.ctx, c.snapshot, q) })
}

// admit waits for a turn, where a page asks for what a whole level is worked
// out for, and the request has none yet.
func (c *call) admit() (leave func(), err error) {
	if c.turn != nil {
		return func() {}, nil
	}
	t, err := c.server.large.enter(c.ctx, c.client, sharesFor(c.Level))
	if err != nil {
		return nil, err
	}
	return t.leave, nil
}

func (c *call) overlaps() ([]coverage.Overlap, error) {
	q := c.analysis()
	q.Level = geo.Department // its rows are not asked for; its grain is the quickest that can tell
	return keptOverlaps.get(c.from, q, func() ([]coverage.Overlap, error) { return coverage.Overlaps(c.ctx, c.snapshot, q) })
}

// matches lists the positions of the features that pass the filters of the
// request; nil means all.
func (c *call) matches(all *features) ([]int, error) {
	if !all.filtered(c) {
		return nil, nil
	}
	key := c.route.path
	for _, s := range c.settings {
		if s.param != limitParam && s.param != offsetParam && s.param.name != "f" {
			key += "&" + s.param.name + "=" + s.text
		}
	}
	return keptMatches.get(c.from, key, func() ([]int, error) { return all.matching(c) })
}

// bytesOf is what a geometry takes in memory.
func bytesOf(m orb.MultiPolygon) int {
	n := cap(m) * int(unsafe.Sizeof(orb.Polygon{}))
	for _, p := range m {
		n += cap(p) * int(unsafe.Sizeof(orb.Ring{}))
		for _, r := range p {
			n += cap(r) * int(unsafe.Sizeof(orb.Point{}))
		}
	}
	return n
}
