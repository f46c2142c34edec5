package ingest

import (
	"context"
	"fmt"

	"maillage/data/boundary"
	"maillage/data/gisco"
	"maillage/geo"
)

// nutsSource is the ID of the source of the NUTS regions, of which names and
// hierarchy are kept and no boundaries.
const nutsSource = "nuts"

// abroad makes the data set of a country from its NUTS regions and local units,
// and returns what else is given, to be put upon it. A nil data set: a file is
// refused, as the report says.
func (im *Import) abroad(ctx context.Context, given []Given, out *Report) (*geo.Dataset, []Given, error) {
	out.Base = BaseReport{Country: im.Country.Country()}
	var rest []Given
	units := map[geo.LayerName]*boundary.Result{}
	reports := map[geo.LayerName]*FileReport{}
	refused := false
	for _, g := range given {
		r, report, err := im.readFiles(ctx, g, nil)
		if err != nil {
			return nil, nil, err
		}
		if r.Layer.Name == geo.PerimeterLayer && !report.Refused {
			rest = append(rest, Given{geo.PerimeterLayer, g.Files}) // again, once the codes are known
			continue
		}
		if name := r.Layer.Name; reports[name] != nil && !report.Refused {
			report.refuse(fmt.Sprintf("the %s are given by %v already: give them once, as %s=FILE",
				name, reports[name].Files, name))
		}
		out.Files = append(out.Files, report)
		units[r.Layer.Name], reports[r.Layer.Name] = r, report
		refused = refused || report.Refused
	}
	if refused {
		return nil, nil, nil
	}
	nuts, lau := units[geo.DepartmentLayer], units[geo.CommuneLayer]
	if nuts == nil || lau == nil {
		return nil, nil, fmt.Errorf("%w: --country takes the NUTS regions (property NUTS_ID) "+
			"and the local units (GISCO_ID) of the country, a file of each", ErrUsage)
	}
	set, err := im.assembled(ctx, nuts, lau, reports)
	return set, rest, err
}

// assembled makes a data set of regions and local units, or refuses the latter.
func (im *Import) assembled(ctx context.Context, nuts, lau *boundary.Result,
	reports map[geo.LayerName]*FileReport,
) (*geo.Dataset, error) {
	report := reports[geo.CommuneLayer]
	if len(lau.Populations) == 0 {
		report.refuse("no local unit has its inhabitants: give them as GISCO does, in a property as POP_2021")
		return nil, nil
	}
	nuts.Layer.Source = im.Notes.source(geo.DepartmentLayer, nuts)
	lau.Layer.Source = im.Notes.source(geo.CommuneLayer, lau)
	set, left, err := gisco.Assemble(ctx, gisco.Units{
		Country: im.Country, RegionLevel: im.RegionLevel, NUTS: nuts.Layer, LAU: lau.Layer, Populations: lau.Populations,
		PopulationOf: fmt.Sprintf("%s of %s, which %d of %d local units have",
			lau.PopulationOf, lau.Layer.Source.File, len(lau.Populations), len(lau.Layer.Features)),
	})
	if err != nil {
		report.refuse(err.Error())
		return nil, nil
	}
	for _, l := range left {
		report.Problems = append(report.Problems, boundary.Problem{
			File: lau.Layer.Source.File, Feature: -1, Code: l.Code, Rule: "no-region", Detail: l.Reason, Dropped: true,
			Fix: "take NUTS and LAU of the same year and scale",
		})
	}
	report.Loaded -= len(left)
	reports[geo.DepartmentLayer].LeftOut = "names and hierarchy are kept; " +
		"regions are dissolved from the local units, so that all levels agree edge for edge"
	source := nuts.Layer.Source
	source.ID = nutsSource
	set.Sources = append(set.Sources, source)
	return set, nil
}
