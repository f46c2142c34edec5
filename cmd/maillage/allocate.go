package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"
)

// allocate shares an envelope out.
var allocate = question{
	name: "allocate", path: "/analysis/allocation",
	flags:   []questionFlag{datetimeFlag, territoryFlag, scopeFlag, confidenceFlag, qpvFlag},
	formats: []string{"csv", "json"},
	print:   printAllocation,
	body:    allocationBody,
}

// allocationBody makes a body of the flags of the formula. What is wrong with
// their values the HTTP interface says.
func allocationBody(flags *flag.FlagSet) func() ([]byte, error) {
	key, weights := map[string]any{}, map[string]string{}
	for _, f := range []struct{ flag, member, help string }{
		{"envelope", "envelope", "`EUROS` to share out, as 1200000.50 (required)"},
		{"fixed-part", "fixed_part", "`EUROS` for each centre first (default 0)"},
		{"overseas-coefficient", "overseas_coefficient", "what overseas quantities are multiplied by (default 1)"},
		{"floor", "floor", "least `EUROS` of a centre (default 0)"},
		{"ceiling", "ceiling", "most `EUROS` of a centre (default none)"},
	} {
		flags.Func(f.flag, f.help, func(value string) error {
			key[f.member] = value
			return nil
		})
	}
	for _, f := range []struct{ flag, member, help string }{
		{"weight-neighbourhoods", "neighbourhoods", "weight of the priority neighbourhoods, against the other weights (default 0)"},
		{"weight-people", "people", "weight of their inhabitants (default 0)"},
		{"weight-npnru", "npnru", "weight of those that the renewal programme lists (default 0)"},
		{"weight-area", "area", "weight of the area (default 0)"},
	} {
		flags.Func(f.flag, f.help, func(value string) error {
			weights[f.member] = value
			return nil
		})
	}
	return func() ([]byte, error) {
		key["weights"] = weights
		return json.Marshal(key)
	}
}

// allocationAnswer is the part of the document that the table shows.
type allocationAnswer struct {
	Datetime, Territory, Scope string
	MinConfidence              string `json:"min_confidence"`
	QPV, Generation, Notice    string
	Rounding                   string
	Awards                     []struct {
		ID, Euros  string
		Parts      []struct{ Kind, Euros string }
		Quantities struct {
			Neighbourhoods, People float64
			Approximate            bool `json:"area_approximate"`
		}
		Caution string
	}
	Unallocated string
	Proof       struct {
		Awards   string `json:"sum_of_awards"`
		Envelope string
		Holds    bool
	}
	grounds
}

// parts are those of an amount, in the order they are shown.
var parts = []string{"fixed", "neighbourhoods", "people", "npnru", "area", "floor", "ceiling", "balance"}

// printAllocation prints the document for a terminal: a column for each part
// that some centre has.
func printAllocation(w io.Writer, body []byte) error {
	var a allocationAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	fmt.Fprintf(w, "Allocation on %s: territory %s, scope %s, confidence %s or better, QPV %s, generation %s\n%s\n\n",
		a.Datetime, a.Territory, a.Scope, a.MinConfidence, a.QPV, a.Generation, a.Notice)
	used := map[string]bool{}
	for _, one := range a.Awards {
		for _, p := range one.Parts {
			used[p.Kind] = true
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "QPV\tPEOPLE\tEUROS\t")
	for _, kind := range parts {
		if used[kind] {
			fmt.Fprint(t, kind, "\t")
		}
	}
	fmt.Fprintln(t, " CENTRE")
	for _, one := range a.Awards {
		fmt.Fprintf(t, "%.2f\t%.0f\t%s\t", one.Quantities.Neighbourhoods, one.Quantities.People, one.Euros)
		of := map[string]string{}
		for _, p := range one.Parts {
			of[p.Kind] = p.Euros
		}
		for _, kind := range parts {
			if used[kind] {
				fmt.Fprint(t, of[kind], "\t")
			}
		}
		fmt.Fprintln(t, " "+one.ID)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nSum %s and unallocated %s make the envelope, %s: %v.\n", a.Proof.Awards, a.Unallocated, a.Proof.Envelope, a.Proof.Holds)
	fmt.Fprintln(w, a.Rounding)
	approximate := false
	for _, one := range a.Awards {
		if one.Caution != "" {
			fmt.Fprintf(w, "%s: %s\n", one.ID, one.Caution)
		}
		approximate = approximate || one.Quantities.Approximate
	}
	sayApproximate(w, approximate && used["area"])
	a.printCredits(w)
	return nil
}
