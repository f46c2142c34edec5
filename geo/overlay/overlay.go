// Package overlay computes with polygons that share no mesh: drawn perimeters
// and neighbourhoods against units. It is the only package that knows the
// geometry types of the overlay library (simplefeatures, a port of JTS and its
// OverlayNG); orb's go in and come out, in WGS84 degrees, longitude first.
//
// Overlay is planar, in degrees: an edge is straight in longitude and latitude,
// as in package mesh. Areas are geodesic.
package overlay

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// Union returns the ground in a or in b.
func Union(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	return binary("union", geom.Union, a, b)
}

// Intersection returns the ground in both a and b. Points and lines where they
// only touch are left out.
func Intersection(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	if !bounds(a).Intersects(bounds(b)) {
		return nil, nil
	}
	return binary("intersection", geom.Intersection, a, b)
}

// Clip is [Intersection] where the second is known to be valid, since [Validate]
// passed it or this package made it. To look again would cost as much as the
// overlay.
func Clip(a, valid orb.MultiPolygon) (orb.MultiPolygon, error) {
	if !bounds(a).Intersects(bounds(valid)) {
		return nil, nil
	}
	ga, err := toGeom(a)
	if err != nil {
		return nil, fmt.Errorf("intersection: first operand: %w", err)
	}
	gb, err := unchecked(valid)
	if err != nil {
		return nil, fmt.Errorf("intersection: second operand: %w", err)
	}
	return guarded("intersection", func() (geom.Geometry, error) { return geom.Intersection(ga, gb) })
}

// Difference returns the ground of a that is not in b.
func Difference(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	return binary("difference", geom.Difference, a, b)
}

// UnionAll returns the ground in any of the parts.
func UnionAll(parts []orb.MultiPolygon) (orb.MultiPolygon, error) {
	gs := make([]geom.Geometry, 0, len(parts))
	for i, p := range parts {
		g, err := toGeom(p)
		if err != nil {
			return nil, fmt.Errorf("union: part %d: %w", i, err)
		}
		gs = append(gs, g)
	}
	return guarded("union", func() (geom.Geometry, error) { return geom.UnionMany(gs) })
}

type operation func(a, b geom.Geometry) (geom.Geometry, error)

func binary(name string, op operation, a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	ga, err := toGeom(a)
	if err != nil {
		return nil, fmt.Errorf("%s: first operand: %w", name, err)
	}
	gb, err := toGeom(b)
	if err != nil {
		return nil, fmt.Errorf("%s: second operand: %w", name, err)
	}
	return guarded(name, func() (geom.Geometry, error) { return op(ga, gb) })
}

// guarded runs an operation and keeps the polygons of its result. The library
// panics on some inputs that its own validation lets through; one polygon must
// not cost the process, so that becomes an error too.
func guarded(name string, op func() (geom.Geometry, error)) (out orb.MultiPolygon, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("%s: the overlay failed: %v", name, r)
		}
	}()
	g, err := op()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return polygonsOf(g), nil
}
