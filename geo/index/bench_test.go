package index_test

import (
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/peterstace/simplefeatures/geom"

	"maillage/geo/geotest"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// randomPoints are spread over metropolitan France, sea and neighbours included.
func randomPoints(n int) []orb.Point {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]orb.Point, n)
	for i := range out {
		out[i] = orb.Point{-4.8 + r.Float64()*13, 42.3 + r.Float64()*8.8}
	}
	return out
}

// BenchmarkLocate finds the commune of random points: ours, orb's planar test
// behind an R-tree, and simplefeatures' prepared geometries behind the same.
// The ratios are to ours.
func BenchmarkLocate(b *testing.B) {
	f := geotest.Load(b, "communes-ign-2018.geojson.gz", "code")
	m := build(b, f.Faces)
	l := index.NewLocator(m)
	boxes := index.NewBoxes()
	for i := range f.Faces {
		if err := boxes.Insert(m.Bound(i), i); err != nil {
			b.Fatal(err)
		}
	}
	points := randomPoints(1 << 16)
	prepared := make([]*geom.PreparedGeometry, len(f.Faces))
	for b.Loop() {
		ours := perCall(len(points), func(i int) { l.Locate(points[i]) })
		orbs := perCall(len(points)/8, func(i int) { viaOrb(f.Faces, boxes, points[i]) })
		few := len(points) / 64
		for i := range few { // preparing is not locating
			viaPrepared(b, f.Faces, prepared, boxes, points[i])
		}
		peer := perCall(few, func(i int) { viaPrepared(b, f.Faces, prepared, boxes, points[i]) })
		b.ReportMetric(ours, "ns/locate")
		b.ReportMetric(orbs/ours, "orb/ours")
		b.ReportMetric(peer/ours, "prepared/ours")
	}
}

func perCall(n int, f func(i int)) float64 {
	start := time.Now()
	for i := range n {
		f(i)
	}
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}

func viaOrb(faces []orb.MultiPolygon, boxes *index.Boxes, p orb.Point) int {
	found := mesh.Outside
	_ = boxes.Search(orb.Bound{Min: p, Max: p}, func(i int) bool {
		if planar.MultiPolygonContains(faces[i], p) {
			found = i
		}
		return found == mesh.Outside
	})
	return found
}

func viaPrepared(b *testing.B, faces []orb.MultiPolygon, prepared []*geom.PreparedGeometry, boxes *index.Boxes, p orb.Point) int {
	found := mesh.Outside
	at := geom.NewPointXY(p[0], p[1]).AsGeometry()
	_ = boxes.Search(orb.Bound{Min: p, Max: p}, func(i int) bool {
		if prepared[i] == nil {
			prepared[i] = prepare(b, faces[i])
		}
		if ok, err := prepared[i].Covers(at); err == nil && ok {
			found = i
		}
		return found == mesh.Outside
	})
	return found
}

func prepare(b *testing.B, mp orb.MultiPolygon) *geom.PreparedGeometry {
	var polys []geom.Polygon
	for _, p := range mp {
		var rings []geom.LineString
		for _, r := range p {
			var flat []float64
			for _, v := range r {
				flat = append(flat, v[0], v[1])
			}
			rings = append(rings, geom.NewLineStringXY(flat...))
		}
		polys = append(polys, geom.NewPolygon(rings))
	}
	g, err := geom.Prepare(geom.NewMultiPolygon(polys).AsGeometry())
	if err != nil {
		b.Fatal(err)
	}
	return &g
}

// BenchmarkNewLocator also reports the memory that a mesh of the communes of
// 2018 and its locator keep.
func BenchmarkNewLocator(b *testing.B) {
	f := geotest.Load(b, "communes-ign-2018.geojson.gz", "code")
	before := heap()
	m := build(b, f.Faces)
	withMesh := heap()
	for b.Loop() {
		l := index.NewLocator(m)
		b.StopTimer()
		b.ReportMetric(float64(withMesh-before)/1e6, "mesh-MB")
		b.ReportMetric(float64(heap()-withMesh)/1e6, "locator-MB")
		runtime.KeepAlive(l)
		b.StartTimer()
	}
	runtime.KeepAlive(m)
}

func heap() int64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}

// BenchmarkNearest finds the border of a department nearest to random points:
// over the tree, and by looking at every edge.
func BenchmarkNearest(b *testing.B) {
	f := geotest.Load(b, "departements-ign-2018.geojson", "code")
	m := build(b, f.Faces)
	group := make([]int32, m.Len())
	for i := range group {
		group[i] = int32(i)
	}
	x := index.NewBoundary(m, group)
	points := randomPoints(1 << 12)
	for b.Loop() {
		ours := perCall(len(points), func(i int) { x.Nearest(points[i]) })
		naive := perCall(4, func(i int) { bruteNearest(m, group, points[i]) })
		b.ReportMetric(ours, "ns/nearest")
		b.ReportMetric(naive/ours, "every-edge/ours")
	}
}
