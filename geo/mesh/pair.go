package mesh

import (
	"cmp"
	"slices"
)

// Half-edge i of a soup runs from points[i] to points[i+1]. The last point of
// a ring begins none.
const (
	alone int32 = -1 // no half-edge runs the other way
	inner int32 = -2 // the same face lies on both sides, or no half-edge begins here
)

// pairing knows for each half-edge the face on its left and its twin.
type pairing struct {
	twin []int32
	face []int32
}

// intern numbers the distinct points in order of first appearance and returns
// each point's number and how many there are.
func intern(points []Point) ([]int32, int) {
	size := 1
	for size < len(points)+len(points)/2+1 {
		size <<= 1
	}
	mask := uint64(size - 1)
	table := make([]int32, size) // number + 1; 0 is free
	sample := make([]Point, 0, len(points)/2+1)
	ids := make([]int32, len(points))
	for i, p := range points {
		for slot := hash(p) & mask; ; slot = (slot + 1) & mask {
			t := table[slot]
			if t == 0 {
				sample = append(sample, p)
				table[slot] = int32(len(sample))
				ids[i] = int32(len(sample)) - 1
				break
			}
			if sample[t-1] == p {
				ids[i] = t - 1
				break
			}
		}
	}
	return ids, len(sample)
}

// hash mixes both coordinates by multiplication with odd constants (Fibonacci
// hashing), folding the well-mixed high bits down.
func hash(p Point) uint64 {
	h := (uint64(uint32(p.X))<<32 | uint64(uint32(p.Y))) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return h ^ h>>32
}

// pair finds the twin of every half-edge.
func pair(s *soup, ids []int32, vertices int) *pairing {
	p := &pairing{twin: make([]int32, len(ids)), face: make([]int32, len(ids))}
	for _, r := range s.rings {
		for i := r.from; i < r.to-1; i++ {
			p.twin[i] = alone
			p.face[i] = r.face
		}
		p.twin[r.to-1] = inner
		p.face[r.to-1] = Outside
	}
	out := outgoing(p, ids, vertices)
	for i := range ids {
		if p.twin[i] == alone {
			p.match(int32(i), ids, out.at(ids[i+1]))
		}
	}
	return p
}

// fan lists the half-edges that leave each vertex.
type fan struct{ first, list []int32 }

func (f fan) at(v int32) []int32 { return f.list[f.first[v]:f.first[v+1]] }

// crowded is the number of half-edges at a vertex from which a sorted search
// is worth it, so that a vertex met very often does not cost a square.
const crowded = 16

func outgoing(p *pairing, ids []int32, vertices int) fan {
	f := fan{first: make([]int32, vertices+2)}
	for i, v := range ids {
		if p.twin[i] == alone {
			f.first[v+2]++
		}
	}
	for v := range vertices {
		f.first[v+2] += f.first[v+1]
	}
	f.list = make([]int32, f.first[vertices+1])
	for i, v := range ids {
		if p.twin[i] == alone {
			f.list[f.first[v+1]] = int32(i)
			f.first[v+1]++
		}
	}
	f.first = f.first[:vertices+1]
	for v := range vertices {
		if list := f.at(int32(v)); len(list) > crowded {
			slices.SortFunc(list, func(a, b int32) int {
				return cmp.Or(cmp.Compare(ids[a+1], ids[b+1]), cmp.Compare(a, b))
			})
		}
	}
	return f
}

// match gives half-edge i a twin among those that leave its end. One of its own
// face comes first: both then vanish, as the ground is the same on both sides.
func (p *pairing) match(i int32, ids, back []int32) {
	to, found := ids[i], alone
	crowd := len(back) > crowded
	if crowd {
		at, _ := slices.BinarySearchFunc(back, to, func(j, v int32) int { return cmp.Compare(ids[j+1], v) })
		back = back[at:]
	}
	for _, j := range back {
		if ids[j+1] != to {
			if crowd {
				break
			}
			continue
		}
		if p.twin[j] != alone {
			continue
		}
		if p.face[j] == p.face[i] {
			p.twin[i], p.twin[j] = inner, inner
			return
		}
		if found == alone {
			found = j
		}
	}
	if found != alone {
		p.twin[i], p.twin[found] = found, i
	}
}
