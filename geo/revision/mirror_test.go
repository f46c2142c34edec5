package revision_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// edited is a country with random edits.
func edited(t *testing.T, seed uint64, fine bool, n int) *geo.Dataset {
	r := geotest.Seeds(t, seed)
	d := country(fine)
	for _, k := range r.Perm(len(edits))[:n] {
		edits[k].change(d)
	}
	return d
}

// TestMirror: what is gone one way is new the other.
func TestMirror(t *testing.T) {
	for seed := range uint64(6) {
		fine := seed%2 == 1
		a, b := build(t, edited(t, seed, fine, 6)), build(t, edited(t, seed+100, fine, 9))
		there, back := mirrored(compare(t, a, b), false), mirrored(compare(t, b, a), true)
		if !slices.Equal(there, back) {
			t.Errorf("seed %d: one way\n  %s\nthe other way, mirrored\n  %s", seed, strings.Join(there, "\n  "), strings.Join(back, "\n  "))
		}
	}
}

var mirrors = map[revision.Kind]revision.Kind{
	revision.Gone: revision.New, revision.Emptied: revision.Filled, revision.Unreconciled: revision.Reconciled,
	revision.LostGeometry: revision.GainedGeometry, revision.GapAppears: revision.GapVanishes,
}

// mirrored lists what a report finds, severity aside, or its mirror image.
func mirrored(r *revision.Report, turn bool) []string {
	kinds := map[revision.Kind]revision.Kind{}
	for a, b := range mirrors {
		kinds[a], kinds[b] = b, a
	}
	var out []string
	for _, f := range r.Findings {
		if turn {
			if k, ok := kinds[f.Kind]; ok {
				f.Kind = k
			}
			if f.Topic != revision.Totals { // a whole, and a sum that is not it
				f.Before, f.After = f.After, f.Before
			}
			if f.Change != nil {
				f.Change = &revision.Delta{Lost: f.Change.Gained, Gained: f.Change.Lost}
			}
			for i, s := range f.Spans {
				f.Spans[i].Before, f.Spans[i].After = s.After, s.Before
			}
		}
		f.Severity, f.Geometry, f.Name = "", nil, ""
		line, _ := json.Marshal(f)
		out = append(out, string(line))
	}
	slices.Sort(out)
	return out
}

// TestNothing: a snapshot differs from itself in nothing, nor from another of the
// same data.
func TestNothing(t *testing.T) {
	for _, fine := range []bool{false, true} {
		s := build(t, edited(t, 7, fine, 10))
		for _, other := range []*snapshot.Snapshot{s, build(t, edited(t, 7, fine, 10))} {
			if r := compare(t, s, other); !r.Same() || len(r.Findings)+len(r.LeftOut) != 0 {
				t.Errorf("%d findings: %v", len(r.Findings), r.Findings)
			}
		}
	}
}

// TestNothingWhenWrittenOtherwise: rings that begin elsewhere, turn the other way
// or stand in another order are the same ground.
func TestNothingWhenWrittenOtherwise(t *testing.T) {
	d := country(true)
	eachFeature(d, func(f *geo.Feature) {
		f.Geometry = f.Geometry.Clone()
		r := f.Geometry[0][0]
		r = append(r[2:len(r)-1:len(r)-1], r[:3]...)
		r.Reverse()
		f.Geometry[0][0] = r
	})
	slices.Reverse(d.Layers)
	slices.Reverse(d.Contracts)
	slices.Reverse(d.Layers[0].Features)
	if r := compare(t, build(t, country(true)), build(t, d)); !r.Same() {
		t.Errorf("%v", r.Findings)
	}
}

// TestOrderAndBounds: the same report twice, and a bounded one is the beginning
// of the whole, sort by sort, with the rest counted.
func TestOrderAndBounds(t *testing.T) {
	a, b := build(t, country(true)), build(t, edited(t, 3, true, 20))
	whole := compare(t, a, b)
	again, _ := json.Marshal(compare(t, build(t, country(true)), build(t, edited(t, 3, true, 20))))
	if once, _ := json.Marshal(whole); string(once) != string(again) {
		t.Error("the same comparison gave two reports")
	}
	short, err := revision.Compare(context.Background(), a, b, revision.Options{Today: today, Most: 2})
	if err != nil {
		t.Fatal(err)
	}
	type sort struct {
		topic revision.Topic
		kind  revision.Kind
		level geo.Level
	}
	wholeOf, shortOf := map[sort][]revision.Finding{}, map[sort][]revision.Finding{}
	for _, f := range whole.Findings {
		wholeOf[sort{f.Topic, f.Kind, f.Level}] = append(wholeOf[sort{f.Topic, f.Kind, f.Level}], f)
	}
	for _, f := range short.Findings {
		shortOf[sort{f.Topic, f.Kind, f.Level}] = append(shortOf[sort{f.Topic, f.Kind, f.Level}], f)
	}
	left := map[sort]int{}
	for _, l := range short.LeftOut {
		left[sort{l.Topic, l.Kind, l.Level}] = l.N
	}
	for key, all := range wholeOf {
		told := shortOf[key]
		if len(told) != min(2, len(all)) || left[key] != len(all)-len(told) {
			t.Errorf("%v: %d told and %d left out, of %d", key, len(told), left[key], len(all))
		}
		for i := range told {
			if told[i].Code != all[i].Code || told[i].Severity != all[i].Severity {
				t.Errorf("%v: %s stands in the place of %s", key, &told[i], &all[i])
			}
		}
	}
	if short.Counts != whole.Counts {
		t.Errorf("counts %+v with bounds, %+v without", short.Counts, whole.Counts)
	}
}

// TestForms: every finding has a sentence of its own, and those of places a place.
func TestForms(t *testing.T) {
	d := country(false)
	for _, e := range edits {
		e.change(d)
	}
	a, b := build(t, country(false)), build(t, d)
	for _, r := range []*revision.Report{compare(t, a, b), compare(t, b, a)} {
		var text, places strings.Builder
		if err := errors.Join(r.WriteText(&text), r.WriteGeoJSON(&places)); err != nil {
			t.Fatal(err)
		}
		seen := map[string]string{}
		for i := range r.Findings {
			f := &r.Findings[i]
			one := f.String()
			if !strings.Contains(text.String(), one) || !strings.Contains(one, f.Code) || strings.Contains(one, "%!") || strings.Contains(one, "  ") {
				t.Errorf("%s/%s: %q", f.Topic, f.Kind, one)
			}
			if twin, twice := seen[one]; twice {
				t.Errorf("%q is said of %s and of %s", one, twin, said1(f))
			}
			seen[one] = said1(f)
		}
		fc, err := geojson.UnmarshalFeatureCollection([]byte(places.String()))
		if err != nil {
			t.Fatal(err)
		}
		with := 0
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Geometry != nil {
				with++
			} else if f.Level == geo.Region && f.Code != "" || f.Topic == revision.Perimeters {
				t.Errorf("%s has no place", f)
			}
		}
		if len(fc.Features) != with || with < 20 {
			t.Errorf("%d features of %d findings with a place", len(fc.Features), with)
		}
	}
}

// TestRefused: what is lost refuses, forwards and not backwards.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(d *geo.Dataset)
		kind   revision.Kind
	}{
		{"a whole geography", func(d *geo.Dataset) { d.Neighbourhoods[geo.QPV2024] = nil }, revision.Emptied},
		{"all contracts", func(d *geo.Dataset) { d.Contracts = nil }, revision.Emptied},
		{"every boundary", func(d *geo.Dataset) { eachFeature(d, func(f *geo.Feature) { f.Geometry = nil }) }, revision.Emptied},
		{"a department abroad", func(d *geo.Dataset) { moveGround(d, "B0", 3) }, revision.Abroad},
		{"a region drawn by a file of its own, by half", func(d *geo.Dataset) {
			d.Layers = append(d.Layers, geo.Layer{Name: geo.RegionLayer, Features: []geo.Feature{{Code: "RA", Geometry: geotest.Box(0, 0, 1, 2)}}})
		}, revision.Unreconciled},
		{"a sum", func(d *geo.Dataset) { unit(d, geo.Department, "B0").Population = geo.Known(41) }, revision.Unreconciled},
	} {
		d := country(true)
		c.change(d)
		a, b := build(t, country(true)), build(t, d)
		r := compare(t, a, b)
		i := slices.IndexFunc(r.Findings, func(f revision.Finding) bool { return f.Kind == c.kind && f.Severity == revision.Refuse })
		if i < 0 || !r.Refused() {
			t.Errorf("%s: not refused: %v", c.name, r.Findings)
		}
		if back := compare(t, b, a); c.kind != revision.Abroad && back.Refused() {
			t.Errorf("%s: refused when it comes back: %v", c.name, fmt.Sprint(back.Findings))
		}
	}
}

func TestComparisonEnds(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	s := build(t, country(false))
	if _, err := revision.Compare(ctx, s, s, revision.Options{Today: today}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}
