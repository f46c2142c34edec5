package data

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"maillage/geo"
	"maillage/geo/csvtext"
)

// ReadCentres reads a file of centres that a user gives, and checks it against a
// catalogue: JSON laid out as facts/centres.json, which its README describes, or
// CSV in UTF-8 (or UTF-16 with a mark) whose header names those fields (id and name at least; columns
// parted by commas, semicolons or tabs, the items of a list by "|"; perimeters
// are no column there). Centres may come in any order; they are returned sorted
// by ID. Errors name the file and the record or line.
func ReadCentres(file string, content []byte, catalogue geo.Catalogue) ([]geo.Centre, error) {
	var records []centreRecord
	var err error
	if isList(content) {
		err = decodeStrictly(file, trimMarks(content), &records)
	} else {
		records, err = centreTable(file, content)
	}
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%s: holds no centre", file)
	}
	slices.SortStableFunc(records, func(a, b centreRecord) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(records); i++ {
		if records[i].ID == records[i-1].ID {
			return nil, fmt.Errorf("%s: centre %q stands twice: keep one", file, records[i].ID)
		}
	}
	return centresOf(file, records, newLookup(catalogue))
}

// IsCentres reports whether the beginning of a file, up to the end of its first
// line if that is there, is that of a file of centres: a JSON list, as no file of
// boundaries is, or a header of CSV of which every column is a field of a centre.
func IsCentres(head []byte) bool {
	if isList(head) {
		return true
	}
	table, err := csvtext.NewReader(bytes.NewReader(head), csvtext.Options{})
	if err != nil {
		return false
	}
	_, err = centreColumns(table.Header)
	return err == nil
}

func isList(content []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(trimMarks(content), " \t\r\n"), []byte("["))
}

// trimMarks passes over byte order marks, of which careless programs write two.
func trimMarks(content []byte) []byte {
	mark := []byte("\ufeff")
	for bytes.HasPrefix(content, mark) {
		content = content[len(mark):]
	}
	return content
}

// centreTable reads CSV, by the names of the fields of a record.
func centreTable(file string, content []byte) ([]centreRecord, error) {
	r, err := csvtext.NewReader(bytes.NewReader(content), csvtext.Options{})
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: has no header: name id and name at least", file)
	}
	if err != nil {
		return nil, unreadable(file, err)
	}
	columns, err := centreColumns(r.Header)
	if err != nil {
		return nil, fmt.Errorf("%s, line of names: %w", file, err)
	}
	var records []centreRecord
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return nil, unreadable(file, err)
		}
		if column, cell := r.Unnamed(cells); column > 0 {
			return nil, fmt.Errorf("%s, line %d: %.40q stands in column %d, which has no name: name the column, or empty it", file, r.Line(), cell, column)
		}
		if len(cells) < len(columns) {
			return nil, fmt.Errorf("%s, line %d: %d values under %d names: write the others, or the separators that leave them empty", file, r.Line(), len(cells), len(columns))
		}
		record := centreRecord{Named: true}
		for i, cell := range cells {
			if columns[i] < 0 {
				continue
			}
			if err := setCell(reflect.ValueOf(&record).Elem().Field(columns[i]), strings.TrimSpace(cell)); err != nil {
				return nil, fmt.Errorf("%s, line %d, column %s: %w", file, r.Line(), r.Header[i], err)
			}
		}
		records = append(records, record)
	}
}

func unreadable(file string, err error) error {
	if errors.Is(err, csvtext.ErrNotUTF8) || errors.Is(err, csvtext.ErrNUL) || errors.Is(err, csvtext.ErrUTF16) {
		return fmt.Errorf("%s: %w: save it as CSV UTF-8", file, err)
	}
	return fmt.Errorf("%s: %w", file, err)
}

// centreColumns returns the field of a record that each column fills, -1 for a
// column without a name.
func centreColumns(header []string) ([]int, error) {
	fields, known := map[string]int{}, []string{}
	t := reflect.TypeFor[centreRecord]()
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("json"); name != "perimeters" {
			fields[name] = i
			known = append(known, name)
		}
	}
	columns := make([]int, len(header))
	met := map[string]bool{}
	for i, name := range header {
		name = strings.ToLower(name)
		if name == "" {
			columns[i] = -1
			continue
		}
		field, ok := fields[name]
		if !ok {
			return nil, fmt.Errorf("no centre has a %q: want columns of %s", header[i], strings.Join(known, ", "))
		}
		if met[name] {
			return nil, fmt.Errorf("two columns are called %q: keep one", header[i])
		}
		met[name] = true
		columns[i] = field
	}
	if !met["id"] || !met["name"] {
		return nil, fmt.Errorf("the columns are %s: want id and name at least", strings.Join(header, ", "))
	}
	return columns, nil
}

func setCell(field reflect.Value, cell string) error {
	switch field.Kind() {
	case reflect.Bool:
		if cell == "" {
			return nil
		}
		yes, err := strconv.ParseBool(cell)
		if err != nil {
			return fmt.Errorf("%q: want true or false", cell)
		}
		field.SetBool(yes)
	case reflect.Slice:
		for item := range strings.SplitSeq(cell, "|") {
			if item = strings.TrimSpace(item); item != "" {
				field.Set(reflect.Append(field, reflect.ValueOf(item)))
			}
		}
	default:
		field.SetString(cell)
	}
	return nil
}
