package geo

import "strings"

// Lack says why there is no figure, as a code, so that each language has words of
// its own for it; "" where there is one. After a colon stands what the code is
// told of, where it is told of something.
type Lack string

// Why a measure has no figure.
const (
	LackPopulation2024     Lack = "population-2024"      // none is published
	LackNPNRU2024          Lack = "npnru-2024"           // the list is of 2015
	LackNPNRUListing       Lack = "npnru-listing"        // the data set was kept before the list was read
	LackQPV2024Here        Lack = "qpv-2024-here"        // none published of these collectivities
	LackDepartments        Lack = "departments"          // of a level finer than departments
	LackBoundaries         Lack = "boundaries"           // of a territory
	LackFineBoundaries     Lack = "fine-boundaries"      // of communes, by which areas are counted
	LackInCommunes         Lack = "counted-in-communes"  // inhabitants of what is no commune
	LackCensus             Lack = "census"               // inhabitants of a commune of another vintage
	LackCollectivity       Lack = "collectivity"         // a collectivity is not a department
	LackBoundariesOfSome   Lack = "some-boundaries"      // of regions that meet
	LackPopulationOfSome   Lack = "some-populations"     // of regions that meet
	LackChangesAtThreshold Lack = "changes-at-threshold" // the changes of a scenario are refused there; told with why
)

// Why the outlines of neighbourhoods cannot check what their codes say.
const (
	LackOutlines        Lack = "outlines"         // none is loaded
	LackOutlinesHere    Lack = "outlines-here"    // none of the geography and territory asked
	LackExactBoundaries Lack = "exact-boundaries" // those loaded are approximate; told of their level
)

// Why two figures have no difference.
const (
	LackSameLevel  Lack = "same-level"     // rows of different levels
	LackSameGround Lack = "same-ground"    // what lies in no EPCI of two territories
	LackSeparable  Lack = "separable"      // cannot be told for the common territory
	LackQPV2024COM Lack = "no-qpv-2024-in" // collectivities, left out of a comparison
)

// lackWords are the words of every code, in English; {of} stands for what it is
// told of.
var lackWords = map[Lack]string{
	LackPopulation2024:     "no population is published for the neighbourhoods of the 2024 geography",
	LackNPNRU2024:          "the list of the NPNRU is of the neighbourhoods of the 2015 geography",
	LackNPNRUListing:       "the data set does not say which of its neighbourhoods the NPNRU lists: it was kept before the list was read",
	LackQPV2024Here:        "the 2024 geography published here has no neighbourhoods of Saint-Martin and French Polynesia (91 of the 1,584 published)",
	LackDepartments:        "a department is not a part of a territory of this level",
	LackBoundaries:         "no boundaries are loaded for this territory",
	LackFineBoundaries:     "areas at this level are counted by commune, and no boundaries of communes are loaded (--layer communes=FILE)",
	LackInCommunes:         "its inhabitants are counted in its communes",
	LackCensus:             "not in the catalogue's vintage: its inhabitants are counted in the commune that took it over",
	LackCollectivity:       "a collectivity is not a department",
	LackBoundariesOfSome:   "some boundaries of these regions are not loaded",
	LackPopulationOfSome:   "some population of these regions is not known",
	LackChangesAtThreshold: "the changes cannot be made at this threshold: {of}",
	LackOutlines:           "not comparable: no polygons of neighbourhoods are loaded (--layer neighbourhoods=FILE)",
	LackOutlinesHere:       "not comparable: no polygon of this geography and territory is loaded",
	LackExactBoundaries:    "not comparable: the {of} boundaries are marked approximate (load official ones with --layer)",
	LackSameLevel:          "the two analyses have rows of different levels",
	LackSameGround:         "this row holds what lies in no EPCI of either territory, which is not the same ground",
	LackSeparable:          "the measure cannot be told apart for the territory that both have",
	LackQPV2024COM:         "the 2024 geography has no neighbourhoods of Saint-Martin and French Polynesia (91 of the 1,584 published)",
}

// Of tells the code of something.
func (l Lack) Of(detail string) Lack { return l + ":" + Lack(detail) }

// English says it in a sentence without capital or full stop; "" where there is a
// figure.
func (l Lack) English() string {
	code, detail, _ := strings.Cut(string(l), ":")
	return strings.ReplaceAll(lackWords[Lack(code)], "{of}", detail)
}
