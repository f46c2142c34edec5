package pages

// The words of the pages of generations.
var (
	GenerationsTitle   = Text{"Générations des données", "Generations of the data"}
	GenerationsLead    = Text{"Le service garde %s générations des données. Chaque réponse dit la sienne, et toute page peut être demandée à chacune.", "The service keeps %s generations of the data. Each answer says its own, and any page may be asked of each."}
	GenerationsAlone   = Text{"Le service n’a que la génération en service.", "The service has no generation but the one in service."}
	GenerationsKept    = Text{"Générations gardées", "Generations kept"}
	GenerationsCaption = Text{"Les plus récentes d’abord", "Newest first"}
	ColGeneration      = Text{"Génération", "Generation"}
	ColCreated         = Text{"Enregistrée", "Saved"}
	ColNote            = Text{"Note", "Note"}
	ColLayers          = Text{"Contours", "Boundaries"}
	ColChanges         = Text{"Ce qu’elle changerait", "What it would change"}
	InService          = Text{"en service", "in service"}
	CompareToService   = Text{"comparer à celle en service", "compare with the one in service"}
	LayerOf            = Text{"%s : %s", "%s: %s"}

	RevisionTitle   = Text{"Ce qui changerait d’une génération à l’autre", "What would change from one generation to another"}
	RevisionNothing = Text{"De %s à %s, rien ne changerait : les deux générations disent la même chose.", "From %s to %s nothing would change: both generations say the same."}
	RevisionLead    = Text{"De %s à %s : %s à refuser, %s à examiner, %s à noter.", "From %s to %s: %s to refuse, %s to review, %s to note."}
	RevisionDays    = Text{"Les réponses sont comparées pour chaque jour depuis le %s, sur %s {2:période|périodes} où aucun des deux réseaux ne change.", "Answers are compared for every day since %s, over %s {2:stretch|stretches} on which neither network changes."}
	RevisionCut     = Text{"Pas plus de vingt constats de chaque sorte sont dits un à un ; %s {1:autre est compté|autres sont comptés} ci-dessus.", "No more than twenty findings of each sort are told one by one; %s more {1:is|are} counted above."}
	RevisionEnglish = Text{"Les constats sont dits en anglais, comme par la ligne de commande.", "Findings are told as on the command line."}
	FindingsOf      = Text{"%s : constats", "%s: findings"}
	ColSeverity     = Text{"Gravité", "Severity"}
	ColFinding      = Text{"Constat", "Finding"}
)

// LayerNames names the layers of boundaries and other files that a generation keeps.
var LayerNames = map[string]Text{
	"regions": Choices["region"], "regions-2015": Choices["region-2015"], "departments": Choices["department"],
	"collectivities": LevelNames["collectivity"], "epci": Choices["epci"], "communes": Choices["commune"],
	"neighbourhoods": Topics["neighbourhoods"], "perimeters": Topics["perimeters"],
}

// Severities names what a finding asks for.
var Severities = map[string]Text{
	"refuse": {"à refuser", "refuse"},
	"review": {"à examiner", "review"},
	"note":   {"à noter", "note"},
}

// Topics names what findings are about.
var Topics = map[string]Text{
	"totals":         {"Sommes", "Sums"},
	"units":          {"Territoires", "Territories"},
	"ground":         {"Contours", "Boundaries"},
	"areas":          {"Superficies", "Areas"},
	"populations":    {"Populations", "Populations"},
	"neighbourhoods": {"Quartiers prioritaires", "Priority neighbourhoods"},
	"centres":        {"Centres", "Centres"},
	"perimeters":     {"Périmètres", "Perimeters"},
	"contracts":      {"Contrats de ville", "City contracts"},
	"network":        {"Ce qui est publié sur le réseau", "What is published about the network"},
	"figures":        {"Chiffres de couverture", "Figures of coverage"},
	"statuses":       {"Statuts des territoires", "Statuses of territories"},
	"overlaps":       {"Chevauchements", "Overlaps"},
	"sources":        {"Sources et mentions", "Sources and credits"},
}
