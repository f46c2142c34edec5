package kml

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// placemark is what stands in one but for its ground.
type placemark struct {
	name, description string
	values            []value
	other             string // a geometry that is no ground
}

// value is one of the extended data; typed where a schema tells its type.
type value struct {
	name, text string
	typed      bool
}

// placemark reads up to the end of the next placemark, with its ground where
// there is a row to take it; io.EOF after the last one.
func (r *reader) placemark(row *format.Row) (*placemark, error) {
	for {
		token, err := r.token()
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "SimpleField":
			if kind := kindOf(attribute(start, "type")); r.kinds[attribute(start, "name")] != format.Number && len(r.kinds) < maxFields {
				r.kinds[attribute(start, "name")] = kind
			}
		case "Placemark":
			p := &placemark{}
			err := r.inside(start, func(e xml.StartElement) error { return r.part(p, e, row) })
			r.src.read = 0
			return p, err
		}
	}
}

// token reads the next token. What is wrong with the XML refuses the file.
func (r *reader) token() (xml.Token, error) {
	token, err := r.xml.Token()
	var broken *xml.SyntaxError
	var bad *format.Error
	switch {
	case errors.As(err, &bad):
		return nil, bad
	case errors.As(err, &broken) && strings.Contains(broken.Msg, "unexpected EOF"):
		return nil, format.Errorf(format.RuleTruncated, "line %d: the file ends inside an element", broken.Line)
	case errors.As(err, &broken):
		return nil, format.Errorf(format.RuleCorrupt, "line %d: it is not sound XML: %s", broken.Line, broken.Msg)
	case err != nil && !errors.Is(err, io.EOF) && strings.HasPrefix(err.Error(), "xml: "):
		line, _ := r.xml.InputPos()
		return nil, format.Errorf(format.RuleEncoding, "line %d: %.200s", line, err.Error())
	case err != nil:
		return nil, err
	}
	switch token.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > maxDepth {
			return nil, format.Errorf(format.RuleCorrupt, "its elements are nested deeper than %d", maxDepth)
		}
	case xml.EndElement:
		r.depth--
	}
	return token, nil
}

// inside calls visit for each element in one that was started; visit may read it
// to its end, or leave it: what is in it then comes next.
func (r *reader) inside(_ xml.StartElement, visit func(xml.StartElement) error) error {
	for end := r.depth - 1; ; {
		token, err := r.token()
		if err != nil {
			return r.early(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := visit(start); err != nil {
				return err
			}
		}
		if r.depth == end {
			return nil
		}
	}
}

func (r *reader) early(err error) error {
	if errors.Is(err, io.EOF) {
		return format.Errorf(format.RuleTruncated, "the file ends inside an element")
	}
	return err
}

// text reads the text of an element to its end.
func (r *reader) text() (string, error) {
	var b strings.Builder
	for end := r.depth - 1; ; {
		token, err := r.token()
		if err != nil {
			return "", r.early(err)
		}
		if chars, ok := token.(xml.CharData); ok {
			b.Write(chars)
		}
		if r.depth == end {
			return strings.TrimSpace(b.String()), nil
		}
	}
}

// part reads one element of a placemark.
func (r *reader) part(p *placemark, e xml.StartElement, row *format.Row) (err error) {
	switch e.Name.Local {
	case "name":
		p.name, err = r.text()
	case "description":
		p.description, err = r.text()
	case "SimpleData":
		v := value{name: strings.TrimSpace(attribute(e, "name")), typed: true}
		v.text, err = r.text()
		p.values = append(p.values, v)
	case "Data":
		v := value{name: strings.TrimSpace(attribute(e, "name"))}
		err = r.inside(e, func(e xml.StartElement) (err error) {
			if e.Name.Local == "value" {
				v.text, err = r.text()
			}
			return err
		})
		p.values = append(p.values, v)
	case "Style", "StyleMap", "Region", "LookAt", "Camera", "Metadata": // their names are those of other things
		err = r.inside(e, func(xml.StartElement) error { return nil })
	case "Point", "LineString", "LinearRing", "Track", "Model":
		p.other = e.Name.Local
		err = r.inside(e, func(xml.StartElement) error { return nil })
	case "Polygon":
		err = r.polygon(e, row)
	}
	return err
}

// polygon adds a polygon to the ground of a row, its outer ring first.
func (r *reader) polygon(e xml.StartElement, row *format.Row) error {
	var outer, inner []orb.Ring
	into := &outer
	err := r.inside(e, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "outerBoundaryIs":
			into = &outer
		case "innerBoundaryIs":
			into = &inner
		case "coordinates":
			text, err := r.text()
			if err != nil || row == nil {
				return err
			}
			if ring := coordinates(text, r.limits.Vertices, row); len(ring) > 0 {
				*into = append(*into, ring)
			}
		}
		return nil
	})
	switch {
	case err != nil || row == nil || row.Err != nil:
	case len(outer) > 1 || len(outer) == 0 && len(inner) > 0:
		row.Err = format.Errorf(format.RuleWrongGeometryType, "a polygon has %d outer boundaries, not one", len(outer))
	case len(outer) == 1:
		row.Ground = append(row.Ground, append(orb.Polygon(outer), inner...))
	}
	return err
}

// coordinates reads positions parted by white space, numbers by commas. A height
// of zero, which many programs write everywhere, says nothing.
func coordinates(text string, most int, row *format.Row) orb.Ring {
	var ring orb.Ring
	for position := range strings.FieldsSeq(text) {
		if row.Err != nil {
			return nil
		}
		var p [3]float64
		n := 0
		for cell := range strings.SplitSeq(position, ",") {
			v, err := strconv.ParseFloat(cell, 64)
			switch {
			case n == len(p) || err != nil && !math.IsInf(v, 0):
				row.Err = format.Errorf(format.RuleCorrupt, "%.60q is not longitude,latitude; positions stand between blanks, without any in them", position)
				return nil
			case math.IsNaN(v) || math.IsInf(v, 0):
				row.Err = format.Errorf(format.RuleNaN, "the position %.60q is not made of finite numbers", position)
				return nil
			}
			p[n] = v
			n++
		}
		if row.Vertices++; row.Vertices > most {
			row.Err = format.Errorf(format.RuleTooManyVertices, "it has more than %d vertices", most)
			return nil
		}
		if n < 2 {
			row.Err = format.Errorf(format.RuleCorrupt, "%.60q is not longitude,latitude; positions stand between blanks, without any in them", position)
			return nil
		}
		row.HasZ = row.HasZ || p[2] != 0
		ring = append(ring, orb.Point{p[0], p[1]})
	}
	return ring
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// kindOf is what the values of a type of a schema are.
func kindOf(name string) format.Kind {
	switch strings.ToLower(strings.TrimPrefix(name, "xsd:")) {
	case "int", "uint", "short", "ushort", "float", "double":
		return format.Number
	case "bool":
		return format.Other
	}
	return format.Text
}
