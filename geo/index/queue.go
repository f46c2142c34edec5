package index

// visit is a box of a tree to be looked into.
type visit struct {
	atLeast float64 // metres to anything in it
	box     int32
	level   int8
	sight   int32 // position of the sighting that bounds it, -1 for none
}

// queue gives the visits back, the nearest first: a binary heap.
type queue []visit

func (q *queue) push(v visit) {
	h := append(*q, v)
	i := len(h) - 1
	for i > 0 && v.atLeast < h[(i-1)/2].atLeast {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = v
	*q = h
}

// pop takes the nearest; there must be one.
func (q *queue) pop() visit {
	h := *q
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		k := 2*i + 1
		if k+1 < len(h) && h[k+1].atLeast < h[k].atLeast {
			k++
		}
		if k >= len(h) || h[k].atLeast >= last.atLeast {
			break
		}
		h[i] = h[k]
		i = k
	}
	if len(h) > 0 {
		h[i] = last
	}
	*q = h
	return first
}
