package gisco

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/index"
	"maillage/geo/mesh"

	"github.com/paulmach/orb"
)

// Units is what the files of a country hold.
type Units struct {
	Country geo.Territory // from [geo.CountryTerritory]
	// RegionLevel is the level of NUTS that stands as regions: 1 or 2.
	RegionLevel int
	NUTS        geo.Layer // of every level, by NUTS_ID; those above NUTS 3 give names alone
	LAU         geo.Layer // by GISCO_ID
	// Populations are inhabitants by GISCO_ID; PopulationOf says what they are.
	Populations  map[string]int64
	PopulationOf string
}

// Assemble makes the data set of a country, without centres. Left lists the LAU
// that could not be placed, by code, each with the reason. Errors name what is
// missing.
func Assemble(ctx context.Context, u Units) (d *geo.Dataset, left []Left, err error) {
	if u.RegionLevel != 1 && u.RegionLevel != 2 {
		return nil, nil, fmt.Errorf("regions are NUTS %d: want NUTS 1 or NUTS 2", u.RegionLevel)
	}
	a := &assembly{Units: u, names: map[string]string{}, departments: map[string]*geo.Unit{}}
	if err := a.nuts(); err != nil {
		return nil, nil, err
	}
	if err := a.lau(ctx); err != nil {
		return nil, nil, err
	}
	d = &geo.Dataset{
		Catalogue: geo.Catalogue{
			Units:        a.levels(),
			Successors:   map[string]string{},
			PopulationOf: cmp.Or(u.PopulationOf, "not known"),
		},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{},
	}
	a.LAU.Name = geo.CommuneLayer
	a.LAU.Source.ID = string(geo.CommuneLayer)
	d.Replace(a.LAU)
	return d, a.left, nil
}

// Left is a unit that has no place in the data set.
type Left struct{ Code, Name, Reason string }

type assembly struct {
	Units
	names       map[string]string    // of NUTS regions, by code
	departments map[string]*geo.Unit // NUTS 3
	codes       []string             // of departments, sorted
	faces       []orb.MultiPolygon   // theirs
	communes    []geo.Unit
	left        []Left
}

// nuts reads names of every level, and the regions of level 3 as departments.
func (a *assembly) nuts() error {
	features := slices.Clone(a.NUTS.Features)
	slices.SortStableFunc(features, func(x, y geo.Feature) int { return strings.Compare(x.Code, y.Code) })
	country := a.Country.Country()
	for _, f := range features {
		if !strings.HasPrefix(f.Code, country) || len(f.Code) > 5 {
			return fmt.Errorf("NUTS region %q is not of %s: give the codes of one country", f.Code, country)
		}
		a.names[f.Code] = f.Name
		if len(f.Code) != 5 {
			continue
		}
		if a.departments[f.Code] != nil {
			return fmt.Errorf("NUTS region %s stands twice: give one scale and one year", f.Code)
		}
		region := f.Code[:2+a.RegionLevel]
		a.departments[f.Code] = &geo.Unit{
			Level: geo.Department, Code: f.Code, Name: cmp.Or(f.Name, f.Code),
			Region: region, Region2015: region, Population: geo.Known(0),
		}
		a.codes, a.faces = append(a.codes, f.Code), append(a.faces, f.Geometry)
	}
	if len(a.codes) == 0 {
		return fmt.Errorf("no NUTS 3 region of %s: give a file of NUTS that holds level 3", country)
	}
	return nil
}

// lau places every local unit in a NUTS 3 region, and counts its inhabitants
// there.
func (a *assembly) lau(ctx context.Context) error {
	m, err := mesh.Build(ctx, a.faces)
	if err != nil {
		return fmt.Errorf("NUTS 3 regions: %w", err)
	}
	locator := index.NewLocator(m)
	kept := a.LAU.Features[:0:0]
	for _, f := range a.LAU.Features {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, ok := inside(f.Geometry)
		if !ok {
			a.left = append(a.left, Left{f.Code, f.Name, "it has no boundary, and nothing else says in which NUTS 3 region it lies"})
			continue
		}
		at := locator.Locate(p)
		if at < 0 {
			a.left = append(a.left, Left{f.Code, f.Name, fmt.Sprintf(
				"%.5f %.5f, a point inside it, lies in no NUTS 3 region: take NUTS and LAU of the same year and scale", p[0], p[1])})
			continue
		}
		kept = append(kept, f)
		a.commune(f, a.departments[a.codes[at]])
	}
	if len(kept) == 0 {
		return fmt.Errorf("no local unit of %s lies in one of its %d NUTS 3 regions", a.Country.Country(), len(a.codes))
	}
	a.LAU.Features = kept
	return nil
}

func (a *assembly) commune(f geo.Feature, department *geo.Unit) {
	u := geo.Unit{
		Level: geo.Commune, Code: f.Code, Name: cmp.Or(f.Name, f.Code),
		Department: department.Code, Region: department.Region, Region2015: department.Region2015,
	}
	if n, ok := a.Populations[f.Code]; ok {
		u.Population = geo.Known(n)
		department.Population.N += n
	} else {
		department.Population.Known = false
	}
	a.communes = append(a.communes, u)
}

// levels lists the units of every level, sorted by code.
func (a *assembly) levels() map[geo.Level][]geo.Unit {
	units := map[geo.Level][]geo.Unit{geo.Commune: a.communes}
	slices.SortFunc(units[geo.Commune], func(x, y geo.Unit) int { return strings.Compare(x.Code, y.Code) })
	for _, code := range a.codes {
		u := *a.departments[code]
		if !u.Population.Known {
			u.Population = geo.Count{}
		}
		units[geo.Department] = append(units[geo.Department], u)
		last := len(units[geo.Region]) - 1
		if last >= 0 && units[geo.Region][last].Code == u.Region {
			continue
		}
		name := cmp.Or(a.names[u.Region], u.Region)
		units[geo.Region] = append(units[geo.Region], geo.Unit{Level: geo.Region, Code: u.Region, Name: name})
		units[geo.Region2015] = append(units[geo.Region2015],
			geo.Unit{Level: geo.Region2015, Code: u.Region, Name: name, Region: u.Region})
	}
	return units
}
