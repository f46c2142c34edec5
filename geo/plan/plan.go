package plan

import (
	"context"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Plan is a set of assignments that is the best for its aim, under its rules.
type Plan struct {
	Query   coverage.Query // at level department
	Options Options
	// Assignments are the units whose centres change, in order of code. Carried
	// out together, in any order, they turn the network of Before into that of
	// After; centres closed have no assignment of their own.
	Assignments []Assignment
	Created     []Created
	Closed      []string     // centres left without ground in the territory, in order
	Loads       []CentreLoad // of every centre before or after, in order of ID
	// Objective is what the aim makes least, in order; see the package's
	// documentation.
	Objective []Term
	// Proven tells that no plan has a lesser objective. Otherwise the search
	// ended at its limit, and the bounds of Objective say what may still exist.
	Proven bool
	// Settled tells that no plan of equal objective comes before this one by
	// code.
	Settled     bool
	Unreachable []Unreachable // units left without a centre, in order of code
	Before      *coverage.Analysis
	// After is the coverage once the plan is carried out; its totals are the
	// best attainable share. What the plan adds has no published source.
	After *coverage.Analysis

	surveyed *ground // before the plan
}

// Assignment gives one unit to one centre.
type Assignment struct {
	Unit    geo.Unit
	Centre  string
	Created bool     // whether the plan creates that centre
	From    []string // centres that give the unit up, in order; none for a gap
	Reason  Reason
	Choices int // existing centres that could take it
	// Candidate is the evidence on the centre, nil where it is created or
	// where it keeps a region (Aligned).
	Candidate *Candidate
}

// Created is a centre that a plan creates.
type Created struct {
	ID     string // "new-94"
	Region geo.Unit
	Units  []string // codes, in order
}

// CentreLoad is what a centre covers before and after a plan, in the measure of its
// options.
type CentreLoad struct {
	Centre        string
	Before, After int64
}

// Term is one term of an objective, and of the bound: no plan's objective comes
// before the bound in lexicographic order, that is the first differing term
// decides. Terms after that one are not bounded one by one.
type Term struct {
	Name         string
	Value, Bound int64
}

// Unreachable is a unit that a plan leaves without a centre.
type Unreachable struct {
	Unit           geo.Unit
	Neighbourhoods int64 // left not covered
	Undetermined   int64 // beside these, those that lie, or may lie, partly in covered ground
	Reason         Reason
}

// Reason says, as data, why a unit goes where it goes.
type Reason string

// Reasons to have no centre, then reasons for an assignment.
const (
	Overseas  Reason = "overseas"   // no centre in that land, and joining across the sea was not asked
	NoContact Reason = "no-contact" // no centre in the region or across a border
	NoRoom    Reason = "no-room"    // every centre it could have would pass the largest load
	NoCentre  Reason = "no-centre"  // no centre is left for the region, and none may be created

	OnlyChoice       Reason = "only-choice"
	BestRanked       Reason = "best-ranked"
	ForTheAim        Reason = "for-the-aim"         // not the best-ranked, but the aim wants it
	Moved            Reason = "moved"               // covered already; the aim wants it elsewhere
	CreatedForWant   Reason = "created-for-want"    // no existing centre is admissible
	CreatedForTheAim Reason = "created-for-the-aim" // the aim prefers a new centre
	KeepsRegion      Reason = "keeps-region"
	CreatedForRegion Reason = "created-for-region"
)

// Make makes the plan of an aim for the network of a date, by departments: the query's
// level is not looked at. It fails where the
// options make no sense, where the network cannot be counted, or where the
// context ends; a limit of the search is no error.
func Make(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, o Options) (*Plan, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	v := viewByDepartment(s, q)
	w, err := survey(ctx, v, o)
	if err != nil {
		return nil, err
	}
	b := &budget{ctx: ctx, nodes: o.Nodes, deadline: o.Deadline}
	if o.Nodes == 0 {
		b.nodes = DefaultNodes
	}
	d := &draft{w: w, plan: &Plan{Query: v.Query, Options: o, Before: w.coverage, surveyed: w}}
	if o.Aim == Aligned {
		d.align()
	} else {
		d.choose(b)
	}
	if err := ended(ctx, b); err != nil {
		return nil, err
	}
	d.list()
	after, err := d.network(s, v.Network)
	if err != nil {
		return nil, err
	}
	d.plan.After, err = coverage.AnalyseNetwork(ctx, s, v.Query, after)
	return d.plan, err
}

// ended returns why the search, or the time before and after it, was cut short by
// the caller.
func ended(ctx context.Context, b *budget) error {
	if b.err != nil {
		return b.err
	}
	return ctx.Err()
}

// termNames names the terms of a value in its order. What is left is named by the
// measure that counts it.
var termNames = [len(value{})]string{
	leftHoods: "left", leftUnits: "units-left",
	largest: "largest-load", squares: "sum-of-squares",
	changed: "units-changed", created: "centres-created",
}

// terms lists the terms that the aim of some options looks at.
func terms(o Options, v, bound value) []Term {
	var out []Term
	for i, name := range termNames {
		if o.Aim == Even || i != largest && i != squares {
			if i == leftHoods {
				name = o.Counted().String() + "-left"
			}
			out = append(out, Term{name, v[i], bound[i]})
		}
	}
	return out
}

// list fills in what follows from the assignments: centres created and closed,
// and loads.
func (d *draft) list() {
	p := d.plan
	slices.SortFunc(p.Assignments, func(a, b Assignment) int { return strings.Compare(a.Unit.Code, b.Unit.Code) })
	slices.SortFunc(p.Unreachable, func(a, b Unreachable) int { return strings.Compare(a.Unit.Code, b.Unit.Code) })
	for i := range d.w.centres {
		c := &d.w.centres[i]
		p.Loads = append(p.Loads, CentreLoad{c.id, c.load, d.loads[i]})
	}
	for region, load := range d.created {
		p.Loads = append(p.Loads, CentreLoad{Centre: d.newID(region), After: load})
		p.Created = append(p.Created, Created{ID: d.newID(region), Region: d.w.regions[region]})
	}
	slices.SortFunc(p.Loads, func(a, b CentreLoad) int { return strings.Compare(a.Centre, b.Centre) })
	slices.SortFunc(p.Created, func(a, b Created) int { return strings.Compare(a.ID, b.ID) })
	for i := range p.Created {
		for _, a := range p.Assignments {
			if a.Centre == p.Created[i].ID {
				p.Created[i].Units = append(p.Created[i].Units, a.Unit.Code)
			}
		}
	}
}

// newID names the centre created for a region, unlike any that exists.
func (d *draft) newID(region string) string {
	id := "new-" + region
	for slices.ContainsFunc(d.w.centres, func(c centre) bool { return c.id == id }) {
		id += "-plan"
	}
	return id
}
