package plane_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"maillage/geo/internal/plane"
)

// Crossings by rational arithmetic: the crossing lies in the square of the point.
func TestCrossingIsInItsSquare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := point().Draw(t, "a"), point().Draw(t, "b")
		c, d := point().Draw(t, "c"), point().Draw(t, "d")
		if a == b || c == d || relation(a, b, c, d) != plane.Cross {
			t.Skip("they do not cross")
		}
		got := plane.Crossing(a, b, c, d)
		if !inSquare(lineAt(a, b, crossingShare(a, b, c, d)), got) {
			t.Fatalf("%v is not nearest", got)
		}
		for _, s := range [][4]plane.Point{{b, a, c, d}, {c, d, a, b}, {d, c, b, a}} {
			if other := plane.Crossing(s[0], s[1], s[2], s[3]); other != got {
				t.Fatalf("%v or %v", got, other)
			}
		}
		if !plane.Passes(a, b, got) || !plane.Passes(c, d, got) {
			t.Fatalf("an edge misses the square of its own crossing %v", got)
		}
	})
}

// crossingShare is how far along ab the line cd is met.
func crossingShare(a, b, c, d plane.Point) *big.Rat {
	of := cross(plane.Point{}, plane.Point{}, plane.Point{}) // 0
	return new(big.Rat).SetFrac(cross(a, c, d), of.Sub(cross(a, c, d), cross(b, c, d)))
}

func lineAt(a, b plane.Point, share *big.Rat) [2]*big.Rat {
	at := func(p, q int32) *big.Rat {
		d := new(big.Rat).SetInt64(int64(q) - int64(p))
		return d.Add(d.Mul(d, share), new(big.Rat).SetInt64(int64(p)))
	}
	return [2]*big.Rat{at(a.X, b.X), at(a.Y, b.Y)}
}

func inSquare(p [2]*big.Rat, c plane.Point) bool {
	in := func(v *big.Rat, c int32) bool {
		d := new(big.Rat).Sub(v, new(big.Rat).SetInt64(int64(c)))
		return d.Cmp(big.NewRat(-1, 2)) >= 0 && d.Cmp(big.NewRat(1, 2)) < 0
	}
	return in(p[0], c.X) && in(p[1], c.Y)
}

// A segment passes through a square when, of the places where it meets the four
// lines of its sides and half way between each two, one lies in it.
func TestPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		near := func(name string) plane.Point {
			return plane.Point{X: rapid.Int32Range(-6, 6).Draw(t, name+"x"), Y: rapid.Int32Range(-6, 6).Draw(t, name+"y")}
		}
		a, b, c := near("a"), near("b"), near("c")
		if a == b {
			t.Skip("a point")
		}
		if got, want := plane.Passes(a, b, c), passes(a, b, c); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

func passes(a, b, c plane.Point) bool {
	shares := []*big.Rat{new(big.Rat), big.NewRat(1, 1)}
	meet := func(p, q, c int32) {
		for _, half := range []int64{-1, 1} {
			if p != q {
				s := big.NewRat(2*int64(c)+half-2*int64(p), 2*(int64(q)-int64(p)))
				if s.Sign() >= 0 && s.Cmp(big.NewRat(1, 1)) <= 0 {
					shares = append(shares, s)
				}
			}
		}
	}
	meet(a.X, b.X, c.X)
	meet(a.Y, b.Y, c.Y)
	for _, s := range shares {
		for _, u := range shares {
			mid := new(big.Rat).Add(s, u)
			if inSquare(lineAt(a, b, mid.Mul(mid, big.NewRat(1, 2))), c) {
				return true
			}
		}
	}
	return false
}
