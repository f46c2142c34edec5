package coverage

import (
	"context"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Brief is what a network answers, without ground: what two networks are compared
// by. It costs a fraction of the analyses it stands for, as drawn perimeters are
// cut once for all of them.
type Brief struct {
	Known    int           // as in Analysis
	Totals   []Figures     // of each query, as TotalsOf gives them
	Statuses [][]RowStatus // of each level: those of the rows of an Analysis of France
	Shares   []Shared      // of each Overlap over France, in order of their centres
}

// RowStatus is the status of one territory.
type RowStatus struct {
	Unit   geo.Unit
	Status Status
}

// Shared says of an Overlap whose it is, of what type, and where.
type Shared struct {
	Centres []string
	Type    OverlapType
	Units   []geo.Unit // departments and collectivities, in order of code
}

// BriefOf answers territories and geographies of queries, over a network that
// need not be the snapshot's own; their level is region, and all else of them is
// not looked at. Levels are no finer than departments.
func BriefOf(ctx context.Context, s *snapshot.Snapshot, network snapshot.Network, queries []Query, levels []geo.Level) (*Brief, error) {
	v := s.View(Query{Level: geo.Region, Territory: geo.France}, network)
	cut, err := cutAtoms(ctx, v)
	if err != nil {
		return nil, err
	}
	b := &Brief{Known: knownCentres(network)}
	weighed := map[geo.Geography]cuts{}
	for _, q := range queries {
		q.Level = geo.Region
		v.Query = q
		t := newWholeTally(v)
		if weighed[q.Geography] == nil && len(cut) > 0 {
			if weighed[q.Geography], err = cut.weighedIn(v); err != nil {
				return nil, err
			}
		}
		t.addCuts(weighed[q.Geography])
		if err := t.addStraddlers(weighed[q.Geography]); err != nil {
			return nil, err
		}
		b.Totals = append(b.Totals, t.totals())
	}
	for _, level := range levels {
		v.Query = Query{Level: level, Territory: geo.France, Geography: geo.QPV2015}
		t := newWholeTally(v)
		t.addCuts(cut)
		b.Statuses = append(b.Statuses, t.statuses())
	}
	v.Query = Query{Territory: geo.France}
	b.Shares, err = sharesOf(ctx, v, cut)
	return b, err
}

// weighedIn returns the cut atoms with their weights in one geography.
func (c cuts) weighedIn(v snapshot.View) (cuts, error) {
	out := slices.Clone(c)
	for i := range out {
		if err := out[i].weigh(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (t *tally) statuses() []RowStatus {
	var out []RowStatus
	for i := range t.rowsOf.Units {
		if sum := t.row(i); sum.atoms > 0 {
			out = append(out, RowStatus{t.rowsOf.Units[i], sum.status()})
		}
	}
	return out
}

func sharesOf(ctx context.Context, v snapshot.View, cut cuts) ([]Shared, error) {
	groups, err := sharedGround(ctx, v, cut)
	if err != nil {
		return nil, err
	}
	var out []Shared
	for _, sh := range groups {
		out = append(out, Shared{strings.Split(sh.key, "+"), mostDoubtful(sh.types), sh.departments(v.Grain)})
	}
	return out, nil
}
