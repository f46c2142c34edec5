package boundary

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/geo"
)

// gisco is a collection of features of GISCO: properties, then a square whose
// south-west corner is at so many degrees.
func gisco(rows ...[]any) string {
	var features []string
	for _, r := range rows {
		x, y := r[1].(float64), r[2].(float64)
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":%s}`, r[0], polygon(square(x, y))))
	}
	return collection(features...)
}

func readGISCO(t *testing.T, text, country string) (*Result, error) {
	t.Helper()
	return Read(context.Background(), "gisco.geojson", strings.NewReader(text), Options{Country: country})
}

// TestGISCO reads the units of one country from files of all, by the names that
// GISCO gives to properties.
func TestGISCO(t *testing.T) {
	r, err := readGISCO(t, gisco(
		[]any{`"NUTS_ID":"DE","LEVL_CODE":0,"CNTR_CODE":"DE","NAME_LATN":"Deutschland","NUTS_NAME":"Deutschland"`, 9.0, 48.0},
		[]any{`"NUTS_ID":"DE2","LEVL_CODE":1,"CNTR_CODE":"DE","NAME_LATN":"Bayern"`, 10.0, 48.0},
		[]any{`"NUTS_ID":"DE212","LEVL_CODE":3,"CNTR_CODE":"DE","NAME_LATN":"München, Kreisfreie Stadt"`, 11.5, 48.1},
		[]any{`"NUTS_ID":"AT130","LEVL_CODE":3,"CNTR_CODE":"AT","NAME_LATN":"Wien"`, 16.3, 48.2},
		[]any{`"NUTS_ID":"PT200","LEVL_CODE":3,"CNTR_CODE":"PT","NAME_LATN":"Região Autónoma dos Açores"`, -31.2, 39.6},
	), "DE")
	if err != nil {
		t.Fatal(err)
	}
	if r.Layer.Name != geo.DepartmentLayer || len(r.Layer.Features) != 3 || r.Layer.Features[2].Name != "München, Kreisfreie Stadt" {
		t.Errorf("NUTS: %s, %+v", r.Layer.Name, r.Layer.Features)
	}
	if len(r.Problems) != 1 || r.Problems[0].Rule != RuleOtherCountry || !strings.Contains(r.Problems[0].Detail, "2 features") {
		t.Errorf("NUTS: %v", r.Problems)
	}
	r, err = readGISCO(t, gisco(
		[]any{`"GISCO_ID":"DE_09162000","CNTR_CODE":"DE","LAU_ID":"09162000","LAU_NAME":"München","POP_2021":1487708,"POP_DENS_2021":4788.1,"AREA_KM2":310.7,"YEAR":2021`, 11.5, 48.1},
		[]any{`"GISCO_ID":"DE_09184148","LAU_ID":"09184148","LAU_NAME":"Unterhaching","POP_2021":-9999`, 11.6, 48.0},
		[]any{`"GISCO_ID":"AT_90001","LAU_ID":"90001","LAU_NAME":"Wien","POP_2021":1920949`, 16.3, 48.2},
	), "DE")
	if err != nil {
		t.Fatal(err)
	}
	if r.Layer.Name != geo.CommuneLayer || len(r.Layer.Features) != 2 || r.Layer.Features[0].Code != "DE_09162000" || r.Layer.Features[0].Name != "München" {
		t.Errorf("LAU: %s, %+v", r.Layer.Name, r.Layer.Features)
	}
	if len(r.Populations) != 1 || r.Populations["DE_09162000"] != 1487708 || r.PopulationOf != "POP_2021" {
		t.Errorf("LAU: inhabitants %v of %q", r.Populations, r.PopulationOf)
	}
}

// TestGISCORefused: the same files say what is wrong where no country is named,
// where axes are swapped, and where a code is of another make.
func TestGISCORefused(t *testing.T) {
	munich := []any{`"NUTS_ID":"DE212"`, 11.5, 48.1}
	for name, c := range map[string]struct {
		text, country, rule string
	}{
		"no country":    {gisco(munich), "", RuleUnknownLayer},
		"swapped":       {gisco([]any{`"NUTS_ID":"DE212"`, 48.1, 11.5}), "DE", RuleSwappedAxes},
		"bad code":      {gisco([]any{`"NUTS_ID":"Bayern"`, 11.5, 48.1}), "DE", RuleBadCode},
		"other country": {gisco(munich), "ES", RuleNothingLoaded},
		"French file":   {collection(communes(2)...), "DE", RuleBadCode},
	} {
		_, err := readGISCO(t, c.text, c.country)
		var refused *RefusedError
		if !errors.As(err, &refused) || refused.Problem.Rule != c.rule || refused.Problem.Fix == "" {
			t.Errorf("%s: %v, want %s", name, err, c.rule)
		}
	}
}

// TestPerimeterAbroad takes the codes of another country in perimeters.
func TestPerimeterAbroad(t *testing.T) {
	text := collection(perimeter(`"centre":"bayern","confidence":"high","from":"2016","departments":["DE212"],"communes":["DE_09162000"]`, "null"))
	r, err := Read(context.Background(), "p.geojson", strings.NewReader(text), Options{Layer: geo.PerimeterLayer, Country: "DE"})
	if err != nil || len(r.Perimeters) != 1 || len(r.Perimeters[0].Units) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestGISCOThroughGDAL reads local units as GISCO publishes them, in the formats
// and in the projection of Europe: the same codes, names and inhabitants.
func TestGISCOThroughGDAL(t *testing.T) {
	source := filepath.Join(t.TempDir(), "lau.geojson")
	text := gisco(
		[]any{`"GISCO_ID":"DE_09162000","LAU_NAME":"München","POP_2021":1487708`, 11.5, 48.1},
		[]any{`"GISCO_ID":"FI_091","LAU_NAME":"Helsinki","POP_2021":658457`, 24.9, 60.2},
	)
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, to := range targets("EPSG:3035") {
		t.Run(to.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), to.file)
			ogr(t, append(append([]string{"-f", to.driver, "-t_srs", "EPSG:3035"}, to.options...), path, source)...)
			r, err := ReadFile(context.Background(), path, Options{Country: "DE", CRS: to.crs})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Layer.Features) != 1 || r.Layer.Features[0].Name != "München" || r.Populations["DE_09162000"] != 1487708 {
				t.Errorf("%+v, inhabitants %v", r.Layer.Features, r.Populations)
			}
			if b := r.Layer.Features[0].Geometry.Bound(); math.Abs(b.Min[0]-11.5) > 1e-7 || math.Abs(b.Min[1]-48.1) > 1e-7 {
				t.Errorf("ground at %v", b)
			}
		})
	}
}
