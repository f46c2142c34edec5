package pages

// The words of what would be: scenarios and proposals.
var (
	ScenarioTitle = Text{"Et si…", "What if"}
	ScenarioLead  = Text{
		"Le %s, avec ce scénario, %s {3:quartier prioritaire sur|des} %s{3:| quartiers prioritaires} (géographie %s) de %s {2:serait|seraient} dans le périmètre d’un centre de ressources, contre %s sans lui : %s.",
		"On %s, with this scenario, %s of the %s priority {3:neighbourhood|neighbourhoods} (%s geography) of %s would lie in the perimeter of a resource centre, against %s without it: %s.",
	}
	ScenarioLeadNone = Text{"Le %s, avec ce scénario, la couverture des quartiers prioritaires ne peut pas être mesurée.", "On %s, with this scenario, the coverage of priority neighbourhoods cannot be measured."}
	ScenarioNote     = Text{"Rien de ceci n’est arrivé : c’est ce que feraient les changements ci-dessous.", "None of this has happened: it is what the changes below would do."}
	ScenarioRests    = Text{"Quartiers dont la couverture repose sur ce seul scénario : %s.", "Neighbourhoods whose coverage rests on this scenario alone: %s."}
	ScenarioRestsToo = Text{"Quartiers dont la couverture repose sur ce seul scénario : %s ; en partie, ou peut-être en partie, comptés à part : %s.", "Neighbourhoods whose coverage rests on this scenario alone: %s; in part, or perhaps in part, counted apart: %s."}
	BeforeScenario   = Text{"Sans le scénario", "Without it"}
	AfterScenario    = Text{"Avec le scénario", "With it"}
	ScenarioCaption  = Text{"Ce qui est couvert au %s, sans le scénario et avec lui", "What is covered on %s, without the scenario and with it"}
	MapScenario      = Text{"Carte : ce que le scénario change à la couverture au %s", "Map: what the scenario changes of the coverage on %s"}
	ChangesTitle     = Text{"Les changements", "The changes"}
	ChangesNone      = Text{"Ce scénario ne change rien.", "This scenario changes nothing."}
	EffectsTitle     = Text{"Ce qui en résulte", "What follows"}
	GapsClosed       = Text{"Territoires comblés", "Gaps closed"}
	GapsOpened       = Text{"Territoires découverts", "Gaps opened"}
	OverlapsCreated  = Text{"Chevauchements créés", "Overlaps created"}
	OverlapsRemoved  = Text{"Chevauchements supprimés", "Overlaps removed"}
	RegionsTurned    = Text{"Régions qui changent de situation", "Regions that change how they stand"}
	TurnedFromTo     = Text{"%s : %s, puis %s", "%s: %s, then %s"}
	NoneOfThem       = Text{"aucun", "none"}
	SharedBetween    = Text{"%s : %s", "%s: %s"}
	WithHoods        = Text{"%s (quartiers : %s)", "%s (neighbourhoods: %s)"}
	WithHoodsApart   = Text{"%s (quartiers : %s ; situés en partie, ou peut-être en partie, comptés à part : %s)", "%s (neighbourhoods: %s; that lie, or may lie, partly there, counted apart: %s)"}
	InPart           = Text{"%s en partie", "%s in part"}
	LoadsTitle       = Text{"Charge des centres concernés", "Load of the centres concerned"}
	LoadsCaption     = Text{"Ce que sert chaque centre dont le périmètre change", "What each centre serves whose perimeter changes"}
	ColContracts     = Text{"Contrats de ville", "City contracts"}
	LoadsApart       = Text{"À part : ce qui est situé en partie, ou peut-être en partie, dans le périmètre du centre.", "Apart: what lies, or may lie, partly in the perimeter of the centre."}
	Apart            = Text{"à part : %s", "apart: %s"}
	ChangeApart      = Text{"%s ; à part : %s", "%s; apart: %s"}
	FromTo           = Text{"%s → %s", "%s → %s"}
	ChangedTitle     = Text{"Territoires dont la couverture change", "Territories whose coverage changes"}
	ChangedCaption   = Text{"État et quartiers couverts au %s, sans le scénario et avec lui", "Status and neighbourhoods covered on %s, without the scenario and with it"}
	ChangedNone      = Text{"La couverture d’aucun territoire ne change à ce niveau.", "The coverage of no territory changes at this level."}
	ScenarioMore     = Text{"Aller plus loin", "Further"}
	OpenOnMap        = Text{"Ouvrir ce scénario sur la carte", "Open this scenario on the map"}
	CompareWithBase  = Text{"Le comparer au réseau connu", "Compare it with the network as it is known"}

	ProposalsTitle = Text{"Combler ce qui n’est pas couvert", "Closing the gaps"}
	ProposalsLead  = Text{
		"Au %s, un plan qui attribue %s couvrirait %s {4:quartier prioritaire sur|des} %s{4:| quartiers prioritaires} de %s, contre %s.",
		"On %s, a plan that assigns %s would cover %s of the %s priority {4:neighbourhood|neighbourhoods} of %s, against %s.",
	}
	ProposalsLeadNone = Text{"Au %s, un plan attribue %s ; la couverture des quartiers prioritaires ne peut pas y être mesurée.", "On %s, a plan assigns %s; the coverage of priority neighbourhoods cannot be measured there."}
	OneTerritory      = Text{"territoire", "territory"}
	ManyTerritories   = Text{"territoires", "territories"}
	ProposalsNone     = Text{"Au %s, aucun territoire non couvert ne peut être attribué sous ces règles.", "On %s, no gap can be assigned under these rules."}
	PlanProven        = Text{"Aucun plan ne fait mieux pour ce but : c’est prouvé.", "No plan does better for this aim: that is proven."}
	PlanNotProven     = Text{"La recherche a été arrêtée avant de prouver que ce plan est le meilleur.", "The search was stopped before this plan was proven the best."}
	ProposalsNote     = Text{"Aucun classement officiel n’existe : celui-ci est celui du service, et ses critères sont dans les données.", "No official ranking exists: this one is the service’s own, and its criteria are in the data."}
	MapProposals      = Text{"Carte : ce que le plan couvrirait au %s", "Map: what the plan would cover on %s"}
	PlanTitle         = Text{"Le plan", "The plan"}
	PlanCaption       = Text{"Ce que le plan attribue au %s", "What the plan assigns on %s"}
	PlanRun           = Text{"Ce que ferait ce plan", "What this plan would do"}
	UnreachedTitle    = Text{"Hors d’atteinte sous ces règles", "Out of reach under these rules"}
	UnreachedCaption  = Text{"Territoires qu’aucun centre ne peut recevoir", "Territories that no centre can take"}
	CandidatesTitle   = Text{"Qui pourrait prendre quoi", "Who could take what"}
	CandidatesText    = Text{"Points sur 1 000 : servir la même région, partager une frontière, rester moins chargé, ne pas enjamber une région de plus.", "Points of 1,000: to serve the same region, to share a border, to stay less loaded, to straddle no further region."}
	CandidatesRow     = Text{"Territoires non couverts au %s et centres candidats, les meilleurs d’abord", "Gaps on %s and the centres that could take them, the best first"}
	ColCandidates     = Text{"Candidats", "Candidates"}
	ColInstead        = Text{"Au lieu de", "Instead of"}
	ColReason         = Text{"Raison", "Reason"}
	PointsOf          = Text{"%s (%s {2:point|points})", "%s (%s {2:point|points})"}
	NewCentreFor      = Text{"nouveau centre (%s)", "new centre (%s)"}
	SeeProposals      = Text{"Qui pourrait les prendre, et des plans pour tout couvrir", "Who could take them, and plans to cover everything"}
	FieldAim          = Text{"But du plan", "Aim of the plan"}
	FieldCreate       = Text{"Créer des centres", "Create centres"}
	FieldJoin         = Text{"Joindre l’outre-mer", "Join overseas France"}
	FieldMove         = Text{"Déplacer ce qui est couvert", "Move what is covered"}
)

// ChangeWords says what a change does: the units or vertices, the centre, and of
// a move the centre it leads to.
var ChangeWords = map[string]Text{
	"give":   {"Donner %s à %s", "Give %s to %s"},
	"take":   {"Retirer %s à %s", "Take %s from %s"},
	"move":   {"Déplacer %s de %s à %s", "Move %s from %s to %s"},
	"create": {"Créer %s", "Create %s"},
	"close":  {"Fermer %s", "Close %s"},
	"draw":   {"Donner un polygone dessiné à %s", "Give a drawn polygon to %s"},
	"erase":  {"Retirer un polygone dessiné à %s", "Take a drawn polygon from %s"},
}

// PlanReasons says why a unit goes to a centre, or to none.
var PlanReasons = map[string]Text{
	"overseas":            {"aucun centre de ce territoire", "no centre of that land"},
	"no-contact":          {"aucun centre dans la région ni à sa frontière", "no centre in the region or across a border"},
	"no-room":             {"tous les centres possibles seraient trop chargés", "every centre it could have would be too loaded"},
	"no-centre":           {"aucun centre pour la région", "no centre for the region"},
	"only-choice":         {"seul candidat", "the only candidate"},
	"best-ranked":         {"meilleur candidat", "the best candidate"},
	"for-the-aim":         {"pour le but du plan", "for the aim of the plan"},
	"moved":               {"déplacé pour le but du plan", "moved for the aim of the plan"},
	"created-for-want":    {"créé faute de candidat", "created for want of a candidate"},
	"created-for-the-aim": {"créé pour le but du plan", "created for the aim of the plan"},
	"keeps-region":        {"garde la région", "keeps the region"},
	"created-for-region":  {"créé pour la région", "created for the region"},
}

// The words of what is unsure, and of how sets of territories relate.
var (
	SensitivityTitle = Text{"Ce que pèsent les périmètres incertains", "What unsure perimeters weigh"}
	SensitivityLead  = Text{
		"Au %s, le périmètre incertain qui pèse le plus est celui de ce centre : %s. S’il en allait autrement, les quartiers prioritaires couverts varieraient de %s (%s {4:est compté|sont comptés} sur %s).",
		"On %s, the unsure perimeter that weighs most is that of this centre: %s. Were it otherwise, the priority neighbourhoods covered would change by %s (%s {4:is|are} counted of %s).",
	}
	SensitivityNone    = Text{"Au %s, aucun périmètre incertain ne change les quartiers prioritaires couverts.", "On %s, no unsure perimeter changes the priority neighbourhoods covered."}
	SensitivityNote    = Text{"Chaque ligne change un seul périmètre : retiré s’il est compté, ajouté s’il ne l’est pas au degré de confiance demandé.", "Each row changes one perimeter alone: removed where it is counted, added where it is not at the confidence asked."}
	SensitivityTable   = Text{"Périmètre par périmètre", "Perimeter by perimeter"}
	SensitivityCaption = Text{"Ce que chaque périmètre incertain change à la couverture au %s", "What each unsure perimeter changes of the coverage on %s"}
	ColIf              = Text{"Si l’on", "If"}
	ColWhy             = Text{"Ce qui est incertain", "What is unsure"}
	IfRemoved          = Text{"le retire", "removed"}
	IfAdded            = Text{"l’ajoute", "added"}
	Inferred           = Text{"déduit d’une source", "inferred from a source"}
	Supposed           = Text{"hypothèse", "a hypothesis"}
	Points             = Text{"%s {1:point|points}", "%s {1:point|points}"}
	SeeSensitivity     = Text{"Ce que chaque périmètre incertain change aux chiffres", "What each unsure perimeter changes of the figures"}

	CrosswalkRegionsTitle   = Text{"Des régions d’avant 2016 à celles d’aujourd’hui", "From the regions before 2016 to those since"}
	CrosswalkRegionsLead    = Text{"Les départements relient les deux découpages : %s {1:région|régions} aujourd’hui, dont %s {2:faite|faites} de plusieurs anciennes.", "Departments relate the two sets: %s {1:region|regions} today, %s of them made of several former ones."}
	CrosswalkRegionsCaption = Text{"Chaque région d’avant 2016 dans la région d’aujourd’hui qui la contient", "Each region before 2016 in the region since that contains it"}
	ColSince2016            = Text{"Région depuis 2016", "Region since 2016"}
	ColBefore2016           = Text{"Région d’avant 2016", "Region before 2016"}
	ColShareSince           = Text{"Part de la région d’aujourd’hui", "Share of the region since"}
	ColShareBefore          = Text{"Part de l’ancienne", "Share of the former"}
	CrosswalkHoodsTitle     = Text{"Des quartiers de 2015 à ceux de 2024", "From the neighbourhoods of 2015 to those of 2024"}
	CrosswalkHoodsLead      = Text{
		"Sur le territoire que les deux géographies ont en commun, %s des %s quartiers de 2015 et %s des %s quartiers de 2024 sont dans une commune qui en a dans les deux.",
		"Over the territory both geographies have, %s of the %s neighbourhoods of 2015 and %s of the %s of 2024 lie in a commune that has some in both.",
	}
	CrosswalkHoodsNote = Text{
		"Aucune source ne dit quel quartier de 2015 est devenu lequel en 2024. Ceux qui sont sur plusieurs communes, qu’aucune commune ne place, ou dont la commune n’en a pas dans l’autre géographie restent indéterminés. Aucun quartier de Saint-Martin ni de Polynésie française n’est publié ici pour 2024 : 1\u202f493 sur 1\u202f584 publiés.",
		"No source says which neighbourhood of 2015 became which of 2024. Those across several communes, placed by no commune, or whose commune has none in the other geography stay undetermined. No neighbourhoods of Saint-Martin and French Polynesia are published here for 2024: 1,493 of 1,584 published.",
	}
	CrosswalkHoodsCaption = Text{"Quartiers de chaque géographie, et ceux dont la commune en a dans l’autre", "Neighbourhoods of each geography, and those whose commune has some in the other"}
	CrosswalkCommon       = Text{"Territoire commun", "Territory in common"}
	ColCount              = Text{"Quartiers %s", "Neighbourhoods of %s"}
	ColRelated            = Text{"dont reliés", "related"}
	FieldOf               = Text{"Relier", "Relate"}
	SeeCrosswalk          = Text{"Des régions d’avant 2016 à celles d’aujourd’hui, par les départements", "From the regions before 2016 to those since, by departments"}
	NavCrosswalk          = Text{"Passage", "Crosswalk"}
)
