package data

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"maillage/geo"
)

// ReadCentres reads a file of centres that a user gives, and checks it against a
// catalogue: JSON laid out as facts/centres.json, which its README describes, or
// CSV in UTF-8 whose header names those fields (id and name at least; columns
// parted by commas, semicolons or tabs, the items of a list by "|"; perimeters
// are no column there). Centres may come in any order; they are returned sorted
// by ID. Errors name the file and the record or line.
func ReadCentres(file string, content []byte, catalogue geo.Catalogue) ([]geo.Centre, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	var records []centreRecord
	var err error
	if isList(content) {
		err = decodeStrictly(file, content, &records)
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
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if isList(head) {
		return true
	}
	header, err := newTable(head).Read()
	if err != nil {
		return false
	}
	_, err = centreColumns(header)
	return err == nil
}

func isList(content []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(content, " \t\r\n"), []byte("["))
}

// newTable reads CSV whose columns are parted by what its first line has most of.
func newTable(content []byte) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(content))
	first, _, _ := bytes.Cut(content, []byte{'\n'})
	r.Comma = slices.MaxFunc([]rune{',', ';', '\t'}, func(a, b rune) int {
		return cmp.Compare(strings.Count(string(first), string(a)), strings.Count(string(first), string(b)))
	})
	return r
}

// centreTable reads CSV, by the names of the fields of a record.
func centreTable(file string, content []byte) ([]centreRecord, error) {
	if !utf8.Valid(content) {
		return nil, fmt.Errorf("%s: is not in UTF-8: save it as CSV UTF-8", file)
	}
	r := newTable(content)
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: has no header: %w", file, err)
	}
	columns, err := centreColumns(header)
	if err != nil {
		return nil, fmt.Errorf("%s, line 1: %w", file, err)
	}
	var records []centreRecord
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		record := centreRecord{Named: true}
		for i, cell := range cells {
			if err := setCell(reflect.ValueOf(&record).Elem().Field(columns[i]), strings.TrimSpace(cell)); err != nil {
				line, _ := r.FieldPos(i)
				return nil, fmt.Errorf("%s, line %d, column %s: %w", file, line, header[i], err)
			}
		}
		records = append(records, record)
	}
}

// centreColumns returns the field of a record that each column fills.
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
		name = strings.ToLower(strings.TrimSpace(name))
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
