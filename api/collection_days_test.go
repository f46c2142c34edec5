package api

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"maillage/api/features"
	"maillage/data"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// TestIntervalIsWhatMatches: something matches at each end of the interval of a
// collection, and nothing a second beyond; in winter as in summer.
func TestIntervalIsWhatMatches(t *testing.T) {
	for _, c := range []struct {
		from, to string // of every perimeter; "": as published
		want     [2]any // of the perimeters
	}{
		{"", "", [2]any{}},
		{"2010-01-15", "2015-12-31", [2]any{"2010-01-14T23:00:00Z", "2015-12-31T22:59:59Z"}},
		{"2010-07", "2016-07-14", [2]any{"2010-06-30T22:00:00Z", "2016-07-14T21:59:59Z"}},
		{"2010-03-28", "2015-10-25", [2]any{"2010-03-27T23:00:00Z", "2015-10-25T22:59:59Z"}}, // days of 23 and 25 hours
	} {
		web := start(t,
			Options{Store: storeOf(allValid(t, c.from, c.to)), Clock: func() time.Time { return noon }, Version: "test"})
		for _, k := range decode[features.CollectionsAnswer](t, get(t, web.URL+"/collections")).Collections {
			ends := k.Extent.Temporal.Interval[0]
			if k.ID == "perimeters" && c.from != "" && ends != c.want {
				t.Errorf("perimeters from %q to %q: %v, want %v", c.from, c.to, ends, c.want)
			}
			for i, beyond := range []time.Duration{-time.Second, time.Second} {
				if ends[i] == nil {
					continue
				}
				end, err := time.Parse(time.RFC3339, ends[i].(string))
				if err != nil {
					t.Fatal(err)
				}
				items := web.URL + "/collections/" + k.ID + "/items?limit=1&datetime="
				// there may be none
				if _, matched, _ := follow(t, items+url.QueryEscape(ends[i].(string))); matched == 0 && k.ID != "overlaps" {
					t.Errorf("%s: nothing matches at its end %v", k.ID, ends[i])
				}
				r := get(t, items+url.QueryEscape(end.Add(beyond).Format(time.RFC3339)))
				refused := r.StatusCode == http.StatusBadRequest && i == 0 && geo.DateIn(end) == geo.MinDate
				if !refused && decode[page](t, r).NumberMatched != 0 {
					t.Errorf("%s: something matches beyond %v", k.ID, ends[i])
				}
			}
		}
	}
}

// allValid is the embedded data with every perimeter between two dates.
func allValid(t *testing.T, from, to string) *snapshot.Snapshot {
	t.Helper()
	if from == "" {
		return embedded()
	}
	d, err := data.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Centres {
		for j := range d.Centres[i].Perimeters {
			p := &d.Centres[i].Perimeters[j]
			if p.From, err = geo.ParseFuzzy(from); err != nil {
				t.Fatal(err)
			}
			if p.To, err = geo.ParseFuzzy(to); err != nil {
				t.Fatal(err)
			}
		}
	}
	s, err := snapshot.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
