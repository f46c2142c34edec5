package geo_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/internal/plane"
)

// leaves visits every value within v that is no struct, list or map, with its
// path, and hands it over to be changed. What maps hold one by one is not
// visited.
func leaves(path string, v reflect.Value, visit func(path string, v reflect.Value)) {
	switch {
	case v.Type() == reflect.TypeFor[geo.Fuzzy]():
		visit(path, v)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			leaves(path+"."+v.Type().Field(i).Name, v.Field(i), visit)
		}
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		for i := range v.Len() {
			leaves(fmt.Sprintf("%s[%d]", path, i), v.Index(i), visit)
		}
	case v.Kind() == reflect.Map && v.Type().Elem().Kind() == reflect.Slice:
		for key, list := range v.Seq2() {
			leaves(fmt.Sprintf("%s[%s]", path, key), list, visit)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		leaves(path, v.Elem(), visit)
	case v.Kind() != reflect.Map && v.Kind() != reflect.Pointer:
		visit(path, v)
	}
}

// change gives a value another one, and returns what puts it back.
func change(v reflect.Value) (undo func()) {
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	switch x := v.Addr().Interface().(type) {
	case *geo.Fuzzy:
		*x = geotest.Fuzzy("1999-12")
	case *float64:
		*x += 2e-7
	case *bool:
		*x = !*x
	default:
		if v.Kind() == reflect.String {
			v.SetString(v.String() + "x")
		} else {
			v.SetInt(v.Int() + 1)
		}
	}
	return func() { v.Set(was) }
}

// TestFingerprintSeesEveryValue changes every value of a data set in turn.
func TestFingerprintSeesEveryValue(t *testing.T) {
	d := geotest.Everything()
	before := d.Fingerprint()
	seen := map[string]string{before: "nothing"}
	differs := func(path string) {
		after := d.Fingerprint()
		if other, twice := seen[after]; twice {
			t.Errorf("a change of %s gives the fingerprint of a change of %s", path, other)
		}
		seen[after] = path
	}
	leaves("d", reflect.ValueOf(d).Elem(), func(path string, v reflect.Value) {
		if path == "d.Digest" {
			return
		}
		undo := change(v)
		differs(path)
		undo()
	})
	if d.Fingerprint() != before || len(seen) < 400 {
		t.Fatalf("what was changed is not back, or only %d values were", len(seen)-1)
	}
	d.Catalogue.Successors["01003"] = "01002"
	differs("a successor")
	d.Catalogue.Successors["01005"] = ""
	differs("a successor without a name")
	d.Layers[0].Source.Counts["features"] = 5
	differs("a count")
	d.Layers[1].Source.AccuracyM = nil
	differs("an accuracy of zero that is not known")
	d.Layers[0], d.Layers[1] = d.Layers[1], d.Layers[0]
	differs("the order of layers")
	d.Centres[1], d.Centres[2] = d.Centres[2], d.Centres[1]
	differs("the order of centres")
}

// TestEverythingLeavesNoFieldEmpty holds the data set of the tests above, and of
// the conformance suites, to what it promises.
func TestEverythingLeavesNoFieldEmpty(t *testing.T) {
	filled, empty := map[string]bool{}, map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, of := range v.Seq2() {
				walk(of)
			}
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				name := v.Type().String() + "." + v.Type().Field(i).Name
				if v.Field(i).IsZero() {
					empty[name] = true
				} else {
					filled[name] = true
				}
				if v.Type() != reflect.TypeFor[geo.Fuzzy]() {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(*geotest.Everything()))
	for name := range empty {
		if !filled[name] && name != "geo.Dataset.Digest" {
			t.Errorf("%s is empty everywhere", name)
		}
	}
}

func TestFingerprintOfWhatStoresNothing(t *testing.T) {
	var none geo.Dataset
	empty := geo.Dataset{
		Catalogue:      geo.Catalogue{Units: map[geo.Level][]geo.Unit{geo.EPCI: {}}, Successors: map[string]string{}},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{geo.QPV2024: nil},
		Centres:        []geo.Centre{}, Network: geo.Network{Sizes: []geo.Published{}},
		Layers: []geo.Layer{}, Digest: "does not count",
	}
	if none.Fingerprint() != empty.Fingerprint() {
		t.Error("nil and empty differ")
	}
	a, b := geotest.Everything(), geotest.Everything()
	b.Layers[0].Features[3].Geometry = orb.MultiPolygon{}
	b.Centres[2].Perimeters, b.Centres[0].Perimeters[0].Drawn = []geo.Perimeter{}, orb.MultiPolygon{}
	b.Digest = "does not count"
	if a.Fingerprint() != b.Fingerprint() {
		t.Error("nil and empty differ within")
	}
}

// TestFingerprintIsKept: generations are kept under their fingerprint, so that of one
// data set never changes. What keeps it is that fields go by name and those that hold
// nothing are left out (see canon): a field added to a type changes the fingerprint of
// [geotest.Everything], which fills it, and of no data set that was kept before. So
// where the first constant changes, a line here that empties the new field must give
// the one before it; renaming a field, or another canonical form, has no such line,
// and needs another schema of generations.
func TestFingerprintIsKept(t *testing.T) {
	const (
		fingerprint  = "4a695f5c54026bddb24fb108d5e49c21c74bdd52500034985cdd411e637fdf76"
		generation   = "4af784a483cdc144"
		withoutNPNRU = "45461edd6972607ae22dba19f14a2497b0fbc8d26db33064274b4dcb80eb3582"
	)
	before := geotest.Everything()
	for _, hoods := range before.Neighbourhoods {
		for i := range hoods {
			hoods[i].NPNRU = ""
		}
	}
	if got := before.Fingerprint(); got != withoutNPNRU {
		t.Errorf("without what was added since, the fingerprint is %s", got)
	}
	d := geotest.Everything()
	if d.Fingerprint() != fingerprint || d.Generation() != generation {
		t.Errorf("fingerprint %s, generation %s", d.Fingerprint(), d.Generation())
	}
	d.Digest = "0"
	if d.Generation() == generation {
		t.Error("the generation does not go by the digest")
	}
	d.Drop(geo.NeighbourhoodLayer)
	if d.Digest != "" {
		t.Error("a digest outlives what it is of")
	}
}

// TestFingerprintGoesByTheGrid: coordinates that the mesh takes for one are one
// here, and others are not.
func TestFingerprintGoesByTheGrid(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	of := func(p orb.Point) string {
		d := geo.Dataset{Layers: []geo.Layer{{Features: []geo.Feature{{Geometry: orb.MultiPolygon{{{p}}}}}}}}
		return d.Fingerprint()
	}
	for range 2000 {
		a := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		if r.IntN(2) == 0 { // halfway between two steps, or nearly
			a[0] = math.Nextafter(math.Trunc(a[0]*1e7)/1e7+0.5e-7, 400*r.Float64()-200)
		}
		b := orb.Point{a[0] + (r.Float64()-0.5)*1e-7, a[1] + (r.Float64()-0.5)*0.5e-7}
		pa, errA := plane.Quantise(a)
		pb, errB := plane.Quantise(b)
		if errA != nil || errB != nil {
			continue
		}
		if same := of(a) == of(b); same != (pa == pb) {
			t.Fatalf("%v and %v: same fingerprint %v, same place on the grid %v", a, b, same, pa == pb)
		}
	}
}

func BenchmarkFingerprint(b *testing.B) {
	d := &geo.Dataset{Layers: []geo.Layer{{}}}
	ring := make(orb.Ring, 64)
	for i := range ring {
		ring[i] = orb.Point{float64(i) / 7, 45}
	}
	const features = 35_000 // of 64 vertices each, as communes have
	for i := range features {
		code := fmt.Sprintf("%05d", i)
		d.Layers[0].Features = append(d.Layers[0].Features, geo.Feature{Code: code, Name: "Commune " + code, Geometry: orb.MultiPolygon{{ring}}})
	}
	for b.Loop() {
		d.Fingerprint()
	}
	b.ReportMetric(float64(features*len(ring))*float64(b.N)/1e6/b.Elapsed().Seconds(), "Mvertices/s")
}
