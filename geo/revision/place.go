package revision

import (
	"encoding/json"
	"io"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// place fills the geometry of findings: the ground of the unit, neighbourhood or
// perimeter after, or before where it has none after.
func (c *comparison) place(findings []Finding) {
	for i := range findings {
		for _, s := range []*snapshot.Snapshot{c.b, c.a} {
			if g := placeOf(s, &findings[i]); g != nil {
				findings[i].Geometry = g
				break
			}
		}
	}
}

func placeOf(s *snapshot.Snapshot, f *Finding) orb.Geometry {
	var ground orb.MultiPolygon
	switch {
	case f.Code == "":
	case f.Level != "":
		ground = unitGround(s, f.Level, f.Code)
	case f.Topic == Perimeters:
		ground = perimeterGround(s, f.Code)
	case f.Topic == Neighbourhoods || f.Topic == Ground || f.Topic == Areas:
		if ground = s.Quarter(f.Code); ground == nil {
			if n, err := s.Neighbourhood(f.Code); err == nil && n.Point != nil {
				return *n.Point
			}
		}
	case f.Topic == Contracts:
		for i := range s.Data.Contracts {
			if x := &s.Data.Contracts[i]; x.Code == f.Code && x.Point != nil {
				return *x.Point
			}
		}
	}
	if len(ground) == 0 {
		return nil
	}
	return ground
}

// unitGround is the ground of a unit; rows of collectivities stand at every level.
func unitGround(s *snapshot.Snapshot, level geo.Level, code string) orb.MultiPolygon {
	for _, l := range []geo.Level{level, geo.Collectivity} {
		if m, err := s.Geometry(l, code); err == nil && len(m) > 0 {
			return m
		}
	}
	return nil
}

func perimeterGround(s *snapshot.Snapshot, id string) orb.MultiPolygon {
	p, err := s.Perimeter(id)
	if err != nil {
		return nil
	}
	m, err := coverage.Ground(s, snapshot.Network{p})
	if err != nil {
		return p.Drawn // what could not be cut is at least shown
	}
	return m
}

// WriteGeoJSON writes the findings that have a place as a FeatureCollection
// (RFC 7946), in the order of the report. It needs Options.Places.
func (r *Report) WriteGeoJSON(w io.Writer) error {
	all := geojson.NewFeatureCollection()
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Geometry == nil {
			continue
		}
		one := geojson.NewFeature(f.Geometry)
		one.Properties = geojson.Properties{
			"severity": f.Severity, "topic": f.Topic, "kind": f.Kind, "level": f.Level, "code": f.Code, "name": f.Name,
			"field": f.Field, "before": f.Before, "after": f.After, "text": f.String(),
		}
		all.Append(one)
	}
	return json.NewEncoder(w).Encode(all)
}
