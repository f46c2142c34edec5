package pages

// inFrench says in French a text of the data that comes with the program and that
// its files have in English. Keys are the texts as they stand there.
func inFrench(text string) (string, bool) {
	for _, table := range []map[string]string{sourceWords, centreWords, noteWords, documentWords} {
		if said, ok := table[text]; ok {
			return spaced.Replace(said), true
		}
	}
	return text, false
}

// Sourced is a text of the data as a page shows it: in French where the text is one
// of those that come with the program. Known tells whether it was; other texts stand
// as their files have them, in a language nobody has stated.
func (l Lang) Sourced(text string) (shown string, known bool) {
	if l == English {
		return text, false
	}
	return inFrench(text)
}

// sourceWords are those of the sources: vintages, licences, what populations are.
var sourceWords = map[string]string{
	"not stated": "non indiqué",
	"Natural Earth 1:10m admin-1, as of rgeo v1.2.0":                                 "Natural Earth 1:10m admin-1, tel que le contient rgeo v1.2.0",
	"each record names its public sources":                                           "chaque ligne nomme ses sources publiques",
	"decrees 2014-1750 and 2014-1751 of 30 December 2014; populations 2013 and 2018": "décrets 2014-1750 et 2014-1751 du 30 décembre 2014 ; populations de 2013 et de 2018",
	"2015; populations of neighbourhoods 2018":                                       "2015 ; populations des quartiers en 2018",
	"INSEE municipal population as of 1 January 2023 (in force in 2026); Mayotte: census of 2017; French Polynesia: census of 2022": "population municipale de l’INSEE au 1er janvier 2023 (en vigueur en 2026) ; Mayotte : recensement de 2017 ; Polynésie française : recensement de 2022",
}

// centreWords are those of what is known of centres, and of what is not.
var centreWords = map[string]string{
	"active":                                "en activité",
	"active (cited October 2025)":           "en activité (cité en octobre 2025)",
	"active November 2025":                  "en activité en novembre 2025",
	"active at least to 2022-09 by its act": "en activité au moins jusqu’en septembre 2022, d’après son acte",
	"active c. 2014-2015; later status unknown; function held since 2019 by GIP Maoré Ouvoimoja":       "en activité vers 2014-2015 ; situation ultérieure non connue ; fonction tenue depuis 2019 par le GIP Maoré Ouvoimoja",
	"active in 2012 (project 2011-2013); later status unknown":                                         "en activité en 2012 (projet 2011-2013) ; situation ultérieure non connue",
	"active; 16th centre of the network in 2009":                                                       "en activité ; 16e centre du réseau en 2009",
	"active; label obtained 2008":                                                                      "en activité ; label obtenu en 2008",
	"active; renewed for 7 years (2021-2027)":                                                          "en activité ; renouvelé pour 7 ans (2021-2027)",
	"cited once as the 4th Île-de-France centre when the network had 20 members; not found afterwards": "cité une fois comme le 4e centre d’Île-de-France, quand le réseau avait 20 membres ; non retrouvé ensuite",
	"feasibility study October 2015; no centre then; later creation not documented":                    "étude de faisabilité en octobre 2015 ; pas de centre alors ; création ultérieure non documentée",
	"labelled during 2015 by CGET; active January 2021; later status unknown":                          "labellisé en 2015 par le CGET ; en activité en janvier 2021 ; situation ultérieure non connue",
	"lost/ended the CRPV function at the end of 2015 (association itself alive)":                       "fonction de CRPV perdue ou terminée à la fin de 2015 (l’association existe toujours)",
	"before 2017 (inferred)": "avant 2017 (déduit)",

	"any extension":                             "toute extension",
	"any role in Corse":                         "tout rôle en Corse",
	"city of the seat":                          "ville du siège",
	"date and act of the extension to Auvergne": "date et acte de l’extension à l’Auvergne",
	"date of renaming":                          "date du changement de nom",
	"date of renaming (link CRPV-PACA = Cité Ressources is background knowledge)": "date du changement de nom (que CRPV-PACA soit Cité Ressources est de notoriété, sans source)",
	"date of the CRPV label":     "date du label CRPV",
	"date of the change of name": "date du changement de nom",
	"dates":                      "dates",
	"day on which Yvelines and Hauts-de-Seine joined": "jour où les Yvelines et les Hauts-de-Seine ont rejoint le périmètre",
	"everything else":                     "tout le reste",
	"exact date for Limousin":             "date exacte pour le Limousin",
	"exact transfer date":                 "date exacte du transfert",
	"first day of the Picardie extension": "premier jour de l’extension à la Picardie",
	"founding year":                       "année de fondation",
	"label":                               "label",
	"seat":                                "siège",
	"name":                                "nom",
	"perimeter after the 2018 Île-de-France work": "périmètre après les travaux de 2018 en Île-de-France",
	"renewal in 2022":                                "renouvellement en 2022",
	"status after January 2021":                      "situation après janvier 2021",
	"status since 2014":                              "situation depuis 2014",
	"whether Bourgogne was covered before 2016":      "si la Bourgogne était couverte avant 2016",
	"whether a centre was created after 2015":        "si un centre a été créé après 2015",
	"whether the 2018 statutes name all Occitanie":   "si les statuts de 2018 nomment toute l’Occitanie",
	"whether the label was withdrawn or not renewed": "si le label a été retiré ou n’a pas été renouvelé",
	"year of recognition as a CRPV":                  "année de la reconnaissance comme CRPV",

	"GIP": "GIP", "association": "association",
	"GIP (5-year terms by prefectoral order: 2007-09-24, 2012-08-23, 2017-09-22)":                 "GIP (périodes de cinq ans par arrêté préfectoral : 24 septembre 2007, 23 août 2012, 22 septembre 2017)",
	"GIP (State, Department, CSSM, CDC, mayors, 9 communes/EPCI at the start); 5 years from 2019": "GIP (État, Département, CSSM, CDC, maires, 9 communes ou EPCI au début) ; cinq ans à partir de 2019",
	"GIP (State, Region, EPCI/communes piloting contrats de ville, departments, CDC, URH)":        "GIP (État, Région, EPCI et communes pilotes de contrats de ville, départements, CDC, URH)",
	"GIP State-Region": "GIP État-Région",
	"association (2013-03-28); carried by IRTS-LR in 2012":                                       "association (28 mars 2013) ; portée par l’IRTS-LR en 2012",
	"association (since 1996)":                                                                   "association (depuis 1996)",
	"carried by an association (ORS-CREAI Normandie), formerly by a cooperation group CREAI-ORS": "porté par une association (ORS-CREAI Normandie), auparavant par un groupement de coopération CREAI-ORS",

	"Strasbourg, branch office (antenne) in Reims": "Strasbourg, antenne à Reims",
	"Mamoudzou area": "agglomération de Mamoudzou", "Bordeaux area": "agglomération de Bordeaux",
	"Montbéliard (13 avenue Léon Blum, May 2016)":             "Montbéliard (13 avenue Léon Blum, mai 2016)",
	"Carrefour des Pays Lorrains (CPL), until May 2016":       "Carrefour des Pays Lorrains (CPL), jusqu’en mai 2016",
	"Villes et Territoires Languedoc-Roussillon (until 2018)": "Villes et Territoires Languedoc-Roussillon (jusqu’en 2018)",
}
