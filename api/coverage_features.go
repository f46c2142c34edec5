package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// coverageFeatures are the rows of an analysis with the ground of their
// territories: the layer a map of coverage is drawn from.
func coverageFeatures(c *call, a *coverage.Analysis) []feature {
	out := make([]feature, len(a.Rows))
	for i := range a.Rows {
		r := &a.Rows[i]
		p := properties{
			{"code", r.Unit.Code}, {"name", r.Unit.Name}, {"level", string(r.Unit.Level)},
			{"status", string(r.Status)}, {"centres", codes(r.Centres)},
		}
		for _, m := range geo.Measures {
			one := figureOf(m, r.Figures.Of(m), "")
			name := string(m)
			p.add(name+"_covered", one.Covered)
			p.add(name+"_total", one.Total)
			p.add(name+"_share", orNull(one.Share))
			p.add(name+"_unsourced", one.Unsourced)
			p.add(name+"_undetermined", one.Undetermined)
		}
		p.add("area_approximate", r.Figures.Of(geo.AreaKM2).Approximate)
		p.addAsked(c)
		out[i] = newFeature(r.Unit.Code, groundOf(c.snapshot, &r.Unit), p)
	}
	return out
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
