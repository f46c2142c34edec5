package snapshot

import (
	"hash/maphash"
	"math"
	"slices"
	"sync"
	"unsafe"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// cachedCutBytes is how many bytes of cuts are kept. A scenario is made several times
// for one answer, and sent again with one change more by whoever draws it.
const cachedCutBytes = 16 << 20

// cuts keeps the latest cuts of drawn ground, the oldest leaving first.
type cuts struct {
	mu    sync.Mutex
	list  []*cachedCut
	bytes int
	seed  maphash.Seed
}

// cachedCut is what one polygon covers, and cuts.
type cachedCut struct {
	drawn orb.MultiPolygon
	sum   uint64
	whole geo.Bitset
	parts []Part
	bytes int
}

// find returns the cut of a polygon, nil where it is not kept, and its sum.
func (c *cuts) find(drawn orb.MultiPolygon) (*cachedCut, uint64) {
	sum := c.sum(drawn)
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, k := range c.list {
		if k.sum == sum && k.drawn.Equal(drawn) {
			c.list = append(slices.Delete(c.list, i, i+1), k)
			return k, sum
		}
	}
	return nil, sum
}

// keep takes a cut in, and lets go of the oldest.
func (c *cuts) keep(k *cachedCut) {
	k.bytes = 8*len(k.whole) + weight(k.drawn)
	for i := range k.parts {
		k.bytes += weight(k.parts[i].Inside)
	}
	if k.bytes > cachedCutBytes {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, k)
	c.bytes += k.bytes
	for c.bytes > cachedCutBytes {
		c.bytes -= c.list[0].bytes
		c.list = slices.Delete(c.list, 0, 1)
	}
}

// sum is the same for polygons that are equal; 0 and -0 are.
func (c *cuts) sum(drawn orb.MultiPolygon) uint64 {
	var h maphash.Hash
	h.SetSeed(c.seed)
	for _, polygon := range drawn {
		for _, ring := range polygon {
			for _, p := range ring {
				maphash.WriteComparable(&h, [2]uint64{math.Float64bits(p[0] + 0), math.Float64bits(p[1] + 0)})
			}
		}
	}
	return h.Sum64()
}

// weight is what a geometry takes in memory, about.
func weight(m orb.MultiPolygon) (bytes int) {
	for _, polygon := range m {
		bytes += int(unsafe.Sizeof(polygon))
		for _, ring := range polygon {
			bytes += int(unsafe.Sizeof(ring)) + len(ring)*int(unsafe.Sizeof(orb.Point{}))
		}
	}
	return bytes
}
