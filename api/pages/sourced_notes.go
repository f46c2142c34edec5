package pages

// noteWords are the notes on perimeters.
var noteWords = map[string]string{
	"\"from\" = first attestation, and the only one found; a page of 2025 names someone who works there and says nothing of the perimeter": "le début est la première attestation, et la seule trouvée ; une page de 2025 nomme quelqu’un qui y travaille et ne dit rien du périmètre",
	"2018: exploratory work in Yvelines with CGET and the regional prefecture; the decision is NOT documented":                             "2018 : travail exploratoire dans les Yvelines avec le CGET et la préfecture de région ; la décision n’est PAS documentée",
	"Alsace; start of the CRPV function unknown (a CIV decision)":                                                                          "Alsace ; début de la fonction de CRPV non connu (une décision du CIV)",
	"Aquitaine: unchanged ground":                                                                                "Aquitaine : terrain inchangé",
	"Auvergne: extension with the new region is plausible but undocumented":                                      "Auvergne : une extension avec la nouvelle région est plausible, mais non documentée",
	"Essonne; any extension (77, 94) not documented":                                                             "Essonne ; toute extension (77, 94) n’est pas documentée",
	"Franche-Comté since the 2008 label":                                                                         "Franche-Comté depuis le label de 2008",
	"Hauts-de-France; an Oise EPCI (Pays noyonnais) joins on that day; 40 contrats de ville and 199 QPV in 2022": "Hauts-de-France ; un EPCI de l’Oise (Pays noyonnais) y entre ce jour-là ; 40 contrats de ville et 199 QPV en 2022",
	"Hauts-de-France; start with the new region inferred":                                                        "Hauts-de-France ; le début avec la nouvelle région est déduit",
	"Limousin considered at creation, postponed; exact hand-over day of Poitou-Charentes unknown (2016 or 2017)": "le Limousin a été envisagé à la création, puis remis à plus tard ; jour exact du transfert du Poitou-Charentes non connu (2016 ou 2017)",
	"Nord-Pas-de-Calais": "Nord-Pas-de-Calais",
	"Poitou-Charentes taken over from Villes au Carré, and Limousin; the start is 2016 or 2017. 2021: 81 QPV and 25 city contracts, the whole of Nouvelle-Aquitaine": "Poitou-Charentes repris à Villes au Carré, et Limousin ; le début est en 2016 ou en 2017. 2021 : 81 QPV et 25 contrats de ville, toute la Nouvelle-Aquitaine",
	"activity report starts 2016-01-01": "le rapport d’activité commence au 1er janvier 2016",
	"also an observatory mission outside the core missions; prolonged on 22 September 2017 for five years": "aussi une mission d’observatoire hors des missions principales ; prolongé le 22 septembre 2017 pour cinq ans",
	"any later extension to other Île-de-France departments not documented":                                "toute extension ultérieure à d’autres départements d’Île-de-France n’est pas documentée",
	"attested period only": "seulement la période attestée",
	"both ends unknown; the end is only an upper bound inferred from the 18 of March 2017; do not use for coverage without review": "début et fin non connus ; la fin n’est qu’une borne supérieure, déduite des 18 centres de mars 2017 ; ne pas en tirer de couverture sans examen",
	"continuation after the five years of 2017; the renewal is not documented":                                                     "suite après les cinq ans de 2017 ; le renouvellement n’est pas documenté",
	"continuation not documented":                                                     "suite non documentée",
	"continuation of the same perimeter; no source after 2015":                        "suite du même périmètre ; aucune source après 2015",
	"named centre for Bourgogne - Franche-Comté in May 2016; 58 QPV":                  "nommé centre pour Bourgogne - Franche-Comté en mai 2016 ; 58 QPV",
	"not all communes were members at the start: member list differs from perimeter":  "toutes les communes n’étaient pas membres au début : la liste des membres diffère du périmètre",
	"one centre for two regions; \"from\" = first attestation, not creation":          "un centre pour deux régions ; le début est la première attestation, non la création",
	"own site: CRPV from 2010 to 2015; still runs the Réseau DSU":                     "d’après son site : CRPV de 2010 à 2015 ; anime toujours le Réseau DSU",
	"politique de la ville stays on the 8 departments of ex-Midi-Pyrénées after 2016": "la politique de la ville reste sur les 8 départements de l’ex-Midi-Pyrénées après 2016",
	"regional scale Rhône-Alpes stated in 2015":                                       "échelle régionale de Rhône-Alpes, dite en 2015",
	"renamed Occitanie in 2018, but R&T keeps the 8 western departments for politique de la ville, so the working perimeter stays ex-Languedoc-Roussillon; regional webinars may reach all Occitanie": "renommé Occitanie en 2018, mais R&T garde les 8 départements de l’ouest pour la politique de la ville : le périmètre de travail reste l’ex-Languedoc-Roussillon ; des webinaires régionaux peuvent toucher toute l’Occitanie",
	"statutes revised at the 2017 AG; Poitou-Charentes activity handed to PQA; the State asked for a financers committee":                                                                             "statuts révisés à l’assemblée générale de 2017 ; activité en Poitou-Charentes remise à PQA ; l’État a demandé un comité des financeurs",
	"the centre presents itself in 2020 as that of the west of Île-de-France: Hauts-de-Seine, Val-d’Oise, Yvelines; the start may be earlier (2018 was exploratory)":                                  "le centre se présente en 2020 comme celui de l’ouest de l’Île-de-France : Hauts-de-Seine, Val-d’Oise, Yvelines ; le début peut être antérieur (2018 était exploratoire)",
	"the source says the 2008 label gives competence over Bourgogne-Franche-Comté, a region that did not exist then":                                                                                  "la source dit que le label de 2008 donne compétence sur la Bourgogne-Franche-Comté, région qui n’existait pas alors",
	"whole Grand Est since early 2016":                                "tout le Grand Est depuis le début de 2016",
	"whole Occitanie only for projects outside politique de la ville": "toute l’Occitanie, seulement pour des projets hors politique de la ville",
}

// documentWords are what stands beside the addresses of sources, and what is
// published of the network.
var documentWords = map[string]string{
	"no published source found": "aucune source publiée n’a été trouvée",
	"(March 2019)":              "(mars 2019)", "(March 2023)": "(mars 2023)", "(January 2021)": "(janvier 2021)",
	"(after 2018)": "(après 2018)", "(after Sept 2017)": "(après septembre 2017)", "(before 2016)": "(avant 2016)",
	"(c. 2011)": "(vers 2011)", "(c. 2014-2015)": "(vers 2014-2015)", "(c. autumn 2018)": "(vers l’automne 2018)",
	"(site menu, c. 2019)": "(menu du site, vers 2019)", "(spring 2006)": "(printemps 2006)", "(end Nov 2025)": "(fin novembre 2025)",
	"(undated)": "(non daté)", "(undated, after 2016)": "(non daté, après 2016)", "(undated, after 2019)": "(non daté, après 2019)", "(undated, before 2016)": "(non daté, avant 2016)",
	"(2016 report)": "(rapport de 2016)", "(report 2009)": "(rapport de 2009)", "(report 2012)": "(rapport de 2012)", "(report 2017)": "(rapport de 2017)", "(report 2018)": "(rapport de 2018)",
	"(year 2020)": "(année 2020)", "(programme 2026)": "(programme 2026)", "(newsletter 21, May 2016)": "(lettre 21, mai 2016)",
	"(student report, year unknown, before 2016)": "(mémoire d’étudiant, année non connue, avant 2016)",
	"(AG 2017; page dated 2022-08-09)":            "(assemblée générale de 2017 ; page datée du 9 août 2022)",

	"; https://irev.fr/node/233401 (c. autumn 2018)":                   "; https://irev.fr/node/233401 (vers l’automne 2018)",
	"CGET press text (March 2017) ; BdT ; ASH 3004":                    "texte du CGET pour la presse (mars 2017) ; BdT ; ASH 3004",
	"agence-cohesion-territoires.gouv.fr (8th meeting)":                "agence-cohesion-territoires.gouv.fr (8e rencontre)",
	"territories with a Cucs (approx.)":                                "des territoires qui ont un Cucs (environ)",
	"\"large majority\" of territories in the 2014 priority geography": "« large majorité » des territoires de la géographie prioritaire de 2014",
	"\"almost all\" of the national territory, mainland and overseas":  "« quasi-totalité » du territoire national, métropole et outre-mer",
}
