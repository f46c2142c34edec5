package main

import (
	"context"
	"flag"
	"fmt"

	"maillage/data/boundary"
	"maillage/data/gisco"
	"maillage/geo"
)

// nutsSource is the ID of the source of the NUTS regions, of which names and
// hierarchy are kept and no ground.
const nutsSource = "nuts"

// countryFlags make a data set of another country than France, of its own.
type countryFlags struct {
	territory   geo.Territory // "": France
	regionLevel int
}

func (c *countryFlags) register(flags *flag.FlagSet) {
	flags.Func("country", "`CODE` of two letters, as DE: make a data set of that country, upon nothing, from its NUTS regions and local units (LAU) as GISCO publishes them", func(code string) (err error) {
		c.territory, err = geo.CountryTerritory(code)
		return err
	})
	flags.IntVar(&c.regionLevel, "region-level", 1, "with --country: the `LEVEL` of NUTS that stands as regions, 1 or 2")
}

// validate refuses a base beside a country, which has none.
func (c *countryFlags) validate(base string) error {
	switch {
	case c.territory == "":
		return nil
	case base != "":
		return fmt.Errorf("%w: --country makes a data set upon nothing: drop --base", errUsage)
	case c.regionLevel != 1 && c.regionLevel != 2:
		return fmt.Errorf("%w: --region-level %d: want 1 or 2", errUsage, c.regionLevel)
	}
	return nil
}

// abroad makes the data set of a country from its NUTS regions and local units,
// and returns what else is given, to be put upon it. A nil data set: a file is
// refused, as the report says.
func (im *importer) abroad(ctx context.Context, given []argument, out *importReport) (*geo.Dataset, []argument, error) {
	out.Base = baseReport{Country: im.country.territory.Country()}
	centres, others, err := splitCentres(given)
	if err != nil {
		return nil, nil, err
	}
	var rest []argument
	for _, file := range centres {
		rest = append(rest, argument{centresName, []string{file}})
	}
	units := map[geo.LayerName]*boundary.Result{}
	reports := map[geo.LayerName]*fileReport{}
	refused := false
	for _, a := range others {
		r, report, err := im.readFiles(ctx, a, nil)
		if err != nil {
			return nil, nil, err
		}
		if r.Layer.Name == geo.PerimeterLayer && !report.Refused {
			rest = append(rest, argument{geo.PerimeterLayer, a.files}) // again, once the codes are known
			continue
		}
		if name := r.Layer.Name; reports[name] != nil && !report.Refused {
			report.refuse(fmt.Sprintf("the %s are given by %v already: give them once, as %s=FILE", name, reports[name].Files, name))
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
		return nil, nil, fmt.Errorf("%w: --country takes the NUTS regions (property NUTS_ID) and the local units (GISCO_ID) of the country, a file of each", errUsage)
	}
	set, err := im.assembled(ctx, nuts, lau, reports)
	return set, rest, err
}

// assembled makes a data set of regions and local units, or refuses the latter.
func (im *importer) assembled(ctx context.Context, nuts, lau *boundary.Result, reports map[geo.LayerName]*fileReport) (*geo.Dataset, error) {
	told := reports[geo.CommuneLayer]
	if len(lau.Populations) == 0 {
		told.refuse("no local unit has its inhabitants: give them as GISCO does, in a property as POP_2021")
		return nil, nil
	}
	nuts.Layer.Source, lau.Layer.Source = im.layers.describe(geo.DepartmentLayer, nuts), im.layers.describe(geo.CommuneLayer, lau)
	set, left, err := gisco.Assemble(ctx, gisco.Units{
		Country: im.country.territory, RegionLevel: im.country.regionLevel, NUTS: nuts.Layer, LAU: lau.Layer, Populations: lau.Populations,
		PopulationOf: fmt.Sprintf("%s of %s, which %d of %d local units have", lau.PopulationOf, lau.Layer.Source.File, len(lau.Populations), len(lau.Layer.Features)),
	})
	if err != nil {
		told.refuse(err.Error())
		return nil, nil
	}
	for _, l := range left {
		told.Problems = append(told.Problems, boundary.Problem{
			File: lau.Layer.Source.File, Feature: -1, Code: l.Code, Rule: "no-region", Detail: l.Reason, Dropped: true,
			Fix: "take NUTS and LAU of the same year and scale",
		})
	}
	told.Loaded -= len(left)
	reports[geo.DepartmentLayer].LeftOut = "names and hierarchy are kept; regions are dissolved from the local units, so that all levels agree edge for edge"
	source := nuts.Layer.Source
	source.ID = nutsSource
	set.Sources = append(set.Sources, source)
	return set, nil
}
