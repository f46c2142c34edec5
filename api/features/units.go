package features

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// regionsReformed is the day the 18 regions replaced the 27.
var regionsReformed = geo.DateOf(2016, 1, 1)

// listUnits lists the units of one level as the features of a collection.
func listUnits(level geo.Level) func(c *ask.Call) (*wire.Features, error) {
	return func(c *ask.Call) (*wire.Features, error) {
		s := c.Snapshot
		ground := s.Ground(level)
		if ground == nil {
			return nil, wire.ErrNotLoaded(level)
		}
		units, validity := s.Units(level), unitValidity(level)
		if ask.Foreign(s) { // the reform of 2016 is that of France
			validity = nil
		}
		return &wire.Features{
			N: len(units), Header: unitProperties(s, &geo.Unit{Level: level}),
			Find:  func(code string) (int, error) { return findUnit(s, level, code) },
			InBox: func(boxes []orb.Bound) (geo.Bitset, error) { return unitsInBox(ground, boxes) },
			Valid: validity, Counts: geo.QPV2015,
			Build: func(i int) (rest.Feature, error) {
				return rest.NewFeature(units[i].Code, ground.Polygon(i), unitProperties(s, &units[i])), nil
			},
		}, nil
	}
}

// unitProperties describes a unit, with what it counts for.
func unitProperties(s *snapshot.Snapshot, u *geo.Unit) rest.Properties {
	p := rest.Properties{
		{Name: "code", Value: u.Code}, {Name: "name", Value: u.Name}, {Name: "level", Value: string(u.Level)},
		{Name: "department", Value: rest.OrNil(u.Department)}, {Name: "region", Value: rest.OrNil(u.Region)},
		{Name: "region_2015", Value: rest.OrNil(u.Region2015)}, {Name: "epci", Value: rest.OrNil(u.EPCI)},
		{Name: "population", Value: wire.Known(u.Population)},
	}
	var area, approximate, hoods2015, hoods2024, people, renewed any
	g := s.Grain(u.Level, false)
	if rows := rowsOf(g, u.Level); rows != nil {
		if i, ok := rows.Row(u.Code); ok {
			w := rows.Totals(geo.QPV2015)[i]
			hoods2015, people = w[geo.Neighbourhoods], w[geo.NeighbourhoodPopulation]
			if s.Lacking(geo.NPNRUNeighbourhoods, geo.QPV2015) == "" {
				renewed = w[geo.NPNRUNeighbourhoods]
			}
			if !geo.COM.Contains(cmp.Or(u.Department, u.Code)) { // the 2024 geography published here has none of theirs
				hoods2024 = rows.Totals(geo.QPV2024)[i][geo.Neighbourhoods]
			}
			if w[geo.AreaKM2] > 0 {
				area = wire.Amount(geo.AreaKM2, w[geo.AreaKM2])
				// Of the atoms that were measured: a layer of the unit's own
				// level is shown, and not counted on.
				approximate = slices.ContainsFunc(rows.Atoms(i), func(atom int32) bool { return s.Approximate(g).Has(int(atom)) })
			}
		}
	}
	p.Add("area_km2", area)
	p.Add("area_approximate", approximate)
	p.Add("geometry_source", geometrySource(s, u))
	p.Add("neighbourhoods_2015", hoods2015)
	p.Add("neighbourhood_population_2015", people)
	p.Add("npnru_neighbourhoods_2015", renewed)
	p.Add("neighbourhoods_2024", hoods2024)
	return p
}

// rowsOf returns the rows of a level, collectivities being rows of departments.
func rowsOf(g *snapshot.Grain, level geo.Level) *snapshot.Rows {
	if level == geo.Collectivity {
		level = geo.Department
	}
	return g.Rows(level)
}

// geometrySource names the layer that draws a unit; nil where none does.
func geometrySource(s *snapshot.Snapshot, u *geo.Unit) any {
	ground := s.Ground(u.Level)
	i, err := s.Position(u.Level, u.Code)
	if err != nil || ground == nil || ground.Source(i) == nil {
		return nil
	}
	return ground.Source(i).ID
}

func unitsInBox(ground *snapshot.LevelGround, boxes []orb.Bound) (geo.Bitset, error) {
	set := geo.NewBitset(len(ground.Units))
	for i := range ground.Units {
		if !ground.HasGround(i) {
			set.Add(i)
		}
	}
	return set, wire.SearchGround(ground, boxes, set.Add)
}

// unitValidity dates the two sets of regions; other units have no dates.
func unitValidity(level geo.Level) func(int) geo.Interval {
	switch level {
	case geo.Region:
		return func(int) geo.Interval { return geo.Interval{First: regionsReformed, Last: geo.Future} }
	case geo.Region2015:
		return func(int) geo.Interval { return geo.Interval{First: geo.Past, Last: regionsReformed - 1} }
	}
	return nil
}

// findUnit finds a unit by its code; a code that is no longer one of the level
// is answered with the unit that took it over, and one of another level, or written
// otherwise, with where it is found.
func findUnit(s *snapshot.Snapshot, level geo.Level, code string) (int, error) {
	i, err := s.Position(level, code)
	if err == nil {
		return i, nil
	}
	p := rest.ErrNoItem(string(level), code,
		"Codes are text, with their zeros: 01, 2A, 974. List them at the address above this one.")
	if !wire.Succeeded(p, s, level, code) && !wire.OfOtherLevel(p, s, level, code) {
		wire.Suggest(p, s, geo.UnitRef{Level: level, Code: code})
	}
	return 0, p
}
