package api

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/geo"
)

// Every measure has its words on pages and on the map, and its field wherever
// fields stand one by one.
func TestEveryMeasureIsEverywhere(t *testing.T) {
	if shown := slices.Sorted(slices.Values(shownMeasures)); !slices.Equal(shown, geo.Measures) {
		t.Errorf("pages show %v, want all of %v", shownMeasures, geo.Measures)
	}
	view, words := source(t, "web/src/view.ts"), source(t, "web/src/words.ts")
	scenarios, outcome := source(t, "web/src/whatif/answer.ts"), source(t, "web/src/whatif/words.ts")
	for _, m := range geo.Measures {
		if measureWords[m].French == "" || measureWords[m].English == "" {
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
		if m != geo.Departments && !slices.ContainsFunc(reflect.VisibleFields(reflect.TypeFor[amounts]()), field) {
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

// all lists the values in the order of [geo.Measures].
func (b byMeasure[T]) all() []T { return b[:] }

// UnmarshalJSON reads what MarshalJSON writes.
func (b *byMeasure[T]) UnmarshalJSON(content []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(content, &members); err != nil {
		return err
	}
	for _, m := range geo.Measures {
		if one, ok := members[m.String()]; ok {
			if err := json.Unmarshal(one, &b[m]); err != nil {
				return err
			}
		}
	}
	return nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *remaining) UnmarshalJSON(content []byte) error {
	var others struct {
		DepartmentCodes   []string  `json:"department_codes"`
		CollectivityCodes []string  `json:"collectivity_codes"`
		CityContracts     contracts `json:"city_contracts"`
	}
	if err := json.Unmarshal(content, &others); err != nil {
		return err
	}
	r.DepartmentCodes, r.CollectivityCodes, r.CityContracts = others.DepartmentCodes, others.CollectivityCodes, others.CityContracts
	return json.Unmarshal(content, &r.Measures)
}
