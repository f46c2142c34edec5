package pages

// Ages are how old the evidence for a perimeter is.
var Ages = map[string]Text{
	"attested":      {"attesté à cette date", "attested on that date"},
	"up_to_1_year":  {"un an au plus", "a year at most"},
	"up_to_3_years": {"d’un à trois ans", "one to three years"},
	"up_to_5_years": {"de trois à cinq ans", "three to five years"},
	"older":         {"plus de cinq ans", "more than five years"},
	"undated":       {"non datée", "undated"},
}

// Words of what most needs a fresh source.
var (
	NeedsTitle   = Text{"Ce qui demande une source récente", "What needs a fresh source"}
	NeedsText    = Text{"Aucune source citée ne dit ces périmètres en vigueur le %s. Quartiers en jeu : ceux que nulle source plus récente ne couvre ici, par un autre périmètre.", "No cited source bears that these perimeters held on %s. Neighbourhoods at stake: those that no fresher source covers here, by another perimeter."}
	NeedsNone    = Text{"Rien de ce qui est couvert ici le %s ne repose sur une source plus ancienne.", "Nothing covered here on %s rests on an older source."}
	NeedsCaption = Text{"Périmètres de %s, selon les quartiers en jeu", "Perimeters of %s, by the neighbourhoods at stake"}
)

// Words of the sentence that tells how old the evidence is. Each of its parts is
// said where it counts something.
var (
	OfThese        = Text{"De ces quartiers", "Of these neighbourhoods"}
	OfCovered      = Text{"Des quartiers couverts", "Of the neighbourhoods covered"}
	OfCoveredAfter = Text{"Des quartiers couverts après ces changements", "Of the neighbourhoods covered after these changes"}
	OfCoveredIn    = Text{"Des quartiers couverts (%s)", "Of the neighbourhoods covered (%s)"}

	NoteEvidence     = Text{"%s, %s.", "%s, %s."}
	EvidenceAttested = Text{"une source citée atteste la couverture à cette date pour %s", "a cited source attests the coverage on that date for %s"}
	EvidenceNone     = Text{"aucune source citée n’atteste la couverture à cette date", "no cited source attests the coverage on that date"}
	EvidenceOlder    = Text{"la dernière source est antérieure %s", "the latest source is older %s"}
	EvidenceUndated  = Text{"la source n’est pas datée pour %s", "the source is undated for %s"}
	EvidenceOneYear  = Text{"d’un an au plus pour %s", "by a year at most for %s"}
	EvidenceThree    = Text{"d’un à trois ans pour %s", "by one to three years for %s"}
	EvidenceFive     = Text{"de trois à cinq ans pour %s", "by three to five for %s"}
	EvidenceMore     = Text{"de plus de cinq ans pour %s", "by more than five for %s"}
)
