package mesh_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

var layers = []struct{ name, file, property string }{
	{"departments", "departements-ign-2018.geojson", "code"},
	{"communes", "communes-ign-2018.geojson.gz", "code"},
}

// BenchmarkDissolve unites all departments, and all communes, once built. The
// metric is how many times longer simplefeatures takes: on the communes, over
// the first tenth of them, as the whole takes it a minute.
func BenchmarkDissolve(b *testing.B) {
	for _, l := range layers {
		b.Run(l.name, func(b *testing.B) {
			f := geotest.Load(b, l.file, l.property)
			m := build(b, f.Faces)
			part := f.Faces[:min(len(f.Faces), 3500)]
			ratio := float64(timeUnion(b, part)) / float64(timeDissolve(build(b, part)))
			group := make([]int32, m.Len())
			for b.Loop() {
				m.Dissolve(group, 1)
			}
			b.ReportMetric(ratio, "simplefeatures/ours")
		})
	}
}

// timeUnion times one union by overlay, of what is valid.
func timeUnion(b *testing.B, faces []orb.MultiPolygon) time.Duration {
	var valid []orb.MultiPolygon
	for _, face := range faces {
		if _, _, suspect := mesh.Suspect(face); !suspect {
			valid = append(valid, face)
		}
	}
	start := time.Now()
	if _, err := overlay.UnionAll(valid); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func timeDissolve(m *mesh.Mesh) time.Duration {
	const runs = 20
	group := make([]int32, m.Len())
	start := time.Now()
	for range runs {
		m.Dissolve(group, 1)
	}
	return time.Since(start) / runs
}

// BenchmarkDissolveByDepartment groups 35,357 communes into departments.
func BenchmarkDissolveByDepartment(b *testing.B) {
	f := geotest.Load(b, "communes-ign-2018.geojson.gz", "code")
	m := build(b, f.Faces)
	ranks := map[string]int32{}
	group := make([]int32, m.Len())
	for i, c := range f.Codes {
		d := geo.DepartmentOf(c)
		if _, ok := ranks[d]; !ok {
			ranks[d] = int32(len(ranks))
		}
		group[i] = ranks[d]
	}
	for b.Loop() {
		m.Dissolve(group, len(ranks))
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, l := range layers {
		b.Run(l.name, func(b *testing.B) {
			f := geotest.Load(b, l.file, l.property)
			b.ReportAllocs()
			for b.Loop() {
				build(b, f.Faces)
			}
		})
	}
}

// BenchmarkSimplify works out all zooms at once. The metric is how many times
// longer orb takes to simplify polygon by polygon for as many zooms.
func BenchmarkSimplify(b *testing.B) {
	for _, l := range layers {
		b.Run(l.name, func(b *testing.B) {
			faces := geotest.Load(b, l.file, l.property).Faces
			start := time.Now()
			for zoom := range mesh.MaxZoom + 1 {
				unit := 360 / (mesh.Extent * math.Exp2(float64(zoom)))
				for _, f := range faces {
					simplify.VisvalingamThreshold(8 * unit * unit).MultiPolygon(f.Clone())
				}
			}
			peer := float64(time.Since(start))
			for b.Loop() {
				b.StopTimer()
				m := build(b, faces)
				b.StartTimer()
				m.Simplified(0)
			}
			b.ReportMetric(peer/(float64(b.Elapsed())/float64(b.N)), "orb/ours")
		})
	}
}

func BenchmarkAudit(b *testing.B) {
	for _, l := range layers {
		b.Run(l.name, func(b *testing.B) {
			m := build(b, geotest.Load(b, l.file, l.property).Faces)
			for b.Loop() {
				if _, err := m.Audit(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSuspect screens every commune; the metric is how many times longer
// simplefeatures' full validation takes, over one commune in twenty.
func BenchmarkSuspect(b *testing.B) {
	f := geotest.Load(b, "communes-ign-2018.geojson.gz", "code")
	const sample = 20
	start := time.Now()
	for i := 0; i < len(f.Faces); i += sample {
		_ = overlay.Validate(f.Faces[i]) // the verdict is not the point here
	}
	peer := float64(time.Since(start)) * sample
	for b.Loop() {
		for _, face := range f.Faces {
			mesh.Suspect(face)
		}
	}
	b.ReportMetric(peer/(float64(b.Elapsed())/float64(b.N)), "simplefeatures/ours")
}
