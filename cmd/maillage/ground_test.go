package main

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rectangle is a feature of a file of units, from its south-west to its
// north-east corner in degrees.
func rectangle(code string, west, south, east, north float64) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{"code":%q,"nom":"Unit %s"},"geometry":{"type":"Polygon","coordinates":[[[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]]]}}`,
		code, code, west, south, east, south, east, north, west, north, west, south)
}

// areasReported returns the areas of the departments that a report has, as
// written, and what it says of the file.
func areasReported(t *testing.T, layer string, features []string) (areas map[string]string, told string) {
	t.Helper()
	file := put(t, layer+".geojson", `{"type":"FeatureCollection","features":[`+strings.Join(features, ",\n")+`]}`)
	stdout, told := did(t, 0, "report", "--layer", layer+"="+file, "--level", "department", "--datetime", "2017-03-16", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	code, area := slices.Index(rows[0], "code"), slices.Index(rows[0], "area_km2_total")
	areas = map[string]string{}
	for _, row := range rows[1:] {
		areas[row[code]] = row[area]
	}
	return areas, told
}

// TestGroundIsReportedOnce: the areas of a report are those of ground that counts
// once, whatever else a file holds and in whatever order.
func TestGroundIsReportedOnce(t *testing.T) {
	island := rectangle("97801", -63.15, 18.04, -63.0, 18.12)
	abymes := rectangle("97101", -61.55, 16.2, -61.45, 16.3)
	for name, c := range map[string]struct {
		layer    string
		features []string
		want     map[string]string
		told     []string
	}{
		"arrondissements, and collectivities": {"communes", []string{
			rectangle("75056", 2.25, 48.81, 2.42, 48.9), rectangle("75101", 2.25, 48.81, 2.33, 48.9), rectangle("75102", 2.33, 48.81, 2.42, 48.9),
			island, rectangle("97502", -56.22, 46.74, -56.14, 46.8),
		}, map[string]string{"75": "124.8602", "978": "140.5969"}, []string{"(75101)", "(75102)", "75056", "(97502)"}},
		"an old code": {"communes", []string{abymes, rectangle("97127", -63.15, 18.04, -63.0, 18.12)},
			map[string]string{"971": "118.2972", "978": "140.5969"}, []string{"(97127)", "97801"}},
		"one code twice": {"communes", []string{rectangle("14011", -0.75, 49.05, -0.7, 49.1), rectangle("14011", -0.75, 49.05, -0.6, 49.15)},
			map[string]string{"14": "121.8187"}, []string{"(14011)"}},
		"departments and collectivities": {"departments", []string{
			rectangle("01", 4.9, 45.7, 5.9, 46.4), rectangle("971", -61.8, 15.9, -61.2, 16.5), rectangle("978", -63.15, 18.04, -63.0, 18.12),
			rectangle("977", -62.87, 17.87, -62.79, 17.93),
		}, map[string]string{"978": "140.5969"}, []string{"(977)"}},
	} {
		for range 2 {
			areas, told := areasReported(t, c.layer, c.features)
			for code, want := range c.want {
				if areas[code] != want {
					t.Errorf("%s: %s has %q km², want %s", name, code, areas[code], want)
				}
			}
			for _, words := range c.told {
				if !strings.Contains(told, words) {
					t.Errorf("%s: %q is not told in\n%s", name, words, told)
				}
			}
			slices.Reverse(c.features)
		}
	}
}
