package snapshot_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// TestRebuildIsBuild holds a snapshot that took over the layout of another to one
// built from nothing, and tells when a layout may be taken over at all.
func TestRebuildIsBuild(t *testing.T) {
	before := fixture.Embedded(t)
	for name, c := range map[string]struct {
		edit   func(d *geo.Dataset)
		shared bool
	}{
		"nothing":            {func(*geo.Dataset) {}, true},
		"end of a perimeter": {func(d *geo.Dataset) { d.Centres[0].Perimeters[0].To = fuzzy(t, "2016-06-30") }, true},
		"ground of a centre": {func(d *geo.Dataset) {
			d.Centres[1].Perimeters[0].Units = []geo.UnitRef{{Level: geo.Region, Code: "94"}}
		}, true},
		"name of a unit":      {func(d *geo.Dataset) { d.Catalogue.Units[geo.Region][0].Name += "!" }, false},
		"people of a quarter": {func(d *geo.Dataset) { d.Neighbourhoods[geo.QPV2015][0].Population.N++ }, false},
		"source of a layer":   {func(d *geo.Dataset) { d.Layers[0].Source.Approximate = !d.Layers[0].Source.Approximate }, false},
		"corner of a unit":    {func(d *geo.Dataset) { d.Layers[0].Features[0].Geometry[0][0][1][0] += 1e-6 }, false},
		"one layer more":      {func(d *geo.Dataset) { d.Replace(geotest.QuarterLayer()) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			d, again := fixture.Data(t), fixture.Data(t)
			for _, one := range []*geo.Dataset{d, again} {
				c.edit(one)
				one.Digest = ""
			}
			got, err := snapshot.Rebuild(context.Background(), d, before)
			if err != nil {
				t.Fatal(err)
			}
			if shared := got.Coarse() == before.Coarse(); shared != c.shared {
				t.Errorf("layout is shared: %v, want %v", shared, c.shared)
			}
			same(t, got, build(t, again))
		})
	}
}

// same holds two snapshots to each other in generation, perimeters and weights.
func same(t *testing.T, got, want *snapshot.Snapshot) {
	t.Helper()
	if got.Generation != want.Generation {
		t.Errorf("generation %s, want %s", got.Generation, want.Generation)
	}
	for i := range want.Perimeters {
		g, w := &got.Perimeters[i], &want.Perimeters[i]
		if !reflect.DeepEqual(g.Perimeter, w.Perimeter) || !reflect.DeepEqual(g.Atoms(got.Coarse()), w.Atoms(want.Coarse())) ||
			!reflect.DeepEqual(g.Atoms(got.Grain(geo.Commune, true)), w.Atoms(want.Grain(geo.Commune, true))) {
			t.Errorf("perimeter %s is compiled otherwise", w.ID)
		}
	}
	for _, q := range geo.Geographies {
		if !reflect.DeepEqual(got.Coarse().Weights(q), want.Coarse().Weights(q)) {
			t.Errorf("weights of %s differ", q)
		}
	}
}

func fuzzy(t *testing.T, text string) geo.Fuzzy {
	t.Helper()
	f, err := geo.ParseFuzzy(text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// BenchmarkRebuild changes a perimeter over real communes; the baseline builds
// everything again.
func BenchmarkRebuild(b *testing.B) {
	before, d := fixture.Communes(b), fixture.On(b, geo.CommuneLayer, fixture.CommuneFile)
	d.Layers = before.Data.Layers // as data sets of one store share them
	d.Centres[0].Perimeters[0].Note += "!"
	d.Digest = d.Fingerprint()
	theirs := rebuilt(b, d, nil) // once: it is far slower
	n, ours := 0, time.Duration(0)
	for b.Loop() {
		ours += rebuilt(b, d, before)
		n++
	}
	b.ReportMetric(float64(theirs)*float64(n)/float64(ours), "build/ours")
}

func rebuilt(b *testing.B, d *geo.Dataset, beside *snapshot.Snapshot) time.Duration {
	start := time.Now()
	if _, err := snapshot.Rebuild(context.Background(), d, beside); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}
