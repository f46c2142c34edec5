package api

import (
	"net/http"
	"net/url"
	"slices"

	"maillage/api/scenariojson"
	"maillage/geo/scenario"
)

// scenarioAnswer is what a scenario does.
type scenarioAnswer struct {
	asked
	Hash         string            `json:"hash"`
	Compact      *string           `json:"compact"` // null: too long for an address
	Changes      []scenario.Change `json:"changes"`
	Inverse      []scenario.Change `json:"inverse"`
	Before       measures          `json:"before"`
	After        measures          `json:"after"`
	Hypothetical measures          `json:"hypothetical"` // without evidence: a scenario has no source
	Realignment  turningWire       `json:"realignment"`
	Centres      count             `json:"centres_known"`
	Territories  []scenarioRow     `json:"territories"`
	Statuses     []statusChange    `json:"status_changes"`
	GapsClosed   patch             `json:"gaps_closed"`
	GapsOpened   patch             `json:"gaps_opened"`
	Created      []sharedPatch     `json:"overlaps_created"`
	Removed      []sharedPatch     `json:"overlaps_removed"`
	Ground       []centreGround    `json:"ground"`
	Loads        []centreLoad      `json:"loads"`
	footing
}

// count is a number before and after.
type count struct {
	Before int `json:"before"`
	After  int `json:"after"`
}

// scenarioRow is one territory before and after. It has no evidence, which the
// totals have: what matters of a row is what changes.
type scenarioRow struct {
	Code         string   `json:"code"`
	Name         string   `json:"name"`
	StatusBefore string   `json:"status_before"`
	StatusAfter  string   `json:"status_after"`
	Centres      []string `json:"centres"` // after
	Before       measures `json:"before"`
	After        measures `json:"after"`
	// At level region alone: how the network stands against it.
	RealignmentBefore *stance `json:"realignment_before,omitempty"`
	RealignmentAfter  *stance `json:"realignment_after,omitempty"`
}

type statusChange struct {
	unitWire
	Before string `json:"before"`
	After  string `json:"after"`
}

// sharedPatch is ground that two centres share.
type sharedPatch struct {
	Centres []string `json:"centres"`
	patch
}

// centreGround is what one centre gains and loses.
type centreGround struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Gained patch    `json:"gained"`
	Lost   patch    `json:"lost"`
	LostTo []string `json:"lost_to"` // centres that hold some of it afterwards
}

type centreLoad struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Before burden `json:"before"`
	After  burden `json:"after"`
}

// scenarioJSON shows what a scenario does, and the changes that undo it.
func scenarioJSON(c *call, r *scenarioResult) (answer, error) {
	e, err := r.effect()
	if err != nil {
		return answer{}, err
	}
	hypothetical, err := r.hypothetical()
	if err != nil {
		return answer{}, err
	}
	inverse, err := r.inverse()
	if err != nil {
		return answer{}, err
	}
	out := scenarioAnswer{
		asked: askedOf(&c.question), Hash: r.Hash, Compact: r.compact, Changes: changesOf(r.Scenario.Changes), Inverse: changesOf(inverse),
		Centres: count{r.Before.Known, r.After.Known},
		Before:  c.totalsOf(&r.Before.Totals, e.before),
		After:   c.totalsOf(&r.After.Totals, e.after), Hypothetical: measuresOf(&hypothetical, c.describe),
		Realignment: e.turning.wire(),
		GapsClosed:  patchOf(&r.Closed), GapsOpened: patchOf(&r.Opened),
		Territories: []scenarioRow{}, Created: sharedPatches(r.Created), Removed: sharedPatches(r.Removed), Loads: centreLoads(r.Loads),
		footing: footing{c.snapshot.Generation, creditsOf(c), c.scenarioLinks(r.compact), areasRounded, c.reasons()},
	}
	out.listCentres(r.Result)
	return answer{value: out, long: scenarioRows(r.Result, e.turning)}, nil
}

// scenarioRows are the territories before and after.
func scenarioRows(r *scenario.Result, t *turning) *series {
	was, is := stancesOf(t.before, r.Query.Level), stancesOf(t.after, r.Query.Level)
	return &series{"territories", len(r.Before.Rows), func(i int) any {
		b, a := &r.Before.Rows[i], &r.After.Rows[i] // the same units: a network does not change the rows
		of := ofUnit(b.Unit.Name, r.Query)
		return scenarioRow{
			Code: b.Unit.Code, Name: b.Unit.Name,
			StatusBefore: string(b.Status), StatusAfter: string(a.Status), Centres: codes(a.Centres),
			Before: measuresOf(&b.Figures, of), After: measuresOf(&a.Figures, of),
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
func (out *scenarioAnswer) listCentres(r *scenario.Result) {
	out.Statuses = make([]statusChange, len(r.Statuses))
	for i := range r.Statuses {
		s := &r.Statuses[i]
		out.Statuses[i] = statusChange{unitWireOf(&s.Unit), string(s.Before), string(s.After)}
	}
	out.Ground = make([]centreGround, len(r.Ground))
	for i := range r.Ground {
		g := &r.Ground[i]
		out.Ground[i] = centreGround{g.Centre, g.Name, patchOf(&g.Gained), patchOf(&g.Lost), codes(g.Holders)}
	}
}

func centreLoads(loads []scenario.Load) []centreLoad {
	out := make([]centreLoad, len(loads))
	for i := range loads {
		l := &loads[i]
		out[i] = centreLoad{l.Centre, l.Name, burdenOf(&l.Before), burdenOf(&l.After)}
	}
	return out
}

// scenarioLinks leads to the address that holds the scenario: this very answer,
// its other representations, and its comparison with the network as it is. A
// scenario too long for an address has none.
func (c *call) scenarioLinks(compact *string) []link {
	if compact == nil {
		return []link{c.selfLink()}
	}
	text := *compact
	links := []link{{Href: c.address(map[string]string{"scenario": text}), Rel: "self", Type: c.as.essence()}}
	for _, a := range c.scenarioForms() {
		if a.format != c.as.format {
			replace := c.inForm(a.format)
			replace["scenario"] = text
			links = append(links, link{Href: c.address(replace), Rel: "alternate", Type: a.essence()})
		}
	}
	qpv := string(c.Geography)
	compared := c.at("/analysis/compare", map[string]string{"a": c.Date.String(), "b": text, "qpv_a": qpv, "qpv_b": qpv})
	return append(links, link{Href: compared, Rel: "related", Type: mediaJSON, Title: "the scenario compared with the network as it is known"})
}

// scenarioForms are the representations of the address that holds a scenario:
// an answer to POST leads to them as that to GET does.
func (c *call) scenarioForms() []representation {
	for _, r := range c.server.table {
		if r.path == c.route.path && r.method == http.MethodGet {
			return r.answers
		}
	}
	return nil
}

// Bounds of addresses: what the service reads as one, beside its other
// parameters; and what a header of an answer may hold, where clients bound all
// headers together.
const (
	maxCompact    = maxHeader - 4<<10
	maxHeaderLink = 2 << 10
)

// compactOf is the compact form of a scenario, and false where no address holds
// it.
func compactOf(sc scenario.Scenario) (text string, fits bool) {
	text, err := scenariojson.Encode(sc)
	return text, err == nil && len(text) <= maxCompact
}

// inHeaders keeps the links that are short enough for a header; the body of an
// answer has them all.
func inHeaders(links []link) []link {
	return slices.DeleteFunc(slices.Clone(links), func(l link) bool { return len(l.Href) > maxHeaderLink })
}

// linkScenario leads to what a scenario does, asked as this request asks. One
// too long for an address has no compact form and no link.
func (c *call) linkScenario(sc scenario.Scenario) (compact *string, links []link) {
	text, fits := compactOf(sc)
	if !fits {
		return nil, nil
	}
	href := c.at("/analysis/scenarios", map[string]string{"scenario": text})
	return &text, []link{{Href: href, Rel: "related", Type: mediaJSON, Title: "what the scenario does"}}
}

// at is the address of another route, with those parameters of this request
// that it takes too, and more.
func (c *call) at(path string, more map[string]string) string {
	values := url.Values{}
	for _, r := range c.server.table {
		if r.path != path || r.method != http.MethodGet {
			continue
		}
		for _, s := range c.settings {
			if slices.Contains(r.params, s.param) {
				values.Set(s.param.name, s.text)
			}
		}
	}
	for name, text := range more {
		values.Set(name, text)
	}
	return c.href(path + "?" + values.Encode())
}
