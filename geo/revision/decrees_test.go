package revision_test

import (
	"context"
	"slices"
	"testing"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/revision"
)

// TestDecrees: the neighbourhoods of France are held to the counts of the decrees,
// territory by territory; one that moves within a territory keeps them.
func TestDecrees(t *testing.T) {
	load := func(change func(d *geo.Dataset)) *geo.Dataset {
		d, err := data.Load(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		change(d)
		return d
	}
	whole := build(t, load(func(*geo.Dataset) {}))
	for _, c := range []struct {
		name   string
		change func(d *geo.Dataset)
		want   []string
	}{
		{"one of 2015 is gone from the mainland", func(d *geo.Dataset) { d.Neighbourhoods[geo.QPV2015] = d.Neighbourhoods[geo.QPV2015][1:] },
			[]string{"france/neighbourhoods of 2015", "metropole/neighbourhoods of 2015"}},
		{"the last of 2024, overseas, is gone", func(d *geo.Dataset) {
			all := d.Neighbourhoods[geo.QPV2024]
			d.Neighbourhoods[geo.QPV2024] = all[:len(all)-1]
		}, nil}, // no decree is held against overseas in 2024
		{"the first of 2024, on the mainland, is gone", func(d *geo.Dataset) { d.Neighbourhoods[geo.QPV2024] = d.Neighbourhoods[geo.QPV2024][1:] },
			[]string{"metropole/neighbourhoods of 2024"}},
		{"one moves to another department", func(d *geo.Dataset) { d.Neighbourhoods[geo.QPV2015][0].Department = "69" }, nil},
	} {
		r := compare(t, whole, build(t, load(c.change)))
		var got []string
		for _, f := range r.Findings {
			if f.Topic != revision.Totals {
				continue
			}
			got = append(got, f.Code+"/"+f.Field)
			if f.Severity != revision.Refuse || f.Kind != revision.Unreconciled {
				t.Errorf("%s: %s/%s", c.name, f.Severity, f.Kind)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
