package revision_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// hold checks a report against what was edited, and against counting again, on
// one day in step.
func hold(t *testing.T, a, b *snapshot.Snapshot, made []edit, step int) {
	t.Helper()
	var names, want []string
	for _, e := range made {
		names = append(names, e.name)
		want = append(want, e.says...)
	}
	slices.Sort(want)
	r := compare(t, a, b)
	if got := said(r); !slices.Equal(got, want) {
		t.Errorf("%s: the report says\n  %s\nwant\n  %s", strings.Join(names, "; "), strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	holdGround(t, r, a, b, names)
	holdTotals(t, r, a, b, names)
	holdAnswers(t, r, a, b, names, step)
	if r.Refused() != (r.Counts.Refuse > 0) || r.Same() != (len(r.Findings) == 0) || len(r.LeftOut) != 0 {
		t.Errorf("%v: %d findings, counted %+v, left out %v", names, len(r.Findings), r.Counts, r.LeftOut)
	}
}

// holdGround tries every unit of both snapshots through the answers that give
// its polygon.
func holdGround(t *testing.T, r *revision.Report, a, b *snapshot.Snapshot, names []string) {
	t.Helper()
	var want []string
	say := func(s revision.Severity, topic revision.Topic, kind revision.Kind, level geo.Level, code, field string) {
		want = append(want, strings.Join([]string{string(s), string(topic), string(kind), string(level), code, field}, "/"))
	}
	for _, level := range geo.Levels {
		hasA, hasB := groundOf(t, a, level), groundOf(t, b, level)
		worst, changed := revision.Note, false
		for code, old := range hasA {
			now, known := hasB[code]
			switch {
			case !known || len(old) == 0 && len(now) == 0:
			case len(now) == 0:
				severity := revision.Refuse
				if level == geo.Commune || level == geo.EPCI {
					severity = revision.Review
				}
				say(severity, revision.Ground, revision.LostGeometry, level, code, "")
			case len(old) == 0:
				t.Fatalf("%v: no edit gives ground", names)
			default:
				if kind, severity := placed(old.Bound(), now.Bound()); kind != "" {
					say(severity, revision.Ground, kind, level, code, "")
				}
				if severity, differs := sized(old, now, level); differs {
					say(severity, revision.Areas, revision.Changed, level, code, "area_km2")
					changed = true
					worst = graver(worst, severity)
				}
			}
		}
		if changed {
			say(worst, revision.Areas, revision.Distribution, level, "", "area_km2")
		}
	}
	if now := b.Quarter("QPA0001"); now == nil {
		if _, err := b.Neighbourhood("QPA0001"); err == nil {
			say(revision.Review, revision.Ground, revision.LostGeometry, "", "QPA0001", "neighbourhoods")
		}
	}
	if severity, differs := sized(a.Quarter("QPA0004"), b.Quarter("QPA0004"), geo.Commune); differs {
		say(severity, revision.Areas, revision.Changed, "", "QPA0004", "neighbourhoods")
		say(severity, revision.Areas, revision.Distribution, "", "", "neighbourhoods")
	}
	for _, l := range b.Data.Layers {
		if before, _ := a.Data.Layer(l.Name); redrawn(before, l) {
			say(revision.Note, revision.Ground, revision.Redrawn, "", string(l.Name), "boundaries")
		}
	}
	slices.Sort(want)
	got := of(r, revision.Ground, revision.Areas)
	if !slices.Equal(got, want) {
		t.Errorf("%v: of the ground the report says\n  %s\nwant\n  %s", names, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func of(r *revision.Report, topics ...revision.Topic) []string {
	var out []string
	for i := range r.Findings {
		if slices.Contains(topics, r.Findings[i].Topic) {
			out = append(out, said1(&r.Findings[i]))
		}
	}
	slices.Sort(out)
	return out
}

func graver(a, b revision.Severity) revision.Severity {
	for _, s := range []revision.Severity{revision.Refuse, revision.Review} {
		if a == s || b == s {
			return s
		}
	}
	return revision.Note
}

// groundOf is the polygon of every unit, one by one.
func groundOf(t *testing.T, s *snapshot.Snapshot, level geo.Level) map[string]orb.MultiPolygon {
	out := map[string]orb.MultiPolygon{}
	for _, u := range s.Units(level) {
		m, err := s.Geometry(level, u.Code)
		if err != nil {
			t.Fatal(err)
		}
		out[u.Code] = m
	}
	return out
}

func placed(old, now orb.Bound) (revision.Kind, revision.Severity) {
	if now.Min[0] > old.Max[0]+0.25 || now.Max[0] < old.Min[0]-0.25 || now.Min[1] > old.Max[1]+0.25 || now.Max[1] < old.Min[1]-0.25 {
		return revision.Abroad, revision.Refuse
	}
	for _, d := range []float64{old.Min[0] - now.Min[0], old.Min[1] - now.Min[1], old.Max[0] - now.Max[0], old.Max[1] - now.Max[1]} {
		if math.Abs(d) > 1 {
			return revision.Displaced, revision.Review
		}
	}
	return "", ""
}

// sized measures both polygons anew: ten thousandths of a square kilometre apart,
// or more.
func sized(old, now orb.MultiPolygon, level geo.Level) (revision.Severity, bool) {
	x, y := overlay.Area(old).KM2(), overlay.Area(now).KM2()
	if x == 0 || y == 0 || math.Abs(x-y) < 1e-4 {
		return "", false
	}
	relative := math.Abs(x-y) / max(x, y)
	switch {
	case level == geo.Commune || level == geo.EPCI:
		if relative > 0.1 {
			return revision.Review, true
		}
	case relative > 0.1:
		return revision.Refuse, true
	case relative > 0.01:
		return revision.Review, true
	}
	return revision.Note, true
}

func redrawn(before, after geo.Layer) bool {
	was := map[string]string{}
	for _, f := range before.Features {
		was[f.Code] = fmt.Sprint(f.Geometry)
	}
	return slices.ContainsFunc(after.Features, func(f geo.Feature) bool {
		old, ok := was[f.Code]
		return ok && len(f.Geometry) > 0 && old != fmt.Sprint(f.Geometry)
	})
}

// holdTotals adds the inhabitants of communes up.
func holdTotals(t *testing.T, r *revision.Report, a, b *snapshot.Snapshot, names []string) {
	t.Helper()
	was := wrong(a)
	var want []string
	for code, n := range wrong(b) {
		if was[code] == 0 && n != 0 {
			want = append(want, "refuse/totals/unreconciled/department/"+code+"/population")
		}
	}
	slices.Sort(want)
	if got := of(r, revision.Totals); !slices.Equal(got, want) {
		t.Errorf("%v: of totals the report says %v, want %v", names, got, want)
	}
}

// wrong tells how far the communes of each department are from its inhabitants.
func wrong(s *snapshot.Snapshot) map[string]int64 {
	out := map[string]int64{}
	for _, d := range s.Units(geo.Department) {
		n := d.Population.N
		for _, u := range s.Data.Catalogue.Units[geo.Commune] {
			if u.Department == d.Code {
				n -= u.Population.N
				if !u.Population.Known {
					n -= 1e9
				}
			}
		}
		if n < 1e8 && n > -1e8 {
			out[d.Code] = n
		}
	}
	return out
}
