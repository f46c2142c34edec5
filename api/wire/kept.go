package wire

import (
	"unsafe"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
)

// KeptBytes bounds what is kept of one sort of answer of one generation, so that
// paging through them costs one computation, not one per page.
const KeptBytes = 48 << 20

var (
	// KeptGaps are the latest gaps of each generation.
	KeptGaps     = rest.Cache[coverage.Query, []coverage.Gap]{Limit: KeptBytes, Bytes: bytesOfGaps}
	keptOverlaps = rest.Cache[coverage.Query, []coverage.Overlap]{Limit: KeptBytes, Bytes: bytesOfOverlaps}
	keptMatches  = rest.Cache[string, []int]{Limit: KeptBytes, Bytes: func(positions []int) int { return Overhead + 8*cap(positions) }}
)

// Overhead is about what an answer takes beside its value, in bytes.
const Overhead = 1 << 10

func bytesOfGaps(gaps []coverage.Gap) int {
	n := Overhead + cap(gaps)*int(unsafe.Sizeof(coverage.Gap{}))
	for i := range gaps {
		n += bytesOf(gaps[i].Geometry)
	}
	return n
}

func bytesOfOverlaps(overlaps []coverage.Overlap) int {
	n := Overhead + cap(overlaps)*int(unsafe.Sizeof(coverage.Overlap{}))
	for i := range overlaps {
		n += bytesOf(overlaps[i].Geometry)
	}
	return n
}

// Gaps are what no centre covers of each territory, kept for the pages of a collection.
func Gaps(c *ask.Call) ([]coverage.Gap, error) {
	q := c.Analysis()
	return gaps(c, q, func() ([]coverage.Gap, error) { return coverage.Gaps(c.Ctx, c.Snapshot, q) })
}

// GapsOf are the gaps of an analysis of what is asked: those kept, or counted on from
// it.
func GapsOf(c *ask.Call, a *coverage.Analysis) ([]coverage.Gap, error) {
	return gaps(c, c.Analysis(), func() ([]coverage.Gap, error) { return a.Gaps(c.Ctx) })
}

// gaps are those kept of a query, or else counted.
func gaps(c *ask.Call, q coverage.Query, count func() ([]coverage.Gap, error)) ([]coverage.Gap, error) {
	if gaps, ok := KeptGaps.Of(c.From).Find(q); ok {
		return gaps, nil
	}
	leave, err := admit(c)
	if err != nil {
		return nil, err
	}
	defer leave()
	return KeptGaps.Get(c.From, q, count)
}

// admit waits for a turn, where a page asks for what a whole level is worked
// out for, and the request has none yet.
func admit(c *ask.Call) (leave func(), err error) {
	if c.Turn != nil {
		return func() {}, nil
	}
	t, err := c.Server.Large.Enter(c.Ctx, c.Client, ask.SharesFor(c.Level))
	if err != nil {
		return nil, err
	}
	return t.Leave, nil
}

// Overlaps are what several centres share, kept for the pages of a collection.
func Overlaps(c *ask.Call) ([]coverage.Overlap, error) {
	q := c.Analysis()
	q.Level = geo.Department // its rows are not asked for; its grain is the quickest that can tell
	return keptOverlaps.Get(c.From, q, func() ([]coverage.Overlap, error) { return coverage.Overlaps(c.Ctx, c.Snapshot, q) })
}

// matches lists the positions of the features that pass the filters of the
// request; nil means all.
func matches(c *ask.Call, all *Features) ([]int, error) {
	if !all.filtered(c) {
		return nil, nil
	}
	key := c.Route.Path
	for _, s := range c.Settings {
		if s.Param != ask.Limit && s.Param != ask.Offset && s.Param.Name != "f" {
			key += "&" + s.Param.Name + "=" + s.Text
		}
	}
	return keptMatches.Get(c.From, key, func() ([]int, error) { return all.matching(c) })
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
