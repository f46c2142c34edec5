package crs

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// described is a horizontal system as a WKT tells it.
type described struct {
	params
	name      string
	authority string // of the system itself; "" where the WKT gives no code
	code      string
	datum     string // name of the datum
}

var (
	projectedWords  = []string{"PROJCS", "PROJCRS", "PROJECTEDCRS"}
	geographicWords = []string{"GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS"}
)

// describe finds the horizontal system in a WKT and reads its numbers.
func describe(n *node) (*described, error) {
	switch n.keyword {
	case "PROJCS", "PROJCRS", "PROJECTEDCRS":
		return describeProjected(n)
	case "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS":
		d := &described{name: n.label()}
		d.authority, d.code = identifier(n)
		if unit, err := d.base(n); err != nil {
			return d, err
		} else if !isDegree(unit) {
			return d, fmt.Errorf("its coordinates are in a unit of %v radians, not in degrees", unit)
		}
		return d, nil
	case "COMPD_CS", "COMPOUNDCRS":
		if c := n.child(append(append([]string{"BOUNDCRS"}, projectedWords...), geographicWords...)...); c != nil {
			return describe(c)
		}
	case "BOUNDCRS":
		c := n.child("SOURCECRS")
		if t := n.child("ABRIDGEDTRANSFORMATION"); t != nil && shifts(t) {
			return &described{name: n.label()}, errors.New("it brings its own shift to WGS84, which is not one of those known")
		}
		if c != nil && len(c.nodes) == 1 {
			return describe(c.nodes[0])
		}
	}
	return &described{name: n.label()}, fmt.Errorf("%s is not a geographic or projected system", strings.ToLower(quote(n.keyword)))
}

// shifts reports whether a transformation moves anything.
func shifts(t *node) bool {
	for _, c := range t.nodes {
		if c.keyword != "PARAMETER" && c.keyword != "PARAMETERFILE" {
			continue
		}
		v, ok := c.value(0)
		if !ok || v != 0 && !(v == 1 && strings.Contains(fold(c.label()), "scale")) {
			return true
		}
	}
	return false
}

// identifier returns the code that a node gives for itself, as "EPSG", "2154".
func identifier(n *node) (authority, code string) {
	id := n.child("AUTHORITY", "ID")
	if id == nil {
		return "", ""
	}
	if len(id.texts) > 1 {
		code = id.texts[1]
	} else if v, ok := id.value(0); ok {
		code = fmt.Sprintf("%.0f", v)
	}
	return strings.ToUpper(id.label()), strings.ToUpper(code)
}

// base reads datum, ellipsoid and meridian of a geographic system, and returns
// its unit of angles in radians.
func (d *described) base(n *node) (unit float64, err error) {
	frame := n.child("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE")
	d.datum = frame.label()
	shape := frame.child("SPHEROID", "ELLIPSOID")
	a, okA := shape.value(0)
	rf, okRF := shape.value(1)
	if !okA || !okRF {
		return 0, errors.New("it does not give its ellipsoid")
	}
	if err := legacyName(d.datum); err != nil {
		return 0, err
	}
	d.shape = ellipsoid{a, rf}
	if e, ok := nearest(d.shape); ok {
		d.shape = e
	} else {
		return 0, fmt.Errorf("its ellipsoid is %s (%.10g m, 1/%.10g), not GRS 80 or WGS 84", quote(shape.label()), a, rf)
	}
	for _, v := range frame.child("TOWGS84").all() {
		if v != 0 {
			return 0, errors.New("it brings its own shift to WGS84 (TOWGS84), which is not one of those known")
		}
	}
	if v, _ := n.child("PRIMEM", "PRIMEMERIDIAN").value(0); v != 0 {
		return 0, fmt.Errorf("its longitudes count from a meridian %v away from Greenwich", v)
	}
	if cs := n.child("CS"); cs != nil && fold(cs.label()) == "cartesian" {
		return 0, errors.New("it is geocentric")
	}
	if err := eastAndNorth(n); err != nil {
		return 0, err
	}
	return angleUnit(n), nil
}

// all returns the numbers of a node that may be absent.
func (n *node) all() []float64 {
	if n == nil {
		return nil
	}
	return n.numbers
}

// nearest returns GRS 80 or WGS 84 where the numbers mean one of them. The two
// differ by 1.5e-6 in the reciprocal flattening.
func nearest(e ellipsoid) (ellipsoid, bool) {
	for _, known := range []ellipsoid{grs80, wgs84Shape} {
		if math.Abs(e.a-known.a) < 1e-3 && math.Abs(e.rf-known.rf) < 6e-7 {
			return known, true
		}
	}
	return e, false
}

// angleUnit returns the radians in the unit of angles of a system, wherever
// this version of WKT puts it; degrees where it says nothing.
func angleUnit(n *node) float64 {
	places := []*node{n, n.child("AXIS"), n.child("CS"), n.child("PRIMEM")}
	for _, at := range places {
		if v, ok := at.child("UNIT", "ANGLEUNIT").value(0); ok {
			return v
		}
	}
	return degree
}

// isDegree reports whether a unit is the degree: writers round it from the
// ninth digit on.
func isDegree(unit float64) bool { return math.Abs(unit/degree-1) < 1e-8 }

// eastAndNorth refuses axes that count west or south. Their order means
// nothing: files are easting first whatever it says.
func eastAndNorth(n *node) error {
	for _, c := range n.nodes {
		if c.keyword != "AXIS" {
			continue
		}
		for _, direction := range c.texts[min(1, len(c.texts)):] {
			if d := fold(direction); d == "west" || d == "south" {
				return fmt.Errorf("its axis %s counts %sward", quote(c.label()), d)
			}
		}
	}
	return nil
}
