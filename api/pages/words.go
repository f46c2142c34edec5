package pages

import "fmt"

// The words of every page.
var (
	HomeTitle     = Text{"Quels territoires ont un centre de ressources de la politique de la ville ?", "Which territories have a resource centre for urban policy?"}
	CoverageTitle = Text{"Couverture au %s", "Coverage on %s"}
	OtherLanguage = Text{"Français", "English"}
	Colon         = Text{" : ", ": "}
	Total         = Text{"Ensemble", "In all"}
	NotKnown      = Text{"non connu", "not known"}
	DateNotKnown  = Text{"non connue", "not known"}
	NoCentre      = Text{"aucun", "none"}
	NoName        = Text{"sans nom connu", "no name known"}
	Unnamed       = Text{"Centre sans nom connu (%s)", "Centre without a known name (%s)"}
	Unsourced     = Text{"sans source publiée", "no published source"}

	OtherGeneration = Text{
		"Cette page est tirée de la génération %s des données, qui est conservée, et non de celle en service (%s).",
		"This page is made from generation %s of the data, which is kept, and not from the one in service (%s).",
	}
	NavNation      = Text{"La France", "France"}
	NavMap         = Text{"Carte", "Map"}
	NavCoverage    = Text{"Couverture", "Coverage"}
	NavGaps        = Text{"Non couverts", "Gaps"}
	NavOverlaps    = Text{"Chevauchements", "Overlaps"}
	NavRealignment = Text{"Réalignement", "Realignment"}
	NavTrajectory  = Text{"Trajectoire", "Trajectory"}
	NavCompare     = Text{"Comparer", "Compare"}
	NavCentres     = Text{"Centres", "Centres"}
	NavData        = Text{"Données et méthode", "Data and method"}

	LeadNation = Text{
		"Le %s, %s {3:quartier prioritaire sur|des} %s{3:| quartiers prioritaires} (géographie %s) de %s {2:est|sont} dans le périmètre d’un centre de ressources, soit %s : entre %s en confiance forte et %s si toutes les hypothèses se vérifient.",
		"On %s, %s of the %s priority {3:neighbourhood|neighbourhoods} (%s geography) of %s {2:lies|lie} in the perimeter of a resource centre, or %s: between %s at high confidence and %s if every hypothesis holds.",
	}
	LeadNothing = Text{
		"Le %s, la géographie %s ne connaît aucun quartier prioritaire de %s : la couverture ne s’y mesure pas.",
		"On %s, the %s geography knows no priority neighbourhood for %s: coverage cannot be measured there.",
	}
	ListBreak        = Text{"\u00a0; ", "; "}
	NoteLacking      = Text{"Sans chiffre pour la géographie de %s : %s.", "Without a figure for the %s geography: %s."}
	NoteKnown        = Text{"Centres connus ici à cette date : %s ; le réseau en publiait %s (%s).", "Centres known here on that date: %s; the network published %s (%s)."}
	NoteKnownAlone   = Text{"Centres connus ici à cette date : %s ; aucune taille du réseau n’est publiée avant elle.", "Centres known here on that date: %s; no size of the network is published before it."}
	NoteUndetermined = Text{"Quartiers situés en partie, ou peut-être en partie, dans ce qui est couvert, comptés à part : %s.", "Neighbourhoods that lie, or may lie, partly in covered ground, counted apart: %s."}
	NoteUnsourced    = Text{"Quartiers dont la couverture repose sur des périmètres sans source publiée : %s.", "Neighbourhoods whose coverage rests on perimeters without a published source: %s."}
	NoteFuture       = Text{"Cette date est à venir : les périmètres sans fin connue sont supposés durer.", "That date is yet to come: perimeters without a known end are supposed to last."}
	NoteNotCounted   = Text{"Des périmètres dessinés ne peuvent pas être comptés à ce niveau, faute de contours assez fins.", "Some drawn perimeters cannot be counted at this level, for want of boundaries fine enough."}

	MapPageTitle  = Text{"Carte interactive", "Interactive map"}
	MapStyleLink  = Text{"Style MapLibre", "MapLibre style"}
	MapTilesLink  = Text{"Tuiles vectorielles", "Vector tiles"}
	MapNotBuilt   = Text{"La carte interactive n’a pas été construite avec ce programme. Les autres pages disent la même chose, sans elle.", "The interactive map was not built into this program. The other pages say the same without it."}
	MapHowToBuild = Text{"Pour la construire : installez Node 20 ou plus récent et npm, puis lancez « make run ».", "To build it, install Node 20 or later and npm, then run “make run”."}
	MapNoScript   = Text{"Cette carte a besoin de JavaScript. Ces pages donnent les mêmes chiffres sans lui :", "This map needs JavaScript. These pages give the same figures without it:"}
	MapDefault    = Text{"Ouvrir la carte par défaut", "Open the default map"}
	MapRefused    = Text{"Cette adresse de carte ne peut pas être montrée : elle vient d’une autre version, ou elle a été altérée.", "This address of the map cannot be shown: it comes from another version, or was altered."}
	BaseMapCredit = Text{"Fond de carte : %s", "Base map: %s"}

	CardOf   = Text{"%s sur %s", "%s of %s"}
	CardBand = Text{"de %s (confiance forte) à %s (toutes hypothèses)", "from %s (high confidence) to %s (every hypothesis)"}
	CellOf   = Text{"%s / %s", "%s / %s"}
	CutShort = Text{"Les %s premières lignes sur %s ; le CSV les a toutes.", "The first %s rows of %s; the CSV has them all."}

	TerritoriesTitle   = Text{"Territoire par territoire", "Territory by territory"}
	TerritoriesCaption = Text{"%s : couverture au %s, quartiers prioritaires de la géographie %s", "%s: coverage on %s, priority neighbourhoods of the %s geography"}
	AssumptionsTitle   = Text{"Ce qui est supposé", "What is assumed"}
	AssumptionsText    = Text{
		"Aucune source ne donne ces dates avec précision à la date demandée. La convention : un mois ou une année sont pris en entier ; une fin inconnue est lue comme ouverte ; un début inconnu ne remonte ni avant la création du centre, ni avant le premier début publié.",
		"No source gives these dates precisely for the day asked. By convention a month or a year is taken whole; an end that is not known is read as open, and a start that is not known reaches back neither before the centre was founded nor before the first published start.",
	}
	AssumptionsCaption = Text{"Dates de périmètres qui décident d’un chiffre de cette page", "Dates of perimeters that decide a figure of this page"}

	CountdownTitle = Text{"Le réalignement sur les régions de 2016", "Realignment with the regions of 2016"}
	CountdownText  = Text{
		"Régions entièrement couvertes par un seul centre qui ne sert qu’elles : %s sur %s. Reste à aligner : %s.",
		"Regions covered whole by one centre that serves nothing else: %s of %s. Still to be aligned: %s.",
	}
	CountdownLeft      = Text{"Reste à couvrir : %s.", "Still to be covered: %s."}
	LeftDepartments    = Text{"%s {1:département|départements}", "%s {1:department|departments}"}
	LeftHoods          = Text{"%s {1:quartier prioritaire|quartiers prioritaires}", "%s priority {1:neighbourhood|neighbourhoods}"}
	LeftHoodsPeople    = Text{"%s {1:quartier prioritaire et ses|quartiers prioritaires et leurs} %s {2:habitant|habitants}", "%s priority {1:neighbourhood and its|neighbourhoods and their} %s {2:inhabitant|inhabitants}"}
	LeftContracts      = Text{"%s {1:contrat|contrats} de ville sur %s", "%s of %s city contracts"}
	LeftContractsApart = Text{"(à part, ceux dont un département est couvert en partie : %s)", "(apart, those of a department covered in part: %s)"}
	CountdownCaption   = Text{"Les régions selon leur situation au %s", "Regions by how they stand on %s"}

	RealignmentTitle   = Text{"Les centres face aux régions de 2016", "The centres against the regions of 2016"}
	RealignmentLead    = Text{"Au %s.", "On %s."}
	RealignmentCaption = Text{"Chaque région au %s : les centres qui la servent et ce qui reste à couvrir", "Each region on %s: the centres that serve it, and what is left to cover"}
	RegionsTitle       = Text{"Région par région", "Region by region"}
	IndexTitle         = Text{"Indice d’alignement", "Alignment index"}
	IndexText          = Text{"Pour l’ensemble, pondéré par les quartiers prioritaires : %s (de 0 à 1).", "In all, weighted by priority neighbourhoods: %s (from 0 to 1)."}
	IndexHow           = Text{
		"L’indice d’une région est le produit de trois parts : celle qui est couverte, celle du terrain de ses centres qui est dans la région, celle que tient son plus grand centre.",
		"The index of a region is the product of three shares: that which is covered, that of the ground of its centres that lies in the region, that which its largest centre holds.",
	}

	GapsTitle   = Text{"Territoires non couverts", "What no centre covers"}
	GapsLead    = Text{"Le %s, %s {3:quartier prioritaire sur|des} %s{3:| quartiers prioritaires} (géographie %s) de %s {2:n’est|ne sont} dans le périmètre d’aucun centre connu.", "On %s, %s of the %s priority {3:neighbourhood|neighbourhoods} (%s geography) of %s {2:lies|lie} in the perimeter of no known centre."}
	GapsPeople  = Text{"Y {1:habite|habitent} %s des %s habitants des quartiers.", "%s of the %s inhabitants of neighbourhoods {1:lives|live} there."}
	GapsTable   = Text{"Ce qui n’est pas couvert, et qui est à côté", "What is not covered, and who is next to it"}
	GapsCaption = Text{"Territoires non couverts ou couverts en partie au %s, avec les centres dont le périmètre les touche et la longueur de la frontière commune", "Territories not covered, or in part, on %s, with the centres whose ground borders on them and the length of that border"}
	AndOthers   = Text{"et %s de plus", "and %s more"}
	NoNeighbour = Text{"aucun voisin", "no neighbour"}

	OverlapsTitle   = Text{"Chevauchements", "Overlaps"}
	OverlapsLead    = Text{"Au %s, groupes de centres qui partagent un territoire : %s.", "On %s, sets of centres that share ground: %s."}
	OverlapsNone    = Text{"Au %s, aucun territoire n’est dans le périmètre de deux centres à la fois.", "On %s, no territory lies in the perimeters of two centres at once."}
	OverlapsHint    = Text{"Les périmètres hors politique de la ville ne sont pas comptés ; choisissez « toutes les missions » pour les voir.", "Perimeters outside urban policy are not counted; choose “any mission” to see them."}
	OverlapsTable   = Text{"Qui partage quoi", "Who shares what"}
	OverlapsCaption = Text{"Territoires partagés au %s", "Shared ground on %s"}
	SharedGround    = Text{"partagé par deux centres ou plus", "shared by two centres or more"}
	NotShared       = Text{"non partagé", "not shared"}

	MapCoverage    = Text{"Carte : départements couverts au %s", "Map: departments covered on %s"}
	MapGaps        = Text{"Carte : départements non couverts au %s", "Map: departments not covered on %s"}
	MapOverlaps    = Text{"Carte : départements partagés au %s", "Map: departments shared on %s"}
	MapRealignment = Text{"Carte : situation des régions au %s", "Map: how the regions stand on %s"}
	MapUnit        = Text{"Carte : %s, couverture au %s", "Map: %s, coverage on %s"}
	MapCentre      = Text{"Carte : le périmètre de %s au %s", "Map: the perimeter of %s on %s"}
	MapCompare     = Text{"Carte : départements couverts au %s et au %s", "Map: departments covered on %s and on %s"}
	MapText        = Text{"Chaque territoire est rempli selon la légende ; les tableaux de la page disent la même chose en toutes lettres.", "Each territory is filled as the legend says; the tables of the page say the same in words."}
	MapNote        = Text{
		"L’outre-mer et la petite couronne sont en cartons : positions vraies, chaque carton à son échelle.",
		"Overseas territories and the surroundings of Paris stand in insets: true positions, each inset at its own scale.",
	}
	MapApproximate = Text{"Contours approchés.", "Approximate boundaries."}
	ParisInset     = Text{"Paris et alentours", "Around Paris"}

	UnitLead = Text{
		"Le %s, %s {3:quartier prioritaire sur|des} %s{3:| quartiers prioritaires} (géographie %s) de ce territoire, %s, {2:est|sont} dans le périmètre d’un centre de ressources, soit %s. Le territoire est %s.",
		"On %s, %s of the %s priority {3:neighbourhood|neighbourhoods} (%s geography) of this territory, %s, {2:lies|lie} in the perimeter of a resource centre, or %s. The territory is %s.",
	}
	UnitLeadNone       = Text{"Le %s, le territoire %s est %s. La géographie %s n’y connaît aucun quartier prioritaire.", "On %s, the territory %s is %s. The %s geography knows no priority neighbourhood there."}
	UnitCentres        = Text{"Centres de ressources qui le servent ce jour-là : %s.", "Resource centres that serve it on that day: %s."}
	DepartmentsTitle   = Text{"Département par département", "Department by department"}
	DepartmentsCaption = Text{"Départements du territoire au %s", "Departments of the territory on %s"}
	RestOfRegion       = Text{"reste de la région", "rest of the region"}
	StandingTitle      = Text{"Les centres face à la région", "The centres against the region"}
	StandingText       = Text{"Situation : %s – %s.", "Standing: %s – %s."}
	StandingCaption    = Text{"Centres qui servent %s", "Centres that serve %s"}
	HistoryTitle       = Text{"Historique des périmètres", "History of the perimeters"}
	HistoryCaption     = Text{"%s : périmètres connus, dates telles que publiées", "%s: perimeters known, with dates as published"}
	HistoryNone        = Text{"Aucun périmètre n’est connu.", "No perimeter is known."}
	HoodsTitle         = Text{"Quartiers prioritaires", "Priority neighbourhoods"}
	HoodsCaption       = Text{"Quartiers prioritaires, géographie %s : %s", "Priority neighbourhoods, %s geography: %s"}
	HoodsNone          = Text{"La géographie %s n’y connaît aucun quartier prioritaire.", "The %s geography knows no priority neighbourhood there."}

	CentresTitle   = Text{"Les centres de ressources", "The resource centres"}
	CentresLead    = Text{"%s {1:centre de ressources politique de la ville est décrit|centres de ressources politique de la ville sont décrits} ici, d’après des sources publiques.", "%s resource {1:centre for urban policy is|centres for urban policy are} described here, from public sources."}
	CentresTable   = Text{"Tous les centres", "All centres"}
	CentresCaption = Text{"Centres connus, actifs ou non", "Centres known, active or not"}
	CentreLead     = Text{
		"Au %s, le périmètre de ce centre contient %s {2:quartier prioritaire|quartiers prioritaires} (géographie %s) et %s de {2:ses|leurs} habitants. Départements touchés : %s.",
		"On %s, the perimeter of this centre holds %s priority {2:neighbourhood|neighbourhoods} (%s geography) and %s of {2:its|their} inhabitants. Departments touched: %s.",
	}
	CentreIdle    = Text{"Au %s, aucun périmètre connu de ce centre ne répond à la question.", "On %s, no known perimeter of this centre answers the question."}
	CoveredByIt   = Text{"dans le périmètre", "in the perimeter"}
	IdentityTitle = Text{"Ce qu’on en sait", "What is known of it"}
	SourcesTitle  = Text{"Sources", "Sources"}

	TrajectoryTitle = Text{"Trajectoire du réseau", "Trajectory of the network"}
	TrajectoryLead  = Text{"Du %s au %s, le réseau connu a changé à %s.", "From %s to %s, the known network changed on %s."}
	OneDate         = Text{"date", "day"}
	ManyDates       = Text{"dates", "days"}
	ChartTitle      = Text{"Part des quartiers prioritaires (géographie %s) couverts, au fil du temps", "Share of the priority neighbourhoods (%s geography) covered, over time"}
	ChartText       = Text{"De %s au début à %s à la fin ; chaque changement est dans le tableau.", "From %s at the start to %s at the end; every change is in the table."}
	StepsTitle      = Text{"Changement par changement", "Change by change"}
	StepsCaption    = Text{"État du réseau après chaque changement ; quartiers de la géographie %s", "The network after each change; neighbourhoods of the %s geography"}
	StartOfHistory  = Text{"début de la période", "start of the period"}
	UndatedTitle    = Text{"Sans date connue", "Without a known date"}
	UndatedText     = Text{"Ces extrémités de périmètres n’ont pas de date publiée : aucun changement ne les montre.", "These ends of perimeters have no published date: no change shows them."}
	UndatedCaption  = Text{"Extrémités de périmètres non datées", "Ends of perimeters without a date"}
	PublishedTitle  = Text{"Ce que les sources publient", "What sources publish"}
	PublishedText   = Text{
		"Ces nombres sont ceux des sources, qui ne définissent pas ce qu’elles comptent. Ils ne sont pas calculés ici.",
		"These numbers are those of the sources, which do not define what they count. They are not computed here.",
	}
	PublishedNone    = Text{"Aucun dans cette période.", "None in this period."}
	PublishedCaption = Text{"Tailles et parts publiées, et ce qui est calculé ici pour la même date", "Published sizes and shares, and what is computed here for the same date"}

	CompareTitle   = Text{"Comparer deux dates", "Compare two days"}
	CompareLead    = Text{"Du %s au %s, les quartiers prioritaires couverts varient de %s : de %s sur %s à %s sur %s.", "From %s to %s, the priority neighbourhoods covered change by %s: from %s of %s to %s of %s."}
	CompareNone    = Text{"Du %s au %s, les quartiers prioritaires ne peuvent pas être comparés.", "From %s to %s, the priority neighbourhoods cannot be compared."}
	CompareCommon  = Text{"Les deux géographies sont comparées sur le territoire qu’elles ont en commun, sans Saint-Martin ni la Polynésie française.", "The two geographies are compared over the territory both have, without Saint-Martin and French Polynesia."}
	NoteListed2024 = Text{
		"De la géographie de 2024, 1\u202f493 quartiers sur 1\u202f584 publiés sont ici (1\u202f362 en métropole, 131 des 222 d’outre-mer) : les 91 de Saint-Martin et de la Polynésie française n’y sont pas.",
		"Of the 2024 geography, 1,493 of 1,584 published neighbourhoods are here (1,362 metropolitan, 131 of the 222 overseas): the 91 of Saint-Martin and French Polynesia are not.",
	}
	CompareMeasures = Text{"Ce qui change", "What changes"}
	AreasRounded    = Text{"Les superficies sont arrondies au km² ; leur écart est celui des nombres montrés.", "Areas are rounded to the km²; their difference is that of the numbers shown."}
	CompareCaption  = Text{"Ce qui est couvert au %s et au %s", "What is covered on %s and on %s"}
	CompareRows     = Text{"Territoires au %s et au %s", "Territories on %s and on %s"}
	SideScenario    = Text{"%s (scénario)", "%s (scenario)"}

	DataTitle       = Text{"Données et méthode", "Data and method"}
	DataLead        = Text{"D’où viennent les chiffres, ce qu’ils comptent et ce qu’ils ne disent pas.", "Where the figures come from, what they count, and what they do not say."}
	MethodTitle     = Text{"Méthode", "Method"}
	SourcesCaption  = Text{"Chaque source avec son millésime et sa licence", "Each source with its vintage and licence"}
	LoadedTitle     = Text{"Ce qui est chargé", "What is loaded"}
	HoodsOf         = Text{"Quartiers prioritaires, géographie %s", "Priority neighbourhoods, %s geography"}
	ContractsLoaded = Text{"Contrats de ville 2015", "City contracts of 2015"}
	PopulationOf    = Text{"Populations des territoires", "Populations of territories"}
	CollectionsLink = Text{"Collections (OGC API Features)", "Collections (OGC API Features)"}
	ForExcel        = Text{"CSV pour Excel en français", "CSV for Excel in French"}
	APIDocument     = Text{"Description de l’interface (OpenAPI)", "Description of the interface (OpenAPI)"}

	ProblemRequest   = Text{"Cette demande ne peut pas être lue", "This request cannot be read"}
	ProblemMissing   = Text{"Rien à cette adresse", "Nothing at this address"}
	ProblemOther     = Text{"Cette demande n’a pas abouti", "This request did not succeed"}
	ProblemLead      = Text{"Le service a refusé la demande et dit comment la corriger (en anglais, comme son interface).", "The service refused the request, and says how to mend it."}
	ProblemSuccessor = Text{"Aucun territoire de ce type n’a ce code : son sol est dans %s.", "No territory of this kind has this code: its ground is in %s."}
	ProblemDetails   = Text{"Détails", "Details"}
	ProblemWhat      = Text{"Problème", "Problem"}
	ProblemWhy       = Text{"Raison", "Reason"}
	ProblemFix       = Text{"Que faire", "What to do"}
)

// layout is the words of the templates, by the name they say.
var layout = map[string]Text{
	"Skip":          {"Aller au contenu", "Skip to content"},
	"Tagline":       {"couverture de la France par les centres de ressources", "coverage of France by the resource centres"},
	"Navigation":    {"Pages", "Pages"},
	"Above":         {"Fil d’Ariane", "Breadcrumb"},
	"OwnData":       {"Les données de cette page", "The data of this page"},
	"Unofficial":    {"Ce site n’est pas un service officiel de l’État.", "This is not an official service of the State."},
	"UnofficialWhy": {"Il compte à partir de sources publiques, citées, et dit ce qu’il suppose.", "It counts from public sources, which it cites, and says what it assumes."},
	"Sources":       {"Sources et dates", "Sources and dates"},
	"Generation":    {"Empreinte des données :", "Hash of the data:"},
	"Ask":           {"Changer la question", "Change the question"},
	"Show":          {"Afficher", "Show"},
}

func layoutWord(l Lang, name string) (string, error) {
	t, ok := layout[name]
	if !ok {
		return "", fmt.Errorf("pages: a template says %q, which is no word", name)
	}
	return t.In(l), nil
}
