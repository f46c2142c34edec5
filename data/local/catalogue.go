package local

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"

	"maillage/geo"
)

var (
	unitHeader      = []string{"level", "code", "name", "department", "region", "region_2015", "epci", "population"}
	successorHeader = []string{"code", "successor"}
)

// writeUnits writes units as gzipped CSV, level by level. An unknown
// population is empty.
func writeUnits(w io.Writer, units map[geo.Level][]geo.Unit) error {
	return writeTable(w, unitHeader, func(row func(...string) error) error {
		for _, level := range geo.Levels {
			for i := range units[level] {
				u := &units[level][i]
				population := ""
				if u.Population.Known {
					population = strconv.FormatInt(u.Population.N, 10)
				}
				if err := row(string(u.Level), u.Code, u.Name, u.Department, u.Region, u.Region2015, u.EPCI, population); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func readUnits(packed []byte) (map[geo.Level][]geo.Unit, error) {
	units := map[geo.Level][]geo.Unit{}
	err := readTable(packed, unitHeader, func(f []string) error {
		level, err := geo.ParseLevel(f[0])
		if err != nil {
			return err
		}
		u := geo.Unit{Level: level, Code: f[1], Name: f[2], Department: f[3], Region: f[4], Region2015: f[5], EPCI: f[6]}
		if f[7] != "" {
			n, err := strconv.ParseInt(f[7], 10, 64)
			if err != nil {
				return fmt.Errorf("population %q: want a whole number", f[7])
			}
			u.Population = geo.Known(n)
		}
		units[level] = append(units[level], u)
		return nil
	})
	return units, err
}

// writeSuccessors writes the successors of communes as gzipped CSV, sorted.
func writeSuccessors(w io.Writer, successors map[string]string) error {
	return writeTable(w, successorHeader, func(row func(...string) error) error {
		for _, code := range slices.Sorted(maps.Keys(successors)) {
			if err := row(code, successors[code]); err != nil {
				return err
			}
		}
		return nil
	})
}

func readSuccessors(packed []byte) (map[string]string, error) {
	successors := map[string]string{}
	err := readTable(packed, successorHeader, func(f []string) error {
		successors[f[0]] = f[1]
		return nil
	})
	return successors, err
}

func writeTable(w io.Writer, header []string, rows func(row func(...string) error) error) error {
	z := gzip.NewWriter(w)
	out := csv.NewWriter(z)
	if err := out.Write(header); err != nil {
		return err
	}
	if err := rows(func(fields ...string) error { return out.Write(fields) }); err != nil {
		return err
	}
	out.Flush()
	return errors.Join(out.Error(), z.Close())
}

// readTable calls row for every line under the header, and names the line of
// what is wrong. The list of fields is only lent.
func readTable(packed []byte, header []string, row func(fields []string) error) error {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	r := csv.NewReader(io.LimitReader(z, maxUnpacked))
	r.ReuseRecord = true
	first, err := r.Read()
	if err != nil {
		return err
	}
	if !slices.Equal(first, header) {
		return fmt.Errorf("line 1: header is %q, want %q", strings.Join(first, ","), strings.Join(header, ","))
	}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := row(fields); err != nil {
			line, _ := r.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}
