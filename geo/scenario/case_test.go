package scenario

import "testing"

// TestEveryCaseHasWords holds that a case says why, what is wrong and how to mend
// it, and that no two cases say the same.
func TestEveryCaseHasWords(t *testing.T) {
	said := map[wording]Case{}
	for c, w := range wordings {
		if c == "" || w.reason == "" || w.detail == "" || w.fix == "" {
			t.Errorf("%q says %+v", c, w)
		}
		if other, twice := said[w]; twice {
			t.Errorf("%q and %q say the same", c, other)
		}
		said[w] = c
	}
}
