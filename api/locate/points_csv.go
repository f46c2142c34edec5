package locate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo/csvtext"
)

// pointColumns are the columns of points, in a message.
const pointColumns = "columns lon and lat"

// namePoints tells the line of names of a table of points.
func namePoints(names []string) bool {
	columns := pointsIn(names)
	return columns.lon >= 0 && columns.lat >= 0
}

// hasPoints reports whether a table, of which csv is the beginning, has points.
func hasPoints(csv []byte) bool { return csvtext.HasNames(csv, namePoints) }

// columnsOfPoints are ranks of columns; -1 where there is none.
type columnsOfPoints struct{ lon, lat, id int }

// What columns of points are called, the name of the service first. None is x or y,
// which may be metres.
var (
	lonNames = []string{"lon", "longitude", "lng", "long"}
	latNames = []string{"lat", "latitude"}
	idNames  = []string{"id"}
)

func pointsIn(names []string) columnsOfPoints {
	return columnsOfPoints{firstNamed(names, lonNames), firstNamed(names, latNames), firstNamed(names, idNames)}
}

// firstNamed is the rank of the first column that has one of some names, in any case:
// of the first of these that any has. -1 where none has.
func firstNamed(names, wanted []string) int {
	for _, want := range wanted {
		if i := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, want) }); i >= 0 {
			return i
		}
	}
	return -1
}

// ReadCSVPoints reads the points of a table. Its errors name the line.
func ReadCSVPoints(text []byte, sheet bool) (manyPoints, error) {
	var points manyPoints
	// What is not UTF-8 is told point by point.
	asIs := func(cell string) (string, error) { return cell, nil }
	r, err := csvtext.NewReader(bytes.NewReader(text), csvtext.Options{IsNames: namePoints, Decode: asIs})
	if errors.Is(err, io.EOF) {
		return points, errBody(err, "The body has no header.")
	}
	if err != nil {
		return points, errCSV(err)
	}
	columns, err := checkPointColumns(r)
	if err != nil {
		return points, err
	}
	points.header = r.HeaderLine
	decimalCommas := sheet || r.Separator != ','
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return points, nil
		}
		if err != nil && !errors.Is(err, csvtext.ErrNUL) {
			return points, errCSV(err)
		}
		p := point{Where: fmt.Sprintf("line %d", r.Line())}
		switch {
		case err != nil:
			p.Bad = errCSV(err)
		case len(row) != len(r.Header):
			p.Bad = errBody(nil, fmt.Sprintf("The %s has %d values, and the header %d.", p.Where, len(row), len(r.Header)))
		default:
			p.read(row, columns, r.Line(), decimalCommas)
		}
		if points.All = append(points.All, p); len(points.All) > MaxPoints {
			return points, errTooMany()
		}
	}
}

func checkPointColumns(r *csvtext.Reader) (columnsOfPoints, error) {
	columns := pointsIn(r.Header)
	header := strings.Join(r.Header, ",")
	if !utf8.ValidString(header) {
		return columns, errNotUTF8(r.HeaderLine)
	}
	if columns.lon < 0 || columns.lat < 0 {
		return columns, errBody(nil,
			"The header has no lon or no lat column, nor longitude and latitude: "+rest.Quote(header)+".")
	}
	for _, column := range []struct {
		rank  int
		names []string
	}{{columns.lon, lonNames}, {columns.lat, latNames}, {columns.id, idNames}} {
		if column.rank < 0 {
			continue
		}
		if other := rivalOf(r.Header, column.rank, column.names); other >= 0 {
			return columns, errBody(nil, fmt.Sprintf("The header has more than one column %s, %s and %s: %s.",
				column.names[0], rest.Quote(r.Header[column.rank]), rest.Quote(r.Header[other]), rest.Quote(header)))
		}
	}
	return columns, nil
}

// rivalOf is the rank of another column that may be what one is; -1 where none may.
// Beside the name of the service others say nothing: files keep what they were made of.
func rivalOf(header []string, rank int, names []string) int {
	if strings.EqualFold(header[rank], names[0]) {
		names = names[:1]
	}
	for i, name := range header {
		if i != rank && slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			return i
		}
	}
	return -1
}

// errCSV says what is wrong with a line of CSV.
func errCSV(err error) error {
	return errBody(err, "A line cannot be read: "+err.Error()+".")
}

// read reads a row of as many values as there are names.
func (p *point) read(row []string, columns columnsOfPoints, line int, decimalCommas bool) {
	if columns.id >= 0 && utf8.ValidString(row[columns.id]) {
		p.id = row[columns.id]
	}
	if slices.ContainsFunc(row, func(cell string) bool { return !utf8.ValidString(cell) }) {
		p.Bad = errNotUTF8(line)
		return
	}
	var lonLat [2]float64
	for i, c := range []struct {
		name   string
		column int
	}{{"lon", columns.lon}, {"lat", columns.lat}} {
		cell := strings.TrimSpace(row[c.column])
		text := cell
		if decimalCommas && !strings.Contains(cell, ".") {
			text = strings.Replace(cell, ",", ".", 1)
		}
		v, err := ask.Finite(text)
		if err != nil {
			p.Bad = at(ask.NotANumber.Problem(rest.Quote(cell)+" is not a finite decimal number.",
				"Send a decimal number, as 48.8566; a decimal comma is read where semicolons or tabs separate values."), p.Where,
				c.name)
			return
		}
		lonLat[i] = v
	}
	p.At, p.Bad = orb.Point(lonLat), checkPoint(lonLat[0], lonLat[1], p.Where)
}
