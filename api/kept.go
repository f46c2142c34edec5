package api

import (
	"slices"
	"sync"
	"unsafe"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/tile"
)

// kept holds what was worked out of one generation: the latest gaps, overlaps and
// filtered collections, so that paging through them costs one computation, not
// one per page; the sources of tiles; boxes. See newLoaded.
type kept struct {
	gaps     shelf[coverage.Query, []coverage.Gap]
	overlaps shelf[coverage.Query, []coverage.Overlap]
	matches  shelf[string, []int]

	proposals shelf[planned, *proposal]
	country   country
	places    mapPlaces
	names     names
	extents   extents
	sources   *lru[sourceKept, *tile.Source]
}

// Bounds of a shelf. What is heavier than all of it is not kept, and made again
// for each page.
const (
	shelfAnswers = 8
	shelfBytes   = 48 << 20
)

// A shelf keeps the latest answers, the oldest leaving first.
type shelf[K comparable, V any] struct {
	mu      sync.Mutex
	answers []shelved[K, V]
}

type shelved[K comparable, V any] struct {
	key   K
	bytes int
	value V
}

// get returns the answer to a key, computing it when it is not on the shelf.
// Two requests that miss at once both compute it: neither waits on the other.
func (s *shelf[K, V]) get(key K, compute func() (V, error), bytes func(V) int) (V, error) {
	if v, ok := s.find(key); ok {
		return v, nil
	}
	v, err := compute()
	if err != nil {
		return v, err
	}
	s.put(shelved[K, V]{key, bytes(v), v})
	return v, nil
}

func (s *shelf[K, V]) find(key K) (v V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.answers {
		if a.key == key {
			return a.value, true
		}
	}
	return v, false
}

func (s *shelf[K, V]) put(a shelved[K, V]) {
	if a.bytes > shelfBytes {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = append(slices.DeleteFunc(s.answers, func(old shelved[K, V]) bool { return old.key == a.key }), a)
	held := 0
	for _, one := range s.answers {
		held += one.bytes
	}
	gone := 0
	for len(s.answers)-gone > shelfAnswers || held > shelfBytes {
		held -= s.answers[gone].bytes
		gone++
	}
	s.answers = slices.Delete(s.answers, 0, gone)
}

func (c *call) gaps() ([]coverage.Gap, error) {
	q := c.analysis()
	if gaps, ok := c.kept.gaps.find(q); ok {
		return gaps, nil
	}
	leave, err := c.admit()
	if err != nil {
		return nil, err
	}
	defer leave()
	return c.kept.gaps.get(q,
		func() ([]coverage.Gap, error) { return coverage.Gaps(c.ctx, c.snapshot, q) },
		func(gaps []coverage.Gap) int {
			n := cap(gaps) * int(unsafe.Sizeof(coverage.Gap{}))
			for i := range gaps {
				n += bytesOf(gaps[i].Geometry)
			}
			return n
		})
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
	return c.kept.overlaps.get(q,
		func() ([]coverage.Overlap, error) { return coverage.Overlaps(c.ctx, c.snapshot, q) },
		func(overlaps []coverage.Overlap) int {
			n := cap(overlaps) * int(unsafe.Sizeof(coverage.Overlap{}))
			for i := range overlaps {
				n += bytesOf(overlaps[i].Geometry)
			}
			return n
		})
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
	return c.kept.matches.get(key,
		func() ([]int, error) { return all.matching(c) },
		func(positions []int) int { return 8 * cap(positions) })
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
