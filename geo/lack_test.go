package geo

import (
	"strings"
	"testing"
)

// TestEveryLackHasWords holds that codes and sentences are told apart, one to one.
func TestEveryLackHasWords(t *testing.T) {
	seen := map[string]Lack{"": ""}
	for code, words := range lackWords {
		if other, twice := seen[words]; twice {
			t.Errorf("%q and %q say the same", code, other)
		}
		seen[words] = code
		if want := strings.ReplaceAll(words, "{of}", "it"); code.Of("it").English() != want || code == "" {
			t.Errorf("%q says %q, want %q", code, code.Of("it").English(), want)
		}
	}
	for _, g := range Geographies {
		for _, m := range Measures {
			if why := m.Lacking(g); why != "" && why.English() == "" {
				t.Errorf("%s of %s: no words for %q", m, g, why)
			}
		}
	}
	if Lack("").English() != "" {
		t.Error("a figure that there is has a reason why there is none")
	}
	if got := LackChangesAtThreshold.Of("change 1: no such centre").English(); got != "the changes cannot be made at this threshold: change 1: no such centre" {
		t.Error(got)
	}
}
