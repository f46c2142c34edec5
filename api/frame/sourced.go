package frame

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/geo"
)

// Sourced is a text of the data in the language of the page where it has one there.
// The files of the data have it in English: whether it stands so is told.
func Sourced(c *ask.Call, text string) (shown string, foreign bool) {
	shown, known := c.Lang.Sourced(text)
	return shown, !known
}

// SourcedList does of several, joined; it stands in English where one of them does.
func SourcedList(c *ask.Call, list []string, separator string) (shown string, foreign bool) {
	out := make([]string, len(list))
	for i, text := range list {
		one, apart := Sourced(c, text)
		out[i], foreign = one, foreign || apart
	}
	return strings.Join(out, separator), foreign
}

// SourcedAddress is a source of a perimeter: an address, and what its file says
// beside it.
func SourcedAddress(c *ask.Call, text string) string {
	address, beside, apart := strings.Cut(text, " ")
	if WebAddress(address) == "" || !apart {
		shown, _ := Sourced(c, text)
		return shown
	}
	shown, _ := Sourced(c, beside)
	return address + " " + shown
}

// SourceCell is the source of a published number.
func SourceCell(c *ask.Call, text string) pages.Cell {
	shown := SourcedAddress(c, text)
	return pages.Cell{Text: shown, Foreign: shown == text && WebAddress(text) == ""}
}

// FieldNames names fields of a centre as the page does beside their values.
func FieldNames(c *ask.Call, fields []string) string {
	out := make([]string, len(fields))
	for i, field := range fields {
		out[i] = field
		if words, ok := pages.CentreFields[field]; ok {
			out[i] = c.Say(words)
		}
	}
	return Joined(out)
}

// CreditLine credits a source at the foot of a page. What nobody stated of a file is
// said once.
func CreditLine(c *ask.Call, s *geo.Source) pages.Credit {
	out := pages.Credit{Text: s.Credit}
	if s.Credit == geo.FileCredit(geo.LayerName(s.ID), s.File) {
		out.Text = c.Say(pages.FileCredit, layerName(c, s.ID), s.File)
	}
	if s.Vintage != geo.NotStated {
		vintage, _ := Sourced(c, s.Vintage)
		out.Text += " – " + vintage
	}
	if s.Licence != geo.NotStated {
		out.Licence, _ = Sourced(c, s.Licence)
	}
	return out
}

// SourceTitle names a source.
func SourceTitle(c *ask.Call, s *geo.Source) string {
	if s.Title == geo.FileTitle(geo.LayerName(s.ID), s.File) {
		return c.Say(pages.FileTitle, layerName(c, s.ID), s.File)
	}
	return s.Title
}

// layerName names a layer in words where they are at hand.
func layerName(c *ask.Call, id string) string {
	if words, ok := pages.LayerNames[id]; ok {
		return c.Say(words)
	}
	return id
}

// WebAddress is an address that a link may lead to.
func WebAddress(s string) string {
	if len(s) > 8 && (s[:8] == "https://" || s[:7] == "http://") {
		return s
	}
	return ""
}
