package coverage

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// OverlapType says whether shared ground is meant to be shared.
type OverlapType string

// The types, from the plainest to the most doubtful.
const (
	Agreed       OverlapType = "agreed"       // an act or source names both, or their scopes differ
	Transitional OverlapType = "transitional" // a hand-over that ends within a year of its start
	Unexplained  OverlapType = "unexplained"
)

// Overlap is the ground that one set of centres shares.
type Overlap struct {
	Centres      []string // two or more IDs, in the snapshot's order
	Perimeters   []*snapshot.Perimeter
	Scopes       []geo.Scope
	Type         OverlapType
	Since, Until geo.Fuzzy // the time over which all of Perimeters hold
	Shared       Figures   // Covered: what is shared; Total: that of the territory asked
	Units        []geo.Unit
	Geometry     orb.MultiPolygon // nil where no boundaries are loaded
}

// Overlaps returns every set of centres that share ground at the date, in
// order of their IDs. Perimeters of one centre never overlap one another. Its
// errors are those of [Analyse].
func Overlaps(ctx context.Context, s *snapshot.Snapshot, q Query) ([]Overlap, error) {
	return OverlapsOf(ctx, s, q, s.Active(q))
}

// OverlapsOf is Overlaps over a network that need not be the snapshot's own.
func OverlapsOf(ctx context.Context, s *snapshot.Snapshot, q Query, active snapshot.Network) ([]Overlap, error) {
	t, err := newTally(ctx, s.View(q, active))
	if err != nil {
		return nil, err
	}
	g := t.Grain
	groups, err := sharedGround(ctx, t.View, t.split)
	if err != nil {
		return nil, err
	}
	whole := make([]int32, len(g.Atoms))
	for i := range whole {
		whole[i] = mesh.Outside
	}
	for k, sh := range groups {
		sh.atoms.Each(func(i int) { whole[i] = int32(k) })
	}
	ground := s.Dissolve(g, whole, len(groups))
	totals := t.totals()
	out := make([]Overlap, 0, len(groups))
	for k, sh := range groups {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		o := sh.overlap(t.View, totals)
		o.Geometry = ground[k]
		if len(sh.pieces) > 0 {
			if o.Geometry, err = overlay.UnionAll(append(sh.pieces, ground[k])); err != nil {
				return nil, err
			}
		}
		out = append(out, o)
	}
	return out, nil
}

// shared is the ground of one set of centres.
type shared struct {
	key        string
	perimeters []*snapshot.Perimeter
	types      []OverlapType // of each set of perimeters that hold over some of it together
	atoms      geo.Bitset    // shared whole
	cut        geo.Bitset    // atoms shared in part
	pieces     []orb.MultiPolygon
	pieceArea  geo.Area
}

// sharedGround collects, for each set of two centres or more, the atoms and
// pieces of atoms over which exactly these hold.
func sharedGround(ctx context.Context, v snapshot.View, cut cuts) ([]*shared, error) {
	g := v.Grain
	byKey := map[string]*shared{}
	of := func(perimeters []*snapshot.Perimeter) *shared {
		ids := centresOf(perimeters)
		if len(ids) < 2 {
			return nil
		}
		key := strings.Join(ids, "+")
		if byKey[key] == nil {
			byKey[key] = &shared{key: key, atoms: geo.NewBitset(len(g.Atoms)), cut: geo.NewBitset(len(g.Atoms))}
		}
		byKey[key].addPerimeters(perimeters)
		return byKey[key]
	}
	whole := v.Asked().Clone()
	for _, c := range cut {
		if !whole.Has(c.atom) {
			continue
		}
		whole.Remove(c.atom)
		for _, p := range c.pieces {
			if sh := of(p.perimeters); sh != nil {
				ground, err := p.ground()
				if err = cmp.Or(err, ctx.Err()); err != nil {
					return nil, err
				}
				sh.cut.Add(c.atom)
				sh.pieces = append(sh.pieces, ground)
				sh.pieceArea += p.area
			}
		}
	}
	sets := perimeterSets(g, v.Network)
	groups := make([]*shared, len(sets.members))
	whole.Each(func(i int) {
		id := sets.of[i]
		if groups[id] == nil && len(sets.members[id]) > 1 {
			groups[id] = of(sets.members[id])
		}
		if groups[id] != nil {
			groups[id].atoms.Add(i)
		}
	})
	out := make([]*shared, 0, len(byKey))
	for _, sh := range byKey {
		out = append(out, sh)
	}
	slices.SortFunc(out, func(a, b *shared) int { return strings.Compare(a.key, b.key) })
	return out, nil
}

func (sh *shared) addPerimeters(perimeters []*snapshot.Perimeter) {
	sh.types = append(sh.types, typeOf(perimeters))
	for _, p := range perimeters {
		if !slices.Contains(sh.perimeters, p) {
			sh.perimeters = append(sh.perimeters, p)
		}
	}
	slices.SortStableFunc(sh.perimeters, func(a, b *snapshot.Perimeter) int {
		return strings.Compare(a.Centre.ID, b.Centre.ID)
	})
}

// overlap counts the ground. Whether its area is approximate is told by the
// atoms it lies in, not by all those of the territory asked.
func (sh *shared) overlap(v snapshot.View, totals Figures) Overlap {
	g, q, approximate := v.Grain, v.Query, v.Snapshot.Approximate(v.Grain)
	o := Overlap{
		Centres: strings.Split(sh.key, "+"), Perimeters: sh.perimeters,
		Scopes: scopesOf(sh.perimeters), Type: mostDoubtful(sh.types), Shared: totals,
	}
	o.Since, o.Until = span(sh.perimeters)
	sum := g.Add(sh.atoms, q.Geography)
	sum[geo.AreaKM2] += int64(sh.pieceArea)
	untold := g.Untold(sh.atoms, sh.cut, q.Geography)
	for _, m := range geo.Measures {
		f := &o.Shared[m]
		if f.Reason != "" {
			continue
		}
		*f = Figure{Total: f.Total, Approximate: m == geo.AreaKM2 && sh.touched().Intersects(approximate)}
		if m == geo.Departments {
			f.Covered = countDepartments(g, sh.atoms)
			continue
		}
		f.Covered, f.Undetermined = sum[m], untold[m]
	}
	o.Units = sh.departments(g)
	return o
}

// touched returns the atoms in which some ground is shared.
func (sh *shared) touched() geo.Bitset { return sh.atoms.Union(sh.cut) }

// departments returns the departments and collectivities the ground lies in, in
// order of code.
func (sh *shared) departments(g *snapshot.Grain) []geo.Unit {
	rows := g.Rows(geo.Department)
	var units []geo.Unit
	for d, n := range rows.Count(sh.touched()) {
		if n > 0 {
			units = append(units, rows.Units[d])
		}
	}
	return units
}

func scopesOf(perimeters []*snapshot.Perimeter) []geo.Scope {
	var out []geo.Scope
	for _, p := range perimeters {
		if !slices.Contains(out, p.Scope) {
			out = append(out, p.Scope)
		}
	}
	slices.Sort(out)
	return out
}

// span returns the latest start and the earliest end of perimeters.
func span(perimeters []*snapshot.Perimeter) (since, until geo.Fuzzy) {
	since, until = perimeters[0].From, perimeters[0].To
	for _, p := range perimeters[1:] {
		if p.From.First() > since.First() {
			since = p.From
		}
		if p.To.Last() < until.Last() {
			until = p.To
		}
	}
	return since, until
}
