package crs

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// methods are the names of projections, folded, as ESRI, OGC, GDAL and the EPSG
// register write them.
var methods = map[string]method{
	"transversemercator":                 transverseMercator,
	"gausskruger":                        transverseMercator,
	"lambertconformalconic":              lambertConic,
	"lambertconformalconic2sp":           lambertConic,
	"lambertconicconformal2sp":           lambertConic,
	"lambertazimuthalequalarea":          lambertAzimuthal,
	"popularvisualisationpseudomercator": pseudoMercator,
	"mercatorauxiliarysphere":            pseudoMercator,
}

// quantity is what a parameter of a projection counts in.
type quantity uint8

const (
	angle quantity = iota
	length
	ratio
)

// parameters are the names of numbers, folded, and where they belong.
var parameters = map[string]struct {
	in    quantity
	field func(*params) *float64
}{
	"latitudeoforigin":              {angle, func(p *params) *float64 { return &p.lat0 }},
	"latitudeoffalseorigin":         {angle, func(p *params) *float64 { return &p.lat0 }},
	"latitudeofnaturalorigin":       {angle, func(p *params) *float64 { return &p.lat0 }},
	"latitudeofcenter":              {angle, func(p *params) *float64 { return &p.lat0 }},
	"latitudeofcentre":              {angle, func(p *params) *float64 { return &p.lat0 }},
	"centralmeridian":               {angle, func(p *params) *float64 { return &p.lon0 }},
	"longitudeoforigin":             {angle, func(p *params) *float64 { return &p.lon0 }},
	"longitudeoffalseorigin":        {angle, func(p *params) *float64 { return &p.lon0 }},
	"longitudeofnaturalorigin":      {angle, func(p *params) *float64 { return &p.lon0 }},
	"longitudeofcenter":             {angle, func(p *params) *float64 { return &p.lon0 }},
	"longitudeofcentre":             {angle, func(p *params) *float64 { return &p.lon0 }},
	"standardparallel1":             {angle, func(p *params) *float64 { return &p.lat1 }},
	"latitudeof1ststandardparallel": {angle, func(p *params) *float64 { return &p.lat1 }},
	"standardparallel2":             {angle, func(p *params) *float64 { return &p.lat2 }},
	"latitudeof2ndstandardparallel": {angle, func(p *params) *float64 { return &p.lat2 }},
	"scalefactor":                   {ratio, func(p *params) *float64 { return &p.k0 }},
	"scalefactoratnaturalorigin":    {ratio, func(p *params) *float64 { return &p.k0 }},
	"falseeasting":                  {length, func(p *params) *float64 { return &p.fe }},
	"eastingatfalseorigin":          {length, func(p *params) *float64 { return &p.fe }},
	"falsenorthing":                 {length, func(p *params) *float64 { return &p.fn }},
	"northingatfalseorigin":         {length, func(p *params) *float64 { return &p.fn }},
}

func describeProjected(n *node) (*described, error) {
	d := &described{name: n.label()}
	d.authority, d.code = identifier(n)
	base := n.child(geographicWords...)
	if base == nil {
		return d, errors.New("it does not say on which geographic system it stands")
	}
	angleUnit, err := d.base(base)
	if err != nil {
		return d, err
	}
	if unit := lengthUnit(n); math.Abs(unit-1) > 1e-9 {
		return d, fmt.Errorf("its coordinates are in a unit of %v m, not in metres", unit)
	}
	if err := eastAndNorth(n); err != nil {
		return d, err
	}
	conversion := n.child("CONVERSION")
	if conversion == nil {
		conversion = n
	}
	name := conversion.child("METHOD", "PROJECTION").label()
	method, ok := methods[fold(name)]
	if !ok && fold(name) == "mercator1sp" && isWebMercator(n) {
		method, ok = pseudoMercator, true
	}
	if !ok {
		return d, fmt.Errorf("its projection is %s, which is not read", quote(name))
	}
	d.method = method
	if err := d.numbers(conversion, angleUnit); err != nil {
		return d, err
	}
	d.normalise()
	return d, nil
}

// isWebMercator reports whether a WKT 1 of GDAL carries the note by which it
// tells Web Mercator from the Mercator of the ellipsoid.
func isWebMercator(n *node) bool {
	note := n.child("EXTENSION")
	return note != nil && len(note.texts) > 1 && strings.Contains(note.texts[1], "+nadgrids=@null")
}

// lengthUnit returns the metres in the unit of a projected system, wherever
// this version of WKT puts it; one where it says nothing.
func lengthUnit(n *node) float64 {
	for _, at := range []*node{n, n.child("AXIS"), n.child("CS")} {
		if v, ok := at.child("UNIT", "LENGTHUNIT").value(0); ok {
			return v
		}
	}
	return 1
}

// numbers reads the parameters of a projection, each once.
func (d *described) numbers(conversion *node, angleUnit float64) error {
	d.k0 = 1
	seen := make(map[*float64]bool)
	for _, c := range conversion.nodes {
		if c.keyword != "PARAMETER" {
			continue
		}
		v, ok := c.value(0)
		if !ok {
			return fmt.Errorf("its parameter %s has no number", quote(c.label()))
		}
		parameter, ok := parameters[fold(c.label())]
		if !ok {
			// ESRI's type 0: geodetic latitudes taken as those of the sphere.
			if fold(c.label()) == "auxiliaryspheretype" && v == 0 {
				continue
			}
			return fmt.Errorf("its parameter %s is not one of those known", quote(c.label()))
		}
		field := parameter.field(&d.params)
		if seen[field] {
			return fmt.Errorf("its parameter %s is given twice", quote(c.label()))
		}
		seen[field] = true
		if *field, ok = inUnit(c, v, parameter.in, angleUnit); !ok {
			return fmt.Errorf("its parameter %s is in an unknown unit", quote(c.label()))
		}
	}
	return nil
}

// inUnit returns a parameter in degrees, metres or as it is.
func inUnit(c *node, v float64, in quantity, angleUnit float64) (float64, bool) {
	switch in {
	case angle:
		if unit, ok := c.child("ANGLEUNIT", "UNIT").value(0); ok {
			angleUnit = unit
		}
		if isDegree(angleUnit) {
			return v, true
		}
		return v * angleUnit / degree, true
	case length:
		unit, ok := c.child("LENGTHUNIT", "UNIT").value(0)
		return v, !ok || math.Abs(unit-1) < 1e-9
	default:
		return v, true
	}
}

// normalise puts the parameters in the form of the table.
func (d *described) normalise() {
	if d.method != transverseMercator && d.k0 == 1 {
		d.k0 = 0
	}
	d.lat1, d.lat2 = max(d.lat1, d.lat2), min(d.lat1, d.lat2)
}
