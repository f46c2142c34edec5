package api

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// kept holds the latest gaps and overlaps, so that paging through them costs
// one computation, not one per page.
type kept struct {
	gaps     shelf[[]coverage.Gap]
	overlaps shelf[[]coverage.Overlap]
}

// Bounds of a shelf: gaps of every commune hold some 2 million vertices.
const (
	shelfAnswers  = 8
	shelfVertices = 3_000_000
)

// A shelf keeps the latest answers, the oldest leaving first. An answer is
// never wrong, however long it stays: its key says its generation.
type shelf[V any] struct {
	mu      sync.Mutex
	answers []shelved[V]
}

type shelved[V any] struct {
	generation string
	query      coverage.Query
	vertices   int
	value      V
}

// get returns the answer to a query, computing it when it is not on the shelf.
// Two requests that miss at once both compute it: neither waits on the other.
func (s *shelf[V]) get(on *snapshot.Snapshot, q coverage.Query, compute func() (V, error), vertices func(V) int) (V, error) {
	if v, ok := s.find(on.Generation, q); ok {
		return v, nil
	}
	v, err := compute()
	if err != nil {
		return v, err
	}
	s.put(shelved[V]{on.Generation, q, vertices(v), v})
	return v, nil
}

func (s *shelf[V]) find(generation string, q coverage.Query) (v V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.answers {
		if a.generation == generation && a.query == q {
			return a.value, true
		}
	}
	return v, false
}

func (s *shelf[V]) put(a shelved[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = append(s.answers, a)
	held := 0
	for _, one := range s.answers {
		held += one.vertices
	}
	gone := 0
	for gone < len(s.answers)-1 && (len(s.answers)-gone > shelfAnswers || held > shelfVertices) {
		held -= s.answers[gone].vertices
		gone++
	}
	s.answers = slices.Delete(s.answers, 0, gone)
}

func (c *call) gaps() ([]coverage.Gap, error) {
	q := c.analysis()
	return c.server.kept.gaps.get(c.snapshot, q,
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
	return c.server.kept.overlaps.get(c.snapshot, q,
		func() ([]coverage.Overlap, error) { return coverage.Overlaps(c.snapshot, q) },
		func(overlaps []coverage.Overlap) (n int) {
			for i := range overlaps {
				n += vertices(overlaps[i].Geometry)
			}
			return n
		})
}

func vertices(m orb.MultiPolygon) (n int) {
	for _, p := range m {
		for _, r := range p {
			n += len(r)
		}
	}
	return n
}
