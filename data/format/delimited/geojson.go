package delimited

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// geoJSON reads polygons of a value in GeoJSON: a geometry, or a Feature around
// one.
type geoJSON struct {
	s        []byte // of the coordinates, which are JSON
	i        int
	vertices int
	most     int
	tall     bool
}

// geometry reads a Polygon or a MultiPolygon; nil for an empty one.
func (g *geoJSON) geometry(text []byte) (orb.MultiPolygon, *format.Error) {
	var object struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
		Geometry    *struct {
			Type        string          `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
	}
	if err := json.Unmarshal(text, &object); err != nil {
		return nil, format.Errorf(RuleBadCoordinates, "the geometry is no GeoJSON: %v", err)
	}
	if object.Type == "Feature" {
		if object.Geometry == nil {
			return nil, nil
		}
		object.Type, object.Coordinates = object.Geometry.Type, object.Geometry.Coordinates
	}
	g.s = object.Coordinates
	switch object.Type {
	case "Polygon":
		p, err := g.polygon()
		if err != nil || p == nil {
			return nil, err
		}
		return orb.MultiPolygon{p}, nil
	case "MultiPolygon":
		var mp orb.MultiPolygon
		err := g.list(func() *format.Error {
			p, err := g.polygon()
			if p != nil {
				mp = append(mp, p)
			}
			return err
		})
		return mp, err
	case "":
		return nil, format.Errorf(RuleBadCoordinates, "the geometry is an object without a type")
	}
	return nil, format.Errorf(format.RuleWrongGeometryType, "the geometry is a %.30s", object.Type)
}

func (g *geoJSON) polygon() (p orb.Polygon, err *format.Error) {
	err = g.list(func() *format.Error {
		var r orb.Ring
		err := g.list(func() *format.Error {
			at, err := g.position()
			if err != nil {
				return err
			}
			if g.vertices++; g.vertices > g.most {
				return format.Errorf(format.RuleTooManyVertices, "it has more than %d vertices", g.most)
			}
			r = append(r, at)
			return nil
		})
		p = append(p, r)
		return err
	})
	return p, err
}

// position reads two numbers, or more of which two are kept.
func (g *geoJSON) position() (p orb.Point, err *format.Error) {
	n := 0
	err = g.list(func() *format.Error {
		from := g.i
		for g.i < len(g.s) && g.s[g.i] != ',' && g.s[g.i] != ']' {
			g.i++
		}
		text := string(trimJSON(g.s[from:g.i]))
		v, bad := strconv.ParseFloat(text, 64)
		switch {
		case math.IsInf(v, 0) || math.IsNaN(v):
			return format.Errorf(format.RuleNaN, "coordinate %.40s is not a number", text)
		case bad != nil:
			return format.Errorf(RuleBadCoordinates, "%.40q is not a number", text)
		}
		if n < 2 {
			p[n] = v
		}
		n++
		return nil
	})
	if err == nil && (n < 2 || n > 4) {
		err = format.Errorf("wrong-dimensions", "a position has %d coordinates", n)
	}
	g.tall = g.tall || n > 2
	return p, err
}

// list reads elements between brackets.
func (g *geoJSON) list(element func() *format.Error) *format.Error {
	if !g.take('[') {
		return format.Errorf(RuleBadCoordinates, "want an opening bracket at character %d of the coordinates", g.i)
	}
	if g.take(']') {
		return nil
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if g.take(']') {
			return nil
		}
		if !g.take(',') {
			return format.Errorf(RuleBadCoordinates, "want a comma or a closing bracket at character %d of the coordinates", g.i)
		}
	}
}

func (g *geoJSON) take(c byte) bool {
	for g.i < len(g.s) && isJSONSpace(g.s[g.i]) {
		g.i++
	}
	if g.i < len(g.s) && g.s[g.i] == c {
		g.i++
		return true
	}
	return false
}

func isJSONSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func trimJSON(b []byte) []byte {
	for len(b) > 0 && isJSONSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isJSONSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
