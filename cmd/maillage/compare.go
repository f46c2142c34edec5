package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// compare prints how two days or scenarios differ.
var compare = question{
	name: "compare", path: "/analysis/compare",
	flags: []questionFlag{
		{"a", "a", "`DATE`, as 2015-12-31, or a scenario in its compact form (required)"},
		{"b", "b", "`DATE` or scenario compared with it (required); differences are b less a"},
		{"qpv-a", "qpv_a", "geography of neighbourhoods of a: 2015 or 2024 (default 2015)"},
		{"qpv-b", "qpv_b", "geography of neighbourhoods of b: 2015 or 2024 (default 2015)"},
		levelFlag, territoryFlag, scopeFlag, confidenceFlag,
	},
	formats: []string{"csv", "json"},
	print:   printComparison,
}

// comparisonAnswer is the part of the document that the table shows.
type comparisonAnswer struct {
	A, B             comparedState
	Level, Territory string
	Scope            string
	MinConfidence    string `json:"min_confidence"`
	Generation       string
	Common           *string
	Centres          int `json:"centres_known"`
	Totals           map[string]difference
	Realignment      struct {
		A, B    standing
		Changes []struct {
			Code, Name string
			StatusA    string `json:"status_a"`
			StatusB    string `json:"status_b"`
			IndexA     index  `json:"index_a"`
			IndexB     index  `json:"index_b"`
		}
	}
	Territories []struct {
		Code, Name string
		StatusA    string `json:"status_a"`
		StatusB    string `json:"status_b"`
		Measures   map[string]difference
	}
	OnlyA   []struct{ Code string }         `json:"only_a"`
	OnlyB   []struct{ Code string }         `json:"only_b"`
	LeftOut []struct{ Code, Reason string } `json:"left_out"`
	grounds
}

type comparedState struct {
	Datetime, QPV string
	Scenario      *string
	Centres       int `json:"centres_known"`
}

func (s *comparedState) String() string {
	text := s.Datetime + ", QPV " + s.QPV
	if s.Scenario != nil {
		text += ", with the changes of a scenario"
	}
	return fmt.Sprintf("%s: %d centres known", text, s.Centres)
}

// difference is one measure in both states.
type difference struct {
	A, B           struct{ Covered, Total, Unsourced, Undetermined *float64 }
	Covered, Share *float64
	Approximate    bool
	Reason         string
}

// String shows both figures and their difference, or the one they share.
func (d difference) String() string {
	if d.Covered == nil {
		return "-"
	}
	if *d.Covered == 0 && (d.Share == nil || *d.Share == 0) {
		return fmt.Sprintf("%.0f", *d.A.Covered)
	}
	text := fmt.Sprintf("%.0f -> %.0f (%+.0f", *d.A.Covered, *d.B.Covered, *d.Covered)
	if d.Share != nil {
		text += fmt.Sprintf(", %+.1f pt", 100**d.Share)
	}
	return text + ")"
}

// printComparison prints the document for a terminal.
func printComparison(w io.Writer, body []byte) error {
	var a comparisonAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	fmt.Fprintf(w, "Comparison: territory %s, level %s, scope %s, confidence %s or better, generation %s\n",
		a.Territory, a.Level, a.Scope, a.MinConfidence, a.Generation)
	fmt.Fprintf(w, "a: %s\nb: %s (%+d)\n", &a.A, &a.B, a.Centres)
	if a.Common != nil {
		fmt.Fprintf(w, "Compared over %s.\n", *a.Common)
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "CODE\tNAME\tSTATUS")
	for _, m := range shown {
		fmt.Fprint(t, "\t", m.heading)
	}
	fmt.Fprintln(t)
	for _, r := range a.Territories {
		status := r.StatusA
		if r.StatusB != r.StatusA {
			status += " -> " + r.StatusB
		}
		fmt.Fprintf(t, "%s\t%s\t%s%s\n", r.Code, r.Name, status, differenceCells(r.Measures))
	}
	fmt.Fprintf(t, "\tTOTAL\t%s\n", differenceCells(a.Totals))
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	a.printRealignment(w)
	for _, m := range shown {
		if reason := a.Totals[m.measure].Reason; reason != "" {
			fmt.Fprintf(w, "%s: no difference: %s\n", m.heading, reason)
		}
	}
	printUnsourced(w, func(m string) *float64 { return a.Totals[m].A.Unsourced }, func(m string) *float64 { return a.Totals[m].B.Unsourced })
	printUndetermined(w, func(m string) *float64 { return a.Totals[m].A.Undetermined }, func(m string) *float64 { return a.Totals[m].B.Undetermined })
	sayApproximate(w, a.Totals["area_km2"].Approximate)
	if codes := a.leftOut(); len(codes) > 0 {
		fmt.Fprintf(w, "Left out: %s.\n", strings.Join(codes, " "))
	}
	a.printCredits(w)
	return nil
}

// printRealignment tells how the regions stand in both states.
func (a *comparisonAnswer) printRealignment(w io.Writer) {
	printStandings(w, "in a", &a.Realignment.A, "in b", &a.Realignment.B)
	for _, one := range a.Realignment.Changes {
		printTurn(w, one.Code, one.Name, one.StatusA, one.StatusB, one.IndexA, one.IndexB)
	}
}

// leftOut lists the territories outside the one compared.
func (a *comparisonAnswer) leftOut() []string {
	var codes []string
	for _, u := range append(a.OnlyA, a.OnlyB...) {
		codes = append(codes, u.Code)
	}
	for _, u := range a.LeftOut {
		codes = append(codes, u.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func differenceCells(measures map[string]difference) string {
	var b strings.Builder
	for _, m := range shown {
		b.WriteString("\t" + measures[m.measure].String())
	}
	return b.String()
}
