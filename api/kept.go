package api

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
)

// kept holds the latest gaps, overlaps and filtered collections, so that paging
// through them costs one computation, not one per page.
type kept struct {
	gaps     shelf[stated, []coverage.Gap]
	overlaps shelf[stated, []coverage.Overlap]
	matches  shelf[string, []int]

	proposals shelf[planned, *proposal]
}

// stated is a question put to one generation.
type stated struct {
	generation string
	query      coverage.Query
}

// Bounds of a shelf. The gaps of every commune hold some 2 million vertices.
const (
	shelfAnswers = 8
	shelfWeight  = 3_000_000 // vertices, or positions
)

// A shelf keeps the latest answers, the oldest leaving first. An answer is
// never wrong, however long it stays: its key says its generation.
type shelf[K comparable, V any] struct {
	mu      sync.Mutex
	answers []shelved[K, V]
}

type shelved[K comparable, V any] struct {
	key    K
	weight int
	value  V
}

// get returns the answer to a key, computing it when it is not on the shelf.
// Two requests that miss at once both compute it: neither waits on the other.
func (s *shelf[K, V]) get(key K, compute func() (V, error), weight func(V) int) (V, error) {
	if v, ok := s.find(key); ok {
		return v, nil
	}
	v, err := compute()
	if err != nil {
		return v, err
	}
	s.put(shelved[K, V]{key, weight(v), v})
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
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = append(s.answers, a)
	held := 0
	for _, one := range s.answers {
		held += one.weight
	}
	gone := 0
	for gone < len(s.answers)-1 && (len(s.answers)-gone > shelfAnswers || held > shelfWeight) {
		held -= s.answers[gone].weight
		gone++
	}
	s.answers = slices.Delete(s.answers, 0, gone)
}

func (c *call) gaps() ([]coverage.Gap, error) {
	q := c.analysis()
	return c.server.kept.gaps.get(stated{c.snapshot.Generation, q},
		func() ([]coverage.Gap, error) { return coverage.Gaps(c.snapshot, q) },
		func(gaps []coverage.Gap) (n int) {
			for i := range gaps {
				n += vertices(gaps[i].Geometry)
			}
			return n
		})
}

func (c *call) overlaps() ([]coverage.Overlap, error) {
	q := c.analysis()
	q.Level = geo.Department // its rows are not asked for; its grain is the quickest that can tell
	return c.server.kept.overlaps.get(stated{c.snapshot.Generation, q},
		func() ([]coverage.Overlap, error) { return coverage.Overlaps(c.snapshot, q) },
		func(overlaps []coverage.Overlap) (n int) {
			for i := range overlaps {
				n += vertices(overlaps[i].Geometry)
			}
			return n
		})
}

// matches lists the positions of the features that pass the filters of the
// request; nil means all.
func (c *call) matches(all *features) ([]int, error) {
	if !all.filtered(&c.query) {
		return nil, nil
	}
	key := c.snapshot.Generation + " " + c.route.path
	for _, s := range c.resolved {
		if s.param != limitParam && s.param != offsetParam && s.param.name != "f" {
			key += "&" + s.param.name + "=" + s.text
		}
	}
	return c.server.kept.matches.get(key,
		func() ([]int, error) { return all.matching(&c.query) },
		func(positions []int) int { return len(positions) })
}

func vertices(m orb.MultiPolygon) (n int) {
	for _, p := range m {
		for _, r := range p {
			n += len(r)
		}
	}
	return n
}
