package geotest

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Facts is the fact files as they stand, texts and all.
type Facts struct {
	Centres []struct {
		ID         string
		Named      bool
		Founded    *string
		Perimeters []FactPerimeter
	}
	Departments []map[string]string            // code, name, region, region_2015
	Hoods       map[string][]map[string]string // by geography, "2015" and "2024"
	NPNRU       map[string]bool                // codes of 2015 that the programme lists
}

// FactPerimeter is one row of a centre's record.
type FactPerimeter struct {
	ID          string
	From, To    *string
	Departments []string
	Scope       string
	Confidence  string
	Sourced     bool
	Attested    *string

	floor string // before which one without a start does not reach
}

// Root is the project's own folder.
func Root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..")
}

// ReadFacts reads the fact files.
func ReadFacts(t testing.TB) *Facts {
	t.Helper()
	f := &Facts{Hoods: map[string][]map[string]string{}}
	b, err := os.ReadFile(filepath.Join(Root(), "data", "facts", "centres.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &f.Centres); err != nil {
		t.Fatal(err)
	}
	f.setFloors()
	f.Departments = readCSV(t, "departments.csv")
	f.Hoods["2015"] = readCSV(t, "qpv-2015.csv")
	f.Hoods["2024"] = readCSV(t, "qpv-2024.csv")
	f.NPNRU = map[string]bool{}
	for _, row := range readCSV(t, "npnru-2015.csv") {
		f.NPNRU[row["code"]] = true
	}
	return f
}

// setFloors notes before which day a perimeter without a start does not reach.
func (f *Facts) setFloors() {
	first := "9999"
	for _, c := range f.Centres {
		for _, p := range c.Perimeters {
			if p.From != nil {
				first = min(first, *p.From)
			}
		}
	}
	for i, c := range f.Centres {
		for k := range c.Perimeters {
			f.Centres[i].Perimeters[k].floor = first
			if c.Founded != nil {
				f.Centres[i].Perimeters[k].floor = max(first, *c.Founded)
			}
		}
	}
}

func readCSV(t testing.TB, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join(Root(), "data", "facts", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }() // only read
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, v := range r {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out
}

// Holds reports whether a perimeter is active on a day, by comparing texts: a
// bare month or year stands for all of its days, a missing end for all time from
// the day its centre was founded, and from the first start of any perimeter.
func (p *FactPerimeter) Holds(day string) bool {
	from := p.From
	if from == nil {
		from = &p.floor
	}
	if day[:min(len(day), len(*from))] < *from {
		return false
	}
	return p.To == nil || day[:min(len(day), len(*p.To))] <= *p.To
}

// Question is what the oracle is asked.
type Question struct {
	Day, Scope, Confidence, Territory, Geography string
}

// Answer is what it counts: departments, neighbourhoods and their inhabitants,
// covered and in all, and how much of it no sourced perimeter covers.
type Answer struct {
	Centres                         int // named, with an active perimeter
	Departments, AllDepartments     int64
	Hoods, AllHoods, UnsourcedHoods int64
	Inhabitants, AllInhabitants     int64
	NPNRU, AllNPNRU, UnsourcedNPNRU int64           // neighbourhoods that the programme lists
	CoveredCodes                    map[string]bool // departments and collectivities
	HoodsByDepartment               map[string]int64
}

var grades = map[string]int{"low": 0, "medium": 1, "high": 2}

// Counts reports whether a perimeter enters a question.
func (p *FactPerimeter) Counts(q Question) bool {
	return grades[p.Confidence] >= grades[q.Confidence] && p.Holds(q.Day) && (q.Scope == "any" || p.Scope == q.Scope)
}

// Age says how old the evidence for a perimeter is on a day, by comparing texts
// as far as they go: a bare year or month of a source is that of all its days.
func (p *FactPerimeter) Age(t testing.TB, day string) string {
	t.Helper()
	if !p.Sourced || p.Attested == nil || p.From == nil && day < *p.Attested {
		return "undated"
	}
	to := *p.Attested
	if day[:min(len(day), len(to))] <= to {
		return "attested"
	}
	year, err := strconv.Atoi(to[:4])
	if err != nil {
		t.Fatal(err)
	}
	for _, limit := range []struct {
		years int
		name  string
	}{{1, "up_to_1_year"}, {3, "up_to_3_years"}, {5, "up_to_5_years"}} {
		if late := strconv.Itoa(year+limit.years) + to[4:]; day[:len(late)] <= late {
			return limit.name
		}
	}
	return "older"
}

// Count answers by going through every row of every file.
func (f *Facts) Count(q Question) Answer {
	a := Answer{CoveredCodes: map[string]bool{}, HoodsByDepartment: map[string]int64{}}
	sourced := map[string]bool{}
	for _, c := range f.Centres {
		counts := false
		for _, p := range c.Perimeters {
			if !p.Counts(q) {
				continue
			}
			counts = true
			for _, d := range p.Departments {
				a.CoveredCodes[d] = true
				sourced[d] = sourced[d] || p.Sourced
			}
		}
		if counts && c.Named {
			a.Centres++
		}
	}
	for _, d := range f.Departments {
		if inTerritory(d["code"], q.Territory) {
			a.AllDepartments++
			if a.CoveredCodes[d["code"]] {
				a.Departments++
			}
		}
	}
	for _, h := range f.Hoods[q.Geography] {
		d := h["department"]
		if !inTerritory(d, q.Territory) {
			continue
		}
		people, _ := strconv.ParseInt(h["population_2013"], 10, 64)
		a.AllHoods++
		a.AllInhabitants += people
		a.HoodsByDepartment[d]++
		listed := int64(0)
		if f.NPNRU[h["code"]] {
			listed = 1
		}
		a.AllNPNRU += listed
		if a.CoveredCodes[d] {
			a.Hoods++
			a.Inhabitants += people
			a.NPNRU += listed
			if !sourced[d] {
				a.UnsourcedHoods++
				a.UnsourcedNPNRU += listed
			}
		}
	}
	return a
}

func inTerritory(department, territory string) bool {
	of := "metropole"
	switch {
	case strings.HasPrefix(department, "978"), strings.HasPrefix(department, "987"):
		of = "com"
	case strings.HasPrefix(department, "97"):
		of = "drom"
	}
	return territory == "france" || territory == of || territory == "overseas" && of != "metropole"
}
