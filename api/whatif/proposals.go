package whatif

import (
	"fmt"
	"sync"
	"time"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/plan"
	"maillage/geo/scenario"
)

// planTime bounds the search of a plan. A search of the default size ends well
// before, so that equal questions have equal answers.
const planTime = 8 * time.Second

// ProposalsAnswer is how the gaps of a day could be closed.
type ProposalsAnswer struct {
	wire.Echo
	rules
	Gaps        []gapCandidates `json:"gaps"`
	Plan        planWire        `json:"plan"`
	Before      wire.Measures   `json:"before"`
	After       wire.Measures   `json:"after"` // the best attainable under the rules
	Realignment turningWire     `json:"realignment"`
	Scenario    planScenario    `json:"scenario"`
	wire.Envelope
}

// rules are those a plan keeps to.
type rules struct {
	Aim          string `json:"aim"`
	Measure      string `json:"measure"` // that loads, and what is left, are counted in
	Create       bool   `json:"create"`
	JoinOverseas bool   `json:"join_overseas"`
	Move         bool   `json:"move"`
	MaxLoad      int64  `json:"max_load"` // 0: no limit
}

// gapCandidates is one gap and who could take it, the best first.
type gapCandidates struct {
	wire.Unit
	Departments    []string        `json:"department_codes"`
	Neighbourhoods int64           `json:"neighbourhoods"` // not known to be covered
	Undetermined   int64           `json:"neighbourhoods_undetermined"`
	NPNRU          any             `json:"npnru_neighbourhoods"` // null: the geography has no list
	Reason         string          `json:"reason,omitempty"`
	Candidates     []candidate     `json:"candidates"`
	Parts          []gapCandidates `json:"parts,omitempty"`
}

type candidate struct {
	Centre        string      `json:"centre"`
	Score         int64       `json:"score"`
	SameRegion    bool        `json:"same_region"`
	BorderKM      float64     `json:"border_km"`
	Load          int64       `json:"load"`
	LoadAfter     int64       `json:"load_after"`
	Regions       []string    `json:"region_codes"`
	FurtherRegion bool        `json:"further_region"`
	Reasons       []criterion `json:"reasons"`
}

// criterion is one reason for a candidate, and what it is worth.
type criterion struct {
	Criterion string `json:"criterion"`
	Points    int64  `json:"points"`
	Of        int64  `json:"of"`
}

// planWire is a plan that is the best for its aim, as far as it is proven.
type planWire struct {
	Proven      bool             `json:"proven"`
	Settled     bool             `json:"settled"`
	Objective   []objectiveTerm  `json:"objective"`
	Assignments []planAssignment `json:"assignments"`
	Created     []planCreated    `json:"created"`
	Closed      []string         `json:"closed"`
	Unreachable []unreachable    `json:"unreachable"`
	Loads       []planLoad       `json:"loads"`
}

type objectiveTerm struct {
	Name  string `json:"name"`
	Value int64  `json:"value"`
	Bound int64  `json:"bound"`
}

type planAssignment struct {
	wire.Unit
	Centre    string     `json:"centre"`
	Created   bool       `json:"created"`
	From      []string   `json:"from"`
	Reason    string     `json:"reason"`
	Choices   int        `json:"choices"`
	Candidate *candidate `json:"candidate"`
}

type planCreated struct {
	ID     string    `json:"id"`
	Region wire.Unit `json:"region"`
	Units  []string  `json:"unit_codes"`
}

type unreachable struct {
	wire.Unit
	Neighbourhoods int64  `json:"neighbourhoods"`
	Undetermined   int64  `json:"neighbourhoods_undetermined"`
	Reason         string `json:"reason"`
}

type planLoad struct {
	Centre string `json:"centre"`
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// planScenario is a plan as a scenario, to be run.
type planScenario struct {
	Changes []scenario.Change `json:"changes"`
	Compact *string           `json:"compact"` // null: too long for an address
}

// proposal is what is computed once for all representations. The totals after
// are those of the scenario: ground that stays with its centre keeps its source.
type proposal struct {
	gaps     []plan.GapCandidates
	plan     *plan.Plan
	scenario scenario.Scenario
	after    coverage.Figures
	effect   *effect
}

// planned is a question put under rules.
type planned struct {
	coverage.Query
	rules plan.Options
}

// cachedProposals are the latest eight, each small.
var cachedProposals = rest.Cache[planned, *proposal]{
	Limit: rest.CacheBytes, Bytes: func(*proposal) int { return rest.CacheBytes / 8 },
}

// propose ranks the candidates of every gap and makes a plan.
func propose(c *ask.Call) (*proposal, error) {
	q := c.Analysis()
	q.Level = geo.Department // its rows are not shown
	if why := c.Snapshot.Lacking(RulesOf(c).Counted(), c.Geography); why != "" {
		p := rest.InvalidParameter.Problem("There is no figure for "+RulesOf(c).Counted().String()+": "+why.English()+".",
			"Ask for qpv=2015, or for another measure.")
		p.Parameter = loadParam.Name
		return nil, p
	}
	key := planned{q, RulesOf(c)}
	return cachedProposals.Get(c.From, key, func() (*proposal, error) {
		leave, err := c.AdmitTo(c.Server.Lanes.Plans)
		if err != nil {
			return nil, err
		}
		defer leave()
		p, o := &proposal{}, RulesOf(c)
		o.Deadline = time.Now().Add(planTime)
		if p.plan, err = plan.Make(c.Ctx, c.Snapshot, q, o); err != nil {
			return nil, err
		}
		p.gaps = p.plan.Candidates()
		p.scenario = scenario.Scenario{Datetime: c.Date, Changes: changesOfPlan(c, p.plan)}
		r, err := scenario.RunOn(c.Ctx, c.Snapshot, p.plan.Before, p.scenario)
		if err != nil {
			return nil, fmt.Errorf("plan refused as a scenario: %v", err) // a fault of the plan, not of the request
		}
		p.after = r.After.Totals
		p.effect, err = effectOf(c, r)
		return p, err
	})
}

// proposalsResult is candidates, plan, and the plan as a scenario.
type proposalsResult struct {
	*proposal
	compact *string                            // nil: too long for an address
	further []rest.Link                        // to what the scenario does
	places  func() (*coverage.Analysis, error) // by department, for the map
}

func computeProposals(c *ask.Call) (*proposalsResult, error) {
	p, err := propose(c)
	if err != nil {
		return nil, err
	}
	r := &proposalsResult{proposal: p, places: sync.OnceValues(func() (*coverage.Analysis, error) {
		if p.plan.Before.Query.Territory == geo.France {
			return p.plan.Before, nil
		}
		return frame.ByDepartment(c)
	})}
	r.compact, r.further = linkScenario(c, p.scenario)
	return r, nil
}

func proposalsLinks(c *ask.Call, r *proposalsResult) []rest.Link {
	return inHeaders(append(c.Alternates(), r.further...))
}

func proposalsJSON(c *ask.Call, p *proposalsResult) (rest.Answer, error) {
	r := RulesOf(c)
	out := ProposalsAnswer{
		Echo: wire.EchoOf(&c.Question),
		rules: rules{
			Aim: string(r.Aim), Measure: r.Counted().String(), Create: r.AllowCreate, JoinOverseas: r.JoinOverseas,
			Move: r.MayMove, MaxLoad: r.MaxLoad,
		},
		Gaps: gapsOf(p.gaps), Plan: planOf(p.plan),
		Before:      wire.TotalsOf(c, &p.plan.Before.Totals, p.effect.before),
		After:       wire.TotalsOf(c, &p.after, p.effect.after),
		Realignment: p.effect.turning.wire(),
		Scenario:    planScenario{changesOf(p.scenario.Changes), p.compact},
		Envelope:    wire.EnvelopeOf(c, append(c.Alternates(), p.further...)...).Rounded(wire.AreasRounded),
	}
	return rest.Answer{Value: out}, nil
}

func gapsOf(gaps []plan.GapCandidates) []gapCandidates {
	out := make([]gapCandidates, len(gaps))
	for i := range gaps {
		g := &gaps[i]
		out[i] = gapCandidates{
			Unit: wire.UnitOf(&g.Unit), Departments: rest.Codes(g.Departments), Neighbourhoods: g.Neighbourhoods,
			Undetermined: g.Undetermined, NPNRU: wire.Known(g.NPNRU),
			Reason: string(g.Reason), Candidates: make([]candidate, len(g.Candidates)),
		}
		for k := range g.Candidates {
			out[i].Candidates[k] = candidateOf(&g.Candidates[k])
		}
		if g.Parts != nil {
			out[i].Parts = gapsOf(g.Parts)
		}
	}
	return out
}

func candidateOf(k *plan.Candidate) candidate {
	out := candidate{
		Centre: k.Centre, Score: k.Score, SameRegion: k.SameRegion, BorderKM: float64(k.BorderMetres) / 1000,
		Load: k.Load, LoadAfter: k.LoadAfter, Regions: rest.Codes(k.Regions), FurtherRegion: k.FurtherRegion,
		Reasons: make([]criterion, len(k.Items)),
	}
	for i, item := range k.Items {
		out.Reasons[i] = criterion{string(item.Criterion), item.Points, item.Of}
	}
	return out
}

func planOf(p *plan.Plan) planWire {
	w := planWire{
		Proven: p.Proven, Settled: p.Settled, Closed: rest.Codes(p.Closed),
		Objective: make([]objectiveTerm, len(p.Objective)), Assignments: make([]planAssignment, len(p.Assignments)),
		Created: make([]planCreated, len(p.Created)), Unreachable: make([]unreachable, len(p.Unreachable)),
		Loads: make([]planLoad, len(p.Loads)),
	}
	for i, term := range p.Objective {
		w.Objective[i] = objectiveTerm(term)
	}
	for i := range p.Assignments {
		a := &p.Assignments[i]
		w.Assignments[i] = planAssignment{
			Unit: wire.UnitOf(&a.Unit), Centre: a.Centre, Created: a.Created, From: rest.Codes(a.From), Reason: string(a.Reason),
			Choices: a.Choices, Candidate: nil,
		}
		if a.Candidate != nil {
			one := candidateOf(a.Candidate)
			w.Assignments[i].Candidate = &one
		}
	}
	for i := range p.Created {
		w.Created[i] = planCreated{p.Created[i].ID, wire.UnitOf(&p.Created[i].Region), rest.Codes(p.Created[i].Units)}
	}
	for i := range p.Unreachable {
		u := &p.Unreachable[i]
		w.Unreachable[i] = unreachable{
			Unit: wire.UnitOf(&u.Unit), Neighbourhoods: u.Neighbourhoods, Undetermined: u.Undetermined, Reason: string(u.Reason),
		}
	}
	for i, l := range p.Loads {
		w.Loads[i] = planLoad(l)
	}
	return w
}
