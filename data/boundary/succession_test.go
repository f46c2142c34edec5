package boundary_test

import (
	"strings"
	"testing"

	"maillage/data/boundary"
	"maillage/geo"
)

// TestCodesOfThePastAreTold: a file or a perimeter over codes of the past is told
// which units have that ground today.
func TestCodesOfThePastAreTold(t *testing.T) {
	for name, one := range map[string]struct {
		layout layout
		layer  geo.LayerName
		told   map[string]string // by code: rule, then words
	}{
		"Corse before it was divided": {
			layout{columns: "code_dept|nom", rows: []string{"20|Corse", "01|Ain", "38|Isère", "73|Savoie"}, at: places{{9.1, 42.2}, {5.35, 46.1}, {5.6, 45.2}, {6.4, 45.5}}},
			geo.DepartmentLayer, map[string]string{"20": "former-code: 20 (Corse until 1975) is no department of today: its ground is that of 2A (Corse-du-Sud) and 2B (Haute-Corse)"},
		},
		"regions before 2016 among those of today": {
			layout{columns: "code_reg|nom", rows: []string{"84|Auvergne-Rhône-Alpes", "82|Rhône-Alpes", "32|Hauts-de-France", "22|Picardie"}, at: places{{5.35, 46.1}, {5.4, 45.2}, {2.8, 50.2}, {2.6, 49.6}}},
			geo.RegionLayer, map[string]string{"82": "former-code: 82 (Rhône-Alpes)", "22": "its ground is part of that of 32 (Hauts-de-France)"},
		},
		"perimeters": {
			layout{columns: "centre|confidence|departments", rows: []string{"oriv|high|20", "oriv|high|67", "oriv|high|988"}},
			geo.PerimeterLayer, map[string]string{"0": "name 2A (Corse-du-Sud) and 2B (Haute-Corse), or those that are meant", "2": "988 (New Caledonia) is part of no figure"},
		},
	} {
		r, err := readLayout(one.layout.geojson(false), boundary.Options{Layer: one.layer, Known: embedded()})
		if one.layer == geo.PerimeterLayer {
			r, err = readLayout(one.layout.csv(), boundary.Options{Layer: one.layer, Known: embedded()})
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		met := 0
		for _, p := range r.Problems {
			code := p.Code
			if one.layer == geo.PerimeterLayer {
				code = string(rune('0' + p.Feature))
			}
			if want := one.told[code]; want != "" && strings.Contains(p.String(), want) && p.Dropped {
				met++
			} else {
				t.Errorf("%s: %s", name, p)
			}
		}
		if met != len(one.told) {
			t.Errorf("%s: %v, want %v", name, r.Problems, one.told)
		}
	}
}
