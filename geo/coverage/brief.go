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
	g := s.Grain(geo.Region, network.Fine())
	cut, err := cutAtoms(ctx, s, g, network)
	if err != nil {
		return nil, err
	}
	b := &Brief{Known: knownCentres(network)}
	weighed := map[geo.Geography]cuts{}
	for _, q := range queries {
		q.Level = geo.Region
		t := newWholeTally(s, g, q, network)
		if weighed[q.Geography] == nil && len(cut) > 0 {
			if weighed[q.Geography], err = cut.weighedIn(s, g, q.Geography); err != nil {
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
		t := newWholeTally(s, g, Query{Level: level, Territory: geo.France, Geography: geo.QPV2015}, network)
		t.addCuts(cut)
		b.Statuses = append(b.Statuses, t.statuses())
	}
	b.Shares, err = sharesOf(ctx, g, network, cut)
	return b, err
}

// weighedIn returns the cut atoms with their weights in one geography.
func (c cuts) weighedIn(s *snapshot.Snapshot, g *snapshot.Grain, q geo.Geography) (cuts, error) {
	out := slices.Clone(c)
	for i := range out {
		if err := out[i].weigh(s, g, q); err != nil {
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

func sharesOf(ctx context.Context, g *snapshot.Grain, network snapshot.Network, cut cuts) ([]Shared, error) {
	groups, err := sharedGround(ctx, g, Query{Territory: geo.France}, network, cut)
	if err != nil {
		return nil, err
	}
	var out []Shared
	for _, sh := range groups {
		out = append(out, Shared{strings.Split(sh.key, "+"), mostDoubtful(sh.types), sh.departments(g)})
	}
	return out, nil
}
