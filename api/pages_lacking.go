package api

import (
	"slices"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
)

// lackingWords say of measures that a geography lacks what they are, and why.
var lackingWords = map[geo.Measure]pages.Text{
	geo.NeighbourhoodPopulation: pages.LackingInhabitants, geo.NPNRUNeighbourhoods: pages.LackingNPNRU,
}

// lacking says which measures have no figure in the geographies asked, one note
// each; nil where all have.
func (c *call) lacking() (notes []string) {
	for _, q := range slices.Compact(c.geographies()) {
		notes = append(notes, c.lackingIn(q)...)
	}
	return notes
}

func (c *call) lackingIn(q geo.Geography) []string {
	var list []string
	for _, m := range shownMeasures {
		if c.snapshot.Lacking(m, q) == "" {
			continue
		}
		words, ok := lackingWords[m]
		switch {
		case m.Lacking(q) == "": // the geography has it, and this data set has not
			words = pages.LackingListing
		case !ok:
			words = measureWords[m]
		}
		list = append(list, c.say(words))
	}
	if list == nil {
		return nil
	}
	return []string{c.say(pages.NoteLacking, string(q), strings.Join(list, c.say(pages.ListBreak)))}
}
