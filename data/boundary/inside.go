package boundary

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// insideLines is how many lines across a geometry tell how much of it lies in
// another.
const insideLines = 24

// shareInside estimates which share of the ground of inner lies in outer, from 0
// to 1: by the lengths that lines of latitude have in both. It decides whether
// one unit is part of another, which borders drawn otherwise do not change.
func shareInside(inner, outer orb.MultiPolygon) float64 {
	b := inner.Bound()
	if len(inner) == 0 || len(outer) == 0 || !b.Intersects(outer.Bound()) {
		return 0
	}
	in, out := crossingsOf(inner, b), crossingsOf(outer, b)
	whole, common := 0.0, 0.0
	for k := range in {
		whole += spanLength(in[k])
		common += spanLength(commonSpans(in[k], out[k]))
	}
	if whole == 0 {
		return 0
	}
	return common / whole
}

// crossingsOf returns, for each line of latitude through a box, the longitudes
// at which it passes the border of a geometry, ascending: two by two, spans
// inside.
func crossingsOf(mp orb.MultiPolygon, b orb.Bound) (lines [insideLines][]float64) {
	step := (b.Max[1] - b.Min[1]) / insideLines
	south := b.Min[1] + step/2
	for _, polygon := range mp {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				p, q := ring[i-1], ring[i]
				if p[1] > q[1] {
					p, q = q, p
				}
				from := max(0, int(math.Ceil((p[1]-south)/step)))
				for k := from; k < insideLines; k++ {
					y := south + float64(k)*step
					if y >= q[1] {
						break
					}
					if y >= p[1] {
						lines[k] = append(lines[k], p[0]+(q[0]-p[0])*(y-p[1])/(q[1]-p[1]))
					}
				}
			}
		}
	}
	for k := range lines {
		slices.Sort(lines[k])
	}
	return lines
}

func spanLength(spans []float64) float64 {
	sum := 0.0
	for i := 1; i < len(spans); i += 2 {
		sum += spans[i] - spans[i-1]
	}
	return sum
}

// commonSpans returns the spans that lie in both of two lists.
func commonSpans(a, b []float64) (common []float64) {
	for i, j := 1, 1; i < len(a) && j < len(b); {
		from, to := max(a[i-1], b[j-1]), min(a[i], b[j])
		if from < to {
			common = append(common, from, to)
		}
		if a[i] < b[j] {
			i += 2
		} else {
			j += 2
		}
	}
	return common
}
