package boundary

import (
	"bytes"
	"slices"
	"sync/atomic"

	"github.com/paulmach/orb"
)

// rawFeature is one feature as the file gives it, before its layer is known.
type rawFeature struct {
	props  []property
	ground orb.MultiPolygon // WGS84 degrees; nil where there is none, or none that can be used
	bound  orb.Bound        // of the ground, where there is some
	// attributes are kept for perimeters only; nil for what cannot be one.
	attributes attributes
	hasZ       bool
	repeated   int // points equal to the one before, left out
	fixed      []*fault
	faults     []*fault
	lost       bool   // nothing of the feature can be used
	line       int    // of a table of text where it starts, from 1; 0 elsewhere
	id         string // as the file numbers or names it; "" where it does not
}

// decoder reads features; one per worker.
type decoder struct {
	coords     coords
	perimeters bool // keep the properties whole
	fields     Fields
	abroad     bool               // the ground is another country's
	columns    map[string]*column // by name as the file writes it
	spare      int                // columns under no known name of which values are kept
	rank       int                // of the feature that is read, among all files
	pairs      *atomic.Int64      // of edges that may still be compared
}

// feature reads one feature. What is wrong with it is in its faults.
func (d *decoder) feature(b []byte) rawFeature {
	var f rawFeature
	c := cursor{b: b}
	if c.peek() != '{' {
		f.lose(faultf(RuleWrongType, "want a Feature, found %q", clip(string(b))))
		return f
	}
	kind := ""
	var geometryFault error
	err := c.object(func(key string) (err error) {
		switch key {
		case "type":
			kind, err = c.text()
		case "geometry":
			geometryFault = d.geometry(&c, &f)
		case "properties":
			err = d.properties(&c, &f)
		case "id":
			err = f.named(&c)
		default:
			_, err = c.value()
		}
		return err
	})
	if err == nil && kind != "Feature" {
		err = faultf(RuleWrongType, "want a Feature, found type %q", clip(kind))
	}
	if err != nil {
		f.lose(err)
		return f
	}
	d.settle(&f, geometryFault)
	return f
}

// record reads an object that is the properties of a feature without ground.
func (d *decoder) record(b []byte) rawFeature {
	var f rawFeature
	c := cursor{b: b}
	if c.peek() != '{' {
		f.lose(faultf(RuleWrongType, "want an object, found %q", clip(string(b))))
		return f
	}
	if err := d.properties(&c, &f); err != nil {
		f.lose(err)
	}
	return f
}

// settle judges the ground of a feature, once read.
func (d *decoder) settle(f *rawFeature, err error) {
	if err == nil && f.ground == nil {
		err = &fault{rule: RuleNoGeometry, detail: "the geometry is null or empty"}
	}
	if err == nil {
		err = checkPlace(f.ground, f.bound, d.abroad)
	}
	if err == nil {
		err = validate(f, d.pairs)
	}
	f.loseGround(err)
}

func (f *rawFeature) lose(err error) {
	f.faults = append(f.faults, asFault(err))
	f.ground, f.lost = nil, true
}

func (f *rawFeature) loseGround(err error) {
	if err == nil {
		return
	}
	flt := asFault(err)
	flt.ground = true
	f.faults = append(f.faults, flt)
	f.ground, f.fixed, f.repeated = nil, nil, 0
}

// empty takes the ground of a feature away, and what was told of it.
func (f *rawFeature) empty() { f.ground, f.faults, f.fixed, f.repeated = nil, nil, nil, 0 }

// refused reports whether a feature has a geometry that cannot be used.
func (f *rawFeature) refused() bool {
	return f.ground == nil && slices.ContainsFunc(f.faults, func(flt *fault) bool { return flt.rule != RuleNoGeometry })
}

// asFault is the fault that every decoding error of this package is.
func asFault(err error) *fault {
	if f, ok := err.(*fault); ok {
		return f
	}
	return faultf(RuleNotJSON, "%v", err)
}

// geometry reads the geometry at the cursor, and moves past it whatever is
// wrong inside: the rest of the feature still counts.
func (d *decoder) geometry(c *cursor, f *rawFeature) error {
	c.space()
	start := c.i
	if bytes.HasPrefix(c.b[start:], []byte("null")) {
		_, err := c.value()
		return err
	}
	ground, err := d.polygons(c)
	if err != nil {
		c.i = start
		c.extent()
		return err
	}
	f.ground = ground
	f.bound = d.coords.bound
	f.hasZ = d.coords.dims == 2
	f.fixed, f.repeated = d.coords.fixed, d.coords.repeated
	return nil
}

// polygons reads a Polygon or MultiPolygon object. Its type may come after its
// coordinates, which then wait.
func (d *decoder) polygons(c *cursor) (orb.MultiPolygon, error) {
	var ground orb.MultiPolygon
	kind, waiting, met := "", -1, false
	d.coords.start()
	err := c.object(func(key string) (err error) {
		met = met || key == "coordinates"
		switch {
		case key == "type":
			if kind, err = c.text(); err == nil && !isArea(kind) {
				err = faultf(RuleWrongGeometryType, "the geometry is a %s", clip(kind))
			}
		case key == "coordinates" && kind == "":
			c.space()
			waiting = c.i
			c.extent()
		case key == "coordinates":
			ground, err = d.area(c, kind)
		default:
			_, err = c.value()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	switch {
	case kind == "":
		return nil, faultf(RuleWrongGeometryType, "the geometry has no type")
	case !met:
		return nil, faultf(RuleBadCoordinates, "the %s has no coordinates", kind)
	case waiting >= 0:
		return d.area(&cursor{b: c.b, i: waiting}, kind)
	}
	return ground, nil
}

func isArea(kind string) bool { return kind == "Polygon" || kind == "MultiPolygon" }

// area reads coordinates as the type says.
func (d *decoder) area(c *cursor, kind string) (orb.MultiPolygon, error) {
	if kind == "MultiPolygon" {
		return d.coords.multiPolygon(c)
	}
	p, err := d.coords.polygon(c)
	if err != nil || len(p) == 0 {
		return nil, err
	}
	return orb.MultiPolygon{p}, nil
}
