package api

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/api/frame"
	"maillage/api/whatif"
	"maillage/geo"
)

// Every measure has its words on pages and on the map, and its field wherever
// fields stand one by one.
func TestEveryMeasureIsEverywhere(t *testing.T) {
	if shown := slices.Sorted(slices.Values(frame.ShownMeasures)); !slices.Equal(shown, geo.Measures) {
		t.Errorf("pages show %v, want all of %v", frame.ShownMeasures, geo.Measures)
	}
	view, words := source(t, "web/src/view.ts"), source(t, "web/src/words.ts")
	scenarios, outcome := source(t, "web/src/whatif/answer.ts"), source(t, "web/src/whatif/words.ts")
	for _, m := range geo.Measures {
		if frame.MeasureWords[m].French == "" || frame.MeasureWords[m].English == "" {
			t.Errorf("%s has no name on pages (measureWords)", m)
		}
		for _, want := range []struct{ in, text string }{
			{view, "'" + m.String() + "'"}, {words, "'of " + m.String() + "':"}, {words, "'measure " + m.String() + "':"},
			{scenarios, "'" + m.String() + "'"}, {outcome, m.String() + ":"},
		} {
			if !strings.Contains(want.in, want.text) {
				t.Errorf("%s: api/web/src lacks %s", m, want.text)
			}
		}
		field := func(f reflect.StructField) bool { return f.Tag.Get("json") == m.String() }
		if m != geo.Departments && !slices.ContainsFunc(reflect.VisibleFields(reflect.TypeFor[whatif.Amounts]()), field) {
			t.Errorf("amounts of a scenario lack %s", m)
		}
	}
}

func source(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
