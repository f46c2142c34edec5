package revision_test

import (
	"context"
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// BenchmarkCompare compares two snapshots whose boundaries differ, so that no
// answer about ground is the same. The baseline asks both for the same answers,
// by the functions that answer them, day by day and question by question.
func BenchmarkCompare(b *testing.B) {
	for _, c := range []struct {
		name          string
		level         geo.LayerName
		before, after string
	}{
		{"departments", geo.DepartmentLayer, "departements-ign-2018.geojson", "departements-ign-2024.geojson"},
		{"communes", geo.CommuneLayer, "communes-ign-2018.geojson.gz", "communes-ign-2024.geojson.gz"},
	} {
		b.Run(c.name, func(b *testing.B) {
			before, after := on(b, c.level, c.before), on(b, c.level, c.after)
			findings := 0
			for b.Loop() {
				r, err := revision.Compare(context.Background(), before, after, revision.Options{Today: today})
				if err != nil {
					b.Fatal(err)
				}
				findings = r.Counts.Refuse + r.Counts.Review + r.Counts.Note
			}
			ours := float64(b.Elapsed()) / float64(b.N)
			b.ReportMetric(float64(findings), "findings")
			r, _ := revision.Compare(context.Background(), before, after, revision.Options{Today: today})
			b.ReportMetric((naive(b, before, r.Days)+naive(b, after, r.Days))/ours, "naive/ours")
		})
	}
}

// on is the embedded data on other boundaries.
func on(b *testing.B, name geo.LayerName, file string) *snapshot.Snapshot {
	b.Helper()
	return build(b, fixture.On(b, name, file))
}

// naive times the questions asked one by one, in nanoseconds.
func naive(b *testing.B, s *snapshot.Snapshot, days []string) float64 {
	b.Helper()
	start := time.Now()
	for _, text := range days {
		day, err := geo.ParseDate(text)
		if err != nil {
			b.Fatal(err)
		}
		for _, scope := range []geo.Scope{geo.Policy, geo.Any} {
			for _, confidence := range []geo.Confidence{geo.Low, geo.Medium, geo.High} {
				ask(b, s, coverage.Query{Date: day, Scope: scope, Confidence: confidence})
			}
		}
	}
	return float64(time.Since(start))
}

func ask(b *testing.B, s *snapshot.Snapshot, q coverage.Query) {
	b.Helper()
	for _, q.Geography = range geo.Geographies {
		for _, q.Territory = range geo.Territories {
			q.Level = geo.Region
			if _, err := coverage.Analyse(b.Context(), s, q); err != nil {
				b.Fatal(err)
			}
		}
	}
	q.Territory, q.Geography = geo.France, geo.QPV2015
	for _, q.Level = range []geo.Level{geo.Region2015, geo.Department} {
		if _, err := coverage.Analyse(b.Context(), s, q); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := coverage.Overlaps(b.Context(), s, q); err != nil {
		b.Fatal(err)
	}
	if _, err := realign.OutlineOf(b.Context(), s, q, s.Active(q)); err != nil {
		b.Fatal(err)
	}
}
