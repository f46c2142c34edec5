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
// by ID. Notes tell of titles above the table and remarks beside it, which are passed
// over. Errors name the file and the record or line.
func ReadCentres(file string, content []byte, catalogue geo.Catalogue) (centres []geo.Centre, notes []string, err error) {
	var records []centreRecord
	if isList(content) {
		err = decodeStrictly(file, trimMarks(content), &records)
	} else {
		records, notes, err = centreTable(file, content)
	}
	if err != nil {
		return nil, nil, err
	}
	if len(records) == 0 {
		return nil, nil, fmt.Errorf("%s: holds no centre", file)
	}
	slices.SortStableFunc(records, func(a, b centreRecord) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(records); i++ {
		if records[i].ID == records[i-1].ID {
			return nil, nil, fmt.Errorf("%s: centre %q stands twice: keep one", file, records[i].ID)
		}
	}
	centres, err = centresOf(file, records, newLookup(catalogue))
	return centres, notes, err
}

// IsCentres reports whether the beginning of a file is that of a file of centres: a
// JSON list, as no file of boundaries is, or CSV with a header, under titles or not,
// of which every column is a field of a centre.
func IsCentres(head []byte) bool {
	if isList(head) {
		return true
	}
	return csvtext.HasNames(head, nameCentres)
}

// nameCentres tells the line of names of a table of centres.
func nameCentres(names []string) bool {
	_, err := centreColumns(names)
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
func centreTable(file string, content []byte) (records []centreRecord, notes []string, err error) {
	if len(content) == 0 {
		return nil, nil, fmt.Errorf("%s: the file is empty: it has no bytes; save or fetch it again", file)
	}
	r, err := csvtext.NewReader(bytes.NewReader(content), csvtext.Options{IsNames: nameCentres})
	if errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("%s: has no header: name id and name at least", file)
	}
	if err != nil {
		return nil, nil, unreadable(file, err)
	}
	columns, err := centreColumns(r.Header)
	if err != nil {
		return nil, nil, fmt.Errorf("%s, line of names: %w", file, err)
	}
	if len(r.Above) > 0 {
		notes = append(notes, fmt.Sprintf("the names stand on line %d; what stands above is passed over: %q", r.HeaderLine, r.Above))
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return records, notes, nil
		}
		if err != nil {
			return nil, nil, unreadable(file, err)
		}
		if column, cell := r.Unnamed(cells); column > len(columns) || column > 0 && mayBeMeant(cell) {
			return nil, nil, fmt.Errorf("%s, line %d: %.40q stands in column %d, which has no name: name the column, or empty it", file, r.Line(), cell, column)
		} else if column > 0 {
			notes = append(notes, fmt.Sprintf("line %d: %.40q stands in column %d, which has no name, and is passed over", r.Line(), cell, column))
		}
		if len(cells) < len(columns) {
			return nil, nil, fmt.Errorf("%s, line %d: %d values under %d names: write the others, or the separators that leave them empty", file, r.Line(), len(cells), len(columns))
		}
		record := centreRecord{Named: true}
		for i, cell := range cells {
			if columns[i] < 0 {
				continue
			}
			if err := setCell(reflect.ValueOf(&record).Elem().Field(columns[i]), strings.TrimSpace(cell)); err != nil {
				return nil, nil, fmt.Errorf("%s, line %d, column %s: %w", file, r.Line(), r.Header[i], err)
			}
		}
		records = append(records, record)
	}
}

// mayBeMeant reports whether a value without a name may be one that is asked for: yes
// or no, a date, an address of the web. Remarks are none.
func mayBeMeant(cell string) bool {
	cell = strings.TrimSpace(cell)
	if _, err := strconv.ParseBool(cell); err == nil {
		return true
	}
	_, err := geo.ParseFuzzy(cell)
	return err == nil || strings.HasPrefix(cell, "http")
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
	met := map[string]string{} // as it is written
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
		if other := met[name]; other != "" {
			return nil, fmt.Errorf("two columns are called %q, as %q and %q: keep one", name, other, header[i])
		}
		met[name] = header[i]
		columns[i] = field
	}
	if met["id"] == "" || met["name"] == "" {
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
