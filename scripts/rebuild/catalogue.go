package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"

	"maillage/geo"
)

// collectivityNames are the overseas collectivities with neighbourhoods.
var collectivityNames = map[string]string{"978": "Saint-Martin", "987": "Polynésie française"}

// Records of the package's JSON files, by what is read of them.
type (
	communeRecord struct {
		Code       string   `json:"code"`
		Name       string   `json:"nom"`
		Type       string   `json:"type"`
		Department string   `json:"departement"`
		Region     string   `json:"region"`
		Population *int64   `json:"population"` // absent where unknown
		Former     []string `json:"anciensCodes"`
		Seat       string   `json:"chefLieu"` // of a commune déléguée or associée
		Commune    string   `json:"commune"`  // of an arrondissement municipal
	}
	epciRecord struct {
		Code    string `json:"code"`
		Name    string `json:"nom"`
		Members []struct {
			Code string `json:"code"`
		} `json:"membres"`
	}
	unitRecord struct {
		Code   string `json:"code"`
		Name   string `json:"nom"`
		Region string `json:"region"`
	}
)

func (b *builder) catalogue(files map[string][]byte, f *facts) error {
	var communes []communeRecord
	var epcis []epciRecord
	var departments, regions []unitRecord
	for name, into := range map[string]any{"communes": &communes, "epci": &epcis, "departements": &departments, "regions": &regions} {
		if err := json.Unmarshal(files["package/data/"+name+".json"], into); err != nil {
			return fmt.Errorf("%s, %s.json: %w", etalab.name, name, err)
		}
	}
	if err := agree(departments, f.departments); err != nil {
		return err
	}
	t := newTable(f, regions)
	for _, c := range communes {
		if c.Type == "commune-actuelle" {
			t.commune(c)
		}
	}
	for _, e := range epcis {
		if err := t.epci(e); err != nil {
			return err
		}
	}
	content, counts, err := t.csv()
	if err != nil {
		return err
	}
	source := catalogueSource
	source.Counts = counts
	if err := b.add("catalogue.csv.gz", content, source); err != nil {
		return err
	}
	return b.successors(communes, t)
}

// agree refuses a package that names a department, or places it in a region,
// otherwise than the facts do.
func agree(records []unitRecord, departments []department) error {
	byCode := map[string]unitRecord{}
	for _, r := range records {
		byCode[r.Code] = r
	}
	for _, d := range departments {
		if got := (unitRecord{d.code, d.name, d.region}); byCode[d.code] != got {
			return fmt.Errorf("data/facts/departments.csv says %v, %s says %v: correct the facts or the pin", got, etalab.name, byCode[d.code])
		}
	}
	return nil
}

// table gathers the units, by level and code.
type table map[geo.Level]map[string]*geo.Unit

func newTable(f *facts, regions []unitRecord) table {
	t := table{}
	for _, l := range geo.Levels {
		t[l] = map[string]*geo.Unit{}
	}
	names := map[string]string{}
	for _, r := range regions {
		names[r.Code] = r.Name
	}
	for _, d := range f.departments {
		t.put(geo.Unit{Level: geo.Region, Code: d.region, Name: names[d.region]})
		t.put(geo.Unit{Level: geo.Region2015, Code: d.region2015, Name: f.regions2015[d.region2015]})
		t.put(geo.Unit{Level: geo.Department, Code: d.code, Name: d.name, Region: d.region, Region2015: d.region2015})
	}
	for code, name := range collectivityNames {
		t.put(geo.Unit{Level: geo.Collectivity, Code: code, Name: name, Region: code, Region2015: code})
	}
	return t
}

// put adds a unit with no inhabitant yet; add counts them.
func (t table) put(u geo.Unit) {
	u.Population = geo.Known(0)
	t[u.Level][u.Code] = &u
}

// commune adds a commune, and its people to the units above. Communes of the
// other overseas collectivities stand outside the catalogue.
func (t table) commune(c communeRecord) {
	d, ok := t[geo.Department][c.Department]
	if !ok {
		if d, ok = t[geo.Collectivity][c.Department]; !ok {
			return
		}
	}
	population := geo.Count{}
	if c.Population != nil {
		population = geo.Known(*c.Population)
	}
	t.put(geo.Unit{Level: geo.Commune, Code: c.Code, Name: c.Name, Department: d.Code, Region: d.Region, Region2015: d.Region2015})
	t[geo.Commune][c.Code].Population = population
	addPopulation(d, population)
	if d.Level == geo.Department {
		addPopulation(t[geo.Region][d.Region], population)
		addPopulation(t[geo.Region2015][d.Region2015], population)
	}
}

// addPopulation adds to a sum, which is unknown once one of its terms is.
func addPopulation(u *geo.Unit, c geo.Count) {
	u.Population = geo.Count{N: u.Population.N + c.N, Known: u.Population.Known && c.Known}
}

// epci adds an EPCI over its members. A code above that they do not share
// stays empty: an EPCI may straddle departments and regions.
func (t table) epci(e epciRecord) error {
	t.put(geo.Unit{Level: geo.EPCI, Code: e.Code, Name: e.Name})
	u := t[geo.EPCI][e.Code]
	for i, m := range e.Members {
		c, ok := t[geo.Commune][m.Code]
		if !ok || c.EPCI != "" {
			return fmt.Errorf("%s: EPCI %s has member %s, which is no commune of the catalogue or has an EPCI already", etalab.name, e.Code, m.Code)
		}
		c.EPCI = e.Code
		addPopulation(u, c.Population)
		if i == 0 {
			u.Department, u.Region, u.Region2015 = c.Department, c.Region, c.Region2015
		}
		u.Department = shared(u.Department, c.Department)
		u.Region = shared(u.Region, c.Region)
		u.Region2015 = shared(u.Region2015, c.Region2015)
	}
	return nil
}

func shared(a, b string) string {
	if a == b {
		return a
	}
	return ""
}

// csv writes every unit, by level then code.
func (t table) csv() ([]byte, map[string]int, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	rows := [][]string{{"level", "code", "name", "department", "region", "region_2015", "epci", "population"}}
	counts := map[string]int{}
	for _, level := range geo.Levels {
		counts[string(level)] = len(t[level])
		for _, code := range sortedKeys(t[level]) {
			u := t[level][code]
			population := ""
			if u.Population.Known {
				population = strconv.FormatInt(u.Population.N, 10)
			}
			rows = append(rows, []string{string(level), u.Code, u.Name, u.Department, u.Region, u.Region2015, u.EPCI, population})
		}
	}
	err := w.WriteAll(rows)
	return buf.Bytes(), counts, err
}

// successors writes, for every code that is no current commune, the commune
// that took its ground over. What a commune is part of today (déléguée,
// associée, arrondissement) goes before what another one lists as former:
// two places that were split and merged again are listed by both.
func (b *builder) successors(communes []communeRecord, t table) error {
	into := map[string]string{}
	add := func(code, successor string) {
		_, current := t[geo.Commune][code]
		_, known := into[code]
		if _, ok := t[geo.Commune][successor]; ok && !current && !known {
			into[code] = successor
		}
	}
	for _, c := range communes {
		switch c.Type {
		case "commune-deleguee", "commune-associee":
			add(c.Code, c.Seat)
		case "arrondissement-municipal":
			add(c.Code, c.Commune)
		}
	}
	for _, c := range communes {
		for _, former := range c.Former {
			add(former, c.Code)
		}
	}
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	rows := [][]string{{"code", "successor"}}
	for _, code := range sortedKeys(into) {
		rows = append(rows, []string{code, into[code]})
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	source := successorsSource
	source.Counts = map[string]int{"rows": len(into)}
	return b.add("successors.csv.gz", buf.Bytes(), source)
}
