package scenario

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxLines bounds the lines of a file of assignments: more than there are
// communes, each with two centres.
const MaxLines = 100_000

// passedOver are columns that the service adds to the files it hands out: the day
// is compared with the query's, and the others say what the file stands on.
var passedOver = []string{"sourced", "datetime", "generation", "credits"}

// line is one line of a file of assignments, by column.
type line struct {
	number int
	cells  map[string]string
	extra  bool // has more cells than the header
	short  bool // has fewer: what stands in the others is not known
}

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// readTable reads the header and lines of a file of assignments.
func readTable(r io.Reader) ([]line, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("assignments: more than %d bytes: split the file", MaxBytes)
	}
	b = bytes.TrimPrefix(b, byteOrderMark)
	if err := readable(b); err != nil {
		return nil, err
	}
	in := csv.NewReader(bytes.NewReader(b))
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = separator(b), -1, true
	header, err := readHeader(in)
	if err != nil {
		return nil, err
	}
	var lines []line
	for {
		cells, err := in.Read()
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return nil, fmt.Errorf("assignments: %w: mend the quotes of that line", err)
		}
		if len(lines) == MaxLines {
			return nil, fmt.Errorf("assignments: more than %d lines: split the file", MaxLines)
		}
		if l, ok := readLine(in, header, cells); ok {
			lines = append(lines, l)
		}
	}
}

// readable refuses, by name, what is no CSV as it is read here.
func readable(b []byte) error {
	if !utf8.Valid(b) {
		return errors.New(`assignments: the file is not UTF-8: save it as "CSV UTF-8"`)
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		line := 1 + bytes.Count(b[:i], []byte{'\n'})
		return fmt.Errorf(`assignments: line %d has a control character, U+0000: remove it, or save the file as "CSV UTF-8" if it is UTF-16`, line)
	}
	if first, _, _ := bytes.Cut(b, []byte{'\n'}); bytes.IndexByte(first, '\t') >= 0 && !bytes.ContainsAny(first, ",;") {
		return errors.New("assignments: the columns are separated by tabs: save the file with commas or semicolons")
	}
	return nil
}

// separator tells commas from semicolons, by the first line.
func separator(b []byte) rune {
	first, _, _ := bytes.Cut(b, []byte{'\n'})
	if bytes.Count(first, []byte{';'}) > bytes.Count(first, []byte{','}) {
		return ';'
	}
	return ','
}

func readHeader(in *csv.Reader) ([]string, error) {
	cells, err := in.Read()
	if err == io.EOF {
		return nil, fmt.Errorf("assignments: the file is empty: begin it with a line %s", strings.Join(columns, ","))
	}
	if err != nil {
		return nil, fmt.Errorf("assignments: %w", err)
	}
	header := make([]string, len(cells))
	for i, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if !slices.Contains(columns, name) && !slices.Contains(passedOver, name) {
			return nil, fmt.Errorf("assignments: %w", unknown("column", cell, columns))
		}
		if slices.Contains(header, name) {
			return nil, fmt.Errorf("assignments: column %q comes twice", name)
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

// readLine names the cells of a line, and reports false for an empty one.
func readLine(in *csv.Reader, header, cells []string) (line, bool) {
	l := line{cells: make(map[string]string, len(header)), extra: len(cells) > len(header), short: len(cells) < len(header)}
	l.number, _ = in.FieldPos(0)
	some := false
	for i, cell := range cells[:min(len(cells), len(header))] {
		cell = strings.TrimSpace(cell)
		some = some || cell != ""
		l.cells[header[i]] = strings.Clone(cell)
	}
	return l, some || l.extra
}
