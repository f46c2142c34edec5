package coverage

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo/coverage"
)

// coverageFeature is one row of an analysis with the ground of its territory:
// together, the layer a map of coverage is drawn from.
func coverageFeature(c *ask.Call, r *coverage.Row) rest.Feature {
	p := rest.Properties{
		{Name: "code", Value: r.Unit.Code}, {Name: "name", Value: r.Unit.Name}, {Name: "level", Value: string(r.Unit.Level)},
		{Name: "status", Value: string(r.Status)}, {Name: "centres", Value: rest.Codes(r.Centres)},
		{Name: "evidence_year", Value: wire.YearOf(r.Attested)},
	}
	wire.AddCoverage(&p, &r.Figures)
	wire.AddEcho(&p, c)
	return rest.NewFeature(r.Unit.Code, wire.GroundOf(c.Snapshot, &r.Unit), p)
}
