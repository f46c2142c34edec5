package pages

// The vocabulary of the domain, of columns and of fields.
var (
	Covered       = Text{"couvert", "covered"}
	Partial       = Text{"couvert en partie", "partly covered"}
	Uncovered     = Text{"non couvert", "not covered"}
	Elsewhere     = Text{"hors du périmètre", "outside"}
	CoveredSince  = Text{"gagné", "gained"}
	CoveredNoMore = Text{"perdu", "lost"}

	UncoveredRegion = Text{"non couverte", "not covered"}
	PartialRegion   = Text{"couverte en partie", "partly covered"}
	Aligned         = Text{"alignée", "aligned"}
	Shared          = Text{"partagée", "shared"}
	Split           = Text{"divisée", "split"}
	Overlapped      = Text{"chevauchée", "overlapped"}

	MeasureDepartments    = Text{"Départements", "Departments"}
	MeasureArea           = Text{"Superficie", "Area"}
	MeasurePopulation     = Text{"Population", "Population"}
	MeasureNeighbourhoods = Text{"Quartiers prioritaires", "Priority neighbourhoods"}
	MeasureInhabitants    = Text{"Habitants des quartiers", "Inhabitants of them"}
	MeasureNPNRU          = Text{"Quartiers du NPNRU", "Neighbourhoods of the NPNRU"}

	LackingInhabitants = Text{"les habitants des quartiers, dont aucune population n’est publiée", "their inhabitants, of whom no number is published"}
	LackingNPNRU       = Text{"le NPNRU, dont la liste est celle de quartiers de 2015", "the NPNRU, whose list is of neighbourhoods of 2015"}
	LackingListing     = Text{"le NPNRU, dont ces données, gardées avant lui, n’ont pas la liste", "the NPNRU, whose list these data, kept before it was read, do not have"}

	TerritoryFrance    = Text{"la métropole, des cinq départements d’outre-mer, de Saint-Martin et de la Polynésie française", "metropolitan France, the five overseas departments, Saint-Martin and French Polynesia"}
	TerritoryMetropole = Text{"la métropole, Corse comprise", "metropolitan France, Corsica included"}
	TerritoryOverseas  = Text{"l’outre-mer : cinq départements, Saint-Martin et Polynésie française", "overseas France: five departments, Saint-Martin and French Polynesia"}
	TerritoryDROM      = Text{"l’ensemble des cinq départements d’outre-mer", "the five overseas departments"}
	TerritoryCOM       = Text{"Saint-Martin et de la Polynésie française", "Saint-Martin and French Polynesia"}

	ConfidenceHigh   = Text{"forte", "high"}
	ConfidenceMedium = Text{"moyenne", "medium"}
	ConfidenceLow    = Text{"faible", "low"}
	ScopePolicy      = Text{"politique de la ville", "urban policy"}
	ScopeOutside     = Text{"autre mission", "other mission"}
	StartNotKnown    = Text{"début non connu", "start not known"}
	EndNotKnown      = Text{"fin non connue", "no end known"}
	DrawnGround      = Text{"terrain dessiné", "drawn ground"}
	UnknownNumber    = Text{"un nombre non connu", "an unknown number"}
	FileCredit       = Text{"%s : fichier %s, source et date non indiquées", "%s: file %s, source and date not stated"}
	FileTitle        = Text{"%s, fichier %s", "%s from %s"}
	NCentres         = Text{"%s {1:centre|centres}", "%s {1:centre|centres}"}
	NKnown           = Text{"%s {1:connu|connus}", "%s known"}
	ShareOfQPV       = Text{"%s des quartiers", "%s of neighbourhoods"}
	EndFrom          = Text{"début", "start"}
	EndTo            = Text{"fin", "end"}

	ColTerritory       = Text{"Territoire", "Territory"}
	ColRegion          = Text{"Région", "Region"}
	ColRegions         = Text{"Régions", "Regions"}
	ColDepartment      = Text{"Département", "Department"}
	ColDepartments     = Text{"Départements", "Departments"}
	ColStatus          = Text{"État", "Status"}
	ColStanding        = Text{"Situation", "Standing"}
	ColMeaning         = Text{"Sens", "Meaning"}
	ColQPV             = Text{"Quartiers couverts", "Neighbourhoods covered"}
	ColUncoveredQPV    = Text{"Quartiers non couverts", "Neighbourhoods not covered"}
	ColQPVAtStake      = Text{"Quartiers en jeu", "Neighbourhoods at stake"}
	ColQPVMoved        = Text{"Quartiers", "Neighbourhoods"}
	ColShare           = Text{"Part", "Share"}
	ColCentre          = Text{"Centre", "Centre"}
	ColCentres         = Text{"Centres", "Centres"}
	ColCentresKnown    = Text{"Centres connus", "Centres known"}
	ColEnd             = Text{"Date", "Date"}
	ColPublished       = Text{"Telle que publiée", "As published"}
	ColAttested        = Text{"Dernière attestation", "Last attested"}
	ColLeft            = Text{"Reste à couvrir", "Left to cover"}
	ColIndex           = Text{"Indice", "Index"}
	ColNeighbours      = Text{"Centres voisins", "Neighbouring centres"}
	ColType            = Text{"Nature", "Type"}
	ColSince           = Text{"Depuis", "Since"}
	ColUntil           = Text{"Jusqu’à", "Until"}
	ColAlsoServes      = Text{"Sert aussi", "Also serves"}
	ColName            = Text{"Nom", "Name"}
	ColCode            = Text{"Code", "Code"}
	ColCommunes        = Text{"Communes", "Communes"}
	ColInhabitants     = Text{"Habitants (2013)", "Inhabitants (2013)"}
	ColSeat            = Text{"Siège", "Seat"}
	ColEvidenceYear    = Text{"Dernière source", "Latest source"}
	ColEvidence        = Text{"Ancienneté de la source", "Age of the source"}
	ColPerimeter       = Text{"Périmètre", "Perimeter"}
	ColPerimeters      = Text{"Périmètres", "Perimeters"}
	ColStatusNow       = Text{"Situation connue", "Known status"}
	ColFrom            = Text{"Du", "From"}
	ColTo              = Text{"Au", "To"}
	ColGround          = Text{"Territoires", "Territories"}
	ColScope           = Text{"Mission", "Mission"}
	ColConfidence      = Text{"Confiance", "Confidence"}
	ColDay             = Text{"Jour", "Day"}
	ColChange          = Text{"Changement", "Change"}
	ColAligned         = Text{"Régions alignées", "Regions aligned"}
	ColDatePublished   = Text{"Date", "Date"}
	ColPublishedNumber = Text{"Publié", "Published"}
	ColComputed        = Text{"Calculé ici", "Computed here"}
	ColSource          = Text{"Source", "Source"}
	ColPublisher       = Text{"Éditeur", "Publisher"}
	ColVintage         = Text{"Millésime", "Vintage"}
	ColLicence         = Text{"Licence", "Licence"}
	ColNPNRU           = Text{"NPNRU", "NPNRU"}
	Yes                = Text{"oui", "yes"}
	No                 = Text{"non", "no"}
	ColMeasure         = Text{"Mesure", "Measure"}
	ColDifference      = Text{"Écart", "Difference"}

	TermAcronym    = Text{"Sigle", "Acronym"}
	TermFormer     = Text{"Anciens noms", "Former names"}
	TermSeat       = Text{"Siège", "Seat"}
	TermForm       = Text{"Forme juridique", "Legal form"}
	TermSite       = Text{"Site", "Website"}
	TermFounded    = Text{"Fondé", "Founded"}
	TermClosed     = Text{"Fermé", "Closed"}
	TermStatus     = Text{"Situation", "Status"}
	TermUnknown    = Text{"Non connu", "Not known"}
	TermUnverified = Text{"Sans source publiée", "Without a published source"}
	TermNote       = Text{"note", "note"}

	FieldDate       = Text{"Date", "Day"}
	FieldFrom       = Text{"Du", "From"}
	FieldTo         = Text{"Au", "To"}
	FieldA          = Text{"Première date", "First day"}
	FieldB          = Text{"Seconde date", "Second day"}
	FieldLevel      = Text{"Niveau", "Level"}
	FieldTerritory  = Text{"Territoire", "Territory"}
	FieldScope      = Text{"Mission", "Mission"}
	FieldConfidence = Text{"Confiance minimale", "Least confidence"}
	FieldQPV        = Text{"Géographie des quartiers", "Geography of neighbourhoods"}
	FieldQPVA       = Text{"Quartiers, première date", "Neighbourhoods, first day"}
	FieldQPVB       = Text{"Quartiers, seconde date", "Neighbourhoods, second day"}
)

// CentreFields names the fields of a centre that a source may fail to back.
var CentreFields = map[string]Text{
	"name": {"nom", "name"}, "acronym": {"sigle", "acronym"}, "former_names": {"anciens noms", "former names"},
	"seat": {"siège", "seat"}, "legal_form": {"forme juridique", "legal form"}, "website": {"site", "website"},
	"founded": {"fondation", "foundation"}, "closed": {"fermeture", "closing"}, "status": {"situation", "status"},
}

// Choices names the values of parameters.
var Choices = map[string]Text{
	"region": {"Régions", "Regions"}, "region-2015": {"Régions d’avant 2016", "Regions before 2016"},
	"department": {"Départements", "Departments"}, "epci": {"Intercommunalités", "EPCI"},
	"commune": {"Communes", "Communes"},
	"france":  {"France", "France"}, "metropole": {"Métropole", "Metropolitan France"},
	"overseas": {"Outre-mer", "Overseas France"},
	"drom":     {"Départements d’outre-mer", "Overseas departments"}, "com": {"Saint-Martin et Polynésie", "Saint-Martin and Polynesia"},
	"policy": {"politique de la ville", "urban policy"}, "any": {"toutes les missions", "any mission"},
	"high": {"forte", "high"}, "medium": {"moyenne", "medium"}, "low": {"faible", "low"},
	"fewest-changes": {"le moins de changements", "the fewest changes"}, "even-load": {"la charge la mieux répartie", "the most even load"},
	"neighbourhood_population": MeasureInhabitants, "npnru_neighbourhoods": MeasureNPNRU,
	"aligned-regions": {"chaque région alignée", "every region aligned"}, "regions": {"les régions", "the regions"}, "neighbourhoods": {"les quartiers prioritaires", "the neighbourhoods"},
	"true": {"oui", "yes"}, "false": {"non", "no"},
}

// LevelNames names the levels of units.
var LevelNames = map[string]Text{
	"region": Choices["region"], "region-2015": Choices["region-2015"], "department": Choices["department"],
	"collectivity": {"Collectivités d’outre-mer", "Overseas collectivities"}, "epci": Choices["epci"], "commune": Choices["commune"],
}

// Meanings says what it is for a region to stand so.
var Meanings = map[string]Text{
	"uncovered":  {"aucun centre n’y est", "no centre is there"},
	"partial":    {"une partie n’est dans aucun périmètre", "a part lies in no perimeter"},
	"aligned":    {"toute la région, par un centre qui ne sert qu’elle", "all of it, by one centre that serves nothing else"},
	"shared":     {"toute la région, par un centre qui en sert d’autres", "all of it, by one centre that serves others too"},
	"split":      {"toute la région, par plusieurs centres", "all of it, by several centres"},
	"overlapped": {"toute la région, par plusieurs centres qui se chevauchent", "all of it, by several centres that overlap"},
}

// OverlapTypes names the types of overlaps.
var OverlapTypes = map[string]Text{
	"agreed": {"convenu", "agreed"}, "transitional": {"transitoire", "transitional"},
	"unexplained": {"inexpliqué", "unexplained"},
}

// EventKinds names what befalls a centre.
var EventKinds = map[string]Text{
	"opening": {"ouverture", "opening"}, "closing": {"fermeture", "closing"}, "extension": {"extension", "extension"},
	"reduction": {"réduction", "reduction"}, "transfer": {"transfert", "transfer"},
	"redrawing": {"nouveau tracé", "redrawing"}, "evidence": {"nouvelle preuve", "other evidence"},
}

// Method says in a few paragraphs how figures are counted.
var Method = []struct{ Term, Text Text }{
	{Text{"Couverture", "Coverage"}, Text{
		"Un territoire est couvert quand tout son sol est dans le périmètre d’un centre au moins, à la date, pour la mission et au degré de confiance demandés. L’état parle du sol, pas des quartiers.",
		"A territory is covered when all its ground lies in the perimeter of one centre at least, on the day, for the mission and at the confidence asked. The status tells ground, not neighbourhoods.",
	}},
	{Text{"Dénominateur", "Denominator"}, Text{
		"Chaque chiffre dit de quoi il est la part : la métropole, les cinq départements d’outre-mer, Saint-Martin et la Polynésie française par défaut. Les autres collectivités n’ont ni quartier prioritaire ni centre.",
		"Every figure says what it is a share of: by default metropolitan France, the five overseas departments, Saint-Martin and French Polynesia. The other collectivities have neither priority neighbourhood nor centre.",
	}},
	{Text{"Quartiers", "Neighbourhoods"}, Text{
		"Un quartier prioritaire est compté dans son département et sa région d’après son code, jamais d’après un contour approché. De la géographie de 2024, 1\u202f493 quartiers sur 1\u202f584 publiés sont ici : les 91 de Saint-Martin et de la Polynésie française n’y sont pas.",
		"A priority neighbourhood counts in its department and region by its code, never by an approximate boundary. Of the 2024 geography, 1,493 of 1,584 published are here: the 91 of Saint-Martin and French Polynesia are not.",
	}},
	{Text{"NPNRU", "NPNRU"}, Text{
		"Les 448 quartiers de 2015 que retient le nouveau programme national de renouvellement urbain, d’après la liste tenue à la main, à partir du tableur de l’ANRU, dans un dépôt public (2025) ; d’autres textes disent 450. Elle ne dit ni lesquels sont d’intérêt national ou régional, ni depuis quand. Pour la géographie de 2024, il n’y a pas de liste.",
		"The 448 neighbourhoods of 2015 that the national programme of urban renewal lists, by the list kept by hand, from ANRU’s spreadsheet, in a public repository (2025); other texts say 450. It says neither which are of national and which of regional interest, nor since when. Of the 2024 geography there is no list.",
	}},
	{Text{"Dates", "Dates"}, Text{
		"Les deux extrémités d’un périmètre sont comprises. Un mois ou une année sont pris en entier ; une fin inconnue est lue comme ouverte ; un début inconnu ne remonte ni avant la création du centre, ni avant le premier début publié. Ce que cette convention décide est listé sous « Ce qui est supposé ».",
		"Both ends of a perimeter are included. A month or a year is taken whole; an end that is not known is read as open, and a start that is not known reaches back neither before the centre was founded nor before the first published start. What this convention decides is listed under “What is assumed”.",
	}},
	{Text{"Confiance", "Confidence"}, Text{
		"Forte : une source le dit. Moyenne : on le déduit d’une source. Faible : une hypothèse. « Attesté à une date » veut dire autre chose : qu’une source citée dit le périmètre en vigueur ce jour-là, de son début publié à la date de la source ; au-delà, les pages disent de combien d’années la dernière source est plus ancienne. L’intervalle d’un chiffre va de la confiance forte à ce qui vaudrait si toutes les hypothèses étaient vraies.",
		"High: a source says so. Medium: it is inferred from one. Low: a hypothesis. “Attested on a date” is another thing: a cited source bears that the perimeter held on that day, from its start as published to the date of the source; past it, pages say by how many years the latest source is older. The interval of a figure runs from high confidence to what would hold if every hypothesis were true.",
	}},
	{Text{"Superficies", "Areas"}, Text{
		"Géodésiques, sur l’ellipsoïde WGS84. Les contours fournis sont approchés (1:10\u202f000\u202f000) : les superficies qui en viennent le sont aussi.",
		"Geodesic, on the WGS84 ellipsoid. The boundaries that come with the program are approximate (1:10,000,000), and so are the areas from them.",
	}},
}
