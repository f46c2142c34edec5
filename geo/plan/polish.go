package plan

// polish makes the best plan so far better by changing the choice of one unit,
// or of two at once, for as long as that helps. It proves nothing; it gives the
// search a better plan to beat, and a better one to give when it is cut short.
func (x *search) polish() {
	copy(x.picks, x.kept)
	for i, u := range x.group {
		x.take(&x.frees[u], x.frees[u].choices[x.picks[i]])
	}
	for better := true; better; {
		better = false
		for i := range x.group {
			if !x.look() {
				better = false
				break
			}
			better = x.rechoose(i, x.improves) || better
			for k := range i {
				better = x.rechoose(i, func() bool { return x.rechoose(k, x.improves) }) || better
			}
		}
	}
	for i, u := range x.group {
		x.drop(&x.frees[u], x.frees[u].choices[x.picks[i]])
	}
}

// rechoose tries every other choice of a unit until one is accepted, and keeps
// it; otherwise the unit goes back to its own.
func (x *search) rechoose(i int, accept func() bool) bool {
	f := &x.frees[x.group[i]]
	own := x.picks[i]
	for c := range f.choices {
		if c == own {
			continue
		}
		x.drop(f, f.choices[x.picks[i]])
		x.picks[i] = c
		x.take(f, f.choices[c])
		if accept() {
			return true
		}
	}
	x.drop(f, f.choices[x.picks[i]])
	x.picks[i] = own
	x.take(f, f.choices[own])
	return false
}

// improves keeps the plan at hand if it is allowed and better than the best.
func (x *search) improves() bool {
	if v := x.value(); !v.less(x.best) || !x.allowed() {
		return false
	}
	x.keepBest()
	return true
}

// allowed reports whether every centre that is given something is within the
// largest load.
func (t *state) allowed() bool {
	for _, c := range t.centres {
		if t.cap > 0 && t.given[c] > 0 && t.loads[c] > t.cap {
			return false
		}
	}
	return true
}
