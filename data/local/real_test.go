package local

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"maillage/data/boundary"
	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestRealData: the embedded data, and 35,000 communes, come back as they were;
// what the generations share is kept once; other programs read the layers.
func TestRealData(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	embedded := fixture.Data(t)
	communes := fixture.On(t, geo.CommuneLayer, fixture.CommuneFile)
	credited := *communes
	credited.Centres = credited.Centres[1:]
	for _, d := range []*geo.Dataset{embedded, communes, &credited} {
		d.Digest = ""
		saved, err := s.Save(t.Context(), d, geo.Draft{})
		if err != nil {
			t.Fatal(err)
		}
		back, err := s.Load(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		if back.Fingerprint() != d.Fingerprint() || !reflect.DeepEqual(back.Catalogue, d.Catalogue) {
			t.Errorf("%s comes back otherwise", saved.ID)
		}
	}
	for name, want := range map[string]int{"communes": 1, "departments": 1, "units": 1, "centres": 2, "sources": 2, "priority-neighbourhoods": 1} {
		if files := partFiles(t, dir, name); len(files) != want {
			t.Errorf("%s: %d files, want %d: %v", name, len(files), want, files)
		}
	}
	for _, name := range []geo.LayerName{geo.CommuneLayer, geo.DepartmentLayer, geo.CollectivityLayer} {
		file := partFiles(t, dir, string(name))[0]
		r, err := boundary.ReadFiles(t.Context(), []string{file}, boundary.Options{})
		if err != nil {
			t.Errorf("maillage does not read %s as boundaries: %v", name, err)
			continue
		}
		of := communes
		if name == geo.DepartmentLayer {
			of = embedded
		}
		if l, _ := of.Layer(name); r.Layer.Name != name || len(r.Layer.Features) != len(l.Features) || r.Layer.Features[0].Name != l.Features[0].Name || r.Decimals > 7 {
			t.Errorf("%s: read as %s, %d features, %d decimals, first %s", name, r.Layer.Name, len(r.Layer.Features), r.Decimals, r.Layer.Features[0].Name)
		}
	}
}

func partFiles(t testing.TB, dir, name string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, partDir, name+"-????????????????.*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestPartsAreReadable holds the words in which people meet the parts.
func TestPartsAreReadable(t *testing.T) {
	dir := t.TempDir()
	if _, err := open(t, dir).Save(t.Context(), geotest.Everything(), geo.Draft{}); err != nil {
		t.Fatal(err)
	}
	for name, wants := range map[string][]string{
		"communes": {
			`{"type":"FeatureCollection","name":"communes","features":[` + "\n" +
				`{"type":"Feature","properties":{"insee_com":"01001","nom_com":"Bourg"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,45],[0.005,45],[0.005,45.005],[0,45.005],[0,45]],[[0.001,45.001],`,
			`{"type":"Feature","properties":{"insee_com":"02002","nom_com":"sans contour"},"geometry":null}` + "\n]}\n",
		},
		"units":                   {"level,code,name,department,region,region_2015,epci,population\nregion,32,Hauts-de-France,,,,,\nregion,84,Auvergne-Rhône-Alpes,,,,,20\n"},
		"successors":              {"code,successor\n01003,01001\n01004,01002\n"},
		"centres":                 {`"id": "alpha-1"`, `"from": "2004"`, `"level": "department"`, `"confidence": "low"`, `"drawn": [`},
		"priority-neighbourhoods": {`"2024": [`, `L'Étoile; \"nord\"`, `"population_2013": 0`},
		"city-contracts":          {`"population": 200`}, "network": {`"date": "2014/2015"`}, "sources": {`"credit": "IGN Admin Express 2024"`, `"accuracy_m": 0`},
	} {
		files := partFiles(t, dir, name)
		if len(files) != 1 {
			t.Fatalf("%s: %v", name, files)
		}
		text := unpacked(t, files[0])
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s:\n%s", files[0], want, text)
			}
		}
	}
}

func unpacked(t testing.TB, file string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// BenchmarkLoadCommunes loads a generation of 35,000 communes, whole; the
// baseline reads the one file of communes that it was imported from, as users
// give it.
func BenchmarkLoadCommunes(b *testing.B) {
	s := open(b, b.TempDir())
	saved, err := s.Save(b.Context(), fixture.On(b, geo.CommuneLayer, fixture.CommuneFile), geo.Draft{})
	if err != nil {
		b.Fatal(err)
	}
	file := geotest.Shared(b, fixture.CommuneFile)
	baseline := time.Hour
	for range 3 {
		start := time.Now()
		if _, err := boundary.ReadFiles(b.Context(), []string{file}, boundary.Options{Layer: geo.CommuneLayer}); err != nil {
			b.Fatal(err)
		}
		baseline = min(baseline, time.Since(start))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Load(b.Context(), saved.ID); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(baseline.Seconds()/(b.Elapsed().Seconds()/float64(b.N)), "x-boundary")
}
