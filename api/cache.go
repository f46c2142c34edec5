package api

import "sync"

// A cache keeps the latest answers to one sort of question, for each generation
// apart, up to a number of bytes; they go with their generation. It stands in a
// variable of the resource that asks.
type cache[K comparable, V any] struct {
	limit int         // bytes, of one generation
	bytes func(V) int // that a value takes, with its key
}

// of is what is kept of one generation.
func (k *cache[K, V]) of(g *loaded) *lru[K, V] {
	if held, ok := g.kept.Load(k); ok {
		return held.(*lru[K, V])
	}
	held, _ := g.kept.LoadOrStore(k, newLRU[K, V](k.limit))
	return held.(*lru[K, V])
}

// get returns the answer to a key, computing it where it is not kept.
func (k *cache[K, V]) get(g *loaded, key K, compute func() (V, error)) (V, error) {
	return k.of(g).get(key, compute, k.bytes)
}

// A derived value is worked out of a generation once, when it is first asked for,
// and goes with it. It stands in a variable of the resource that asks.
type derived[V any] struct {
	_ byte // so that each is told from the others by its address
}

// of returns the value, which the first who asks for it makes.
func (d *derived[V]) of(g *loaded, make func() V) V {
	once, ok := g.kept.Load(d)
	if !ok {
		once, _ = g.kept.LoadOrStore(d, sync.OnceValue(make))
	}
	return once.(func() V)()
}
