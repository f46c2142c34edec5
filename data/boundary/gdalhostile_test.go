package boundary

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"maillage/geo"
	"maillage/geo/geotest"
)

// TestBadGroundInEveryFormat writes by GDAL what is wrong in every format, and
// holds that it is told as it is of GeoJSON.
func TestBadGroundInEveryFormat(t *testing.T) {
	sound := communes(4)
	bad := func(geometry string) []string { return append(sound[:4:4], unit("01009", geometry)) }
	cases := []struct {
		name, rule string
		features   []string
		file       bool // refused whole
	}{
		{"latitude first", RuleSwappedAxes, []string{unit("01001", polygon(square(46, 5))), unit("01002", polygon(square(47, 5)))}, true},
		{"one latitude first", RuleSwappedAxes, bad(polygon(square(46, 5))), false},
		{"antimeridian", RuleAntimeridian, bad(polygon("[[-179,-20],[179,-20],[179,-19],[-179,-20]]")), false},
		{"bow tie", RuleSelfIntersection, bad(polygon("[[5,46],[5.1,46.1],[5.1,46],[5,46.1],[5,46]]")), false},
		{"metres", RuleLambert93, bad(polygon("[[652000,6862000],[653000,6862000],[653000,6863000],[652000,6862000]]")), false},
		{"no ground", RuleNoGeometry, bad("null"), false},
		{"heights", RuleThirdDimension, []string{unit("01001", polygon("[[5,46,1],[5.1,46,1],[5.1,46.1,1],[5,46,1]]")), unit("01002", polygon("[[6,46,1],[6.1,46,1],[6.1,46.1,1],[6,46,1]]"))}, false},
		{"repeated points", RuleRepeatedPoints, bad(polygon("[[5,46],[5,46],[5.1,46],[5.1,46.1],[5,46]]")), false},
		{"touches itself", RuleRingSplit, bad(touching), false},
	}
	for _, c := range cases {
		source := filepath.Join(filesIn(t, "layer.geojson", collection(c.features...)), "layer.geojson")
		for _, to := range targets(wgs84) {
			if notWritten[c.rule] == to.driver {
				continue
			}
			t.Run(c.name+" "+to.name, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), to.file)
				// GDAL says on the way that some of it is wrong, and writes it.
				ogr(t, append(append([]string{"-f", to.driver, "-nln", "layer"}, to.options...), path, source)...)
				r, err := ReadFile(context.Background(), path, Options{Layer: geo.CommuneLayer})
				if c.file {
					if p := refusal(t, err); p.Rule != c.rule {
						t.Errorf("%v, want %s", p, c.rule)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				told := 0
				for _, p := range r.Problems {
					if p.Rule == c.rule {
						told++
					} else if !p.Fixed {
						t.Errorf("unexpected %v", p)
					}
				}
				if told != 1 || len(r.Layer.Features) != len(c.features) {
					t.Errorf("%d features, %v; want %s once", len(r.Layer.Features), r.Problems, c.rule)
				}
			})
		}
	}
}

// notWritten is what GDAL does not write by a driver: it leaves features without
// ground out of FlatGeobuf and heights out of MIF, and refuses by LIBKML what is
// not valid.
var notWritten = map[string]string{
	RuleNoGeometry: "FlatGeobuf", RuleThirdDimension: "MapInfo File", RuleSelfIntersection: "LIBKML", RuleRingSplit: "LIBKML",
}

// touching is a ring that comes back to its first point in the middle.
const touching = `{"type":"Polygon","coordinates":[[[5,45],[5.1,45],[5.1,45.1],[5,45],[4.9,45.1],[4.9,45],[5,45]]]}`

// TestEmptyLayers holds that a layer without features is refused in each format.
func TestEmptyLayers(t *testing.T) {
	source := filepath.Join(filesIn(t, "layer.geojson", collection(communes(1)...)), "layer.geojson")
	for _, to := range targets(wgs84) {
		t.Run(to.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), to.file)
			ogr(t, append(append([]string{"-f", to.driver, "-nln", "layer", "-where", "code = 'none'"}, to.options...), path, source)...)
			_, err := ReadFile(context.Background(), path, Options{})
			if p := refusal(t, err); p.Rule != RuleEmpty && p.Rule != RuleEmptyFile { // of FlatGeobuf, GDAL writes an empty file
				t.Errorf("%v, want %s", p, RuleEmpty)
			}
		})
	}
}

// TestTerritoriesOfOneLayer reads neighbourhoods of the metropole in Lambert-93
// and of Réunion in its UTM as one layer: from two Shapefiles, and from an
// archive with both.
func TestTerritoriesOfOneLayer(t *testing.T) {
	source := geotest.Shared(t, "qpv-2015-extrait.geojson")
	dir := t.TempDir()
	ogr(t, "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:2154", "-where", "code_qp NOT LIKE 'QP974%'", filepath.Join(dir, "QP_METROPOLE_LB93.shp"), source)
	ogr(t, "-f", "ESRI Shapefile", "-t_srs", "EPSG:2975", "-where", "code_qp LIKE 'QP974%'", filepath.Join(dir, "QP_LAREUNION.shp"), source)
	archive := filepath.Join(t.TempDir(), "qpv.zip")
	zipFolder(t, archive, dir)
	want, err := ReadFile(context.Background(), source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, paths := range map[string][]string{
		"files":   {filepath.Join(dir, "QP_METROPOLE_LB93.shp"), filepath.Join(dir, "QP_LAREUNION.shp")},
		"folder":  {dir + "#*"},
		"archive": {archive + "#*"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := ReadFiles(context.Background(), paths, Options{})
			if err != nil {
				t.Fatal(err)
			}
			// A polygon that meets itself may no longer do so once projected there
			// and back.
			lost := func(f geo.Feature) bool {
				return slices.ContainsFunc(want.Layer.Features, func(w geo.Feature) bool { return w.Code == f.Code && w.Geometry == nil })
			}
			compareLayers(t, slices.DeleteFunc(r.Layer.Features, lost), slices.DeleteFunc(slices.Clone(want.Layer.Features), lost))
			if !strings.Contains(r.CRS, "EPSG:2154") || !strings.Contains(r.CRS, "EPSG:2975") || r.Property != "code_qp" {
				t.Errorf("read in %s by %s", r.CRS, r.Property)
			}
		})
	}
}

// peakHeap runs something and returns the most it had on the heap, in bytes
// above what was there.
func peakHeap(run func()) int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base := int64(m.HeapInuse)
	var peak atomic.Int64
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), int64(m.HeapInuse)))
		}
	}()
	run()
	close(done)
	return peak.Load() - base
}

// TestTenMillionVertices holds that a file of ten million vertices in one
// polygon is refused, in each format that GDAL need not write, with little
// memory.
func TestTenMillionVertices(t *testing.T) {
	const n = 10_000_000
	files := map[string]struct {
		stream io.Reader
		rule   string
	}{
		"GeoJSON": {io.MultiReader(strings.NewReader(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"01001"},"geometry":{"type":"Polygon","coordinates":[[`),
			io.LimitReader(repeat("[5.123456,46.123456],"), n*21)), RuleFeatureTooLarge},
		"CSV":           {io.MultiReader(strings.NewReader("code;wkt\n01001;\"POLYGON(("), io.LimitReader(repeat("5.123456 46.123456,"), n*19)), RuleFeatureTooLarge},
		"many features": {io.MultiReader(strings.NewReader(`{"type":"FeatureCollection","features":[`), repeat(unit("01001", polygon("["+strings.Repeat("[5.123456,46.123456],", 1000)+"[5.123456,46.123456]]"))+",")), RuleTooManyVertices},
	}
	for name, f := range files {
		t.Run(name, func(t *testing.T) {
			var err error
			used := peakHeap(func() { _, err = Read(context.Background(), "x", f.stream, Options{MaxVertices: n}) })
			if p := refusal(t, err); p.Rule != f.rule {
				t.Errorf("%v, want %s", p, f.rule)
			}
			t.Logf("%d MiB", used>>20)
			if used > 400<<20 {
				t.Errorf("%d MiB on the heap", used>>20)
			}
		})
	}
}

// repeat is an endless stream of one text.
func repeat(text string) io.Reader { return &repeater{text: text} }

type repeater struct {
	text string
	at   int
}

func (r *repeater) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		c := copy(p[n:], r.text[r.at:])
		n += c
		r.at = (r.at + c) % len(r.text)
	}
	return n, nil
}

// TestShapefileOfTenMillionVertices writes one: 160 MB on disk.
func TestShapefileOfTenMillionVertices(t *testing.T) {
	const n = 10_000_000
	record := make([]byte, 48, 48+16*n)
	binary.LittleEndian.PutUint32(record, 5)
	binary.LittleEndian.PutUint32(record[36:], 1)
	binary.LittleEndian.PutUint32(record[40:], n)
	record = record[:cap(record)]
	shp := make([]byte, 108, 108+len(record))
	binary.BigEndian.PutUint32(shp, 9994)
	binary.BigEndian.PutUint32(shp[24:], uint32((108+len(record))/2))
	binary.LittleEndian.PutUint32(shp[32:], 5)
	binary.BigEndian.PutUint32(shp[100:], 1)
	binary.BigEndian.PutUint32(shp[104:], uint32(len(record)/2))
	dbf := append([]byte("\x03\x00\x00\x00\x01\x00\x00\x00\x41\x00\x06\x00"), make([]byte, 20)...)
	dbf = append(append(dbf, []byte("CODE\x00\x00\x00\x00\x00\x00\x00C\x00\x00\x00\x00\x05")...), make([]byte, 15)...)
	dbf = append(dbf, []byte("\r 01001\x1a")...)
	dir := t.TempDir()
	for name, content := range map[string][]byte{"x.shp": append(shp, record...), "x.dbf": dbf, "x.prj": []byte(`EPSG:4326`)} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	used := peakHeap(func() { _, err = ReadFile(context.Background(), filepath.Join(dir, "x.shp"), Options{}) })
	if p := refusal(t, err); p.Rule != RuleFeatureTooLarge {
		t.Errorf("%v", p)
	}
	if used > 16<<20 {
		t.Errorf("%d MiB on the heap", used>>20)
	}
}

// TestCutAnywhere holds that a file cut at any length, in any format, is
// refused or read as what is left of it, and never panics.
func TestCutAnywhere(t *testing.T) {
	source := filepath.Join(filesIn(t, "layer.geojson", collection(communes(3)...)), "layer.geojson")
	for _, to := range targets(wgs84) {
		if strings.HasSuffix(to.file, ".shp") {
			continue // several files; its own tests cut them
		}
		t.Run(to.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), to.file)
			ogr(t, append(append([]string{"-f", to.driver, "-nln", "layer"}, to.options...), path, source)...)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for n := 0; n < len(whole); n += 1 + len(whole)/150 {
				r, err := Read(context.Background(), to.file, bytes.NewReader(whole[:n]), Options{})
				if err == nil && to.driver != "CSV" {
					t.Errorf("%d of %d bytes are read: %v", n, len(whole), fmt.Sprint(codesRead(r)))
				}
				if err != nil {
					refusal(t, err)
				}
			}
		})
	}
}
