package features

import (
	"slices"

	"maillage/api/ask"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// dossier is what the page of a territory shows of a day.
type dossier struct {
	unit        geo.Unit
	row         coverage.Row         // of the territory
	band        *wire.Band           // of the row
	parts       *coverage.Analysis   // of France, by department
	realignment *realign.Realignment // of a region: nil for others
	needs       []coverage.Need      // of a region
}

// dossierOf asks what is covered of a territory. Where several of its parts are one
// analysis, it is made once.
func dossierOf(c *ask.Call, level geo.Level, code string) (*dossier, error) {
	u, err := c.Snapshot.Unit(level, code)
	if err != nil {
		return nil, err
	}
	d, q := &dossier{unit: u}, c.Analysis()
	q.Level, q.Territory = level, geo.France
	if level == geo.Collectivity {
		q.Level = geo.Department // whose rows hold the collectivities too
	}
	var a *coverage.Analysis
	if level == geo.Region {
		if d.realignment, err = realign.Realign(c.Ctx, c.Snapshot, q); err != nil {
			return nil, err
		}
		a, d.needs = d.realignment.Coverage, coverage.Needs(c.Snapshot, q, geo.UnitRef{Level: level, Code: code})
	} else if a, err = coverage.Analyse(c.Ctx, c.Snapshot, q); err != nil {
		return nil, err
	}
	if d.parts, err = a.At(c.Ctx, geo.Department, geo.France); err != nil {
		return nil, err
	}
	return d, d.fillRow(c, a)
}

// fillRow finds the row of the territory in an analysis, its figures at the other
// thresholds of confidence, and what they rest on.
func (d *dossier) fillRow(c *ask.Call, a *coverage.Analysis) error {
	d.band = &wire.Band{}
	for _, at := range d.band.Thresholds() {
		one, q := a, a.Query
		if q.Confidence = at.Confidence; q != a.Query {
			var err error
			if one, err = coverage.Analyse(c.Ctx, c.Snapshot, q); err != nil {
				return err
			}
		}
		i := slices.IndexFunc(one.Rows, func(r coverage.Row) bool { return r.Unit.Code == d.unit.Code })
		if i < 0 {
			continue
		}
		*at.Figures = one.Rows[i].Figures
		if one != a {
			continue
		}
		d.row = a.Rows[i]
		_, aged, err := wire.EvidenceByRow(c, a)
		if err != nil {
			return err
		}
		d.band.Evidence = aged.Of(i)
	}
	return nil
}

// partsOf are the departments of a unit: itself, where it is one.
func partsOf(a *coverage.Analysis, u *geo.Unit) []*coverage.Row {
	var out []*coverage.Row
	for i := range a.Rows {
		d := &a.Rows[i].Unit
		if d.Code == u.Code && d.Level == u.Level ||
			d.Level == geo.Department &&
				(u.Level == geo.Region && d.Region == u.Code || u.Level == geo.Region2015 && d.Region2015 == u.Code) {
			out = append(out, &a.Rows[i])
		}
	}
	return out
}
