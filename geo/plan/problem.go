package plan

import (
	"slices"

	"maillage/geo/coverage"
)

// problem is the choices of Fewest and Even, with names taken away.
type problem struct {
	frees   []free  // in order of code
	loads   []int64 // of every centre, created ones after the others, before any choice
	created []string
	first   int // the first created centre
	cap     int64
}

// free is a unit that has a choice to make.
type free struct {
	unit    int
	missing int64 // neighbourhoods left if no centre takes it
	choices []choice
}

// choice is what one unit may do, the best-ranked first.
type choice struct {
	centre int   // none: left
	add    int64 // neighbourhoods the centre gains
	stay   bool
}

// none stands for no centre.
const none = -1

// pose builds the problem of a ground under the rules.
func pose(w *ground, o Options) *problem {
	p := &problem{first: len(w.centres), cap: o.MaxLoad}
	for i := range w.centres {
		p.loads = append(p.loads, w.centres[i].load)
	}
	index := map[string]int{}
	for i := range w.centres {
		index[w.centres[i].id] = i
	}
	for i := range w.units {
		u := &w.units[i]
		f := free{unit: i, missing: u.missing}
		switch {
		case u.status != coverage.IsCovered:
		case o.MayMove && w.movable(u):
			c := u.holders[0].centre
			p.loads[c] -= u.hoods
			f.choices = append(f.choices, choice{c, u.hoods, true})
		default:
			continue
		}
		for _, k := range w.rank([]int{i}) {
			c := index[k.Centre]
			if len(f.choices) == 0 || c != f.choices[0].centre || !f.choices[0].stay {
				f.choices = append(f.choices, choice{centre: c, add: u.hoods - u.held(c)})
			}
		}
		if o.AllowCreate && u.status != coverage.IsPartial {
			f.choices = append(f.choices, choice{centre: p.create(u.region), add: u.hoods})
		}
		if o.MaxLoad > 0 && u.status != coverage.IsCovered || len(f.choices) == 0 {
			f.choices = append(f.choices, choice{centre: none})
		}
		p.frees = append(p.frees, f)
	}
	return p
}

// movable reports whether a covered unit may change hands.
func (w *ground) movable(u *unit) bool {
	return len(u.holders) == 1 && w.centres[u.holders[0].centre].plain
}

// create returns the centre that may be created for a region.
func (p *problem) create(region string) int {
	k := slices.Index(p.created, region)
	if k < 0 {
		k = len(p.created)
		p.created = append(p.created, region)
		p.loads = append(p.loads, 0)
	}
	return p.first + k
}

// parts splits the units into groups that share no centre. It also returns the
// centres that no unit can choose.
func (p *problem) parts() (groups [][]int, idle []int) {
	owner := make([]int, len(p.loads)) // a unit that can choose the centre
	for c := range owner {
		owner[c] = none
	}
	root := make([]int, len(p.frees))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for i := range p.frees {
		for _, k := range p.frees[i].choices {
			if k.centre == none {
				continue
			}
			if owner[k.centre] == none {
				owner[k.centre] = i
			}
			a, b := find(i), find(owner[k.centre])
			root[max(a, b)] = min(a, b)
		}
	}
	at := map[int]int{}
	for i := range p.frees {
		r := find(i)
		if _, ok := at[r]; !ok {
			at[r] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[r]] = append(groups[at[r]], i)
	}
	for c, i := range owner {
		if i == none {
			idle = append(idle, c)
		}
	}
	return groups, idle
}
