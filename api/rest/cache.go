package rest

import "sync"

// CacheBytes bounds what is kept of one sort of answer of one generation, so that
// paging through them costs one computation, not one per page.
const CacheBytes = 48 << 20

// Overhead is about what an answer takes beside its value, in bytes.
const Overhead = 1 << 10

// A Cache keeps the latest answers to one sort of question, for each generation
// apart, up to a number of bytes; they go with their generation. It stands in a
// variable of the resource that asks.
type Cache[K comparable, V any] struct {
	Limit int         // bytes, of one generation
	Bytes func(V) int // that a value takes, with its key
}

// Of is what is kept of one generation.
func (k *Cache[K, V]) Of(g *Generation) *LRU[K, V] {
	if held, ok := g.kept.Load(k); ok {
		return held.(*LRU[K, V])
	}
	held, _ := g.kept.LoadOrStore(k, NewLRU[K, V](k.Limit))
	return held.(*LRU[K, V])
}

// Get returns the answer to a key, computing it where it is not kept.
func (k *Cache[K, V]) Get(g *Generation, key K, compute func() (V, error)) (V, error) {
	return k.Of(g).Get(key, compute, k.Bytes)
}

// A Derived value is worked out of a generation once, when it is first asked for,
// and goes with it. It stands in a variable of the resource that asks.
type Derived[V any] struct {
	_ byte // so that each is told from the others by its address
}

// Of returns the value, which the first who asks for it makes.
func (d *Derived[V]) Of(g *Generation, make func() V) V {
	once, ok := g.kept.Load(d)
	if !ok {
		once, _ = g.kept.LoadOrStore(d, sync.OnceValue(make))
	}
	return once.(func() V)()
}
