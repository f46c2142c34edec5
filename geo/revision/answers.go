package revision

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// The questions, those asked by default first.
var (
	scopes      = []geo.Scope{geo.Policy, geo.Any}
	confidences = []geo.Confidence{geo.Medium, geo.High, geo.Low}
	ranked      = []geo.Level{geo.Region, geo.Region2015, geo.Department}
)

// about names one answer that a network gives.
type about struct {
	topic     Topic
	measure   string
	territory geo.Territory
	geography geo.Geography
	level     geo.Level
	code      string
	name      string
	field     string
}

// told is one answer.
type told struct {
	about about
	value any // a Figure, a Share, a status or a count
}

// days lists the days on which a network of either side may differ from that of
// the eve, the first that may be asked before all.
func (c *comparison) days() []geo.Date {
	days := []geo.Date{geo.MinDate}
	add := func(d geo.Date) {
		if d > geo.MinDate && d <= geo.MaxDate {
			days = append(days, d)
		}
	}
	for _, s := range []*snapshot.Snapshot{c.a, c.b} {
		for i := range s.Perimeters {
			p := &s.Perimeters[i]
			add(p.From.First())
			if last := p.To.Last(); last < geo.MaxDate {
				add(last + 1)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// answers compares what both sides answer, on every day.
func (c *comparison) answers(ctx context.Context) error {
	days := c.days()
	networks := newNetworks()
	for _, scope := range scopes {
		for _, confidence := range confidences {
			for _, day := range days {
				q := coverage.Query{Date: day, Scope: scope, Confidence: confidence}
				networks.want(c.a, q)
				networks.want(c.b, q)
			}
		}
	}
	if err := networks.answer(ctx); err != nil {
		return err
	}
	series := newSeries(c)
	for _, scope := range scopes {
		for _, confidence := range confidences {
			for i, day := range days {
				q := coverage.Query{Date: day, Scope: scope, Confidence: confidence}
				last := geo.MaxDate
				if i+1 < len(days) {
					last = days[i+1] - 1
				}
				series.compare(q, last, networks.of(c.a, q), networks.of(c.b, q))
			}
		}
	}
	series.finish()
	return nil
}

// networks answers for each distinct network of each snapshot once: most days,
// scopes and thresholds share theirs with others.
type networks struct {
	mu    sync.Mutex
	known map[networkKey][]told
	asked map[networkKey]coverage.Query // one that gives the network
}

type networkKey struct {
	s          *snapshot.Snapshot
	perimeters string
}

func newNetworks() *networks {
	return &networks{known: map[networkKey][]told{}, asked: map[networkKey]coverage.Query{}}
}

func keyOf(s *snapshot.Snapshot, q coverage.Query) networkKey {
	var b strings.Builder
	for _, p := range coverage.Active(s, q) {
		b.WriteString(p.ID)
		b.WriteByte(0)
	}
	return networkKey{s, b.String()}
}

func (n *networks) want(s *snapshot.Snapshot, q coverage.Query) {
	key := keyOf(s, q)
	if _, ok := n.asked[key]; !ok {
		n.asked[key] = q
	}
}

func (n *networks) of(s *snapshot.Snapshot, q coverage.Query) []told { return n.known[keyOf(s, q)] }

func (n *networks) answer(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for key, q := range n.asked {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			all, err := answersOf(key.s, q)
			if err != nil {
				return fmt.Errorf("answers of %s: %w", q.Date, err)
			}
			n.mu.Lock()
			defer n.mu.Unlock()
			n.known[key] = all
			return nil
		})
	}
	return group.Wait()
}

// answersOf gives every answer that is compared, of one network.
func answersOf(s *snapshot.Snapshot, q coverage.Query) ([]told, error) {
	q.Territory, q.Geography, q.Level = geo.France, geo.QPV2015, geo.Region
	network := coverage.Active(s, q)
	out, err := figuresOf(s, q)
	if err != nil {
		return nil, err
	}
	for _, level := range ranked {
		q.Level = level
		a, err := coverage.AnalyseNetwork(s, q, network)
		if err != nil {
			return nil, err
		}
		if level == geo.Region {
			out = append(out, told{about{topic: Figures, measure: "centres"}, a.Known})
		}
		for i := range a.Rows {
			u := &a.Rows[i].Unit
			out = append(out, told{about{topic: Statuses, level: level, code: u.Code, name: u.Name, field: "coverage"}, string(a.Rows[i].Status)})
		}
	}
	o, err := realign.OutlineOf(s, q, network)
	if err != nil {
		return nil, err
	}
	for i := range o.Regions {
		u := &o.Regions[i].Unit
		out = append(out, told{about{topic: Statuses, level: geo.Region, code: u.Code, name: u.Name, field: "realignment"}, string(o.Regions[i].Status)})
	}
	q.Level = geo.Department // the quickest grain that can tell
	overlaps, err := coverage.OverlapFigures(s, q, network)
	if err != nil {
		return nil, err
	}
	for i := range overlaps {
		out = append(out, toldOverlap(&overlaps[i]))
	}
	return out, nil
}

func toldOverlap(o *coverage.Overlap) told {
	share := Share{Type: string(o.Type)}
	for i := range o.Units {
		share.Departments = append(share.Departments, o.Units[i].Code)
	}
	return told{about{topic: Overlaps, code: strings.Join(o.Centres, "+")}, share}
}

// figuresOf gives the totals of every territory and geography.
func figuresOf(s *snapshot.Snapshot, q coverage.Query) ([]told, error) {
	var out []told
	for _, q.Geography = range geo.Geographies {
		for _, q.Territory = range geo.Territories {
			totals, err := coverage.TotalsOf(s, q)
			if err != nil {
				return nil, err
			}
			for i, m := range geo.Measures {
				at := about{topic: Figures, measure: string(m), territory: q.Territory}
				if m == geo.Neighbourhoods || m == geo.NeighbourhoodPopulation {
					at.geography = q.Geography
				} else if q.Geography != geo.QPV2015 {
					continue // the same
				}
				out = append(out, told{at, figureOf(m, &totals[i])})
			}
		}
	}
	return out, nil
}

func figureOf(m geo.Measure, f *coverage.Figure) Figure {
	if f.Reason != "" {
		return Figure{Reason: f.Reason}
	}
	amount := func(n int64) any { return n }
	if m == geo.AreaKM2 {
		amount = km2
	}
	out := Figure{Covered: amount(f.Covered), Total: amount(f.Total), Missing: f.Missing, Approximate: f.Approximate}
	if f.Unsourced != 0 {
		out.Unsourced = amount(f.Unsourced)
	}
	if f.Undetermined != 0 {
		out.Undetermined = amount(f.Undetermined)
	}
	return out
}
