package boundary

import (
	"testing"

	"maillage/geo"
)

// someKnown knows two communes, one of the past, and the departments and the
// collectivity around them.
func someKnown() *Known {
	commune := func(code, department string) geo.Unit {
		return geo.Unit{Level: geo.Commune, Code: code, Department: department, Region: "84"}
	}
	return KnownIn(&geo.Dataset{
		Catalogue: geo.Catalogue{
			Units: map[geo.Level][]geo.Unit{
				geo.Department:   {{Level: geo.Department, Code: "01", Region: "84"}},
				geo.Collectivity: {{Level: geo.Collectivity, Code: "978"}},
				geo.Commune:      {commune("01004", "01"), commune("01005", "01"), commune("97801", "978")},
			},
			Successors: map[string]string{"01003": "01004"},
		},
	})
}

// TestUnknownCodesAreLeftOut: a unit that no sum has a place for is told to be
// left out, and is.
func TestUnknownCodesAreLeftOut(t *testing.T) {
	r := mustRead(t, collection(unit("97801", polygon(square(-63.1, 18.05))), unit("01998", polygon(square(5.2, 46)))), Options{Known: someKnown()})
	if len(r.Layer.Features) != 1 || r.Layer.Features[0].Code != "97801" || len(r.Problems) != 1 {
		t.Fatalf("%+v, %v; want 97801 alone", r.Layer.Features, r.Problems)
	}
	if p := r.Problems[0]; p.Rule != RuleUnknownCode || p.Code != "01998" || !p.Dropped || p.Fatal {
		t.Errorf("%+v, want 01998 dropped", p)
	}
	// Communes of the past are known.
	if r = mustRead(t, collection(unit("01003", polygon(square(5, 46)))), Options{Known: someKnown()}); len(r.Problems) != 0 {
		t.Errorf("a commune of the past: %v", r.Problems)
	}
}

// TestMostlyUnknown: a layer of which most codes exist nowhere is refused, said
// to be that layer or not.
func TestMostlyUnknown(t *testing.T) {
	text := collection(unit("01004", polygon(square(5, 46))), unit("01998", polygon(square(5.1, 46))), unit("01999", polygon(square(5.2, 46))))
	for layer, rule := range map[geo.LayerName]string{"": RuleUnknownLayer, geo.CommuneLayer: RuleUnknownCode} {
		_, err := readText(text, Options{Layer: layer, Known: someKnown()})
		if p := refusal(t, err); p.Rule != rule || p.Fix == "" {
			t.Errorf("%q: %v, want %s", layer, p, rule)
		}
	}
}
