package index

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/internal/plane"
)

// fanOut is how many boxes a box of a tree holds. Fewer than in most trees: a
// box costs a distance to each of those in it.
const fanOut = 8

// tree is boxes in boxes, packed: those of one level stand one after the other,
// the leaves first, and box i of a level holds those from fanOut*i on of the
// level below.
type tree struct {
	boxes []plane.Box
	first []int32 // of each level, and the end of the last
}

// leaf is a box of what a tree is made of.
type leaf struct {
	box plane.Box
	stretch
}

// pack sorts the leaves, so that neighbours stand together, and makes their tree.
func pack(leaves []leaf) tree {
	t := tree{first: []int32{0}}
	sortTiles(leaves)
	for i := range leaves {
		t.boxes = append(t.boxes, leaves[i].box)
	}
	for from, to := 0, len(t.boxes); to > from; from, to = to, len(t.boxes) {
		t.first = append(t.first, int32(to))
		if to-from == 1 {
			break
		}
		for i := from; i < to; i += fanOut {
			box := t.boxes[i]
			for _, inner := range t.boxes[i+1 : min(i+fanOut, to)] {
				box.Join(inner)
			}
			t.boxes = append(t.boxes, box)
		}
	}
	return t
}

// sortTiles cuts the leaves in two by their middles, across the longer way of
// what these span, until few are left. A cut falls where a box of the tree ends.
func sortTiles(leaves []leaf) {
	if len(leaves) <= fanOut {
		return
	}
	span := plane.EmptyBox()
	for i := range leaves {
		x, y := leaves[i].middle()
		span.Extend(plane.Point{X: int32(x / 2), Y: int32(y / 2)})
	}
	wide := int64(span.MaxX)-int64(span.MinX) > int64(span.MaxY)-int64(span.MinY)
	slices.SortFunc(leaves, func(a, b leaf) int {
		ax, ay := a.middle()
		bx, by := b.middle()
		if !wide {
			ax, bx = ay, by
		}
		return cmp.Or(cmp.Compare(ax, bx), cmp.Compare(a.arc, b.arc), cmp.Compare(a.from, b.from))
	})
	size := fanOut
	for size*2 < len(leaves) {
		size *= 2
	}
	sortTiles(leaves[:size])
	sortTiles(leaves[size:])
}

// middle is twice the middle of the box.
func (l *leaf) middle() (x, y int64) {
	return int64(l.box.MinX) + int64(l.box.MaxX), int64(l.box.MinY) + int64(l.box.MaxY)
}

// top is the level of the box that holds all others, -1 where there is none.
func (t *tree) top() int { return len(t.first) - 2 }

// box returns the corners of a box in degrees.
func (t *tree) box(level int, i int32) (lo, hi orb.Point) {
	b := t.boxes[t.first[level]+i]
	return plane.Point{X: b.MinX, Y: b.MinY}.Orb(), plane.Point{X: b.MaxX, Y: b.MaxY}.Orb()
}

// inside returns the boxes of the level below that a box holds: from, and up to
// but not including to.
func (t *tree) inside(level int, i int32) (from, to int32) {
	from = i * fanOut
	return from, min(from+fanOut, t.first[level]-t.first[level-1])
}
