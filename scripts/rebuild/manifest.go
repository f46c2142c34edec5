package main

import (
	"encoding/json"

	"maillage/geo"
)

// manifest describes every file that is embedded: what the build made, then
// the facts. It comes last, since it carries the checksums of the others.
func (b *builder) manifest(f *facts) error {
	for _, source := range factSources {
		counts, err := f.count(source.File)
		if err != nil {
			return err
		}
		source.Counts = counts
		source.SHA256 = sha256Hex(f.files[source.File])
		source.File = "facts/" + source.File
		b.sources = append(b.sources, source)
	}
	out, err := json.MarshalIndent(b.sources, "", "  ")
	if err != nil {
		return err
	}
	b.files["manifest.json"] = append(out, '\n')
	return nil
}

const (
	openLicence   = "Licence Ouverte 2.0"
	inseeLicence  = "INSEE : réutilisation libre, source à citer"
	publicDomain  = "domaine public"
	naturalCredit = "Natural Earth (domaine public)"
	etalabCredit  = "INSEE / Etalab, Licence Ouverte 2.0"
	mission       = "Compilé de sources publiques par le projet maillage"
)

// departmentsAccuracy, in metres, is a measurement, as are the errors in the first
// note: TestBoundaryAccuracy in package data makes both again, and fails
// if they no longer hold.
var departmentsAccuracy = 1430.0

// What each built file is.
var (
	departmentsSource = geo.Source{
		ID: "departments", Title: "Départements, contours au 1:10 000 000", Publisher: "Natural Earth",
		Package: naturalEarth.path, Version: naturalEarth.version, Vintage: "Natural Earth 1:10m admin-1, as of rgeo " + naturalEarth.version,
		Licence: publicDomain, URL: "https://www.naturalearthdata.com/downloads/10m-cultural-vectors/10m-admin-1-states-provinces/",
		Credit: naturalCredit, Approximate: true, AccuracyM: &departmentsAccuracy,
		AccuracyBasis: "95th percentile of the distance from points every kilometre along the outlines to the outline of the same department in IGN Admin Express 2018, overseas included",
		Notes: []string{
			"against IGN Admin Express 2018, the farthest point is off by 34 km (973); areas are off by -0.28 % in total, by at most 1.04 % in half of the departments, by 22.8 % in the worst (75)",
			"codes from gn_a1_code, names from facts/departments.csv",
			"coordinates rounded to 7 decimals; regions of both sets are dissolved from this layer by code",
		},
	}
	collectivitiesSource = geo.Source{
		ID: "collectivities", Title: "Saint-Martin et Polynésie française, contours au 1:10 000 000", Publisher: "Natural Earth",
		Package: naturalEarth.path, Version: naturalEarth.version, Vintage: "Natural Earth 1:10m admin-1, as of rgeo " + naturalEarth.version,
		Licence: publicDomain, URL: "https://www.naturalearthdata.com/downloads/10m-cultural-vectors/10m-admin-1-states-provinces/",
		Credit: naturalCredit, Approximate: true, AccuracyBasis: "not known: no official boundary at hand to compare with",
		Notes: []string{"978 from adm0_a3 MAF; 987 from the five features of PYF, collected: their islands are disjoint"},
	}
	catalogueSource = geo.Source{
		ID: "catalogue", Title: "Régions, départements, EPCI et communes : noms, hiérarchie, populations", Publisher: "INSEE, DGCL, Etalab",
		Package: etalab.path, Version: etalab.version, Vintage: "2026",
		Licence: openLicence, URL: "https://github.com/datagouv/decoupage-administratif", Credit: etalabCredit,
		Populations: "INSEE municipal population as of 1 January 2023 (in force in 2026); Mayotte: census of 2017; French Polynesia: census of 2022",
		Notes: []string{
			"department names and both sets of regions from facts/departments.csv and facts/regions-2015.csv",
			"populations of departments, regions and EPCI are the sums of their communes'",
			"the collectivities 975, 977, 984, 986, 988 and 989 are left out",
		},
	}
	successorsSource = geo.Source{
		ID: "successors", Title: "Codes de communes disparues et communes qui leur succèdent", Publisher: "INSEE, Etalab",
		Package: etalab.path, Version: etalab.version, Vintage: "2026",
		Licence: openLicence, URL: "https://github.com/datagouv/decoupage-administratif", Credit: etalabCredit,
		Notes: []string{"former codes, communes déléguées and associées, arrondissements of Paris, Lyon and Marseille"},
	}
)

// factSources are the files of data/facts, File being the bare name.
var factSources = []geo.Source{
	{
		ID: "department-codes", Title: "Départements et leurs régions, avant et depuis 2016", Publisher: "INSEE", Vintage: "2016",
		Licence: inseeLicence, URL: "https://www.insee.fr/fr/information/2560452", Credit: "INSEE, Code officiel géographique",
		File: "departments.csv",
	},
	{
		ID: "region-2015-names", Title: "Régions en vigueur avant le 1er janvier 2016", Publisher: "INSEE", Vintage: "2015",
		Licence: inseeLicence, URL: "https://www.insee.fr/fr/information/2560452", Credit: "INSEE, Code officiel géographique",
		File: "regions-2015.csv",
	},
	{
		ID: "centres", Title: "Centres de ressources politique de la ville et leurs périmètres datés", Publisher: mission, Vintage: "1992–2026",
		Licence: "each record names its public sources", Credit: "Périmètres : sources publiques citées ligne à ligne",
		File: "centres.json",
	},
	{
		ID: "network", Title: "Tailles et couvertures publiées du réseau", Publisher: mission, Vintage: "2009–2023",
		Licence: "each record names its public sources", Credit: "Réseau : sources publiques citées ligne à ligne",
		File: "network.json",
	},
	{
		ID: "qpv-2015", Title: "Quartiers prioritaires, géographie 2015", Publisher: "Journal officiel, INSEE",
		Vintage: "decrees 2014-1750 and 2014-1751 of 30 December 2014; populations 2013 and 2018",
		Licence: "textes officiels ; " + inseeLicence, URL: "https://www.insee.fr/fr/statistiques/6441141", Credit: "Décrets du 30 décembre 2014 et INSEE (quartiers prioritaires 2015)",
		Notes: []string{"points are those of the main commune, not of the neighbourhood; 78 rows (978, 987) have no name, commune or point"},
		File:  "qpv-2015.csv",
	},
	{
		ID: "npnru-2015", Title: "Quartiers du nouveau programme national de renouvellement urbain (NPNRU), géographie 2015", Publisher: "ANRU, betagouv",
		Vintage: "2025", Licence: "liste publique", URL: "https://github.com/betagouv/france-chaleur-urbaine",
		Credit: "ANRU (NPNRU), liste tenue à la main par betagouv/france-chaleur-urbaine (2025)",
		Notes: []string{"448 codes, kept by hand from ANRU's spreadsheet in a public repository (docs/import_qpv.md); other public texts say 450",
			"it does not say which are of national (216) and which of regional interest, nor since when each"},
		File: "npnru-2015.csv",
	},
	{
		ID: "qpv-2024", Title: "Quartiers prioritaires, géographie 2024/2025", Publisher: "ANCT", Vintage: "2024/2025",
		Licence: openLicence, URL: "https://www.insee.fr/fr/statistiques/8236231", Credit: "ANCT (quartiers prioritaires 2024), Licence Ouverte 2.0",
		Notes: []string{"1,493 of 1,584 published: the 91 of Saint-Martin and French Polynesia are not among them", "no population is published; points are those of the main commune, not of the neighbourhood"},
		File:  "qpv-2024.csv",
	},
	{
		ID: "city-contracts", Title: "Contrats de ville 2015", Publisher: "ANCT", Vintage: "2015; populations of neighbourhoods 2018",
		Licence: openLicence, URL: "https://www.data.gouv.fr", Credit: "ANCT (contrats de ville 2015), Licence Ouverte 2.0",
		Notes: []string{"overseas points are positions in map insets, not places: they are not read"},
		File:  "city-contracts.csv",
	},
}
