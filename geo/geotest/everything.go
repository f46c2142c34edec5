package geotest

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// Everything is a small country in which every field of every type of a data
// set is filled somewhere and empty elsewhere, in codes of the French shapes:
// two departments of two communes each, measured as in [Squares], and the
// collectivity 978 without ground. Commune 02002 has no ground either, and no
// known population. Each call returns another copy. It builds a snapshot.
func Everything() *geo.Dataset {
	d := &geo.Dataset{
		Catalogue: geo.Catalogue{
			Units:        everyUnit(),
			Successors:   map[string]string{"01003": "01001", "01004": "01002"},
			PopulationOf: "recensement 2013, « arrondi »",
		},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{geo.QPV2015: everyQuarter(), geo.QPV2024: {{
			Code: "QN00101M", Name: "L'Étoile; \"nord\"", Geography: geo.QPV2024, Communes: []string{"Bourg"}, Codes: []string{"01001"},
			Department: "01", Region: "84", Region2015: "82", EPCI: "200000101", Point: &orb.Point{0.002, 45.002},
		}}},
		Centres: everyCentre(),
		Network: geo.Network{
			Sizes: []geo.Published{
				{Date: Fuzzy("2016"), Count: geo.Known(2), Unit: "centres", Source: "a page", Confidence: "high", Note: "counted twice"},
				{Date: Fuzzy("2017-03-16"), Count: geo.Known(0), Source: "another"},
			},
			Claims: []geo.Published{{Date: Fuzzy("2014/2015"), Share: 0.123456789012345, Unit: "quartiers", Source: "a speech"}},
		},
		Contracts: []geo.CityContract{
			{Code: "CV001", Name: "CC de la Plaine", Territory: geo.UnitRef{Level: geo.EPCI, Code: "200000101"},
				Departments: []string{"01", "02"}, Population: geo.Known(200), Point: &orb.Point{0.01, 45.005}},
			{Code: "CV002", Name: "Ville", Territory: geo.UnitRef{Level: geo.Commune, Code: "02001"}, Departments: []string{"02"}},
		},
		Layers: everyLayer(),
	}
	d.Sources = append(d.Sources, geo.Source{ID: "catalogue", Title: "Catalogue", Publisher: "INSEE", Vintage: "2026",
		Licence: "Licence Ouverte", Credit: "INSEE 2026", File: "catalogue.csv", Populations: "2013"})
	for _, l := range everyLayer() { // not those of d, with which they would share lists
		d.Sources = append(d.Sources, l.Source)
	}
	return d
}

func everyUnit() map[geo.Level][]geo.Unit {
	units := map[geo.Level][]geo.Unit{
		geo.Region:     {{Level: geo.Region, Code: "32", Name: "Hauts-de-France"}, {Level: geo.Region, Code: "84", Name: "Auvergne-Rhône-Alpes", Population: geo.Known(20)}},
		geo.Region2015: {{Level: geo.Region2015, Code: "22", Name: "Picardie", Region: "32"}, {Level: geo.Region2015, Code: "82", Name: "Rhône-Alpes", Region: "84"}},
		geo.EPCI: {
			{Level: geo.EPCI, Code: "200000101", Name: "Bourg et alentours", Department: "01", Region: "84", Region2015: "82"},
			{Level: geo.EPCI, Code: "200000202", Name: "À cheval"},
		},
		geo.Collectivity: {{Level: geo.Collectivity, Code: "978", Name: "Saint-Martin", Region: "978", Region2015: "978", Population: geo.Known(0)}},
	}
	for _, of := range []struct{ department, name, region, former, epci string }{
		{"01", "Ain", "84", "82", "200000101"}, {"02", "Aisne", "32", "22", ""},
	} {
		units[geo.Department] = append(units[geo.Department], geo.Unit{Level: geo.Department, Code: of.department, Name: of.name,
			Region: of.region, Region2015: of.former, Population: geo.Known(20)})
		for _, rank := range []string{"001", "002"} {
			c := geo.Unit{Level: geo.Commune, Code: of.department + rank, Name: "Commune " + rank, Department: of.department,
				Region: of.region, Region2015: of.former, EPCI: of.epci}
			if c.Code != "02002" {
				c.Population = geo.Known(10)
			}
			units[geo.Commune] = append(units[geo.Commune], c)
		}
	}
	return units
}

func everyQuarter() []geo.Neighbourhood {
	return []geo.Neighbourhood{
		{Code: "QP001001", Name: "Croix Blanche", Geography: geo.QPV2015, Communes: []string{"Bourg", "Péronnas"}, Codes: []string{"01001"},
			Department: "01", Region: "84", Region2015: "82", Population: geo.Known(1830), Later: geo.Known(1726), NPNRU: geo.Listed, Point: &orb.Point{0.0025, 45.0025}},
		{Code: "QP002001", Name: "Europe", Geography: geo.QPV2015, Communes: []string{"Laon"}, Codes: []string{"02001", "02002"},
			Department: "02", Region: "32", Region2015: "22", Population: geo.Known(0), NPNRU: geo.Unlisted},
		{Code: "QP978001", Geography: geo.QPV2015, Department: "978", Region: "978", Region2015: "978"},
	}
}

func everyCentre() []geo.Centre {
	alpha := Centre("alpha",
		geo.Perimeter{From: Fuzzy("2004"), To: Fuzzy("2015-12-31"), Units: []geo.UnitRef{{Level: geo.Department, Code: "01"}, {Level: geo.Commune, Code: "02001"}},
			Act: "convention du 1er mars", Sources: []string{"a report, 2014", "a page"}, Sourced: true, Attested: Fuzzy("2014-06"),
			AgreedWith: []string{"beta"}, Note: "first line\nsecond line"},
		geo.Perimeter{From: Fuzzy("2016-01"), Units: []geo.UnitRef{{Level: geo.EPCI, Code: "200000101"}}, Drawn: Box(0.25, 0.1, 1.75, 0.123456789),
			Scope: geo.Outside, Confidence: geo.Low})
	alpha.Acronym, alpha.FormerNames, alpha.Seat, alpha.LegalForm = "A", []string{"Old Alpha", "Alpha & fils"}, "Bourg-en-Bresse", "association"
	alpha.Website, alpha.Founded, alpha.Closed, alpha.Status = "https://alpha.example", "1993", "2019?", "labellisé"
	alpha.Unknowns, alpha.Unverified = []string{"whether the seat moved"}, []string{"website"}
	return []geo.Centre{
		alpha,
		Centre("beta", geo.Perimeter{From: Fuzzy("2014/2015"), Units: []geo.UnitRef{{Level: geo.Department, Code: "02"}, {Level: geo.Collectivity, Code: "978"}},
			Scope: geo.Policy, Confidence: geo.Medium}),
		{ID: "gamma", Name: "Gamma"},
	}
}

func everyLayer() []geo.Layer {
	accuracy, none := 12.5, 0.0
	hole := orb.Ring{{0.001, 45.001}, {0.001, 45.002}, {0.0020000001, 45.002}, {0.001, 45.001}}
	first := Square(0, 0, 0.5)
	first[0] = append(first[0], hole)
	return []geo.Layer{
		{Name: geo.CommuneLayer,
			Features: []geo.Feature{
				{Code: "01001", Name: "Bourg", Geometry: first},
				{Code: "01002", Geometry: append(Square(0.5, 0, 0.5), Square(0.5, 3, 0.25)...)},
				{Code: "02001", Name: "Laon", Geometry: Square(1, 0, 0.5)},
				{Code: "02002", Name: "sans contour"},
			},
			Source: geo.Source{ID: "communes", Title: "Communes", Publisher: "IGN", Package: "admin-express", Version: "3.2", Vintage: "2024",
				Licence: "Licence Ouverte 2.0", URL: "https://geoservices.ign.fr", Credit: "IGN Admin Express 2024", File: "communes.geojson.gz",
				SHA256: "00ff", Counts: map[string]int{"features": 4, "vertices": 0}, Approximate: true, AccuracyM: &accuracy,
				AccuracyBasis: "stated", ResolutionM: 0.02, Notes: []string{"one note", "feature 3 (02002): no-geometry"}}},
		{Name: geo.NeighbourhoodLayer, Features: []geo.Feature{{Code: "QP001001", Geometry: Square(0.2, 0.2, 0.1)}},
			Source: geo.Source{ID: "neighbourhoods", Vintage: "2015", Licence: "Licence Ouverte", Credit: "ANCT", File: "qpv.geojson", AccuracyM: &none}},
	}
}
