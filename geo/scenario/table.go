package scenario

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/csvtext"
)

// MaxLines bounds the lines of a file of assignments: more than there are
// communes, each with two centres.
const MaxLines = 100_000

// passedOver are columns that the service adds to the files it hands out: the day
// is compared with the query's, and the others say what the file stands on.
var passedOver = []string{"sourced", "datetime", "generation", "credits"}

// table is a file of assignments.
type table struct {
	header int // the line of its names
	lines  []line
}

// line is one line of a file of assignments, by column.
type line struct {
	number int
	cells  map[string]string
	remark string // in a column without a name
	extra  bool   // has more cells than the header
	short  bool   // has fewer: what stands in the others is not known
}

// readTable reads the header and lines of a file of assignments.
func readTable(r io.Reader) (*table, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("assignments: more than %d bytes: split the file", MaxBytes)
	}
	in, err := csvtext.NewReader(bytes.NewReader(b), csvtext.Options{IsNames: nameAssignments})
	if err != nil {
		return nil, unreadable(err)
	}
	header, err := checkHeader(in.Header)
	if err != nil {
		return nil, err
	}
	t := &table{header: in.HeaderLine}
	for {
		cells, err := in.Read()
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return nil, unreadable(err)
		}
		if len(t.lines) == MaxLines {
			return nil, fmt.Errorf("assignments: more than %d lines: split the file", MaxLines)
		}
		l := readLine(in.Line(), header, cells)
		if column, cell := in.Unnamed(cells); column > 0 && column <= len(header) {
			if l.remark = strings.TrimSpace(cell); mayBeMeant(l.remark) {
				return nil, fmt.Errorf("assignments: line %d has %.40q in column %d, which has no name: name the column, or empty it", in.Line(), cell, column)
			}
		}
		t.lines = append(t.lines, l)
	}
}

// HasAssignments reports whether a table, of which csv is the beginning, has the
// columns of assignments under one of its first rows.
func HasAssignments(csv []byte) bool { return csvtext.HasNames(csv, nameAssignments) }

// nameAssignments tells the line of names of a table of assignments.
func nameAssignments(names []string) bool {
	has := func(want string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, want) })
	}
	return has("code") && has("centre")
}

// mayBeMeant reports whether a value of a column without a name may be one that is
// asked for: a level, a day. Remarks are none, and code and centre have their columns.
func mayBeMeant(cell string) bool {
	if _, err := geo.ParseLevel(cell); err == nil {
		return true
	}
	_, err := geo.ParseDate(cell)
	return err == nil
}

// unreadable says what to do about a file that is no CSV as it is read here.
func unreadable(err error) error {
	var quotes *csv.ParseError
	switch {
	case err == io.EOF:
		return fmt.Errorf("assignments: the file is empty: begin it with a line %s", strings.Join(columns, ","))
	case errors.Is(err, csvtext.ErrNotUTF8):
		return errors.New(`assignments: the file is not UTF-8: save it as "CSV UTF-8"`)
	case errors.Is(err, csvtext.ErrNUL):
		return fmt.Errorf(`assignments: %w: remove it, or save the file as "CSV UTF-8" if it is UTF-16`, err)
	case errors.As(err, &quotes):
		return fmt.Errorf("assignments: %w: mend the quotes of that line", err)
	}
	return fmt.Errorf(`assignments: %w: save it as "CSV UTF-8"`, err)
}

func checkHeader(cells []string) ([]string, error) {
	header := make([]string, len(cells))
	for i, cell := range cells {
		name := strings.ToLower(cell)
		if name == "" {
			continue
		}
		if !slices.Contains(columns, name) && !slices.Contains(passedOver, name) {
			return nil, fmt.Errorf("assignments: %w", Unknown("column", cell, columns))
		}
		if other := slices.Index(header, name); other >= 0 {
			return nil, fmt.Errorf("assignments: column %q comes twice, as %q and %q: keep one", name, cells[other], cell)
		}
		header[i] = name
	}
	for _, name := range []string{"code", "centre"} {
		if !slices.Contains(header, name) {
			return nil, fmt.Errorf("assignments: no column %q: the first line must name code and centre, and may name %s", name, strings.Join(columns, ", "))
		}
	}
	return header, nil
}

// readLine names the cells of a line.
func readLine(number int, header, cells []string) line {
	l := line{number: number, cells: make(map[string]string, len(header)), extra: len(cells) > len(header), short: len(cells) < len(header)}
	for i, cell := range cells[:min(len(cells), len(header))] {
		l.cells[header[i]] = strings.TrimSpace(cell)
	}
	return l
}
