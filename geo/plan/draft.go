package plan

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// draft is a plan being written out from the choices that were made.
type draft struct {
	w       *ground
	plan    *Plan
	loads   []int64          // of each existing centre, after
	created map[string]int64 // load of each created centre, by region
	// What changes of perimeters: units given to a centre, and units that lose
	// every perimeter they were in.
	given map[string][]geo.UnitRef
	freed map[string]bool
	// fresh tells that the given units are all the ground there is.
	fresh bool
}

func (d *draft) begin() {
	d.created, d.given, d.freed = map[string]int64{}, map[string][]geo.UnitRef{}, map[string]bool{}
	d.loads = make([]int64, len(d.w.centres))
	d.plan.Proven, d.plan.Settled = true, true
}

// give adds a unit to a centre's ground.
func (d *draft) give(u *unit, id string) {
	d.given[id] = append(d.given[id], geo.UnitRef{Level: u.Level, Code: u.Code})
}

// leave says that a unit ends without a centre.
func (d *draft) leave(u *unit, missing, untold int64, why Reason) {
	d.plan.Unreachable = append(d.plan.Unreachable, Unreachable{u.Unit, missing, untold, why})
}

// choose solves Fewest or Even and writes the choices down.
func (d *draft) choose(b *budget) {
	d.begin()
	o := d.plan.Options
	p := pose(d.w, o)
	var r result
	if o.Aim == Even {
		r = solveEven(p, b)
	} else {
		r = solveFewest(p, b)
	}
	d.plan.Objective = terms(o, r.value, r.bound)
	d.plan.Proven, d.plan.Settled = r.proven, r.settled
	copy(d.loads, p.loads)
	for i := range p.frees {
		f := &p.frees[i]
		d.write(p, f, f.choices[r.picks[i]])
	}
	d.close()
}

// write writes one choice down.
func (d *draft) write(p *problem, f *free, k choice) {
	u := &d.w.units[f.unit]
	switch {
	case k.centre == none:
		why := NoRoom
		if len(f.choices) == 1 {
			why = d.w.noCandidate(f.unit)
		}
		d.leave(u, u.gap, u.untold, why)
		return
	case k.stay:
		d.loads[k.centre] += k.add
		return
	}
	a := Assignment{Unit: u.Unit}
	ranked := d.w.rank([]int{f.unit})
	a.Choices = len(ranked)
	if u.status == coverage.IsCovered { // it moves
		a.From = []string{d.w.centres[u.holders[0].centre].id}
		d.freed[u.Code] = true
	}
	if k.centre >= p.first {
		region := p.created[k.centre-p.first]
		a.Created, a.Centre = true, d.newID(region)
		d.created[region] += k.add
	} else {
		a.Centre = d.w.centres[k.centre].id
		d.loads[k.centre] += k.add
		for c := range ranked {
			if ranked[c].Centre == a.Centre {
				a.Candidate = &ranked[c]
			}
		}
	}
	a.Reason = reason(&a, ranked)
	d.give(u, a.Centre)
	d.plan.Assignments = append(d.plan.Assignments, a)
}

// reason says why a unit goes to its centre rather than to another.
func reason(a *Assignment, ranked []Candidate) Reason {
	switch {
	case len(a.From) > 0:
		return Moved
	case a.Created && len(ranked) == 0:
		return CreatedForWant
	case a.Created:
		return CreatedForTheAim
	case len(ranked) == 1:
		return OnlyChoice
	case ranked[0].Centre == a.Centre:
		return BestRanked
	default:
		return ForTheAim
	}
}

// close lists the centres whose every unit has moved away.
func (d *draft) close() {
	keeps := make([]bool, len(d.w.centres))
	for i := range d.w.units {
		u := &d.w.units[i]
		for _, h := range u.holders {
			keeps[h.centre] = keeps[h.centre] || !d.freed[u.Code]
		}
	}
	for c := range keeps {
		if id := d.w.centres[c].id; !keeps[c] && len(d.given[id]) == 0 {
			d.plan.Closed = append(d.plan.Closed, id)
		}
	}
}

// align solves Aligned and writes the regions down.
func (d *draft) align() {
	d.begin()
	d.fresh = true
	a := newAlignment(d.w, d.plan.Options)
	regions, v := a.solve()
	d.plan.Objective = terms(d.plan.Options, v, v)
	keeps := make([]bool, len(d.w.centres))
	for _, k := range regions {
		r := &a.regions[k.region]
		switch k.centre {
		case none:
			d.leaveRegion(r)
			continue
		case toCreate:
			d.created[r.code] = r.hoods
		default:
			keeps[k.centre] = true
			d.loads[k.centre] = r.hoods
		}
		for _, i := range r.units {
			d.alignUnit(r, &d.w.units[i], k.centre)
		}
	}
	for c, kept := range keeps {
		if !kept {
			d.plan.Closed = append(d.plan.Closed, d.w.centres[c].id)
		}
	}
}

// leaveRegion leaves every unit of a region without a centre.
func (d *draft) leaveRegion(r *region) {
	why := NoCentre
	if most := d.plan.Options.MaxLoad; most > 0 && r.hoods > most {
		why = NoRoom
	}
	for _, i := range r.units {
		d.leave(&d.w.units[i], d.w.units[i].all, 0, why)
	}
}

// alignUnit gives a unit to the centre of its region, and says so where that
// changes anything.
func (d *draft) alignUnit(r *region, u *unit, c int) {
	a := Assignment{Unit: u.Unit, Reason: KeepsRegion, Choices: len(r.keep)}
	already := false
	if c == toCreate {
		a.Created, a.Centre, a.Reason = true, d.newID(r.code), CreatedForRegion
	} else {
		a.Centre = d.w.centres[c].id
	}
	for _, h := range u.holders {
		if h.centre == c {
			already = u.status == coverage.IsCovered
			continue
		}
		a.From = append(a.From, d.w.centres[h.centre].id)
	}
	d.give(u, a.Centre)
	if !already || len(a.From) > 0 {
		d.plan.Assignments = append(d.plan.Assignments, a)
	}
}
