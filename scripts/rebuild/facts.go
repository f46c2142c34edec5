package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// facts is what the rebuild reads of data/facts: names and hierarchy of
// departments and former regions, and the bytes of every file for the manifest.
type facts struct {
	departments []department
	regions2015 map[string]string // name by code
	files       map[string][]byte
}

type department struct{ code, name, region2015, region string }

func readFacts(dir string) (*facts, error) {
	f := &facts{regions2015: map[string]string{}, files: map[string][]byte{}}
	for _, source := range factSources {
		content, err := os.ReadFile(filepath.Join(dir, source.File))
		if err != nil {
			return nil, err
		}
		f.files[source.File] = content
	}
	rows, err := f.rows("departments.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		f.departments = append(f.departments, department{r[0], r[1], r[2], r[3]})
	}
	if rows, err = f.rows("regions-2015.csv"); err != nil {
		return nil, err
	}
	for _, r := range rows {
		f.regions2015[r[0]] = r[1]
	}
	return f, nil
}

// rows returns a table without its header.
func (f *facts) rows(name string) ([][]string, error) {
	all, err := csv.NewReader(bytes.NewReader(f.files[name])).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("data/facts/%s: %w", name, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("data/facts/%s is empty", name)
	}
	return all[1:], nil
}

// count counts the records of a file of facts, for the manifest.
func (f *facts) count(name string) (map[string]int, error) {
	var err error
	switch name {
	case "centres.json":
		var centres []struct{ Perimeters []struct{} }
		err = json.Unmarshal(f.files[name], &centres)
		counts := map[string]int{"centres": len(centres)}
		for _, c := range centres {
			counts["perimeters"] += len(c.Perimeters)
		}
		return counts, err
	case "network.json":
		var network struct{ Sizes, Claims, Activity []struct{} }
		err = json.Unmarshal(f.files[name], &network)
		return map[string]int{"sizes": len(network.Sizes), "claims": len(network.Claims), "activity": len(network.Activity)}, err
	default:
		var rows [][]string
		rows, err = f.rows(name)
		return map[string]int{"rows": len(rows)}, err
	}
}
