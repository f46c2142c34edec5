package api

import (
	"maillage/api/ask"
	"maillage/api/centres"
	"maillage/api/coverage"
	"maillage/api/features"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
)

// collections is the table of collections, in the order they are shown.
func collections() []*features.Collection {
	state := []*rest.Param{ask.Moment, ask.Scope, ask.Confidence}
	counted := []*rest.Param{ask.Moment, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	return []*features.Collection{
		features.UnitCollection(geo.Region, "regions", "Regions", "The 18 regions since 1 January 2016.", "84"),
		features.UnitCollection(geo.Region2015, "regions-2015", "Regions before 2016",
			"The 27 regions until 31 December 2015.", "82"),
		features.UnitCollection(geo.Department, "departments", "Departments", "The 101 departments.", "01"),
		features.UnitCollection(geo.Collectivity, "collectivities", "Overseas collectivities",
			"Saint-Martin (978) and French Polynesia (987): neither departments nor regions, with priority neighbourhoods.",
			"978"),
		features.UnitCollection(geo.EPCI, "epci", "EPCI",
			"Groups of communes (établissements publics de coopération intercommunale); where their boundaries are loaded.",
			"200000172"),
		features.UnitCollection(geo.Commune, "communes", "Communes", "Communes; where their boundaries are loaded.", "01001"),
		{
			ID: "neighbourhoods", Title: "Priority neighbourhoods", Schema: "NeighbourhoodFeature", Example: "QP001001",
			About:  schemas.Description("neighbourhoods"),
			Params: []*rest.Param{ask.During, ask.QPV}, Days: features.Undated, List: features.ListNeighbourhoods,
			Loaded: features.Present, Extent: wire.ExtentOf(geo.Department, geo.Collectivity),
		},
		{
			ID: "centres", Title: "Resource centres", Schema: "CentreFeature", Example: "labo-cites",
			About: "Centres de ressources politique de la ville (CRPV), each with the ground it serves on the day asked; " +
				"null where it serves none.",
			Params: state, Days: features.SinceFirstDay, List: centres.ListCentres,
			Loaded: features.Present, Extent: wire.ExtentOf(geo.Department, geo.Collectivity),
		},
		{
			ID: "perimeters", Title: "Perimeters", Schema: "PerimeterFeature", Example: "labo-cites-1",
			About:  schemas.Description("perimeters"),
			Params: []*rest.Param{ask.During}, Days: features.PerimeterDays, List: centres.ListPerimeters,
			Loaded: features.Present, Extent: wire.ExtentOf(geo.Department, geo.Collectivity),
		},
		{
			ID: "gaps", Title: "Gaps", Schema: "GapFeature", Example: "94",
			About:  "What no perimeter covers on the day asked, dissolved by territory.",
			Params: append([]*rest.Param{ask.Level}, counted...), Days: features.SinceFirstDay, List: coverage.ListGaps,
			Loaded: features.Present, Extent: wire.ExtentOf(geo.Department, geo.Collectivity),
		},
		{
			ID: "overlaps", Title: "Overlaps", Schema: "OverlapFeature", Example: "ressources-territoires+villes-territoires",
			About:  "The ground each set of centres shares on the day asked: agreed, transitional or unexplained.",
			Params: counted, Days: features.SinceFirstDay, List: coverage.ListOverlaps,
			Loaded: features.Present, Extent: wire.ExtentOf(geo.Department, geo.Collectivity),
		},
	}
}
