package index_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/geotest"
	"maillage/geo/index"
)

// meets answers by the definition, with longitudes of a box that crosses the
// antimeridian taken as two ranges.
func meets(a, b orb.Bound) bool {
	ranges := func(x orb.Bound) [][2]float64 {
		if x.Min[0] > x.Max[0] {
			return [][2]float64{{x.Min[0], 180}, {-180, x.Max[0]}}
		}
		return [][2]float64{{x.Min[0], x.Max[0]}}
	}
	for _, p := range ranges(a) {
		for _, q := range ranges(b) {
			if p[0] <= q[1] && q[0] <= p[1] && a.Min[1] <= b.Max[1] && b.Min[1] <= a.Max[1] {
				return true
			}
		}
	}
	return false
}

func TestBoxesAgainstAll(t *testing.T) {
	r := geotest.Seeds(t, 11)
	random := func() orb.Bound {
		x := func() float64 { return float64(r.IntN(73)-36) * 5 } // edges often equal
		y1, y2 := float64(r.IntN(37)-18)*5, float64(r.IntN(37)-18)*5
		return orb.Bound{Min: orb.Point{x(), min(y1, y2)}, Max: orb.Point{x(), max(y1, y2)}}
	}
	for range 20 {
		x := index.NewBoxes()
		boxes := make([]orb.Bound, 200)
		for i := range boxes {
			boxes[i] = random()
			if err := x.Insert(boxes[i], i); err != nil {
				t.Fatal(err)
			}
		}
		if x.Len() != len(boxes) {
			t.Fatalf("%d boxes", x.Len())
		}
		for range 50 {
			q := random()
			var got, want []int
			if err := x.Search(q, func(id int) bool { got = append(got, id); return true }); err != nil {
				t.Fatal(err)
			}
			for i, b := range boxes {
				if meets(b, q) {
					want = append(want, i)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Fatalf("%v: %v, want %v", q, got, want)
			}
		}
	}
}

func TestBoxesStop(t *testing.T) {
	x := index.NewBoxes()
	for i := range 10 {
		if err := x.Insert(orb.Bound{Min: orb.Point{170, 0}, Max: orb.Point{-170, 1}}, i); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	if err := x.Search(orb.Bound{Min: orb.Point{160, 0}, Max: orb.Point{-160, 1}}, func(int) bool { n++; return n < 3 }); err != nil || n != 3 {
		t.Errorf("%d calls, %v", n, err)
	}
}

func TestBoxesRefuse(t *testing.T) {
	x := index.NewBoxes()
	for _, b := range []orb.Bound{
		{Min: orb.Point{math.NaN(), 0}, Max: orb.Point{1, 1}},
		{Min: orb.Point{0, 0}, Max: orb.Point{math.Inf(1), 1}},
		{Min: orb.Point{-181, 0}, Max: orb.Point{1, 1}},
		{Min: orb.Point{0, 0}, Max: orb.Point{1, 91}},
		{Min: orb.Point{0, 2}, Max: orb.Point{1, 1}},
	} {
		if x.Insert(b, 0) == nil || x.Search(b, nil) == nil {
			t.Errorf("%v taken", b)
		}
	}
	if x.Len() != 0 {
		t.Errorf("%d boxes", x.Len())
	}
}
