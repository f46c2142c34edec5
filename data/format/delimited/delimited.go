// Package delimited reads tables of text: values between commas, semicolons or
// tabs, under a line of names. Ground, where there is any, is a column of
// well-known text. Texts are UTF-8, or Windows-1252 where they cannot be.
package delimited

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"maillage/data/format"
)

// RulePoints is broken by columns of longitude and latitude: no ground.
const RulePoints = "points"

var (
	wktNames = strings.Fields("wkt geom_wkt wkt_geom geometry_wkt the_geom geom geometry geometrie")
	xNames   = strings.Fields("lon longitude long lng x x_wgs84 coord_x")
	yNames   = strings.Fields("lat latitude y y_wgs84 coord_y")
)

// Open reads the names of a table. stated is the encoding of its texts, "" to
// tell it from the bytes.
func Open(src io.Reader, stated string, limits format.Limits) (format.Reader, error) {
	t := &table{limits: limits, wkt: -1}
	if stated != "" {
		e, err := format.ParseEncoding(stated)
		if err != nil {
			return nil, format.Errorf(format.RuleEncoding, "%v", err)
		}
		t.encoding, t.settled = e, true
	}
	t.src = &bounded{src: src, most: int64(limits.RowBytes)}
	if err := t.open(); err != nil {
		return nil, err
	}
	return t, nil
}

type table struct {
	header   format.Header
	limits   format.Limits
	src      *bounded
	csv      *csv.Reader
	encoding format.Encoding
	settled  bool // the encoding is
	accents  bool // some were met, in UTF-8
	wkt      int  // rank of the column of ground, -1 without
	columns  int
	srid     string // of the first geometry that says it
	first    []string
	read     int
}

// bounded stops a record that does not end.
type bounded struct {
	src  io.Reader
	read int64 // since the record before
	most int64
}

// Read reads on, within the bound of one record.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.src.Read(p)
	if b.read += int64(n); b.read > b.most {
		return 0, format.Errorf(format.RuleFeatureTooLarge, "more than %d bytes without the end of a line", b.most)
	}
	return n, err
}

func (t *table) open() error {
	buffered := bufio.NewReaderSize(t.src, 64<<10)
	head, err := buffered.Peek(32 << 10)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return err
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		if _, err := buffered.Discard(3); err != nil {
			return err
		}
		head, t.encoding, t.settled = head[3:], format.UTF8, true
	}
	t.csv = csv.NewReader(buffered)
	t.csv.Comma = separator(head)
	t.csv.FieldsPerRecord = 0 // as many as the first line has
	names, err := t.record()
	if err != nil {
		if errors.Is(err, io.EOF) {
			return format.Errorf(format.RuleTruncated, "there is no line of names")
		}
		return err
	}
	if err := t.name(names); err != nil {
		return err
	}
	if t.first, err = t.record(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return t.describe()
}

// separator is the one most frequent in the first line, outside of quotes.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	quoted := false
	count := map[byte]int{}
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			count[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte(";\t") {
		if count[c] > count[best] {
			best = c
		}
	}
	return rune(best)
}

func (t *table) name(names []string) error {
	seen := map[string]bool{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		key := strings.ToLower(name)
		if seen[key] && key != "" {
			return format.Errorf(format.RuleCorrupt, "two columns are named %.40q", name)
		}
		seen[key] = true
		if t.wkt < 0 && slices.Contains(wktNames, key) {
			t.wkt = i
			continue
		}
		t.header.Fields = append(t.header.Fields, name)
	}
	t.columns = len(names)
	x, y := nameIn(xNames, seen), nameIn(yNames, seen)
	if t.wkt < 0 && x != "" && y != "" {
		return format.Errorf(RulePoints, "columns %q and %q place points, and boundaries are polygons", x, y)
	}
	return nil
}

func nameIn(list []string, seen map[string]bool) string {
	for _, name := range list {
		if seen[name] {
			return name
		}
	}
	return ""
}

func (t *table) describe() error {
	t.header.Format, t.header.NoGeometry = "CSV", t.wkt < 0
	t.header.DefaultCRS = "EPSG:4326"
	if t.wkt >= 0 && t.first != nil {
		if srid, _, ok := cutSRID(t.first[t.wkt]); ok {
			t.srid, t.header.CRS = srid, "EPSG:"+srid
		}
	}
	return nil
}

// record reads a record in UTF-8.
func (t *table) record() ([]string, error) {
	t.src.read = 0
	record, err := t.csv.Read()
	if err != nil {
		return nil, t.explain(err)
	}
	for i, cell := range record {
		if record[i], err = t.decode(cell); err != nil {
			line, _ := t.csv.FieldPos(i)
			return nil, format.Errorf(format.RuleEncoding, "line %d: %v", line, err)
		}
	}
	return record, nil
}

// decode settles the encoding at the first text that is not ASCII alone.
// Windows-1252 reads any bytes, so that it is taken only where no accent was
// met in UTF-8 before.
func (t *table) decode(cell string) (string, error) {
	if t.settled {
		return t.encoding.Decode([]byte(cell))
	}
	if utf8.ValidString(cell) {
		t.accents = t.accents || strings.ContainsFunc(cell, func(r rune) bool { return r >= utf8.RuneSelf })
		return cell, nil
	}
	if t.accents {
		return "", fmt.Errorf("%.40q is not UTF-8, and texts before it were", cell)
	}
	t.encoding, t.settled, t.header.Assumed = format.Windows1252, true, true
	return t.encoding.Decode([]byte(cell))
}

func (t *table) explain(err error) error {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return err
	}
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		return format.Errorf(format.RuleCorrupt, "line %d does not have %d values, as the line of names has", bad.Line, t.columns)
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
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
		h.Encoding = t.encoding.Name
	}
	return h
}

// Next reads a line.
func (t *table) Next() (format.Row, error) {
	var row format.Row
	record := t.first
	if t.first = nil; record == nil {
		var err error
		if record, err = t.record(); err != nil {
			return row, err
		}
	}
	if t.read++; t.read > t.limits.Rows {
		return row, format.Errorf(format.RuleTooManyFeatures, "it holds more than %d lines", t.limits.Rows)
	}
	row.Values = make([]format.Value, 0, len(t.header.Fields))
	for i, cell := range record {
		if i == t.wkt {
			continue
		}
		v := format.Value{Text: cell, Kind: format.Text}
		if cell == "" {
			v.Kind = format.Null
		}
		row.Values = append(row.Values, v)
	}
	if t.wkt >= 0 {
		t.ground(record[t.wkt], &row)
	}
	return row, nil
}

// ground reads the well-known text of a line.
func (t *table) ground(cell string, row *format.Row) {
	srid, text, said := cutSRID(cell)
	if said && srid != t.srid {
		row.Err = format.Errorf(format.RuleCorrupt, "its geometry is in the system %.20s, and the first one was not", srid)
		return
	}
	w := wkt{s: text, most: t.limits.Vertices}
	row.Ground, row.Err = w.geometry()
	row.Vertices, row.HasZ = w.vertices, w.tall
}

// Close does nothing: who gave the stream closes it.
func (t *table) Close() error { return nil }
