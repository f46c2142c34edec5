package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// realignment prints how the centres stand against the regions on a day.
var realignment = question{
	name: "realignment", path: "/analysis/realignment",
	flags:   []questionFlag{datetimeFlag, territoryFlag, scopeFlag, confidenceFlag, qpvFlag},
	formats: []string{"csv", "json", "geojson"},
	print:   printRealignment,
}

// realignmentAnswer is the part of the document that the table shows.
type realignmentAnswer struct {
	Datetime, Territory, Scope string
	MinConfidence              string `json:"min_confidence"`
	QPV, Generation            string
	Regions                    []struct {
		Code, Name, Status string
		Measures           map[string]figure
		Index              index
		Remaining          leftOver
		Centres            []struct {
			ID, Edge  string
			Straddles []string
			Measures  map[string]figure
		}
	}
	Counts      statusCounts
	CountsApart statusCounts `json:"counts_apart"`
	Index       index
	Remaining   leftOver
	grounds
}

type index struct{ Departments, Neighbourhoods *float64 }

func (x *index) String() string {
	return ratio(x.Departments) + " by departments, " + ratio(x.Neighbourhoods) + " by QPV"
}

func ratio(v *float64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprintf("%.3f", *v)
}

type statusCounts struct{ Uncovered, Partial, Aligned, Shared, Split, Overlapped int }

func (n statusCounts) String() string {
	return fmt.Sprintf("%d aligned, %d shared, %d split, %d overlapped, %d partial, %d uncovered",
		n.Aligned, n.Shared, n.Split, n.Overlapped, n.Partial, n.Uncovered)
}

// leftOver is what full coverage lacks.
type leftOver struct {
	DepartmentCodes                         []string `json:"department_codes"`
	CollectivityCodes                       []string `json:"collectivity_codes"`
	Departments, Population, Neighbourhoods struct{ Remaining, Total *float64 }
	CityContracts                           contractsLeft `json:"city_contracts"`
}

type contractsLeft struct {
	Total, Remaining, Undetermined int
	UnplacedCodes                  []string `json:"unplaced_codes"`
}

func (k *contractsLeft) String() string {
	return fmt.Sprintf("%d/%d", k.Remaining, k.Total) + apart(k.Undetermined)
}

// printRealignment prints the document for a terminal: a line for each region,
// and one under it for each of its centres.
func printRealignment(w io.Writer, body []byte) error {
	var a realignmentAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	fmt.Fprintf(w, "Realignment on %s: territory %s, scope %s, confidence %s or better, QPV %s, generation %s\n\n",
		a.Datetime, a.Territory, a.Scope, a.MinConfidence, a.QPV, a.Generation)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CODE\tREGION, CENTRE\tSTATUS\tINDEX\tDEPARTMENTS\tQPV\tPOPULATION\tCONTRACTS LEFT\tEDGE\tSTRADDLES")
	for _, r := range a.Regions {
		k := &r.Remaining.CityContracts
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t\t\n", r.Code, r.Name, r.Status, ratio(r.Index.Departments),
			threeCells(r.Measures), k)
		for _, c := range r.Centres {
			fmt.Fprintf(t, "\t  %s\t\t\t%s\t\t%s\t%s\n", c.ID, threeCells(c.Measures), c.Edge, strings.Join(c.Straddles, " "))
		}
	}
	k := &a.Remaining.CityContracts
	fmt.Fprintf(t, "\tTOTAL\t\t%s\t%s\t%s\t\t\n", ratio(a.Index.Departments), threeCells(a.Totals), k)
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nRegions: %s; apart from them, collectivities: %s.\n", a.Counts, a.CountsApart)
	fmt.Fprintf(w, "Alignment index, from 0 to 1: %s.\n", &a.Index)
	fmt.Fprintf(w, "To full coverage: %s departments, %s QPV, %s people; in %s.\n", whole(a.Remaining.Departments.Remaining),
		whole(a.Remaining.Neighbourhoods.Remaining), whole(a.Remaining.Population.Remaining), strings.Join(slices.Concat(a.Remaining.DepartmentCodes, a.Remaining.CollectivityCodes), " "))
	fmt.Fprintf(w, "City contracts: %d of %d remain, %d cannot be told, %d cannot be placed.\n", k.Remaining, k.Total, k.Undetermined, len(k.UnplacedCodes))
	a.printNotes(w)
	return nil
}

// threeCells shows the measures that tell most of a region.
func threeCells(measures map[string]figure) string {
	return cell(measures["departments"]) + "\t" + cell(measures["neighbourhoods"]) + "\t" + cell(measures["population"])
}

func whole(v *float64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprintf("%.0f", *v)
}
