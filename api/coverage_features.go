package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// coverageFeature is one row of an analysis with the ground of its territory:
// together, the layer a map of coverage is drawn from.
func coverageFeature(c *call, r *coverage.Row) feature {
	p := properties{
		{"code", r.Unit.Code}, {"name", r.Unit.Name}, {"level", string(r.Unit.Level)},
		{"status", string(r.Status)}, {"centres", codes(r.Centres)}, {"evidence_year", yearOf(r.Attested)},
	}
	p.addCoverage(&r.Figures)
	p.addAsked(c)
	return newFeature(r.Unit.Code, groundOf(c.snapshot, &r.Unit), p)
}

// groundOf is the ground of a unit, nil where no boundary of it is loaded.
func groundOf(s *snapshot.Snapshot, u *geo.Unit) orb.MultiPolygon {
	ground := s.Ground(u.Level)
	if ground == nil {
		return nil
	}
	i, err := s.Position(u.Level, u.Code)
	if err != nil {
		return nil // counted, though no unit of the level: what belongs to no EPCI
	}
	return ground.Polygon(i)
}
