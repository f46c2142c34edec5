package plane_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"maillage/geo/internal/plane"
)

func point() *rapid.Generator[plane.Point] {
	return rapid.Custom(func(t *rapid.T) plane.Point {
		if rapid.Bool().Draw(t, "near") { // so that lines and ends coincide
			return plane.Point{X: rapid.Int32Range(-3, 3).Draw(t, "x"), Y: rapid.Int32Range(-3, 3).Draw(t, "y")}
		}
		x := rapid.OneOf(rapid.Int32Range(-1_800_000_000, 1_800_000_000), rapid.SampledFrom([]int32{-1_800_000_000, 1_800_000_000}))
		y := rapid.OneOf(rapid.Int32Range(-900_000_000, 900_000_000), rapid.SampledFrom([]int32{-900_000_000, 900_000_000}))
		return plane.Point{X: x.Draw(t, "x"), Y: y.Draw(t, "y")}
	})
}

// cross is the product of b-a and c-a, without bounds.
func cross(a, b, c plane.Point) *big.Int {
	d := func(p, q int32) *big.Int { return big.NewInt(int64(p) - int64(q)) }
	l := new(big.Int).Mul(d(b.X, a.X), d(c.Y, a.Y))
	return l.Sub(l, new(big.Int).Mul(d(b.Y, a.Y), d(c.X, a.X)))
}

// Over the whole grid, corners included, where products come near 2^63.
func TestOrientIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := point().Draw(t, "a"), point().Draw(t, "b"), point().Draw(t, "c")
		if got, want := plane.Orient(a, b, c), cross(a, b, c).Sign(); got != want {
			t.Fatalf("%d, want %d", got, want)
		}
	})
}

func TestTwiceAreaIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ring := rapid.SliceOfN(point(), 3, 12).Draw(t, "ring")
		ring = append(ring, ring[0])
		want := new(big.Int)
		for i := 1; i < len(ring); i++ {
			want.Add(want, cross(plane.Point{}, ring[i-1], ring[i]))
		}
		got := plane.TwiceArea(ring)
		if got.Sign() != want.Sign() || got.Neg().Sign() != -want.Sign() {
			t.Fatalf("sign %d, want %d", got.Sign(), want.Sign())
		}
		double := got
		double.AddWide(got)
		if less := got.Less(double); less != (want.Sign() > 0) {
			t.Fatalf("less than its double: %v, sign %d", less, want.Sign())
		}
	})
}

// Relations by rational arithmetic: where the lines meet, and whether that is
// inside, at an end, or outside of each.
func TestRelate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := point().Draw(t, "a"), point().Draw(t, "b")
		c, d := point().Draw(t, "c"), point().Draw(t, "d")
		if a == b || c == d {
			t.Skip("a single point")
		}
		want := relation(a, b, c, d)
		for _, s := range [][4]plane.Point{{a, b, c, d}, {b, a, c, d}, {c, d, a, b}, {d, c, b, a}} {
			if got, _ := plane.Relate(s[0], s[1], s[2], s[3]); got != want {
				t.Fatalf("%v: %d, want %d", s, got, want)
			}
		}
	})
}

func relation(a, b, c, d plane.Point) plane.Relation {
	on := func(p, q, r plane.Point) bool { // r lies on pq
		return cross(p, q, r).Sign() == 0 && min(p.X, q.X) <= r.X && r.X <= max(p.X, q.X) &&
			min(p.Y, q.Y) <= r.Y && r.Y <= max(p.Y, q.Y)
	}
	shared := map[plane.Point]bool{} // ends on the other segment
	inner := false
	for _, e := range []struct{ p, q, r plane.Point }{{a, b, c}, {a, b, d}, {c, d, a}, {c, d, b}} {
		if on(e.p, e.q, e.r) {
			shared[e.r] = true
			inner = inner || e.r != e.p && e.r != e.q
		}
	}
	switch {
	case len(shared) > 1:
		return plane.Overlay
	case len(shared) == 1 && inner:
		return plane.Touch
	case len(shared) == 1:
		return plane.Joined
	case cross(a, b, c).Sign()*cross(a, b, d).Sign() < 0 && cross(c, d, a).Sign()*cross(c, d, b).Sign() < 0:
		return plane.Cross
	}
	return plane.Apart
}

func TestCompareAngle(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 20_000 {
		v := func() (int64, int64, float64) {
			x, y := r.Int64N(9)-4, r.Int64N(9)-4
			a := math.Atan2(float64(y), float64(x))
			if a < 0 {
				a += 2 * math.Pi
			}
			return x, y, a
		}
		ax, ay, a := v()
		bx, by, b := v()
		if ax == 0 && ay == 0 || bx == 0 && by == 0 {
			continue
		}
		want := 0
		if math.Abs(a-b) > 1e-9 {
			want = map[bool]int{true: -1, false: 1}[a < b]
		}
		if got := plane.CompareAngle(ax, ay, bx, by); got != want {
			t.Fatalf("(%d, %d) and (%d, %d): %d, want %d", ax, ay, bx, by, got, want)
		}
	}
}

// Degrees survive a round trip; a point is never more than half a step away.
func TestQuantise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := point().Draw(t, "p")
		if q, err := plane.Quantise(p.Orb()); err != nil || q != p {
			t.Fatalf("%v came back as %v, %v", p, q, err)
		}
		d := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
		q, err := plane.Quantise(d)
		if err != nil || math.Abs(q.Orb()[0]-d[0]) > 0.5001e-7 || math.Abs(q.Orb()[1]-d[1]) > 0.5001e-7 {
			t.Fatalf("%v became %v, %v", d, q.Orb(), err)
		}
	})
	for _, p := range []orb.Point{
		{math.NaN(), 0}, {0, math.NaN()}, {math.Inf(1), 0}, {0, math.Inf(-1)}, {180.1, 0}, {-180.1, 0}, {0, 90.1}, {48.8, 95},
	} {
		if q, err := plane.Quantise(p); err == nil {
			t.Errorf("%v taken as %v", p, q)
		}
	}
}
