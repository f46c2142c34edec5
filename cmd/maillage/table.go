package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// coverageAnswer is the part of the coverage document that the table shows.
type coverageAnswer struct {
	Datetime, Level, Territory, Scope string
	MinConfidence                     string `json:"min_confidence"`
	QPV, Generation                   string
	Centres                           struct {
		Known       int
		Published   *int
		PublishedAt *string `json:"published_at"`
	}
	Territories []struct {
		Code, Name, Status string
		Centres            []string
		Measures           map[string]figure
	}
	grounds
}

// grounds is what the figures of an answer rest on.
type grounds struct {
	Assumptions []json.RawMessage
	Totals      map[string]figure
	Credits     []struct{ Credit, Vintage, Licence string }
}

type figure struct {
	Covered, Total, Share *float64
	Unsourced             *float64
	Undetermined          *float64
	Approximate           bool
	Reason, Of            string
	Band                  *struct{ High, Medium, Low struct{ Share *float64 } }
}

// shown are the measures of the table, with their headings.
var shown = []struct{ measure, heading string }{
	{"departments", "DEPARTMENTS"}, {"area_km2", "AREA KM2"}, {"population", "POPULATION"},
	{"neighbourhoods", "QPV"}, {"neighbourhood_population", "QPV POPULATION"},
	{"npnru_neighbourhoods", "NPNRU"},
}

// printTable prints the coverage document for a terminal.
func printTable(w io.Writer, body []byte) error {
	var a coverageAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	fmt.Fprintf(w, "Coverage on %s: territory %s, level %s, scope %s, confidence %s or better, QPV %s, generation %s\n",
		a.Datetime, a.Territory, a.Level, a.Scope, a.MinConfidence, a.QPV, a.Generation)
	fmt.Fprintf(w, "Centres: %d known, %s\n\n", a.Centres.Known, published(&a))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "CODE\tNAME\tSTATUS")
	for _, m := range shown {
		fmt.Fprint(t, "\t", m.heading)
	}
	fmt.Fprintln(t, "\tCENTRES")
	for _, r := range a.Territories {
		fmt.Fprintf(t, "%s\t%s\t%s%s\t%s\n", r.Code, r.Name, r.Status, cells(r.Measures), strings.Join(r.Centres, " "))
	}
	fmt.Fprintf(t, "\tTOTAL\t%s\t\n", cells(a.Totals))
	if err := t.Flush(); err != nil {
		return err
	}
	a.printNotes(w)
	return nil
}

func published(a *coverageAnswer) string {
	if a.Centres.Published == nil {
		return "no size published yet"
	}
	return fmt.Sprintf("%d published (%s)", *a.Centres.Published, *a.Centres.PublishedAt)
}

func cells(measures map[string]figure) string {
	var b strings.Builder
	for _, m := range shown {
		b.WriteByte('\t')
		b.WriteString(cell(measures[m.measure]))
	}
	return b.String()
}

func cell(f figure) string {
	if f.Covered == nil || f.Total == nil {
		return "-"
	}
	text := fmt.Sprintf("%.0f/%.0f", *f.Covered, *f.Total)
	if f.Share != nil {
		text += fmt.Sprintf(" (%.1f%%)", 100**f.Share)
	}
	return text
}

// printNotes says what the totals are of, and what they rest on.
func (g *grounds) printNotes(w io.Writer) {
	fmt.Fprintln(w)
	for _, m := range shown {
		f := g.Totals[m.measure]
		fmt.Fprintf(w, "%s: of %s", m.heading, f.Of)
		if f.Reason != "" {
			fmt.Fprintf(w, " (no figure: %s)", f.Reason)
		}
		if b := f.Band; b != nil && b.High.Share != nil {
			fmt.Fprintf(w, "; %.1f%% at high confidence, %.1f%% by default, %.1f%% if every hypothesis held",
				100**b.High.Share, 100**b.Medium.Share, 100**b.Low.Share)
		}
		if f.Unsourced != nil && *f.Unsourced > 0 {
			fmt.Fprintf(w, "; %.0f rest on a perimeter with no published source", *f.Unsourced)
		}
		if f.Undetermined != nil {
			fmt.Fprintf(w, "; %.0f lie, or may lie, partly in covered ground, counted apart", *f.Undetermined)
		}
		fmt.Fprintln(w)
	}
	sayApproximate(w, g.Totals["area_km2"].Approximate)
	if g.Assumptions != nil {
		fmt.Fprintf(w, "%d assumptions on dates decide these figures; --format json lists them.\n", len(g.Assumptions))
	}
	g.printCredits(w)
}

// sayApproximate says that areas come from approximate boundaries, where some do.
func sayApproximate(w io.Writer, approximate bool) {
	if approximate {
		fmt.Fprintln(w, "Areas are measured on boundaries marked approximate.")
	}
}

// printUnsourced says how much of each measure rests on no published source in
// two states, where some does in either.
func printUnsourced(w io.Writer, before, after func(measure string) *float64) {
	printOf(w, "rest on a perimeter with no published source", before, after)
}

// printUndetermined says the same of what cannot be told.
func printUndetermined(w io.Writer, before, after func(measure string) *float64) {
	printOf(w, "lie, or may lie, partly in covered ground, counted apart", before, after)
}

func printOf(w io.Writer, what string, before, after func(measure string) *float64) {
	amount := func(n *float64) float64 {
		if n == nil {
			return 0
		}
		return *n
	}
	for _, m := range shown {
		if b, a := amount(before(m.measure)), amount(after(m.measure)); b+a > 0 {
			fmt.Fprintf(w, "%s: %.0f -> %.0f %s\n", m.heading, b, a, what)
		}
	}
}

// printCredits says whom the data come from.
func (g *grounds) printCredits(w io.Writer) {
	fmt.Fprintln(w, "Not an official service of the State. Sources:")
	said := map[string]bool{}
	for _, c := range g.Credits {
		line := fmt.Sprintf("%s (%s; %s)", c.Credit, c.Vintage, c.Licence)
		if !said[line] {
			fmt.Fprintln(w, " ", line)
		}
		said[line] = true
	}
}
