// Package delimited reads tables of text: values between commas, semicolons or
// tabs, under a line of names. Ground, where there is any, is a column of
// well-known text or of GeoJSON. Texts are UTF-8, UTF-16 where a mark says so,
// or Windows-1252 where they cannot be UTF-8.
package delimited

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"maillage/data/format"
	"maillage/geo/csvtext"
)

// RulePoints is broken by columns of longitude and latitude: no ground.
const RulePoints = "points"

// Open reads the names of a table. stated is the encoding of its texts, "" to
// tell it from the bytes; isNames tells a line of names from titles above it, nil:
// there are none.
func Open(src io.Reader, stated string, isNames func([]string) bool, limits format.Limits) (format.Reader, error) {
	t := &table{limits: limits, ground: -1}
	if stated != "" {
		e, err := format.ParseEncoding(stated)
		if err != nil {
			return nil, format.Errorf(format.RuleEncoding, "%v", err)
		}
		t.encoding, t.settled = e, true
	}
	if err := t.open(src, isNames); err != nil {
		return nil, err
	}
	return t, nil
}

type table struct {
	header   format.Header
	limits   format.Limits
	csv      *csvtext.Reader
	encoding format.Encoding
	settled  bool   // the encoding is
	accents  bool   // some were met, in UTF-8
	ground   int    // rank of the column of ground, -1 without
	srid     string // of the first geometry that says it
	first    []string
	line     int // of first
	read     int
}

func (t *table) open(src io.Reader, isNames func([]string) bool) (err error) {
	t.csv, err = csvtext.NewReader(src, csvtext.Options{LineBytes: int64(t.limits.RowBytes), Decode: t.decode, IsNames: isNames})
	if err != nil {
		if errors.Is(err, io.EOF) {
			return format.Errorf(format.RuleTruncated, "there is no line of names")
		}
		return t.explain(err)
	}
	if t.csv.Mark != "" && !t.settled {
		t.encoding, t.settled = format.UTF8, true
	}
	t.header.NamesLine, t.header.Above = t.csv.HeaderLine, t.csv.Above
	if t.first, err = t.record(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	t.line = t.csv.Line()
	if err := t.name(t.csv.Header); err != nil {
		return err
	}
	t.describe()
	return nil
}

func (t *table) name(names []string) error {
	seen := map[string]string{}
	for _, name := range names {
		key := strings.ToLower(name)
		if other := seen[key]; other != "" {
			return format.Errorf(format.RuleCorrupt, "two columns have one name, %.40q and %.40q", other, name)
		}
		seen[key] = name
	}
	t.ground = groundColumn(names, t.first)
	for i, name := range names {
		if i != t.ground {
			t.header.Fields = append(t.header.Fields, name)
		}
	}
	if x, y := nameIn(xNames, seen), nameIn(yNames, seen); t.ground < 0 && x != "" && y != "" {
		return format.Errorf(RulePoints, "columns %q and %q place points, and boundaries are polygons", x, y)
	}
	return nil
}

func (t *table) describe() {
	t.header.Format, t.header.NoGeometry = "CSV", t.ground < 0
	t.header.DefaultCRS = "EPSG:4326"
	if t.ground >= 0 && t.first != nil {
		if srid, _, ok := cutSRID(t.first[t.ground]); ok {
			t.srid, t.header.CRS = srid, "EPSG:"+srid
		}
	}
}

// record reads a record, in UTF-8, of as many values as there are names.
func (t *table) record() ([]string, error) {
	record, err := t.csv.Read()
	if err != nil {
		return nil, t.explain(err)
	}
	if n := len(t.csv.Header); len(record) != n {
		return nil, format.Errorf(format.RuleCorrupt, "line %d does not have %d values, as the line of names has", t.csv.Line(), n)
	}
	return record, nil
}

// decode settles the encoding at the first text that is not ASCII alone.
// Windows-1252 reads any bytes, so that it is taken only where no accent is
// met in UTF-8, before or after.
func (t *table) decode(cell string) (string, error) {
	if t.settled && !t.header.Assumed {
		return t.encoding.Decode([]byte(cell))
	}
	ascii := !strings.ContainsFunc(cell, func(r rune) bool { return r >= utf8.RuneSelf })
	switch valid := utf8.ValidString(cell); {
	case ascii:
		return cell, nil
	case valid && t.settled:
		return "", fmt.Errorf("%.40q is UTF-8, and texts before it were not", cell)
	case valid:
		t.accents = true
		return cell, nil
	case t.accents:
		return "", fmt.Errorf("%.40q is not UTF-8, and texts before it were", cell)
	}
	t.encoding, t.settled, t.header.Assumed = format.Windows1252, true, true
	return t.encoding.Decode([]byte(cell))
}

func (t *table) explain(err error) error {
	var bad *csv.ParseError
	var line *csvtext.LineError
	switch {
	case errors.Is(err, csvtext.ErrTooLong):
		return format.Errorf(format.RuleFeatureTooLarge, "more than %d bytes without the end of a line", t.limits.RowBytes)
	case errors.Is(err, csvtext.ErrNUL):
		return format.Errorf(format.RuleCorrupt, "%v", err)
	case errors.As(err, &line):
		return format.Errorf(format.RuleEncoding, "%v", err)
	case errors.As(err, &bad):
		return format.Errorf(format.RuleCorrupt, "line %d, character %d: a quote that does not open or close a value; write it twice", bad.Line, bad.Column)
	}
	return err
}

// Header returns what the line of names says. Its encoding is known once all
// is read.
func (t *table) Header() format.Header {
	h := t.header
	h.Encoding = format.UTF8.Name
	if t.settled {
		h.Encoding = t.encoding.Read()
	}
	if t.csv.Mark == "UTF-16" {
		h.Encoding = t.csv.Mark
	}
	return h
}

// Next reads a line.
func (t *table) Next() (format.Row, error) {
	var row format.Row
	record := t.first
	if row.Line, t.first = t.line, nil; record == nil {
		var err error
		if record, err = t.record(); err != nil {
			return row, err
		}
		row.Line = t.csv.Line()
	}
	if t.read++; t.read > t.limits.Rows {
		return row, format.Errorf(format.RuleTooManyFeatures, "it holds more than %d lines", t.limits.Rows)
	}
	row.Values = make([]format.Value, 0, len(t.header.Fields))
	for i, cell := range record {
		if i == t.ground {
			continue
		}
		v := format.Value{Text: cell, Kind: format.Text}
		if strings.TrimSpace(cell) == "" {
			v.Kind = format.Null
		}
		row.Values = append(row.Values, v)
	}
	if t.ground >= 0 {
		t.geometry(record[t.ground], &row)
	}
	return row, nil
}

// geometry reads the ground of a line.
func (t *table) geometry(cell string, row *format.Row) {
	srid, text, said := cutSRID(cell)
	if said && srid != t.srid {
		row.Err = format.Errorf(format.RuleCorrupt, "its geometry is in the system %.20s, and the first one was not", srid)
		return
	}
	if strings.HasPrefix(text, "{") {
		g := geoJSON{most: t.limits.Vertices}
		row.Ground, row.Err = g.geometry([]byte(text))
		row.Vertices, row.HasZ = g.vertices, g.tall
		return
	}
	w := wkt{s: text, most: t.limits.Vertices}
	row.Ground, row.Err = w.geometry()
	row.Vertices, row.HasZ = w.vertices, w.tall
}

// Close does nothing: who gave the stream closes it.
func (t *table) Close() error { return nil }
