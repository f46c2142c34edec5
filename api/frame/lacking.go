package frame

import (
	"slices"
	"strings"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
)

// lackingWords say of measures that a geography lacks what they are, and why.
var lackingWords = map[geo.Measure]pages.Text{
	geo.NeighbourhoodPopulation: pages.LackingInhabitants, geo.NPNRUNeighbourhoods: pages.LackingNPNRU,
}

// Lacking says which measures have no figure in the geographies asked, one note
// each; nil where all have.
func Lacking(c *ask.Call) (notes []string) {
	for _, q := range slices.Compact(wire.Geographies(c)) {
		notes = append(notes, lackingIn(c, q)...)
	}
	return notes
}

func lackingIn(c *ask.Call, q geo.Geography) []string {
	var list []string
	for _, m := range ShownMeasures {
		if c.Snapshot.Lacking(m, q) == "" {
			continue
		}
		words, ok := lackingWords[m]
		switch {
		case m.Lacking(q) == "": // the geography has it, and this data set has not
			words = pages.LackingListing
		case !ok:
			words = MeasureWords[m]
		}
		list = append(list, c.Say(words))
	}
	if list == nil {
		return nil
	}
	return []string{c.Say(pages.NoteLacking, string(q), strings.Join(list, c.Say(pages.ListBreak)))}
}
