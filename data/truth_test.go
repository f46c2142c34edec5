package data

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"maillage/geo"
)

// tally is what a brute-force count over the facts finds at one date.
type tally struct{ centres, departments, neighbourhoods, people, unsourced int }

// rawFacts is the facts as they stand on disk, read by nothing of this
// package: text dates, text codes.
type rawFacts struct {
	centres []struct {
		ID         string
		Named      bool
		Perimeters []struct {
			ID, From, To, Scope, Confidence string
			Sourced                         bool
			Departments                     []string
		}
	}
	neighbourhoods []map[string]string
	departments    []map[string]string
}

func readRaw(t *testing.T) rawFacts {
	t.Helper()
	content, err := os.ReadFile("facts/centres.json")
	if err != nil {
		t.Fatal(err)
	}
	var r rawFacts
	if err := json.Unmarshal(content, &r.centres); err != nil {
		t.Fatal(err)
	}
	r.neighbourhoods = readRows(t, "facts/qpv-2015.csv")
	r.departments = readRows(t, "facts/departments.csv")
	return r
}

func readRows(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, fields := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = fields[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// holds compares dates as text: a bare year or month is whole, an end that is
// not known is open. It shares no code with geo.Fuzzy.
func holds(from, to, day string) bool {
	started := from == "" || from <= day // "2017" <= "2017-03-16"
	ended := to != "" && to < day[:len(to)]
	return started && !ended
}

// count counts, for one date and the grades taken, by going through every row.
func (r rawFacts) count(day string, grades ...string) tally {
	var c tally
	covered, sourced := map[string]bool{}, map[string]bool{}
	for _, centre := range r.centres {
		active := false
		for _, p := range centre.Perimeters {
			if p.Scope != "policy" || !slices.Contains(grades, p.Confidence) || !holds(p.From, p.To, day) {
				continue
			}
			active = true
			for _, d := range p.Departments {
				covered[d] = true
				sourced[d] = sourced[d] || p.Sourced
			}
		}
		if active && centre.Named {
			c.centres++
		}
	}
	for _, d := range r.departments {
		if covered[d["code"]] {
			c.departments++
		}
	}
	for _, n := range r.neighbourhoods {
		if !covered[n["department"]] {
			continue
		}
		c.neighbourhoods++
		if !sourced[n["department"]] {
			c.unsourced++
		}
		people, _ := strconv.Atoi(n["population_2013"])
		c.people += people
	}
	return c
}

// count does the same over what Load gives.
func countLoaded(d *geo.Dataset, day geo.Date, least geo.Confidence) tally {
	var c tally
	covered, sourced := map[string]bool{}, map[string]bool{}
	for _, centre := range d.Centres {
		active := false
		for _, p := range centre.Perimeters {
			if !geo.Policy.Takes(p.Scope) || p.Confidence < least || p.From.First() > day || day > p.To.Last() {
				continue
			}
			active = true
			for _, u := range p.Units {
				covered[u.Code] = true
				sourced[u.Code] = sourced[u.Code] || p.Sourced
			}
		}
		if active && centre.Named {
			c.centres++
		}
	}
	for _, u := range d.Catalogue.Units[geo.Department] {
		if covered[u.Code] {
			c.departments++
		}
	}
	for _, n := range d.Neighbourhoods[geo.QPV2015] {
		if !covered[n.Department] {
			continue
		}
		c.neighbourhoods++
		c.people += int(n.Population.N)
		if !sourced[n.Department] {
			c.unsourced++
		}
	}
	return c
}

var gradesFrom = map[geo.Confidence][]string{
	geo.High: {"high"}, geo.Medium: {"high", "medium"}, geo.Low: {"high", "medium", "low"},
}

// The numbers that the project is checked against, reached from the facts by
// text alone and from what is loaded.
func TestTruthNumbers(t *testing.T) {
	raw, d := readRaw(t), load(t)
	for _, c := range []struct {
		day   string
		least geo.Confidence
		want  tally // zero: not stated
	}{
		{"2017-03-16", geo.Medium, tally{16, 87, 1202, 4_405_597, 124}},
		{"2012-05-31", geo.Medium, tally{neighbourhoods: 1050}},
		{"2015-06-30", geo.Medium, tally{neighbourhoods: 1116}},
		{"2016-01-01", geo.Medium, tally{neighbourhoods: 1189}},
		{"2019-07-01", geo.Medium, tally{neighbourhoods: 1238}},
		{"2021-01-01", geo.Medium, tally{neighbourhoods: 1281}},
		{"2026-11-29", geo.Medium, tally{neighbourhoods: 1281}},
		{"2017-03-16", geo.High, tally{neighbourhoods: 675}},
		{"2017-03-16", geo.Low, tally{neighbourhoods: 1250}},
	} {
		day, err := geo.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		for by, got := range map[string]tally{"facts": raw.count(c.day, gradesFrom[c.least]...), "loaded": countLoaded(d, day, c.least)} {
			if c.want.centres == 0 {
				got = tally{neighbourhoods: got.neighbourhoods}
			}
			if got != c.want {
				t.Errorf("%s at %s, by the %s: %+v, want %+v", c.day, c.least, by, got, c.want)
			}
		}
	}
	size, ok := d.Network.SizeAt(geo.DateOf(2017, 3, 16))
	if !ok || size.Count != geo.Known(18) || size.Date.String() != "2017-03-16" {
		t.Errorf("published size on 16 March 2017 is %+v", size)
	}
	if size, ok = d.Network.SizeAt(geo.DateOf(2022, 12, 31)); !ok || size.Count != geo.Known(19) || size.Date.String() != "2022-10-20" {
		t.Errorf("published size at the end of 2022 is %+v", size)
	}
}

// Every date on which something changes, its neighbours, and random ones.
func TestLoadCountsAsTheFactsDo(t *testing.T) {
	raw, d := readRaw(t), load(t)
	days := map[geo.Date]bool{}
	for _, c := range d.Centres {
		for _, p := range c.Perimeters {
			for _, edge := range []geo.Date{p.From.First(), p.To.Last()} {
				for _, day := range []geo.Date{edge - 1, edge, edge + 1} {
					if geo.MinDate <= day && day <= geo.MaxDate {
						days[day] = true
					}
				}
			}
		}
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for range 100 {
		days[geo.DateOf(1990, 1, 1)+geo.Date(random.IntN(40*365))] = true
	}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		for least, grades := range gradesFrom {
			if want, got := raw.count(day.String(), grades...), countLoaded(d, day, least); got != want {
				t.Errorf("%s at %s: loaded %+v, facts %+v", day, least, got, want)
			}
		}
	}
}
