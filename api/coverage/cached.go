package coverage

import (
	"unsafe"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
)

var (
	cachedGaps     = rest.Cache[coverage.Query, []coverage.Gap]{Limit: rest.CacheBytes, Bytes: bytesOfGaps}
	cachedOverlaps = rest.Cache[coverage.Query, []coverage.Overlap]{Limit: rest.CacheBytes, Bytes: bytesOfOverlaps}
)

func bytesOfGaps(gaps []coverage.Gap) int {
	n := rest.Overhead + cap(gaps)*int(unsafe.Sizeof(coverage.Gap{}))
	for i := range gaps {
		n += bytesOf(gaps[i].Geometry)
	}
	return n
}

func bytesOfOverlaps(overlaps []coverage.Overlap) int {
	n := rest.Overhead + cap(overlaps)*int(unsafe.Sizeof(coverage.Overlap{}))
	for i := range overlaps {
		n += bytesOf(overlaps[i].Geometry)
	}
	return n
}

// findGaps are what no centre covers of each territory, kept for the pages of a collection.
func findGaps(c *ask.Call) ([]coverage.Gap, error) {
	q := c.Analysis()
	return gapsBy(c, q, func() ([]coverage.Gap, error) { return coverage.Gaps(c.Ctx, c.Snapshot, q) })
}

// gapsOf are the gaps of an analysis of what is asked: those kept, or counted on from
// it.
func gapsOf(c *ask.Call, a *coverage.Analysis) ([]coverage.Gap, error) {
	return gapsBy(c, c.Analysis(), func() ([]coverage.Gap, error) { return a.Gaps(c.Ctx) })
}

// gapsBy are those kept of a query, or else counted.
func gapsBy(c *ask.Call, q coverage.Query, count func() ([]coverage.Gap, error)) ([]coverage.Gap, error) {
	if gaps, ok := cachedGaps.Of(c.From).Find(q); ok {
		return gaps, nil
	}
	leave, err := admit(c)
	if err != nil {
		return nil, err
	}
	defer leave()
	return cachedGaps.Get(c.From, q, count)
}

// admit waits for a turn, where a page asks for what a whole level is worked
// out for, and the request has none yet.
func admit(c *ask.Call) (leave func(), err error) {
	if c.Permit != nil {
		return func() {}, nil
	}
	t, err := c.Server.Large.Enter(c.Ctx, c.Client, ask.SharesFor(c.Level))
	if err != nil {
		return nil, err
	}
	return t.Leave, nil
}

// findOverlaps are what several centres share, kept for the pages of a collection.
func findOverlaps(c *ask.Call) ([]coverage.Overlap, error) {
	q := c.Analysis()
	q.Level = geo.Department // its rows are not asked for; its grain is the quickest that can tell
	return cachedOverlaps.Get(c.From, q,
		func() ([]coverage.Overlap, error) { return coverage.Overlaps(c.Ctx, c.Snapshot, q) })
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
