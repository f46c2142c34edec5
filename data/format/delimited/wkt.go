package delimited

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// RuleBadCoordinates is broken by text that is no geometry.
const RuleBadCoordinates = "bad-coordinates"

// wkt reads well-known text of polygons.
type wkt struct {
	s        string
	i        int
	vertices int
	most     int
	tall     bool
	stride   int // coordinates of a position, once known
}

// cutSRID takes the reference system off extended well-known text:
// SRID=2154;POLYGON(...).
func cutSRID(s string) (srid, rest string, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 5 || !strings.EqualFold(s[:5], "SRID=") {
		return "", s, false
	}
	srid, rest, ok = strings.Cut(s[5:], ";")
	return strings.TrimSpace(srid), rest, ok
}

// geometry reads a POLYGON or a MULTIPOLYGON; nil for an empty one, or an empty
// text.
func (w *wkt) geometry() (mp orb.MultiPolygon, err *format.Error) {
	w.space()
	if w.i == len(w.s) {
		return nil, nil
	}
	kind := w.word()
	if kind != "POLYGON" && kind != "MULTIPOLYGON" {
		if kind == "" {
			return nil, w.unexpected("POLYGON or MULTIPOLYGON")
		}
		return nil, format.Errorf(format.RuleWrongGeometryType, "the geometry is a %.30s", kind)
	}
	switch word := w.word(); word {
	case "Z", "M", "ZM":
		w.tall = true
		if w.word() == "EMPTY" {
			return nil, w.end()
		}
	case "EMPTY":
		return nil, w.end()
	case "":
	default:
		return nil, w.unexpected("an opening parenthesis")
	}
	if kind == "POLYGON" {
		p, err := w.polygon()
		if err != nil {
			return nil, err
		}
		return orb.MultiPolygon{p}, w.end()
	}
	err = w.list(func() *format.Error {
		p, err := w.polygon()
		mp = append(mp, p)
		return err
	})
	if err != nil {
		return nil, err
	}
	return mp, w.end()
}

func (w *wkt) polygon() (p orb.Polygon, err *format.Error) {
	err = w.list(func() *format.Error {
		r, err := w.ring()
		p = append(p, r)
		return err
	})
	return p, err
}

func (w *wkt) ring() (r orb.Ring, err *format.Error) {
	err = w.list(func() *format.Error {
		p, err := w.position()
		if err != nil {
			if len(r) > 0 && err.At == nil {
				err.Detail += ", after the position given"
				err = err.Near(r[len(r)-1])
			}
			return err
		}
		if w.vertices++; w.vertices > w.most {
			return format.Errorf(format.RuleTooManyVertices, "it has more than %d vertices", w.most)
		}
		r = append(r, p)
		return nil
	})
	return r, err
}

// position reads numbers between spaces: two of them, or more of which two are
// kept.
func (w *wkt) position() (p orb.Point, err *format.Error) {
	n := 0
	for {
		w.space()
		from := w.i
		for w.i < len(w.s) && !strings.ContainsRune(" \t\r\n,()", rune(w.s[w.i])) {
			w.i++
		}
		if from == w.i {
			break
		}
		v, bad := strconv.ParseFloat(w.s[from:w.i], 64)
		if bad != nil && !math.IsInf(v, 0) {
			return p, format.Errorf(RuleBadCoordinates, "%.40q is not a number", w.s[from:w.i])
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return p, format.Errorf(format.RuleNaN, "coordinate %.40s is not a number", w.s[from:w.i])
		}
		if n < 2 {
			p[n] = v
		}
		n++
	}
	if n < 2 || n > 4 || w.stride != 0 && n != w.stride {
		return p, format.Errorf("wrong-dimensions", "a position has %d coordinates", n)
	}
	w.stride = n
	w.tall = w.tall || n > 2
	return p, nil
}

// list reads elements between parentheses.
func (w *wkt) list(element func() *format.Error) *format.Error {
	if !w.take('(') {
		return w.unexpected("an opening parenthesis")
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if w.take(')') {
			return nil
		}
		if !w.take(',') {
			return w.unexpected("a comma or a closing parenthesis")
		}
	}
}

func (w *wkt) end() *format.Error {
	if w.space(); w.i < len(w.s) {
		return w.unexpected("the end")
	}
	return nil
}

// word reads a word in capitals, "" where there is none.
func (w *wkt) word() string {
	w.space()
	from := w.i
	for w.i < len(w.s) && (w.s[w.i]|0x20 >= 'a' && w.s[w.i]|0x20 <= 'z') {
		w.i++
	}
	return strings.ToUpper(w.s[from:w.i])
}

func (w *wkt) space() {
	for w.i < len(w.s) && strings.ContainsRune(" \t\r\n", rune(w.s[w.i])) {
		w.i++
	}
}

func (w *wkt) take(c byte) bool {
	w.space()
	if w.i < len(w.s) && w.s[w.i] == c {
		w.i++
		return true
	}
	return false
}

func (w *wkt) unexpected(want string) *format.Error {
	w.space()
	return format.Errorf(RuleBadCoordinates, "want %s, found %.40q at character %d of the geometry", want, w.s[w.i:min(len(w.s), w.i+40)], w.i)
}
