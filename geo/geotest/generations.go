package geotest

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"maillage/geo"
)

// Generations is a store of generations, as [TestGenerations] tests it. All of
// it is safe for concurrent use, by several openings of one place too.
type Generations interface {
	// Save keeps a data set, and does not activate it. Content that is kept
	// already gives the generation that is, with its note.
	Save(ctx context.Context, d *geo.Dataset, draft geo.Draft) (geo.Generation, error)
	// Load returns a data set of its own, with its digest. Here and in
	// Activate, an ID is whole, or the only one that begins with these 6
	// digits or more; what none begins with wraps geo.ErrNotFound.
	Load(ctx context.Context, id string) (*geo.Dataset, error)
	// List returns the generations, the latest saved first.
	List(ctx context.Context) ([]geo.Generation, error)
	// Active wraps geo.ErrNotFound before the first activation.
	Active(ctx context.Context) (geo.Generation, error)
	// Activate of the one that is active changes nothing.
	Activate(ctx context.Context, id string) error
	// Rollback undoes the latest activation that is not undone yet, and
	// returns what is active then. It wraps geo.ErrNotFound where nothing was
	// active before.
	Rollback(ctx context.Context) (geo.Generation, error)
	// Watch calls back with the one that is active, where one is, then after
	// every change, whoever makes it; of changes that follow one another
	// closely it may tell the last alone. It returns when the context ends.
	Watch(ctx context.Context, changed func(id string))
	Close() error
}

// TestGenerations holds a store to what every store of generations promises.
// Each call of place makes a new, empty one, and returns what opens it, any
// number of times; the tests close what they open.
func TestGenerations(t *testing.T, place func(t *testing.T) (open func(t *testing.T) Generations)) {
	for name, test := range map[string]func(*testing.T, func() Generations){
		"keeps everything":    keepsEverything,
		"keeps content once":  keepsContentOnce,
		"lists the latest":    listsTheLatest,
		"activates":           activates,
		"rolls back":          rollsBack,
		"refuses unknown IDs": refusesUnknownIDs,
		"takes prefixes":      takesPrefixes,
		"keeps nothing half":  keepsNothingHalf,
		"bears concurrency":   bearsConcurrency,
		"tells of changes":    tellsOfChanges,
	} {
		t.Run(name, func(t *testing.T) {
			open := place(t)
			test(t, func() Generations {
				g := open(t)
				t.Cleanup(func() {
					if err := g.Close(); err != nil {
						t.Errorf("close: %v", err)
					}
				})
				return g
			})
		})
	}
}

// variant is Everything with another population, by which it is told.
func variant(n int) *geo.Dataset {
	d := Everything()
	d.Catalogue.Units[geo.Region][0].Population = geo.Known(int64(n))
	return d
}

// save saves a variant and returns its ID.
func save(t *testing.T, g Generations, n int) string {
	t.Helper()
	saved, err := g.Save(t.Context(), variant(n), geo.Draft{})
	if err != nil {
		t.Fatalf("save: %v", err)
	}
	return saved.ID
}

func keepsEverything(t *testing.T, open func() Generations) {
	before := time.Now().Add(-time.Second)
	want := Everything()
	want.Digest = "not to be believed"
	g := open()
	saved, err := g.Save(t.Context(), want, geo.Draft{Note: "d'après l'IGN\nen 2024", Base: "0123456789abcdef"})
	if err != nil {
		t.Fatal(err)
	}
	want.Digest = want.Fingerprint()
	told := want.Describe(geo.Draft{Note: "d'après l'IGN\nen 2024", Base: "0123456789abcdef"}, saved.Created)
	if !reflect.DeepEqual(saved, told) || saved.Created.Before(before) || saved.Created.After(time.Now().Add(time.Second)) {
		t.Errorf("saved %+v\nwant  %+v", saved, told)
	}
	for _, g := range []Generations{g, open()} {
		got, err := g.Load(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Digest != want.Digest || got.Fingerprint() != want.Digest || got.Generation() != saved.ID {
			t.Errorf("digest %s, fingerprint %s, generation %s; want %s, %s", got.Digest, got.Fingerprint(), got.Generation(), want.Digest, saved.ID)
		}
		a, b := plainly(got), plainly(want)
		for i := range a.NumField() {
			if x, y := a.Field(i).Interface(), b.Field(i).Interface(); !reflect.DeepEqual(x, y) {
				t.Errorf("%s: loaded %+v\nsaved %+v", a.Type().Field(i).Name, x, y)
			}
		}
		// What is loaded is the caller's: changing it changes no other.
		got.Catalogue.Units[geo.Commune][0].Name = "changed"
		got.Layers[0].Features[0].Geometry[0][0][0][0] = 7
		if again, err := g.Load(t.Context(), saved.ID); err != nil || again.Fingerprint() != want.Digest {
			t.Errorf("loaded again after a change: %v", err)
		}
	}
	// A data set that holds next to nothing is one too.
	bare, err := g.Save(t.Context(), &geo.Dataset{}, geo.Draft{})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := g.Load(t.Context(), bare.ID); err != nil || got.Fingerprint() != (&geo.Dataset{}).Fingerprint() {
		t.Errorf("the empty data set: %v", err)
	}
}

// plainly copies a data set with nil for what is empty, and boundaries as the
// grid of 1e-7 degree has them: all that a store must give back.
func plainly(d *geo.Dataset) reflect.Value {
	c := *d
	c.Layers = slices.Clone(d.Layers)
	for i := range c.Layers {
		c.Layers[i].Features = slices.Clone(c.Layers[i].Features)
		for k := range c.Layers[i].Features {
			f := &c.Layers[i].Features[k]
			f.Geometry = f.Geometry.Clone()
			for _, polygon := range f.Geometry {
				for _, ring := range polygon {
					for n, p := range ring {
						ring[n][0], ring[n][1] = math.RoundToEven(p[0]*1e7)/1e7, math.RoundToEven(p[1]*1e7)/1e7
					}
				}
			}
		}
	}
	return withoutEmpty(reflect.ValueOf(c))
}

func withoutEmpty(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch {
	case v.Type() == reflect.TypeFor[geo.Fuzzy]():
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(withoutEmpty(v.Field(i)))
		}
	case v.Kind() == reflect.Slice && v.Len() == 0:
		out.SetZero()
	case v.Kind() == reflect.Slice:
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(withoutEmpty(v.Index(i)))
		}
	case v.Kind() == reflect.Map:
		out.Set(reflect.MakeMap(v.Type()))
		for key, value := range v.Seq2() {
			if value = withoutEmpty(value); value.Kind() != reflect.Slice || !value.IsNil() {
				out.SetMapIndex(key, value)
			}
		}
	}
	return out
}

func keepsContentOnce(t *testing.T, open func() Generations) {
	g := open()
	first, err := g.Save(t.Context(), Everything(), geo.Draft{Note: "first"})
	if err != nil {
		t.Fatal(err)
	}
	save(t, g, 1)
	// The same to the mesh, and as content.
	again := Everything()
	again.Layers[0].Features[0].Geometry[0][0][0][0] += 1e-9
	again.Layers[0].Features[3].Geometry = nil
	again.Centres[2].Perimeters = []geo.Perimeter{}
	second, err := open().Save(t.Context(), again, geo.Draft{Note: "second", Base: first.ID})
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("saved again: %+v, %v; want %+v", second, err, first)
	}
	if all, err := g.List(t.Context()); err != nil || len(all) != 2 || all[1].Note != "first" {
		t.Errorf("%d generations, %v", len(all), err)
	}
}

func listsTheLatest(t *testing.T, open func() Generations) {
	g := open()
	if all, err := g.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("an empty place lists %v, %v", all, err)
	}
	var want []string
	for n := range 5 {
		want = append([]string{save(t, g, n)}, want...)
	}
	if err := g.Activate(t.Context(), want[3]); err != nil {
		t.Fatal(err)
	}
	for _, g := range []Generations{g, open()} {
		all, err := g.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for i, one := range all {
			ids = append(ids, one.ID)
			if one.Active != (i == 3) || len(one.Layers) != 2 || one.Layers[0].Features != 4 || one.Layers[0].SHA256 != "00ff" {
				t.Errorf("generation %d: %+v", i, one)
			}
		}
		if !slices.Equal(ids, want) {
			t.Errorf("listed %v, want %v", ids, want)
		}
	}
}

func keepsNothingHalf(t *testing.T, open func() Generations) {
	g := open()
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := g.Save(ended, Everything(), geo.Draft{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a save that is called off: %v", err)
	}
	if all, err := g.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("left behind: %v, %v", all, err)
	}
	id := save(t, g, 1)
	for what, err := range map[string]error{
		"load": second(g.Load(ended, id)), "list": second(g.List(ended)), "activate": g.Activate(ended, id),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s that is called off: %v", what, err)
		}
	}
	if _, err := g.Active(t.Context()); !errors.Is(err, geo.ErrNotFound) {
		t.Errorf("activated all the same: %v", err)
	}
}

// second returns the error of a call.
func second[T any](_ T, err error) error { return err }
