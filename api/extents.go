package api

import (
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo/snapshot"
)

// extents holds the boxes of the collections of one generation: those of
// 35,000 communes are not worth computing at every request.
type extents struct {
	mu    sync.Mutex
	boxes map[string]boxOf
}

type boxOf struct {
	box  orb.Bound
	some bool
}

// of returns the box around a collection, and false where it has no ground.
func (e *extents) of(s *snapshot.Snapshot, k *collection) (orb.Bound, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.boxes == nil {
		e.boxes = map[string]boxOf{}
	}
	b, ok := e.boxes[k.id]
	if !ok {
		b.box, b.some = k.extent(s)
		e.boxes[k.id] = b
	}
	return b.box, b.some
}
