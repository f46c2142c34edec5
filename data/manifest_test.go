package data

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"maillage/geo"
)

// embeddedCopy returns the embedded files in a map that a test may change.
func embeddedCopy(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(embedded, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := embedded.ReadFile(path)
		files[path] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// restamp makes the manifest agree with files that were changed.
func restamp(t testing.TB, files fstest.MapFS) {
	t.Helper()
	var sources []geo.Source
	if err := json.Unmarshal(files[manifestFile].Data, &sources); err != nil {
		t.Fatal(err)
	}
	for i, s := range sources {
		sources[i].SHA256 = hexSum(files[s.File].Data)
	}
	content, err := json.Marshal(sources)
	if err != nil {
		t.Fatal(err)
	}
	files[manifestFile] = &fstest.MapFile{Data: content}
}

// Every file of facts/ and embedded/ on disk is embedded and in the manifest,
// documentation aside.
func TestManifestNamesEveryFile(t *testing.T) {
	var named, standing []string
	for _, s := range load(t).Sources {
		named = append(named, s.File)
	}
	for _, dir := range []string{"facts", "embedded"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.Name() != "README.md" && e.Name() != "manifest.json" {
				standing = append(standing, dir+"/"+e.Name())
			}
		}
	}
	slices.Sort(named)
	slices.Sort(standing)
	if !slices.Equal(named, standing) {
		t.Errorf("the manifest names\n%v, the folders hold\n%v", named, standing)
	}
}

// What the manifest counts is what is read.
func TestManifestCounts(t *testing.T) {
	d := load(t)
	perimeters := 0
	for _, c := range d.Centres {
		perimeters += len(c.Perimeters)
	}
	units := map[string]int{}
	for level, list := range d.Catalogue.Units {
		units[string(level)] = len(list)
	}
	want := map[string]map[string]int{
		"catalogue":         units,
		"successors":        {"rows": len(d.Catalogue.Successors)},
		"centres":           {"centres": len(d.Centres), "perimeters": perimeters},
		"network":           {"sizes": len(d.Network.Sizes), "claims": len(d.Network.Claims), "activity": 3},
		"qpv-2015":          {"rows": len(d.Neighbourhoods[geo.QPV2015])},
		"npnru-2015":        {"rows": 448},
		"qpv-2024":          {"rows": len(d.Neighbourhoods[geo.QPV2024])},
		"department-codes":  {"rows": len(d.Catalogue.Units[geo.Department])},
		"region-2015-names": {"rows": len(d.Catalogue.Units[geo.Region2015])},
		"city-contracts":    {"rows": len(d.Contracts) + 1}, // CV043 stands twice
	}
	for _, layer := range d.Layers {
		counts := map[string]int{"features": len(layer.Features)}
		for _, f := range layer.Features {
			counts["polygons"] += len(f.Geometry)
			for _, polygon := range f.Geometry {
				for _, ring := range polygon {
					counts["vertices"] += len(ring) - 1
				}
			}
		}
		want[string(layer.Name)] = counts
	}
	for _, s := range d.Sources {
		if !maps.Equal(s.Counts, want[s.ID]) {
			t.Errorf("%s: the manifest counts %v, there are %v", s.ID, s.Counts, want[s.ID])
		}
	}
	if len(d.Sources) != len(want) {
		t.Errorf("%d sources, want %d", len(d.Sources), len(want))
	}
}

// What is built from the facts still says what the facts say.
func TestCatalogueIsWhatTheFactsSay(t *testing.T) {
	l := newLookup(load(t).Catalogue)
	departments := readRows(t, "facts/departments.csv")
	if len(departments) != len(l.Units[geo.Department]) {
		t.Errorf("%d departments in the facts, %d in the catalogue", len(departments), len(l.Units[geo.Department]))
	}
	for _, row := range departments {
		u, ok := l.find(geo.Department, row["code"])
		if !ok || u.Name != row["name"] || u.Region != row["region"] || u.Region2015 != row["region_2015"] {
			t.Errorf("the facts say %v, the catalogue %+v", row, u)
		}
	}
	for _, row := range readRows(t, "facts/regions-2015.csv") {
		if u, ok := l.find(geo.Region2015, row["code"]); !ok || u.Name != row["name"] {
			t.Errorf("the facts say %v, the catalogue %+v", row, u)
		}
	}
}

// The repository must stay small.
func TestSizeOnDisk(t *testing.T) {
	total := 0
	for _, pattern := range []string{"facts/*", "embedded/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			total += int(info.Size())
		}
	}
	if total == 0 || total > 4<<20 {
		t.Errorf("facts and embedded hold %d bytes, want some and at most 4 MiB", total)
	}
}

// A gzip header must carry neither time nor name: it would differ each time.
func TestPackedHeadersAreBare(t *testing.T) {
	for name, file := range embeddedCopy(t) {
		if strings.HasSuffix(name, ".gz") && !bytes.Equal(file.Data[3:8], make([]byte, 5)) {
			t.Errorf("%s has flags or a time in its header: % x", name, file.Data[:10])
		}
	}
}
