package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// proposePlan prints who could take each gap, and a plan.
var proposePlan = question{
	name: "plan", path: "/analysis/proposals",
	flags: []questionFlag{
		datetimeFlag,
		{"aim", "aim", "fewest-changes, even-load or aligned-regions (default fewest-changes)"},
		{"measure", "measure", "of loads and of what is left: neighbourhoods, neighbourhood_population or npnru_neighbourhoods (default neighbourhoods)"},
		{"max-load", "max_load", "most of a centre that is given more, in the measure (default no limit)"},
		territoryFlag, scopeFlag, confidenceFlag, qpvFlag,
	},
	truths: []questionFlag{
		{"create", "create", "the plan may create centres"},
		{"join-overseas", "join_overseas", "an overseas territory may be joined to a centre of another land"},
		{"move", "move", "what is covered already may change hands"},
	},
	formats: []string{"csv", "json"},
	print:   printPlan,
}

// planAnswer is the part of the document that the table shows.
type planAnswer struct {
	Datetime, Aim, Measure, Territory, Scope string
	MinConfidence                            string `json:"min_confidence"`
	QPV, Generation                          string
	Gaps                                     []struct{ Parts []gapPart }
	Plan                                     struct {
		Proven      bool
		Objective   []objectiveTerm
		Assignments []planned
		Closed      []string
		Unreachable []struct {
			Code, Name, Reason string
			left
		}
	}
	Before, After map[string]figure
	Realignment   struct {
		Before, After standing
		Changes       []struct {
			Code, Name, From, To string
			Before               index `json:"index_before"`
			After                index `json:"index_after"`
		}
	}
	Scenario struct{ Compact *string }
	grounds
}

// left is the neighbourhoods not covered, and beside them those that cannot be
// told.
type left struct {
	Neighbourhoods int
	Undetermined   int `json:"neighbourhoods_undetermined"`
}

// apart follows a count, and says how many beside it cannot be told.
func apart(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d apart", n)
}

type gapPart struct {
	Code, Name, Reason string
	left
	Candidates []struct {
		Centre   string
		Score    int
		BorderKM float64 `json:"border_km"`
		Load     int     `json:"load"`
		After    int     `json:"load_after"`
	}
}

type objectiveTerm struct {
	Name         string
	Value, Bound int64
}

type planned struct {
	Code, Name, Centre, Reason string
	Created                    bool
	From                       []string
}

// printPlan prints the document for a terminal.
func printPlan(w io.Writer, body []byte) error {
	var a planAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	fmt.Fprintf(w, "Plan for %s: aim %s by %s, territory %s, scope %s, confidence %s or better, QPV %s, generation %s\n\n",
		a.Datetime, a.Aim, a.Measure, a.Territory, a.Scope, a.MinConfidence, a.QPV, a.Generation)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "GAP\tNAME\tQPV\tCANDIDATES, BEST FIRST (SCORE OF 1000, LOAD BEFORE -> AFTER)")
	for _, region := range a.Gaps {
		for _, g := range region.Parts {
			fmt.Fprintf(t, "%s\t%s\t%d%s\t%s\n", g.Code, g.Name, g.Neighbourhoods, apart(g.Undetermined), g.candidates())
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	t = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CODE\tASSIGNED\tTO\tWHY")
	for _, p := range a.Plan.Assignments {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", p.Code, p.Name, p.Centre, p.why())
	}
	for _, u := range a.Plan.Unreachable {
		fmt.Fprintf(t, "%s\t%s\tnobody\t%s (%d QPV%s)\n", u.Code, u.Name, u.Reason, u.Neighbourhoods, apart(u.Undetermined))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	a.printOutcome(w)
	a.printCredits(w)
	return nil
}

// candidates shows the first three.
func (g *gapPart) candidates() string {
	if len(g.Candidates) == 0 {
		return "none: " + g.Reason
	}
	var out []string
	for _, k := range g.Candidates[:min(3, len(g.Candidates))] {
		out = append(out, fmt.Sprintf("%s (%d, %d -> %d)", k.Centre, k.Score, k.Load, k.After))
	}
	return strings.Join(out, ", ")
}

func (p *planned) why() string {
	why := p.Reason
	if p.Created {
		why += ", a new centre"
	}
	if len(p.From) > 0 {
		why += ", from " + strings.Join(p.From, " ")
	}
	return why
}

// printOutcome tells how good the plan is, and what it ends with.
func (a *planAnswer) printOutcome(w io.Writer) {
	fmt.Fprintln(w)
	var terms []string
	for _, term := range a.Plan.Objective {
		text := fmt.Sprintf("%s %d", term.Name, term.Value)
		if !a.Plan.Proven {
			text += fmt.Sprintf(" (bound %d)", term.Bound)
		}
		terms = append(terms, text)
	}
	verdict := "proven optimal"
	if !a.Plan.Proven {
		verdict = "not proven optimal: the first term that differs from its bound may still be lower"
	}
	fmt.Fprintf(w, "Objective: %s: %s.\n", strings.Join(terms, ", "), verdict)
	if len(a.Plan.Closed) > 0 {
		fmt.Fprintf(w, "Left without ground: %s.\n", strings.Join(a.Plan.Closed, " "))
	}
	for _, m := range shown {
		fmt.Fprintf(w, "%s: %s -> %s\n", m.heading, cell(a.Before[m.measure]), cell(a.After[m.measure]))
	}
	printUnsourced(w, func(m string) *float64 { return a.Before[m].Unsourced }, func(m string) *float64 { return a.After[m].Unsourced })
	printUndetermined(w, func(m string) *float64 { return a.Before[m].Undetermined }, func(m string) *float64 { return a.After[m].Undetermined })
	sayApproximate(w, a.Before["area_km2"].Approximate)
	a.printRealignment(w)
	if a.Scenario.Compact != nil {
		fmt.Fprintf(w, "As a scenario, for maillage compare --b: %s\n", *a.Scenario.Compact)
	}
}

// printRealignment tells how the regions stand before and after.
func (a *planAnswer) printRealignment(w io.Writer) {
	printStandings(w, "before", &a.Realignment.Before, "after", &a.Realignment.After)
	for _, one := range a.Realignment.Changes {
		printTurn(w, one.Code, one.Name, one.From, one.To, one.Before, one.After)
	}
}
