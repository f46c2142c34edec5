package postgis

import (
	"sync"

	"maillage/geo"
)

// kept is the large parts of the generation read last, which is as a rule the one
// that serves and holds them in any case: the next one, that changes a perimeter,
// shares its 35,000 communes and is read in milliseconds. Nobody changes them.
type kept struct {
	mu    sync.Mutex
	parts map[int64]any // []geo.Feature or geo.Catalogue, by key of part
}

// replace keeps the parts of a generation, and lets go of those before.
func (k *kept) replace(parts map[int64]any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.parts = parts
}

func (k *kept) get(part int64) any {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.parts[part]
}

// large returns a large part: the one in memory, or as read reads it.
func large[T []geo.Feature | geo.Catalogue](r *reader, part int64, read func() (T, error)) (T, error) {
	v, ok := r.kept.get(part).(T)
	if !ok {
		var err error
		if v, err = read(); err != nil {
			return v, err
		}
	}
	r.met[part] = v
	return v, nil
}
