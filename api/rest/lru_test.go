package rest

import (
	"errors"
	"testing"
)

// TestLRU: what is asked for stays, weight is bounded, errors are not kept.
func TestLRU(t *testing.T) {
	l := NewLRU[string, int](10)
	made := 0
	ask := func(key string, weight int) int {
		v, err := l.Get(key, func() (int, error) { made++; return weight, nil }, func(n int) int { return n })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	ask("a", 4)
	ask("b", 4)
	ask("a", 4) // now the latest
	ask("c", 4) // b must go
	if ask("a", 4); made != 3 || l.weight != 8 {
		t.Errorf("made %d, held %d", made, l.weight)
	}
	if ask("b", 4); made != 4 || l.weight != 8 {
		t.Errorf("b was kept: made %d, held %d", made, l.weight)
	}
	ask("huge", 11)
	if ask("huge", 11); made != 6 || l.weight != 8 || len(l.items) != l.order.Len() {
		t.Errorf("what outweighs the whole: made %d, held %d", made, l.weight)
	}
	fault := errors.New("fault")
	for range 2 {
		if _, err := l.Get("bad", func() (int, error) { made++; return 0, fault },
			func(int) int { return 0 }); !errors.Is(err, fault) {
			t.Error(err)
		}
	}
	if made != 8 {
		t.Errorf("an error was kept: %d", made)
	}
}
