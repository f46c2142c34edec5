package api

import (
	"strings"
	"testing"
)

// TestUnknownItemsAreNotMisled: an address that names a unit by a code of another
// level, or by one written otherwise, leads to the unit as a scenario does.
func TestUnknownItemsAreNotMisled(t *testing.T) {
	web := newTest(t)
	for at, want := range map[string]struct{ nearest, says string }{
		"departments/items/2a":     {"2A", "2A"},
		"departments/items/1":      {"01", "01"},
		"regions/items/4":          {"04", "04"},
		"departments/items/978":    {"", "/collections/collectivities/items/978"},
		"regions/items/987":        {"", "/collections/collectivities/items/987"},
		"collectivities/items/974": {"", "/collections/departments/items/974"},
		"regions/items/2a":         {"", "/collections/departments/items/2A"},
		"departments/items/975":    {"", "part of no figure"},
		"departments/items/paris":  {"", "List them at the address above"},
		"departments/items/99":     {"", "List them at the address above"},
	} {
		r := get(t, web.URL+"/collections/"+at)
		if p := problemIn(t, r, 404, "not-found"); p.Nearest != want.nearest || !strings.Contains(p.Detail+p.Fix, want.says) {
			t.Errorf("%s: nearest %q, want %q with %q: %s", at, p.Nearest, want.nearest, want.says, r.body)
		}
	}
}
