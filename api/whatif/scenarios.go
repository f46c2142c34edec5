package whatif

import (
	"net/http"
	"net/url"
	"slices"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/scenariojson"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/scenario"
)

// ScenarioAnswer is what a scenario does.
type ScenarioAnswer struct {
	wire.Echo
	Hash         string            `json:"hash"`
	Compact      *string           `json:"compact"` // null: too long for an address
	Changes      []scenario.Change `json:"changes"`
	Inverse      []scenario.Change `json:"inverse"`
	Before       wire.Measures     `json:"before"`
	After        wire.Measures     `json:"after"`
	Hypothetical wire.Measures     `json:"hypothetical"` // without evidence: a scenario has no source
	Realignment  turningWire       `json:"realignment"`
	Centres      count             `json:"centres_known"`
	Territories  []scenarioRow     `json:"territories"`
	Statuses     []statusChange    `json:"status_changes"`
	GapsClosed   Patch             `json:"gaps_closed"`
	GapsOpened   Patch             `json:"gaps_opened"`
	Created      []sharedPatch     `json:"overlaps_created"`
	Removed      []sharedPatch     `json:"overlaps_removed"`
	Ground       []CentreGround    `json:"ground"`
	Loads        []centreLoad      `json:"loads"`
	wire.Envelope
}

// count is a number before and after.
type count struct {
	Before int `json:"before"`
	After  int `json:"after"`
}

// scenarioRow is one territory before and after. It has no evidence, which the
// totals have: what matters of a row is what changes.
type scenarioRow struct {
	Code         string        `json:"code"`
	Name         string        `json:"name"`
	StatusBefore string        `json:"status_before"`
	StatusAfter  string        `json:"status_after"`
	Centres      []string      `json:"centres"` // after
	Before       wire.Measures `json:"before"`
	After        wire.Measures `json:"after"`
	// At level region alone: how the network stands against it.
	RealignmentBefore *stance `json:"realignment_before,omitempty"`
	RealignmentAfter  *stance `json:"realignment_after,omitempty"`
}

type statusChange struct {
	wire.Unit
	Before string `json:"before"`
	After  string `json:"after"`
}

// sharedPatch is ground that two centres share.
type sharedPatch struct {
	Centres []string `json:"centres"`
	Patch
}

// CentreGround is what one centre gains and loses.
type CentreGround struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Gained Patch    `json:"gained"`
	Lost   Patch    `json:"lost"`
	LostTo []string `json:"lost_to"` // centres that hold some of it afterwards
}

type centreLoad struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Before burden `json:"before"`
	After  burden `json:"after"`
}

// scenarioJSON shows what a scenario does, and the changes that undo it.
func scenarioJSON(c *ask.Call, r *scenarioResult) (rest.Answer, error) {
	e, err := r.effect()
	if err != nil {
		return rest.Answer{}, err
	}
	hypothetical, err := r.hypothetical()
	if err != nil {
		return rest.Answer{}, err
	}
	inverse, err := r.inverse()
	if err != nil {
		return rest.Answer{}, err
	}
	out := ScenarioAnswer{
		Echo: wire.EchoOf(&c.Question), Hash: r.Hash, Compact: r.compact, Changes: changesOf(r.Scenario.Changes),
		Inverse:      changesOf(inverse),
		Centres:      count{r.Before.Known, r.After.Known},
		Before:       wire.TotalsOf(c, &r.Before.Totals, e.before),
		After:        wire.TotalsOf(c, &r.After.Totals, e.after),
		Hypothetical: wire.MeasuresOf(&hypothetical, func(m geo.Measure) string { return wire.Describe(c, m) }),
		Realignment:  e.turning.wire(),
		GapsClosed:   patchOf(&r.Closed), GapsOpened: patchOf(&r.Opened),
		Territories: []scenarioRow{}, Created: sharedPatches(r.Created), Removed: sharedPatches(r.Removed),
		Loads: centreLoads(r.Loads),
		Envelope: wire.Envelope{
			Generation: c.Snapshot.Generation, Credits: wire.CreditsOf(c), Links: scenarioLinks(c, r.compact),
			Rounding: wire.AreasRounded, Reasons: wire.Reasons(c),
		},
	}
	out.listCentres(r.Result)
	return rest.Answer{Value: out, Long: scenarioRows(r.Result, e.turning)}, nil
}

// scenarioRows are the territories before and after.
func scenarioRows(r *scenario.Result, t *turning) *rest.Series {
	was, is := stancesOf(t.before, r.Query.Level), stancesOf(t.after, r.Query.Level)
	return &rest.Series{Name: "territories", N: len(r.Before.Rows), At: func(i int) any {
		b, a := &r.Before.Rows[i], &r.After.Rows[i] // the same units: a network does not change the rows
		of := wire.OfUnit(b.Unit.Name, r.Query)
		return scenarioRow{
			Code: b.Unit.Code, Name: b.Unit.Name,
			StatusBefore: string(b.Status), StatusAfter: string(a.Status), Centres: rest.Codes(a.Centres),
			Before: wire.MeasuresOf(&b.Figures, of), After: wire.MeasuresOf(&a.Figures, of),
			RealignmentBefore: was[b.Unit.Code], RealignmentAfter: is[b.Unit.Code],
		}
	}}
}

func sharedPatches(overlaps []scenario.Overlap) []sharedPatch {
	out := make([]sharedPatch, len(overlaps))
	for i := range overlaps {
		o := &overlaps[i]
		out[i] = sharedPatch{o.Centres[:], patchOf(&o.Ground)}
	}
	return out
}

// listCentres fills in what changes of statuses and centre by centre.
func (out *ScenarioAnswer) listCentres(r *scenario.Result) {
	out.Statuses = make([]statusChange, len(r.Statuses))
	for i := range r.Statuses {
		s := &r.Statuses[i]
		out.Statuses[i] = statusChange{wire.UnitOf(&s.Unit), string(s.Before), string(s.After)}
	}
	out.Ground = make([]CentreGround, len(r.Ground))
	for i := range r.Ground {
		g := &r.Ground[i]
		out.Ground[i] = CentreGround{
			ID: g.Centre, Name: g.Name, Gained: patchOf(&g.Gained), Lost: patchOf(&g.Lost), LostTo: rest.Codes(g.Holders),
		}
	}
}

func centreLoads(loads []scenario.Load) []centreLoad {
	out := make([]centreLoad, len(loads))
	for i := range loads {
		l := &loads[i]
		out[i] = centreLoad{ID: l.Centre, Name: l.Name, Before: burdenOf(&l.Before), After: burdenOf(&l.After)}
	}
	return out
}

// scenarioLinks leads to the address that holds the scenario: this very answer,
// its other representations, and its comparison with the network as it is. A
// scenario too long for an address has none.
func scenarioLinks(c *ask.Call, compact *string) []rest.Link {
	if compact == nil {
		return []rest.Link{c.SelfLink()}
	}
	text := *compact
	links := []rest.Link{{Href: c.Address(map[string]string{"scenario": text}), Rel: "self", Type: c.As.Essence()}}
	for _, a := range scenarioForms(c) {
		if a.Format != c.As.Format {
			replace := c.InForm(a.Format)
			replace["scenario"] = text
			links = append(links, rest.Link{Href: c.Address(replace), Rel: "alternate", Type: a.Essence()})
		}
	}
	qpv := string(c.Geography)
	compared := at(c, "/analysis/compare", map[string]string{"a": c.Date.String(), "b": text, "qpv_a": qpv, "qpv_b": qpv})
	return append(links,
		rest.Link{
			Href: compared, Rel: "related", Type: rest.MediaJSON, Title: "the scenario compared with the network as it is known",
		})
}

// scenarioForms are the representations of the address that holds a scenario:
// an answer to POST leads to them as that to GET does.
func scenarioForms(c *ask.Call) []rest.Representation {
	for _, r := range c.Server.Table {
		if r.Path == c.Route.Path && r.Method == http.MethodGet {
			return r.Answers
		}
	}
	return nil
}

// Bounds of addresses: what the service reads as one, beside its other
// parameters; and what a header of an answer may hold, where clients bound all
// headers together.
const (
	maxHeaderLink = 2 << 10
)

// compactOf is the compact form of a scenario, and false where no address holds
// it.
func compactOf(sc scenario.Scenario) (text string, fits bool) {
	text, err := scenariojson.Encode(sc)
	return text, err == nil && len(text) <= ask.MaxCompact
}

// inHeaders keeps the links that are short enough for a header; the body of an
// answer has them all.
func inHeaders(links []rest.Link) []rest.Link {
	return slices.DeleteFunc(slices.Clone(links), func(l rest.Link) bool { return len(l.Href) > maxHeaderLink })
}

// linkScenario leads to what a scenario does, asked as this request asks. One
// too long for an address has no compact form and no link.
func linkScenario(c *ask.Call, sc scenario.Scenario) (compact *string, links []rest.Link) {
	text, fits := compactOf(sc)
	if !fits {
		return nil, nil
	}
	href := at(c, "/analysis/scenarios", map[string]string{"scenario": text})
	return &text, []rest.Link{{Href: href, Rel: "related", Type: rest.MediaJSON, Title: "what the scenario does"}}
}

// at is the address of another route, with those parameters of this request
// that it takes too, and more.
func at(c *ask.Call, path string, more map[string]string) string {
	values := url.Values{}
	for _, r := range c.Server.Table {
		if r.Path != path || r.Method != http.MethodGet {
			continue
		}
		for _, s := range c.Settings {
			if slices.Contains(r.Params, s.Param) {
				values.Set(s.Param.Name, s.Text)
			}
		}
	}
	for name, text := range more {
		values.Set(name, text)
	}
	return c.Href(path + "?" + values.Encode())
}
