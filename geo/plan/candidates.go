package plan

import (
	"cmp"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/coverage"
)

// GapCandidates is one gap and the centres that could take it.
type GapCandidates struct {
	Unit           geo.Unit // department, collectivity, or the region they make a gap of
	Departments    []string // the departments or collectivities of the gap, in order of code
	Neighbourhoods int64    // that are not covered
	Undetermined   int64    // beside these, those that lie, or may lie, partly in covered ground
	// NPNRU is how many of Neighbourhoods are of the NPNRU; unknown where the
	// geography has no list of them.
	NPNRU      geo.Count
	Candidates []Candidate
	// Reason says why there are no candidates; "" where there are some.
	Reason Reason
	// Parts is the gaps of a region one by one; nil for a department.
	Parts []GapCandidates
}

// Criterion is one reason for a candidate.
type Criterion string

// The criteria, and the points each is out of.
const (
	SameRegion        Criterion = "same-region"        // 400: it serves ground of that region
	SharedBorder      Criterion = "shared-border"      // 300: its part of the border with all candidates
	LoadAfter         Criterion = "load-after"         // 200: less, the nearer to the heaviest centre
	StraddlingAvoided Criterion = "straddling-avoided" // 100: it would serve no further region
)

// Item is what one criterion is worth, out of how much.
type Item struct {
	Criterion  Criterion
	Points, Of int64
}

// Candidate is a centre that could take a gap. Candidates stand by score, the
// highest first, then by ID. The points are this package's own and published
// here; no official ranking exists.
type Candidate struct {
	Centre        string
	SameRegion    bool
	BorderMetres  int64
	Load          int64    // what it covers today, in the measure of the options
	LoadAfter     int64    // with the gap
	Regions       []string // since 2016, that it serves today
	FurtherRegion bool     // whether it would serve one more
	Items         []Item   // in the order of the criteria
	Score         int64    // their sum, out of 1000
}

// Candidates ranks the centres that could take each gap there is before a plan, gaps
// grouped by region since 2016 in order of code. Of its options JoinOverseas and Measure
// alone are looked at.
func (p *Plan) Candidates() []GapCandidates {
	w := p.surveyed
	byRegion := map[string][]int{}
	for i := range w.units {
		if u := &w.units[i]; u.status != coverage.IsCovered {
			byRegion[u.region] = append(byRegion[u.region], i)
		}
	}
	var out []GapCandidates
	for code, gap := range byRegion {
		g := w.gap(w.regions[code], gap)
		for _, i := range gap {
			g.Parts = append(g.Parts, w.gap(w.units[i].Unit, []int{i}))
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b GapCandidates) int { return strings.Compare(a.Unit.Code, b.Unit.Code) })
	return out
}

// gap ranks the candidates for some units of one region.
func (w *ground) gap(of geo.Unit, units []int) GapCandidates {
	g := GapCandidates{Unit: of, Candidates: w.rank(units)}
	for _, i := range units {
		g.Departments = append(g.Departments, w.units[i].Code)
		g.Neighbourhoods += w.units[i].gap
		g.Undetermined += w.units[i].untold
		g.NPNRU = geo.Count{N: g.NPNRU.N + w.units[i].npnru.N, Known: w.units[i].npnru.Known}
	}
	if len(g.Candidates) == 0 {
		g.Reason = w.noCandidate(units[0])
	}
	return g
}

// noCandidate says why no centre is admissible for a unit.
func (w *ground) noCandidate(i int) Reason {
	if w.units[i].land != mainland && !w.joinOverseas {
		return Overseas
	}
	return NoContact
}

// rank returns the centres admissible for some of the units, all of one region,
// the best first.
func (w *ground) rank(units []int) []Candidate {
	var out []Candidate
	var border, heaviest int64
	for c := range w.centres {
		heaviest = max(heaviest, w.centres[c].load)
		if slices.ContainsFunc(units, func(i int) bool { return w.admissible(&w.units[i], i, c) }) {
			out = append(out, w.candidate(units, c))
			border += out[len(out)-1].BorderMetres
		}
	}
	for i := range out {
		out[i].weigh(border, heaviest)
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Centre, b.Centre))
	})
	return out
}

// candidate gathers the evidence on one centre.
func (w *ground) candidate(units []int, c int) Candidate {
	of := &w.centres[c]
	region := w.units[units[0]].region
	k := Candidate{Centre: of.id, Load: of.load, LoadAfter: of.load, Regions: of.regions}
	k.SameRegion = slices.Contains(of.regions, region)
	k.FurtherRegion = !k.SameRegion
	for _, i := range units {
		k.BorderMetres += w.border[i][c]
		k.LoadAfter += w.units[i].hoods - w.units[i].held(c)
	}
	return k
}

// weigh turns evidence into points, in whole numbers so that a sum is exact.
func (k *Candidate) weigh(border, heaviest int64) {
	item := func(c Criterion, part, whole, of int64) {
		points := int64(0)
		if whole > 0 {
			points = of * part / whole
		}
		k.Items = append(k.Items, Item{c, points, of})
		k.Score += points
	}
	heaviest = max(heaviest, k.LoadAfter, 1)
	item(SameRegion, one(k.SameRegion), 1, 400)
	item(SharedBorder, k.BorderMetres, border, 300)
	item(LoadAfter, heaviest-k.LoadAfter, heaviest, 200)
	item(StraddlingAvoided, one(!k.FurtherRegion), 1, 100)
}

func one(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
