package tile

import (
	"context"
	"fmt"
	"maps"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Query is what a layer is asked. A layer reads what it Takes; the rest may be
// anything.
type Query struct {
	coverage.Query
	// First and Last bound the perimeters shown: those in force on some day
	// between them. geo.Past and geo.Future leave an end open.
	First, Last geo.Date
}

// Takes is what of a Query changes the tiles of a layer.
type Takes struct {
	Date, Period, Level, Territory, Network, Neighbourhoods bool
}

// Layer is a kind of tiles.
type Layer struct {
	Name, Title, About string
	// Points tells that features may be points where no polygons are loaded.
	Points bool
	// MinZoom is the first zoom worth showing; tiles exist from 0.
	MinZoom int
	Takes   Takes
	Fields  map[string]string // what each property is

	level geo.Level
	open  func(ctx context.Context, s *snapshot.Snapshot, q Query) (*Source, error)
}

// Ask keeps of a query what the layer takes, and sets the rest to one value: two
// queries with the same answer are then equal.
func (l *Layer) Ask(q Query) Query {
	var out Query
	if l.Takes.Date {
		out.Date = q.Date
	}
	if l.Takes.Period {
		out.First, out.Last = q.First, q.Last
	}
	if l.Takes.Level {
		out.Level = q.Level
	}
	out.Territory = geo.France
	if l.Takes.Territory {
		out.Territory = q.Territory
	}
	if l.Takes.Network {
		out.Scope, out.Confidence = q.Scope, q.Confidence
	}
	out.Geography = geo.QPV2015
	if l.Takes.Neighbourhoods {
		out.Geography = q.Geography
	}
	return out
}

// Loaded reports whether a snapshot has the boundaries of the layer.
func (l *Layer) Loaded(s *snapshot.Snapshot) bool {
	return l.level == "" || s.Ground(l.level) != nil
}

// Level is the level of the units a layer shows, "" where it shows none.
func (l *Layer) Level() geo.Level { return l.level }

// Open makes a source of tiles. It fails, with an error that wraps
// [snapshot.ErrNoGround], where the boundaries of the layer are not loaded.
func (l *Layer) Open(ctx context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	if !l.Loaded(s) {
		return nil, fmt.Errorf("layer %s: %w", l.Name, snapshot.ErrNoGround)
	}
	src, err := l.open(ctx, s, l.Ask(q))
	if err != nil {
		return nil, fmt.Errorf("layer %s: %w", l.Name, err)
	}
	src.name = l.Name
	return src, nil
}

// Layers returns every layer, those with ground under others first.
func Layers() []*Layer {
	counted := Takes{Date: true, Level: true, Territory: true, Network: true, Neighbourhoods: true}
	return []*Layer{
		unitLayer(geo.Region, "regions", "Regions", "The 18 regions since 1 January 2016.", 0),
		unitLayer(geo.Region2015, "regions-2015", "Regions before 2016", "The 27 regions until 31 December 2015.", 0),
		unitLayer(geo.Department, "departments", "Departments", "The 101 departments.", 0),
		unitLayer(geo.Collectivity, "collectivities", "Overseas collectivities", "Saint-Martin (978) and French Polynesia (987).", 0),
		unitLayer(geo.EPCI, "epci", "EPCI", "Groups of communes; where their boundaries are loaded.", 5),
		unitLayer(geo.Commune, "communes", "Communes", "Communes; where their boundaries are loaded.", 7),
		{
			Name: "coverage", Title: "Coverage", About: "The territories of a level, with how much of each is covered on a day.",
			Takes: counted, open: openCoverage,
			Fields: fields(territoryFields, askedFields, figureFields("covered", "total", "share", "undetermined"), map[string]string{"centres": "identifiers of the centres, joined by +", "evidence_year": "year of the latest source for all that is covered; absent where some is undated"}),
		},
		{
			Name: "gaps", Title: "Gaps", About: "What no perimeter covers on a day, by territory.", Takes: counted, open: openGaps,
			Fields: fields(territoryFields, askedFields, figureFields("uncovered", "total", "undetermined"), map[string]string{
				"departments": "codes of the departments it lies in, joined by +", "neighbours": "identifiers of the centres that border on it, the longest border first, joined by +",
			}),
		},
		{
			Name: "overlaps", Title: "Overlaps", About: "The ground each set of centres shares on a day.",
			Takes: Takes{Date: true, Territory: true, Network: true, Neighbourhoods: true}, open: openOverlaps,
			Fields: fields(askedFields, figureFields("shared", "undetermined"), map[string]string{
				"id": "identifiers of the centres, joined by +", "type": "agreed, transitional or unexplained", "centres": "how many centres",
			}),
		},
		{
			Name: "centres", Title: "Resource centres", About: "The ground each centre serves on a day.",
			Takes: Takes{Date: true, Network: true}, open: openCentres, Fields: fields(askedFields, centreFields),
		},
		{
			Name: "perimeters", Title: "Perimeters", About: "Every perimeter in force at some time of a period, whatever its scope and confidence, which it states with its days.",
			Takes: Takes{Period: true}, open: openPerimeters, Fields: perimeterFields,
		},
		{
			Name: "neighbourhoods", Title: "Priority neighbourhoods", About: "Quartiers prioritaires (QPV): their outlines where they are loaded, else a point of the main commune.",
			Points: true, Takes: Takes{Neighbourhoods: true}, open: openNeighbourhoods, Fields: neighbourhoodFields,
		},
	}
}

// Find returns the layer of a name, or an error that wraps [geo.ErrNotFound]
// and lists the names there are.
func Find(name string) (*Layer, error) {
	var names []string
	for _, l := range Layers() {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return nil, fmt.Errorf("no layer of tiles is called %.40q; want one of %q: %w", name, names, geo.ErrNotFound)
}

func fields(sets ...map[string]string) map[string]string {
	out := map[string]string{}
	for _, set := range sets {
		maps.Copy(out, set)
	}
	return out
}

// figureFields describes some numbers of every measure.
func figureFields(of ...string) map[string]string {
	out := map[string]string{}
	for _, m := range geo.Measures {
		for _, what := range of {
			out[m.String()+"_"+what] = what + ": " + m.String()
		}
	}
	return out
}

var (
	territoryFields = map[string]string{
		"code": "code of the territory", "name": "its name", "level": "its level", "status": "covered, partial or uncovered",
	}
	askedFields = map[string]string{"datetime": "the day of the answer"}
)

// list is properties in order, those that are not known left out.
type list []Property

func (p *list) add(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case geo.Count:
		if !v.Known {
			return
		}
		value = v.N
	}
	*p = append(*p, Property{name, value})
}
