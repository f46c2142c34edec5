package api

import (
	"net/url"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// measureWords names every measure.
var measureWords = geo.ByMeasure[pages.Text]{
	geo.Departments: pages.MeasureDepartments, geo.AreaKM2: pages.MeasureArea, geo.Population: pages.MeasurePopulation,
	geo.Neighbourhoods: pages.MeasureNeighbourhoods, geo.NeighbourhoodPopulation: pages.MeasureInhabitants,
	geo.NPNRUNeighbourhoods: pages.MeasureNPNRU,
}

// shownMeasures are the measures in the order of the pages: neighbourhoods first.
var shownMeasures = []geo.Measure{geo.Neighbourhoods, geo.NeighbourhoodPopulation, geo.NPNRUNeighbourhoods, geo.Departments, geo.Population, geo.AreaKM2}

// territoryName names the ground that counts.
func territoryName(t geo.Territory) pages.Text {
	return map[geo.Territory]pages.Text{
		geo.France: pages.TerritoryFrance, geo.Metropole: pages.TerritoryMetropole, geo.Overseas: pages.TerritoryOverseas,
		geo.DROM: pages.TerritoryDROM, geo.COM: pages.TerritoryCOM,
	}[t]
}

// squareKilometres is the unit of areas, after a number.
const squareKilometres = "\u00a0km²"

// amount writes a number in the unit of its measure.
func (c *call) amount(m geo.Measure, n int64) string {
	if m == geo.AreaKM2 {
		return c.lang.Count(int64(geo.Area(n).KM2()+0.5)) + squareKilometres
	}
	return c.lang.Count(n)
}

// card is one figure with its denominator and, where it is told, its interval.
func (c *call) card(m geo.Measure, f *coverage.Figure, b *band) (pages.Card, bool) {
	share, ok := f.Share()
	if f.Reason != "" || !ok {
		return pages.Card{}, false
	}
	out := pages.Card{
		Label: c.say(measureWords[m]), Value: c.lang.Percent(share), Share: &share,
		Of: c.say(pages.CardOf, c.amount(m, f.Covered), c.amount(m, f.Total)),
	}
	if b != nil {
		out.Band = c.say(pages.CardBand, c.amount(m, b.High.Of(m).Covered), c.amount(m, b.Low.Of(m).Covered))
	}
	return out, true
}

// cards are the figures that have a meaning, neighbourhoods first.
func (c *call) cards(f *coverage.Figures, b *band) []pages.Card {
	var out []pages.Card
	for _, m := range shownMeasures {
		if one, ok := c.card(m, f.Of(m), b); ok {
			out = append(out, one)
		}
	}
	return out
}

// of writes "12 of 34", and the share to draw under it.
func (c *call) of(m geo.Measure, f *coverage.Figure) pages.Cell {
	share, ok := f.Share()
	if f.Reason != "" || !ok {
		return pages.Cell{Text: "–"}
	}
	return pages.Cell{Text: c.say(pages.CellOf, c.amount(m, f.Covered), c.amount(m, f.Total)), Bar: &share}
}

// share writes a share alone.
func (c *call) share(f *coverage.Figure) string {
	if share, ok := f.Share(); ok && f.Reason == "" {
		return c.lang.Percent(share)
	}
	return "–"
}

// statusCell is a status with its swatch.
func (c *call) statusCell(s coverage.Status) pages.Cell {
	filling, word := fillOf(s)
	return pages.Cell{Swatch: filling, Text: c.say(word)}
}

// withPage are the collections of the levels whose units have a page.
var withPage = map[geo.Level]string{
	geo.Region: "regions", geo.Region2015: "regions-2015", geo.Department: "departments", geo.Collectivity: "collectivities",
}

func hasPage(level geo.Level) bool { return withPage[level] != "" }

// unitPath is the address of the page of a unit, "" where it has none.
func unitPath(u *geo.Unit) string {
	if !hasPage(u.Level) {
		return ""
	}
	return "/collections/" + withPage[u.Level] + "/items/" + url.PathEscape(u.Code)
}

// unitCell leads to the page of a unit.
func (c *call) unitCell(u *geo.Unit) pages.Cell {
	cell := pages.Cell{Text: u.Name}
	if path := unitPath(u); path != "" {
		cell.Href = c.to(path, daySettings...)
	}
	return cell
}

// centreCell leads to the pages of centres.
func (c *call) centreCell(ids []string) pages.Cell {
	var cell pages.Cell
	for _, id := range ids {
		cell.Links = append(cell.Links, c.centreLink(id))
	}
	if len(ids) == 0 {
		cell.Text = c.say(pages.NoCentre)
	}
	return cell
}

func (c *call) centreLink(id string) pages.Link {
	return pages.Link{Href: c.to("/centres/"+url.PathEscape(id), daySettings...), Text: c.centreName(id)}
}

// centreName is the name of a centre; some have none that a source gives.
func (c *call) centreName(id string) string {
	centre, err := c.snapshot.Centre(id)
	if err != nil {
		return id
	}
	if !centre.Named {
		return c.say(pages.Unnamed, id)
	}
	return centre.Name
}

// departmentCell leads to the pages of departments and collectivities, by code.
func (c *call) departmentCell(list []string) pages.Cell {
	var cell pages.Cell
	for _, code := range list {
		u := geo.Unit{Level: geo.Department, Code: code}
		if _, err := c.snapshot.Unit(geo.Department, code); err != nil {
			u.Level = geo.Collectivity
		}
		cell.Links = append(cell.Links, pages.Link{Href: c.to(unitPath(&u), daySettings...), Text: code})
	}
	if len(list) == 0 {
		cell.Text = "–"
	}
	return cell
}

// confidenceWord names a grade of confidence.
func (c *call) confidenceWord(k geo.Confidence) string {
	switch k {
	case geo.High:
		return c.say(pages.ConfidenceHigh)
	case geo.Medium:
		return c.say(pages.ConfidenceMedium)
	}
	return c.say(pages.ConfidenceLow)
}

// form asks the page again, with fields for those of its parameters that a
// reader may choose.
func (c *call) form() *pages.Form {
	f := &pages.Form{Action: c.prefix + c.path, Hidden: c.hiddenGeneration()}
	for _, s := range c.settings {
		if one, ok := c.field(s); ok {
			f.Fields = append(f.Fields, one)
		} else if s.param == langParam || strings.HasPrefix(s.text, "s1.") || s.param.keep && s.text != s.param.initial {
			// A scenario and a limit are no fields, but what is asked anew is asked of them.
			f.Hidden = append(f.Hidden, pages.Hidden{Name: s.param.name, Value: s.text})
		}
	}
	for _, s := range c.settings {
		if s.param.name == "f" { // who asked for a page by name gets one again
			f.Hidden = append(f.Hidden, pages.Hidden{Name: "f", Value: string(formatHTML)})
		}
	}
	return f
}

// hiddenGeneration keeps a form in the generation that was asked for.
func (c *call) hiddenGeneration() []pages.Hidden {
	if generationOf(c) == "" {
		return nil
	}
	return []pages.Hidden{{Name: generationParam.name, Value: generationOf(c)}}
}

// field is one parameter as a form asks for it; false where it does not.
func (c *call) field(s setting) (pages.Field, bool) {
	labels := map[string]pages.Text{
		"datetime": pages.FieldDate, "from": pages.FieldFrom, "to": pages.FieldTo, "a": pages.FieldA, "b": pages.FieldB,
		"level": pages.FieldLevel, "territory": pages.FieldTerritory, "scope": pages.FieldScope,
		"min_confidence": pages.FieldConfidence, "qpv": pages.FieldQPV, "qpv_a": pages.FieldQPVA, "qpv_b": pages.FieldQPVB,
		"of": pages.FieldOf, "aim": pages.FieldAim, "measure": pages.ColMeasure, "create": pages.FieldCreate, "join_overseas": pages.FieldJoin, "move": pages.FieldMove,
	}
	label, ok := labels[s.param.name]
	if !ok || s.param.in != inQuery || strings.HasPrefix(s.text, "s1.") {
		return pages.Field{}, false
	}
	f := pages.Field{Name: s.param.name, Label: c.say(label), Value: s.text, Min: geo.MinDate.String(), Max: geo.MaxDate.String()}
	words, _ := s.param.schema["enum"].([]string)
	if s.param.schema["type"] == "boolean" {
		words = []string{"false", "true"}
	}
	for _, word := range words {
		text := word
		if t, ok := pages.Choices[word]; ok {
			text = c.say(t)
		}
		f.Options = append(f.Options, pages.Option{Value: word, Text: text, Chosen: word == s.text})
	}
	return f, true
}
