package equity

import (
	"fmt"
	"math/big"
	"slices"
)

// Point is a point of a Lorenz curve: a share of the centres, lightest first,
// and the share of the total they have.
type Point struct {
	Centres, Total *big.Rat
}

// Inequality is how unevenly a load lies.
type Inequality struct {
	Gini   *big.Rat
	Lorenz []Point // from (0, 0) to (1, 1); with no load at all, the diagonal
}

// Unevenness measures the inequality of loads. It refuses a negative one.
func Unevenness(loads []int64) (Inequality, error) {
	x := slices.Sorted(slices.Values(loads))
	if len(x) > 0 && x[0] < 0 {
		return Inequality{}, fmt.Errorf("load %d: want none below zero", x[0])
	}
	n := int64(len(x))
	total, ranked := new(big.Int), new(big.Int)
	for i, load := range x {
		total.Add(total, big.NewInt(load))
		ranked.Add(ranked, new(big.Int).Mul(big.NewInt(int64(i)+1), big.NewInt(load)))
	}
	return Inequality{Gini: gini(n, total, ranked), Lorenz: lorenz(x, total)}, nil
}

// gini applies the formula of the package documentation to the sum of loads
// and the sum of loads times ranks.
func gini(n int64, total, ranked *big.Int) *big.Rat {
	if total.Sign() == 0 {
		return new(big.Rat)
	}
	above := new(big.Int).Mul(big.NewInt(2), ranked)
	above.Sub(above, new(big.Int).Mul(big.NewInt(n+1), total))
	return new(big.Rat).SetFrac(above, new(big.Int).Mul(big.NewInt(n), total))
}

// lorenz returns the curve of loads in ascending order.
func lorenz(x []int64, total *big.Int) []Point {
	points := []Point{{new(big.Rat), new(big.Rat)}}
	n, sum := int64(len(x)), new(big.Int)
	for i, load := range x {
		sum = new(big.Int).Add(sum, big.NewInt(load))
		p := Point{Centres: big.NewRat(int64(i)+1, n)}
		if total.Sign() == 0 {
			p.Total = new(big.Rat).Set(p.Centres)
		} else {
			p.Total = new(big.Rat).SetFrac(sum, total)
		}
		points = append(points, p)
	}
	return points
}
