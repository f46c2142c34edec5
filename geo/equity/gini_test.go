package equity_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"maillage/geo/equity"
)

func uneven(t interface{ Fatal(...any) }, loads ...int64) equity.Inequality {
	u, err := equity.Unevenness(loads)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestGiniAgainstPairs compares the formula over ranks with the mean difference
// of all pairs, and the curve with its own area.
func TestGiniAgainstPairs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		loads := rapid.SliceOfN(rapid.Int64Range(0, 1<<61), 0, 12).Draw(r, "loads")
		u := uneven(r, loads...)
		pairs, total := new(big.Int), new(big.Int)
		for _, x := range loads {
			total.Add(total, big.NewInt(x))
			for _, y := range loads {
				pairs.Add(pairs, new(big.Int).Abs(big.NewInt(x-y)))
			}
		}
		want, n := new(big.Rat), int64(len(loads))
		if total.Sign() > 0 {
			want.SetFrac(pairs, new(big.Int).Mul(big.NewInt(2*n), total))
		}
		if u.Gini.Cmp(want) != 0 {
			r.Fatalf("%v: %s, want %s", loads, u.Gini, want)
		}
		if n > 0 && (u.Gini.Sign() < 0 || u.Gini.Cmp(big.NewRat(n-1, n)) > 0) {
			r.Fatalf("%v: %s is out of 0 to (n-1)/n", loads, u.Gini)
		}
		if area := twiceUnder(u.Lorenz); new(big.Rat).Add(area, u.Gini).Cmp(big.NewRat(1, 1)) != 0 && n > 0 {
			r.Fatalf("%v: twice the area under the curve is %s, Gini %s", loads, area, u.Gini)
		}
	})
}

// twiceUnder is twice the area under a curve, by trapezia.
func twiceUnder(curve []equity.Point) *big.Rat {
	area := new(big.Rat)
	for i := 1; i < len(curve); i++ {
		width := new(big.Rat).Sub(curve[i].Centres, curve[i-1].Centres)
		height := new(big.Rat).Add(curve[i].Total, curve[i-1].Total)
		area.Add(area, width.Mul(width, height))
	}
	return area
}

func TestGiniOfPlainCases(t *testing.T) {
	for _, c := range []struct {
		loads []int64
		want  *big.Rat
	}{
		{nil, new(big.Rat)},
		{[]int64{7}, new(big.Rat)},
		{[]int64{0, 0, 0}, new(big.Rat)},
		{[]int64{5, 5, 5, 5}, new(big.Rat)},
		{[]int64{0, 9, 0, 0}, big.NewRat(3, 4)},
		{[]int64{1, 3}, big.NewRat(1, 4)},
	} {
		if got := uneven(t, c.loads...).Gini; got.Cmp(c.want) != 0 {
			t.Errorf("%v: %s, want %s", c.loads, got, c.want)
		}
	}
	if _, err := equity.Unevenness([]int64{3, -1}); err == nil {
		t.Error("a negative load is accepted")
	}
}

func TestLorenzPoints(t *testing.T) {
	var got []string
	for _, p := range uneven(t, 6, 0, 2).Lorenz {
		got = append(got, p.Centres.RatString()+":"+p.Total.RatString())
	}
	if want := []string{"0:0", "1/3:0", "2/3:1/4", "1:1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
