package local

import (
	"sync"

	"maillage/geo"
)

// partCache holds the large parts of the generation read last, by their checksum.
type partCache struct {
	mu    sync.Mutex
	parts map[string]any // []geo.Feature or map[geo.Level][]geo.Unit
}

// Share makes the data sets that Load returns from now on share their layers and
// their units with the one before, where they are the same: a generation that
// changes a perimeter takes little time and little memory beside the one that
// serves. It is for a program that changes nothing of them.
func (s *Store) Share() { s.cache = &partCache{} }

// large takes a large part from the cache, or reads it. What was met goes to met.
// Without a cache everything is read.
func large[T []geo.Feature | map[geo.Level][]geo.Unit](h, met *partCache, sum string, read func() (T, error)) (T, error) {
	if h == nil {
		return read()
	}
	h.mu.Lock()
	v, ok := h.parts[sum].(T)
	h.mu.Unlock()
	if !ok {
		var err error
		if v, err = read(); err != nil {
			return v, err
		}
	}
	met.mu.Lock()
	defer met.mu.Unlock()
	met.parts[sum] = v
	return v, nil
}

// replace puts the parts of a generation in place of those before.
func (h *partCache) replace(met *partCache) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.parts = met.parts
}
