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

// answerKey names one answer that a network gives.
type answerKey struct {
	topic     Topic
	measure   string
	territory geo.Territory
	geography geo.Geography
	level     geo.Level
	code      string
	name      string
	field     string
}

// answer is one answer.
type answer struct {
	key   answerKey
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
			add(p.FirstDay())
			if last := p.LastDay(); last < geo.MaxDate {
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
	known := map[[2]networkKey][]differing{} // most stretches share their networks with others
	for _, scope := range scopes {
		for _, confidence := range confidences {
			for i, day := range days {
				q := coverage.Query{Date: day, Scope: scope, Confidence: confidence}
				last := geo.MaxDate
				if i+1 < len(days) {
					last = days[i+1] - 1
				}
				both := [2]networkKey{keyOf(c.a, q), keyOf(c.b, q)}
				all, ok := known[both]
				if !ok {
					all = differences(networks.known[both[0]], networks.known[both[1]])
					known[both] = all
				}
				series.compare(q, last, all)
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
	known map[networkKey][]answer
	asked map[networkKey]coverage.Query // one that gives the network
}

type networkKey struct {
	s          *snapshot.Snapshot
	perimeters string
}

func newNetworks() *networks {
	return &networks{known: map[networkKey][]answer{}, asked: map[networkKey]coverage.Query{}}
}

func keyOf(s *snapshot.Snapshot, q coverage.Query) networkKey {
	var b strings.Builder
	for _, p := range s.Active(q) {
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

func (n *networks) answer(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for key, q := range n.asked {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			all, err := answersOf(ctx, key.s, key.s.Active(q))
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

// asked are the territories and geographies whose totals are compared.
func asked() []coverage.Query {
	var out []coverage.Query
	for _, q := range geo.Geographies {
		for _, t := range geo.Territories {
			out = append(out, coverage.Query{Territory: t, Geography: q})
		}
	}
	return out
}

// answersOf gives every answer that is compared, of one network.
func answersOf(ctx context.Context, s *snapshot.Snapshot, network snapshot.Network) ([]answer, error) {
	queries := asked()
	brief, err := coverage.BriefOf(ctx, s, network, queries, ranked)
	if err != nil {
		return nil, err
	}
	out := []answer{{answerKey{topic: Figures, measure: "centres"}, brief.Known}}
	for i, q := range queries {
		out = append(out, answersOfTotals(q, &brief.Totals[i])...)
	}
	for k, level := range ranked {
		for _, r := range brief.Statuses[k] {
			out = append(out, answer{answerKey{topic: Statuses, level: level, code: r.Unit.Code, name: r.Unit.Name, field: "coverage"}, string(r.Status)})
		}
	}
	for _, r := range realign.StatusesOf(s, network) {
		out = append(out, answer{answerKey{topic: Statuses, level: geo.Region, code: r.Unit.Code, name: r.Unit.Name, field: "realignment"}, string(r.Status)})
	}
	for _, o := range brief.Shares {
		share := Share{Type: string(o.Type)}
		for i := range o.Units {
			share.Departments = append(share.Departments, o.Units[i].Code)
		}
		out = append(out, answer{answerKey{topic: Overlaps, code: strings.Join(o.Centres, "+")}, share})
	}
	return out, nil
}

// answersOfTotals are the totals of one territory and geography: of 2024, those of
// neighbourhoods alone, the others being the same.
func answersOfTotals(q coverage.Query, totals *coverage.Figures) []answer {
	var out []answer
	for i, m := range geo.Measures {
		at := answerKey{topic: Figures, measure: m.String(), territory: q.Territory}
		if m.OfNeighbourhoods() {
			at.geography = q.Geography
		} else if q.Geography != geo.QPV2015 {
			continue
		}
		out = append(out, answer{at, figureOf(m, &totals[i])})
	}
	return out
}

func figureOf(m geo.Measure, f *coverage.Figure) Figure {
	if f.Reason != "" {
		return Figure{Reason: f.Reason.English()}
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
