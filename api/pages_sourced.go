package api

import (
	"strings"

	"maillage/api/pages"
	"maillage/geo"
)

// sourced is a text of the data in the language of the page where it has one there.
// The files of the data have it in English: whether it stands so is told.
func (c *call) sourced(text string) (shown string, foreign bool) {
	shown, known := c.lang.Sourced(text)
	return shown, !known
}

// sourcedList does of several, joined; it stands in English where one of them does.
func (c *call) sourcedList(list []string, separator string) (shown string, foreign bool) {
	out := make([]string, len(list))
	for i, text := range list {
		one, apart := c.sourced(text)
		out[i], foreign = one, foreign || apart
	}
	return strings.Join(out, separator), foreign
}

// sourcedAddress is a source of a perimeter: an address, and what its file says
// beside it.
func (c *call) sourcedAddress(text string) string {
	address, beside, apart := strings.Cut(text, " ")
	if webAddress(address) == "" || !apart {
		shown, _ := c.sourced(text)
		return shown
	}
	shown, _ := c.sourced(beside)
	return address + " " + shown
}

// sourceCell is the source of a published number.
func (c *call) sourceCell(text string) pages.Cell {
	shown := c.sourcedAddress(text)
	return pages.Cell{Text: shown, Foreign: shown == text && webAddress(text) == ""}
}

// fieldNames names fields of a centre as the page does beside their values.
func (c *call) fieldNames(fields []string) string {
	out := make([]string, len(fields))
	for i, field := range fields {
		out[i] = field
		if words, ok := pages.CentreFields[field]; ok {
			out[i] = c.say(words)
		}
	}
	return joined(out)
}

// creditLine credits a source at the foot of a page. What nobody stated of a file is
// said once.
func (c *call) creditLine(s *geo.Source) pages.Credit {
	out := pages.Credit{Text: s.Credit}
	if s.Credit == geo.FileCredit(geo.LayerName(s.ID), s.File) {
		out.Text = c.say(pages.FileCredit, c.layerName(s.ID), s.File)
	}
	if s.Vintage != geo.NotStated {
		vintage, _ := c.sourced(s.Vintage)
		out.Text += " – " + vintage
	}
	if s.Licence != geo.NotStated {
		out.Licence, _ = c.sourced(s.Licence)
	}
	return out
}

// sourceTitle names a source.
func (c *call) sourceTitle(s *geo.Source) string {
	if s.Title == geo.FileTitle(geo.LayerName(s.ID), s.File) {
		return c.say(pages.FileTitle, c.layerName(s.ID), s.File)
	}
	return s.Title
}

// layerName names a layer in words where they are at hand.
func (c *call) layerName(id string) string {
	if words, ok := pages.LayerNames[id]; ok {
		return c.say(words)
	}
	return id
}
