package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// trajectory prints the history of the network.
var trajectory = question{
	name: "trajectory", path: "/analysis/trajectory",
	flags:   []questionFlag{fromFlag, toFlag, territoryFlag, scopeFlag, confidenceFlag, qpvFlag},
	formats: []string{"csv", "json"},
	print:   printTrajectory,
}

// trajectoryAnswer is the part of the document that the table shows.
type trajectoryAnswer struct {
	From, To, Territory, Scope string
	MinConfidence              string `json:"min_confidence"`
	QPV, Generation            string
	Start                      state
	Steps                      []struct {
		Datetime string
		Events   []event
		After    state
	}
	Undated   []struct{ Perimeter, End string }
	Published struct {
		About         string
		Sizes, Claims []statement
	}
	grounds
}

// state is the national figures of a day.
type state struct {
	Datetime     string
	CentresKnown int `json:"centres_known"`
	Totals       map[string]figure
	Counts       statusCounts
	Index        index
}

type event struct {
	Centre     string
	Kinds      []string
	Date       struct{ Text, Precision, End string }
	Gained     ground
	Lost       ground
	Entered    ground
	Left       ground
	Evidence   []struct{ Was, Is struct{ Confidence string } }
	TakenOver  []struct{ Centre string } `json:"taken_over"`
	HandedOver []struct{ Centre string } `json:"handed_over"`
}

type ground struct{ Whole, Part []struct{ Code string } }

// statement is a published size, or a published claim.
type statement struct {
	Date, Source, Of string
	Count, Share     *float64
	Computed         struct{ First, Last computed }
}

type computed struct {
	CentresKnown int `json:"centres_known"`
	Shares       struct{ Neighbourhoods *float64 }
}

// printTrajectory prints the document for a terminal: the events of each day,
// then the figures that follow from them.
func printTrajectory(w io.Writer, body []byte) error {
	var a trajectoryAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	fmt.Fprintf(w, "Trajectory from %s to %s: territory %s, scope %s, confidence %s or better, QPV %s, generation %s\n\n",
		a.From, a.To, a.Territory, a.Scope, a.MinConfidence, a.QPV, a.Generation)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "DAY\tAS PUBLISHED\tCENTRE\tEVENT\tGROUND\tDEPARTMENTS\tQPV\tNO SOURCE\tREGIONS\tINDEX")
	a.Start.print(t, "start")
	for i := range a.Steps {
		step := &a.Steps[i]
		for k := range step.Events {
			e := &step.Events[k]
			fmt.Fprintf(t, "%s\t%s %s\t%s\t%s\t%s\t\t\t\t\t\n", step.Datetime, e.Date.End, e.Date.Text, e.Centre, strings.Join(e.Kinds, " "), e.ground())
		}
		step.After.print(t, "after")
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if err := a.printPublished(w); err != nil {
		return err
	}
	if len(a.Undated) > 0 {
		fmt.Fprintln(w, "\nEnds that no source dates, and no event shows:")
		for _, u := range a.Undated {
			fmt.Fprintf(w, "  %s (%s)\n", u.Perimeter, u.End)
		}
	}
	a.Totals = a.Start.Totals
	for name, f := range a.Totals {
		f.Unsourced, f.Undetermined = nil, nil // of one day; each line tells its own
		a.Totals[name] = f
	}
	a.printNotes(w)
	return nil
}

func (s *state) print(w io.Writer, when string) {
	n := s.Counts
	fmt.Fprintf(w, "%s\t%s\t%d known\t\t\t%s\t%s\t%s\t%d aligned %d shared %d split %d overlapped %d partial %d uncovered\t%s\n",
		s.Datetime, when, s.CentresKnown, cell(s.Totals["departments"]), cell(s.Totals["neighbourhoods"]), whole(s.Totals["neighbourhoods"].Unsourced),
		n.Aligned, n.Shared, n.Split, n.Overlapped, n.Partial, n.Uncovered, ratio(s.Index.Departments))
}

// ground says in signs what an event moves: + and - gained and lost, [+ and
// [- counted from that day on and no more, ~ a part; and on what other proof.
func (e *event) ground() string {
	var out []string
	for _, g := range []struct {
		sign string
		of   *ground
	}{{"+", &e.Gained}, {"-", &e.Lost}, {"[+", &e.Entered}, {"[-", &e.Left}} {
		var codes []string
		for _, u := range g.of.Whole {
			codes = append(codes, u.Code)
		}
		for _, u := range g.of.Part {
			codes = append(codes, "~"+u.Code)
		}
		if len(codes) == 0 {
			continue
		}
		text := g.sign + strings.Join(codes, " ")
		if strings.HasPrefix(g.sign, "[") {
			text += "]"
		}
		out = append(out, text)
	}
	for _, p := range e.TakenOver {
		out = append(out, "from "+p.Centre)
	}
	for _, p := range e.HandedOver {
		out = append(out, "to "+p.Centre)
	}
	for _, s := range e.Evidence {
		if text := "proof " + s.Was.Confidence + " to " + s.Is.Confidence; !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return strings.Join(out, ", ")
}

// printPublished prints what is published about the network, beside what is
// computed for the same days.
func (a *trajectoryAnswer) printPublished(w io.Writer) error {
	fmt.Fprintf(w, "\n%s\n", a.Published.About)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "PUBLISHED\tSIZE\tCLAIM\tOF\tKNOWN HERE\tQPV HERE\tSOURCE")
	for _, list := range [][]statement{a.Published.Sizes, a.Published.Claims} {
		for _, s := range list {
			first, last := &s.Computed.First, &s.Computed.Last
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Date, whole(s.Count), percent(s.Share), s.Of,
				span(fmt.Sprint(first.CentresKnown), fmt.Sprint(last.CentresKnown)),
				span(percent(first.Shares.Neighbourhoods), percent(last.Shares.Neighbourhoods)), s.Source)
		}
	}
	return t.Flush()
}

func percent(share *float64) string {
	if share == nil {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100**share)
}

// span is two values where they differ.
func span(first, last string) string {
	if first == last {
		return first
	}
	return first + " to " + last
}
