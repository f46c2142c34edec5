package main

import (
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"text/tabwriter"
	"time"
)

// row is one line of the table: a figure, what it is held against in the same
// run, and what the project wants of it.
type row struct {
	name     string
	figure   string
	baseline string // name of the baseline, "" where there is none
	against  string // the baseline's own figure
	ratio    float64
	aim      string
	missed   bool
	note     string
}

// rowsOf turns results into rows: one per baseline, or one where there is none.
//
// A benchmark reports a baseline as a metric "x-NAME" or "NAME/ours": how many
// times the baseline's time is that of the benchmark, measured in the same run.
// An aim that no result meets or misses has a row of its own, so that renaming a
// benchmark cannot hide it.
func rowsOf(results []result) []row {
	var rows []row
	measured := make(map[string]bool)
	for _, r := range results {
		nanoseconds, ok := r.time()
		if !ok {
			continue
		}
		first := row{name: short(r.pkg) + " " + r.name, figure: duration(nanoseconds)}
		of := baselines(r)
		if a, ok := aimOf(r); ok {
			first.aim = a.String()
			first.missed = a.missed(nanoseconds, of)
			measured[a.what] = true
		}
		if len(of) == 0 {
			rows = append(rows, first)
		}
		for i, b := range of {
			one := row{}
			if i == 0 {
				one = first
			}
			one.baseline, one.ratio, one.against = b.unit, b.value, duration(b.value*nanoseconds)
			rows = append(rows, one)
		}
	}
	for _, a := range aims {
		if !measured[a.what] {
			rows = append(rows, row{name: a.what, figure: "-", aim: a.String(), missed: true, note: "not measured in this run"})
		}
	}
	return rows
}

// baselines returns the ratios a result reports, each under its baseline's name.
func baselines(r result) []metric {
	var of []metric
	for _, m := range r.metrics {
		name, ok := strings.CutPrefix(m.unit, "x-")
		if !ok {
			name, ok = strings.CutSuffix(m.unit, "/ours")
		}
		if ok {
			of = append(of, metric{m.value, name})
		}
	}
	return of
}

// aim is what the project wants of a benchmark: less than a time, or at most so
// many times what one of its baselines takes.
type aim struct {
	what  string
	pkg   string
	name  *regexp.Regexp
	below float64 // nanoseconds; 0: the aim is against a baseline
	times float64
	of    string // the baseline
}

func (a *aim) String() string {
	if a.of != "" {
		return "<= " + significant(a.times) + "x " + a.of
	}
	return "< " + duration(a.below)
}

// missed reports whether a benchmark that took so long, beside these baselines,
// misses the aim; one that does not report the baseline does.
func (a *aim) missed(nanoseconds float64, baselines []metric) bool {
	if a.of == "" {
		return nanoseconds >= a.below
	}
	for _, b := range baselines {
		if b.unit == a.of {
			return b.value*a.times < 1
		}
	}
	return true
}

var aims = []aim{
	{what: "locate a point among communes", pkg: "maillage/geo/index", name: regexp.MustCompile(`^Locate$`), below: 400},
	{what: "locate a point far away", pkg: "maillage/geo/snapshot", name: regexp.MustCompile(`^LocateFar$`), times: 3, of: "near"},
	{what: "dissolve all communes", pkg: "maillage/geo/mesh", name: regexp.MustCompile(`(?i)^dissolve.*commune`), below: 10e6},
	{what: "national analysis, department grain", pkg: "maillage/geo/coverage", name: regexp.MustCompile(`^Analyse/department$`), below: 100e3},
	{what: "national analysis, commune grain", pkg: "maillage/geo/coverage", name: regexp.MustCompile(`^Analyse/commune$`), below: 1e6},
	{what: "compare two snapshots of communes", pkg: "maillage/geo/revision", name: regexp.MustCompile(`^Compare/communes$`), below: 1e9},
}

func aimOf(r result) (aim, bool) {
	for _, a := range aims {
		if a.pkg == r.pkg && a.name.MatchString(r.name) {
			return a, true
		}
	}
	return aim{}, false
}

// short takes the module's name off a package's path.
func short(pkg string) string {
	_, path, ok := strings.Cut(pkg, "/")
	if !ok {
		return pkg
	}
	return path
}

// duration writes nanoseconds with three significant digits and a unit that
// keeps them readable.
func duration(nanoseconds float64) string {
	for _, u := range []struct {
		size float64
		name string
	}{{float64(time.Second), "s"}, {1e6, "ms"}, {1e3, "µs"}} {
		if nanoseconds >= u.size {
			return significant(nanoseconds/u.size) + " " + u.name
		}
	}
	return significant(nanoseconds) + " ns"
}

func significant(v float64) string {
	switch {
	case v == math.Trunc(v), v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}

func printTable(w io.Writer, rows []row) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "BENCHMARK\tFIGURE\tAIM\t\tBASELINE\tITS FIGURE\tRATIO\tNOTE")
	for _, r := range rows {
		verdict, ratio := "", ""
		if r.aim != "" {
			verdict = "met"
			if r.missed {
				verdict = "MISSED"
			}
		}
		if r.baseline != "" {
			ratio = significant(r.ratio) + "x"
		}
		fmt.Fprintln(table, strings.Join([]string{r.name, r.figure, r.aim, verdict, r.baseline, r.against, ratio, r.note}, "\t"))
	}
	return table.Flush()
}
