package api

import (
	"encoding/json"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"maillage/api/features"
	"maillage/geo/geotest"
)

// TestGDALReadsEveryCollection: GDAL's OAPIF driver, which nobody here wrote,
// lists every collection and counts and reads every feature.
func TestGDALReadsEveryCollection(t *testing.T) {
	ogrinfo := geotest.Program(t, "ogrinfo", "gdal-bin")
	web := newTest(t)
	out, err := exec.Command(ogrinfo, "-ro", "-al", "-so", "OAPIF:"+web.URL).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	counts := map[string]int{}
	layer := ""
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "Layer name: "); ok {
			layer = name
		}
		if n, ok := strings.CutPrefix(line, "Feature Count: "); ok {
			if counts[layer], err = strconv.Atoi(n); err != nil {
				t.Fatal(err)
			}
		}
		if strings.Contains(line, "ERROR") || strings.Contains(line, "Warning") {
			t.Errorf("GDAL says: %s", line)
		}
	}
	list := decode[features.CollectionsAnswer](t, get(t, web.URL+"/collections"))
	if len(counts) != len(list.Collections) {
		t.Errorf("GDAL lists %v", counts)
	}
	for _, k := range list.Collections {
		want := decode[page](t, get(t, web.URL+"/collections/"+k.ID+"/items?limit=1")).NumberMatched
		if got, ok := counts[k.ID]; !ok || got != want {
			t.Errorf("%s: GDAL counts %d, want %d", k.ID, got, want)
		}
	}
}

// TestGDALConverts: ogr2ogr brings every feature over, by pages, with codes
// that are still text and geometries that are still there.
func TestGDALConverts(t *testing.T) {
	ogr2ogr := geotest.Program(t, "ogr2ogr", "gdal-bin")
	web := newTest(t)
	for _, c := range []struct {
		collection, page string
		want, placed     int
	}{
		{"neighbourhoods", "500", 1514, 1514 - 78}, {"departments", "10", 101, 101}, {"regions", "10", 18, 18},
		{"collectivities", "10", 2, 2},
	} {
		out, err := exec.Command(ogr2ogr, "-f", "GeoJSON", "/vsistdout/", "OAPIF:"+web.URL, c.collection, "-oo",
			"PAGE_SIZE="+c.page).Output()
		if err != nil {
			t.Fatalf("%s: %v", c.collection, err)
		}
		var fc struct{ Features []identified }
		if err := json.Unmarshal(out, &fc); err != nil {
			t.Fatal(err)
		}
		placed, codes := 0, map[string]bool{}
		for _, f := range fc.Features {
			if string(f.Geometry) != "null" && len(f.Geometry) > 0 {
				placed++
			}
			code, ok := f.Properties["code"].(string)
			if !ok {
				t.Fatalf("%s: code %v is no text", c.collection, f.Properties["code"])
			}
			codes[code] = true
		}
		if len(fc.Features) != c.want || len(codes) != c.want || placed != c.placed {
			t.Errorf("%s: %d features, %d codes, %d placed; want %d, %d", c.collection, len(fc.Features), len(codes), placed,
				c.want, c.placed)
		}
	}
}

// TestGDALFiltersByBox: a spatial filter of GDAL reaches the service as bbox.
func TestGDALFiltersByBox(t *testing.T) {
	ogrinfo := geotest.Program(t, "ogrinfo", "gdal-bin")
	web := newTest(t)
	out, err := exec.Command(ogrinfo, "-ro", "-so", "-spat", "8.5", "41.3", "9.6", "43.1", "OAPIF:"+web.URL,
		"departments").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Feature Count: 2\n") {
		t.Errorf("departments of Corsica: %v\n%s", err, out)
	}
}
