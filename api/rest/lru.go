package rest

import (
	"container/list"
	"sync"
)

// LRU keeps values up to a total weight, the least recently asked for leaving
// first. A value that outweighs the whole is not kept.
type LRU[K comparable, V any] struct {
	limit int

	mu     sync.Mutex
	weight int
	order  *list.List // of *lruItem, the latest first
	items  map[K]*list.Element
}

type lruItem[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

// NewLRU returns an empty cache of so much weight.
func NewLRU[K comparable, V any](limit int) *LRU[K, V] {
	return &LRU[K, V]{limit: limit, order: list.New(), items: map[K]*list.Element{}}
}

// Get returns the value of a key, computing it where it is not kept. Two
// requests that miss at once both compute it: neither waits on the other.
func (l *LRU[K, V]) Get(key K, compute func() (V, error), weight func(V) int) (V, error) {
	if v, ok := l.Find(key); ok {
		return v, nil
	}
	v, err := compute()
	if err == nil {
		l.put(&lruItem[K, V]{key, v, weight(v)})
	}
	return v, err
}

// Find returns the value of a key, and whether it is kept.
func (l *LRU[K, V]) Find(key K) (v V, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.items[key]
	if !ok {
		return v, false
	}
	l.order.MoveToFront(e)
	return e.Value.(*lruItem[K, V]).value, true
}

func (l *LRU[K, V]) put(i *lruItem[K, V]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.items[i.key]; ok || i.weight > l.limit {
		return
	}
	l.items[i.key] = l.order.PushFront(i)
	l.weight += i.weight
	for l.weight > l.limit {
		oldest := l.order.Remove(l.order.Back()).(*lruItem[K, V])
		delete(l.items, oldest.key)
		l.weight -= oldest.weight
	}
}
