package mapinfo

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// mif reads a .mif object by object.
type mif struct {
	*lines
	limits    format.Limits
	charset   string // in lower case, "" where nothing says it
	delimiter byte
	coordSys  string // "" where nothing says it
	nonEarth  bool   // a plan that is nowhere on Earth
	columns   []column
}

// column is one of the values of each line.
type column struct {
	name string
	kind format.Kind
}

const (
	maxLine    = 1 << 20
	maxColumns = 1024
)

// charsets are what MapInfo calls the encodings that are read.
var charsets = map[string]string{
	"windowslatin1": "windows-1252", "utf-8": "utf-8", "iso8859_1": "iso-8859-1", "iso8859_15": "iso-8859-15",
	"codepage437": "cp437", "codepage850": "cp850",
}

func openMIF(f format.File, limits format.Limits) (*mif, error) {
	l, err := openLines(f, maxLine)
	if err != nil {
		return nil, err
	}
	m := &mif{lines: l, limits: limits, delimiter: '\t'}
	if err := m.header(); err != nil {
		return nil, errors.Join(err, l.closer.Close())
	}
	return m, nil
}

// header reads up to the line Data.
func (m *mif) header() error {
	for {
		line, err := m.next()
		if err != nil {
			return m.cut(err)
		}
		word, rest := split(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
		switch word {
		case "", "version", "unique", "index":
		case "charset":
			if m.charset = strings.ToLower(strings.Trim(rest, `"`)); m.charset == "neutral" {
				m.charset = ""
			}
		case "delimiter":
			if rest = strings.Trim(rest, `"`); len(rest) != 1 {
				return m.corrupt("a delimiter of one character", line)
			}
			m.delimiter = rest[0]
		case "coordsys":
			if err := m.system(rest); err != nil {
				return err
			}
		case "transform":
			if strings.Trim(rest, "0, ") != "" {
				return format.Errorf(format.RuleUnsupported, "%s, line %d: its coordinates are to be transformed (%.60s), which is not read", m.name, m.number, rest)
			}
		case "columns":
			if err := m.readColumns(rest); err != nil {
				return err
			}
		case "data":
			return nil
		default:
			return m.corrupt("a clause of the header", line)
		}
	}
}

// system keeps the clause CoordSys. That of a plan that is nowhere on Earth says
// nothing but its unit.
func (m *mif) system(rest string) error {
	if word, _ := split([]byte(rest)); word == "nonearth" {
		m.nonEarth = true
		return nil
	}
	m.coordSys = "CoordSys " + strings.ToValidUTF8(rest, " ")
	return nil
}

func (m *mif) readColumns(rest string) error {
	n, err := strconv.Atoi(rest)
	if err != nil || n < 0 || n > maxColumns {
		return m.corrupt("a number of columns", []byte(rest))
	}
	for range n {
		line, err := m.next()
		if err != nil {
			return m.cut(err)
		}
		name, kind, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		if len(name) == 0 {
			return m.corrupt("a column", line)
		}
		m.columns = append(m.columns, column{string(name), kindOf(string(kind))})
	}
	return nil
}

// kindOf is what the values of a type are.
func kindOf(name string) format.Kind {
	name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), "(")
	switch strings.TrimSpace(name) {
	case "char":
		return format.Text
	case "integer", "smallint", "largeint", "decimal", "float":
		return format.Number
	case "logical":
		return format.Bool
	}
	return format.Other // a date, a time
}

// objects are the words that an object starts with.
var objects = map[string]bool{
	"none": true, "point": true, "line": true, "pline": true, "region": true, "arc": true, "text": true, "rect": true,
	"roundrect": true, "ellipse": true, "multipoint": true, "collection": true,
}

// split returns the first word of a line, in lower case, and what follows.
func split(line []byte) (word, rest string) {
	line = bytes.TrimSpace(line)
	end := bytes.IndexAny(line, " \t")
	if end < 0 {
		end = len(line)
	}
	return strings.ToLower(string(line[:end])), string(bytes.TrimSpace(line[end:]))
}

// object finds the next object, past the style of the one before.
func (m *mif) object() (word, rest string, err error) {
	for {
		line, err := m.next()
		if err != nil {
			return "", "", err
		}
		switch word, rest = split(line); {
		case objects[word]:
			return word, rest, nil
		case word == "", word == "pen", word == "brush", word == "center", word == "symbol", word == "smooth", word == "font":
		default:
			return "", "", m.corrupt("an object", line)
		}
	}
}

// read reads the next object into a row; io.EOF after the last one.
func (m *mif) read(row *format.Row) error {
	word, rest, err := m.object()
	if err != nil {
		return err
	}
	switch word {
	case "none":
		return nil
	case "region":
		return m.region(rest, row)
	case "collection":
		n, err := strconv.Atoi(rest)
		if err != nil || n < 0 || n > 3 {
			return m.corrupt("a number of objects, 3 at most", []byte(rest))
		}
		for range n {
			if _, err := m.skip(); err != nil {
				return m.cut(err)
			}
		}
	}
	row.Err = format.Errorf(format.RuleWrongGeometryType, "line %d: the object is a %s, not a region", m.number, word)
	_, err = m.skip()
	if errors.Is(err, io.EOF) {
		return nil
	}
	m.unread()
	return err
}

// skip passes over lines up to one that an object starts with.
func (m *mif) skip() (word string, err error) {
	for {
		line, err := m.next()
		if err != nil {
			return "", err
		}
		if word, _ := split(line); objects[word] {
			return word, nil
		}
	}
}

// region reads the rings of a region. What is wrong with its coordinates costs
// the row its ground; counts that do not hold refuse the file.
func (m *mif) region(rest string, row *format.Row) error {
	n, err := strconv.Atoi(rest)
	if err != nil || n < 0 {
		return m.corrupt("a number of polygons", []byte(rest))
	}
	var rings []orb.Ring
	for range n {
		line, err := m.next()
		if err != nil {
			return m.cut(err)
		}
		points, err := strconv.Atoi(string(bytes.TrimSpace(line)))
		if err != nil || points < 0 {
			return m.corrupt("a number of points", line)
		}
		ring, err := m.ring(points, row)
		if err != nil {
			return err
		}
		if len(ring) > 0 && row.Err == nil {
			rings = append(rings, ring)
		}
	}
	if row.Err == nil {
		row.Ground, row.Err = polygons(rings)
	}
	return nil
}

// ring reads points. A ring grows as they come: their number is a claim.
func (m *mif) ring(points int, row *format.Row) (orb.Ring, error) {
	var ring orb.Ring
	for range points {
		line, err := m.next()
		if err != nil {
			return nil, m.cut(err)
		}
		p, ok := pointOf(line)
		if !ok {
			return nil, m.corrupt("a point", line)
		}
		row.Vertices++
		switch {
		case row.Err != nil:
		case row.Vertices > m.limits.Vertices:
			row.Err = format.Errorf(format.RuleTooManyVertices, "it has more than %d vertices", m.limits.Vertices)
		case !finite(p):
			row.Err = format.Errorf(format.RuleNaN, "line %d: the point is %.40q", m.number, line)
		default:
			ring = append(ring, p)
		}
	}
	return ring, nil
}

// pointOf reads x and y between blanks.
func pointOf(line []byte) (p orb.Point, ok bool) {
	cells := bytes.Fields(line)
	if len(cells) != 2 {
		return p, false
	}
	for i, cell := range cells {
		v, err := strconv.ParseFloat(string(cell), 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			return p, false
		}
		p[i] = v
	}
	return p, true
}
