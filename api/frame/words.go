package frame

import (
	"math"
	"net/url"
	"strings"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// MeasureWords names every measure.
var MeasureWords = geo.ByMeasure[pages.Text]{
	geo.Departments: pages.MeasureDepartments, geo.AreaKM2: pages.MeasureArea, geo.Population: pages.MeasurePopulation,
	geo.Neighbourhoods: pages.MeasureNeighbourhoods, geo.NeighbourhoodPopulation: pages.MeasureInhabitants,
	geo.NPNRUNeighbourhoods: pages.MeasureNPNRU,
}

// ShownMeasures are the measures in the order of the pages: neighbourhoods first.
var ShownMeasures = []geo.Measure{
	geo.Neighbourhoods, geo.NeighbourhoodPopulation, geo.NPNRUNeighbourhoods, geo.Departments, geo.Population, geo.AreaKM2,
}

// TerritoryName names the ground that counts.
func TerritoryName(t geo.Territory) pages.Text {
	return map[geo.Territory]pages.Text{
		geo.France: pages.TerritoryFrance, geo.Metropole: pages.TerritoryMetropole, geo.Overseas: pages.TerritoryOverseas,
		geo.DROM: pages.TerritoryDROM, geo.COM: pages.TerritoryCOM,
	}[t]
}

// squareKilometres is the unit of areas, after a number.
const squareKilometres = "\u00a0km²"

// Amount writes a number in the unit of its measure.
func Amount(c *ask.Call, m geo.Measure, n int64) string {
	if m == geo.AreaKM2 {
		return c.Lang.Count(int64(geo.Area(n).KM2()+0.5)) + squareKilometres
	}
	return c.Lang.Count(n)
}

// card is one figure with its denominator and, where it is told, its interval.
func card(c *ask.Call, m geo.Measure, f *coverage.Figure, b *wire.Band) (pages.Card, bool) {
	share, ok := f.Share()
	if f.Reason != "" || !ok {
		return pages.Card{}, false
	}
	out := pages.Card{
		Label: c.Say(MeasureWords[m]), Value: c.Lang.Percent(share), Share: &share,
		Of: c.Say(pages.CardOf, Amount(c, m, f.Covered), Amount(c, m, f.Total)),
	}
	if b != nil {
		out.Band = c.Say(pages.CardBand, Amount(c, m, b.High.Of(m).Covered), Amount(c, m, b.Low.Of(m).Covered))
	}
	return out, true
}

// Cards are the figures that have a meaning, neighbourhoods first.
func Cards(c *ask.Call, f *coverage.Figures, b *wire.Band) []pages.Card {
	var out []pages.Card
	for _, m := range ShownMeasures {
		if one, ok := card(c, m, f.Of(m), b); ok {
			out = append(out, one)
		}
	}
	return out
}

// Of writes "12 of 34", and the share to draw under it.
func Of(c *ask.Call, m geo.Measure, f *coverage.Figure) pages.Cell {
	share, ok := f.Share()
	if f.Reason != "" || !ok {
		return pages.Cell{Text: "–"}
	}
	return pages.Cell{Text: c.Say(pages.CellOf, Amount(c, m, f.Covered), Amount(c, m, f.Total)), Bar: &share}
}

// Share writes a share alone.
func Share(c *ask.Call, f *coverage.Figure) string {
	if share, ok := f.Share(); ok && f.Reason == "" {
		return c.Lang.Percent(share)
	}
	return "–"
}

// StatusCell is a status with its swatch.
func StatusCell(c *ask.Call, s coverage.Status) pages.Cell {
	filling, word := FillOf(s)
	return pages.Cell{Swatch: filling, Text: c.Say(word)}
}

// withPage are the collections of the levels whose units have a page.
var withPage = map[geo.Level]string{
	geo.Region: "regions", geo.Region2015: "regions-2015", geo.Department: "departments",
	geo.Collectivity: "collectivities",
}

// HasPage reports whether the units of a level have a page of their own.
func HasPage(level geo.Level) bool { return withPage[level] != "" }

// unitPath is the address of the page of a unit, "" where it has none.
func unitPath(u *geo.Unit) string {
	if !HasPage(u.Level) {
		return ""
	}
	return "/collections/" + withPage[u.Level] + "/items/" + url.PathEscape(u.Code)
}

// UnitCell leads to the page of a unit.
func UnitCell(c *ask.Call, u *geo.Unit) pages.Cell {
	cell := pages.Cell{Text: u.Name}
	if path := unitPath(u); path != "" {
		cell.Href = To(c, path, DaySettings...)
	}
	return cell
}

// CentreCell leads to the pages of centres.
func CentreCell(c *ask.Call, ids []string) pages.Cell {
	var cell pages.Cell
	for _, id := range ids {
		cell.Links = append(cell.Links, CentreLink(c, id))
	}
	if len(ids) == 0 {
		cell.Text = c.Say(pages.NoCentre)
	}
	return cell
}

// CentreLink is the name of a centre, with the address of its page.
func CentreLink(c *ask.Call, id string) pages.Link {
	return pages.Link{Href: To(c, "/centres/"+url.PathEscape(id), DaySettings...), Text: CentreName(c, id)}
}

// CentreName is the name of a centre; some have none that a source gives.
func CentreName(c *ask.Call, id string) string {
	centre, err := c.Snapshot.Centre(id)
	if err != nil {
		return id
	}
	if !centre.Named {
		return c.Say(pages.Unnamed, id)
	}
	return centre.Name
}

// DepartmentCell leads to the pages of departments and collectivities, by code.
func DepartmentCell(c *ask.Call, list []string) pages.Cell {
	var cell pages.Cell
	for _, code := range list {
		u := geo.Unit{Level: geo.Department, Code: code}
		if _, err := c.Snapshot.Unit(geo.Department, code); err != nil {
			u.Level = geo.Collectivity
		}
		cell.Links = append(cell.Links, pages.Link{Href: To(c, unitPath(&u), DaySettings...), Text: code})
	}
	if len(list) == 0 {
		cell.Text = "–"
	}
	return cell
}

// ConfidenceWord names a grade of confidence.
func ConfidenceWord(c *ask.Call, k geo.Confidence) string {
	switch k {
	case geo.High:
		return c.Say(pages.ConfidenceHigh)
	case geo.Medium:
		return c.Say(pages.ConfidenceMedium)
	}
	return c.Say(pages.ConfidenceLow)
}

// Form asks the page again, with fields for those of its parameters that a
// reader may choose.
func Form(c *ask.Call) *pages.Form {
	f := &pages.Form{Action: c.Prefix + c.Path, Hidden: HiddenGeneration(c)}
	for _, s := range c.Settings {
		if one, ok := field(c, s); ok {
			f.Fields = append(f.Fields, one)
		} else if s.Param == langParam || strings.HasPrefix(s.Text, "s1.") || s.Param.Keep && s.Text != s.Param.Initial {
			// A scenario and a limit are no fields, but what is asked anew is asked of them.
			f.Hidden = append(f.Hidden, pages.Hidden{Name: s.Param.Name, Value: s.Text})
		}
	}
	for _, s := range c.Settings {
		if s.Param.Name == "f" { // who asked for a page by name gets one again
			f.Hidden = append(f.Hidden, pages.Hidden{Name: "f", Value: string(rest.FormatHTML)})
		}
	}
	return f
}

// HiddenGeneration keeps a form in the generation that was asked for.
func HiddenGeneration(c *ask.Call) []pages.Hidden {
	if rest.GenerationOf(c) == "" {
		return nil
	}
	return []pages.Hidden{{Name: rest.GenerationParam.Name, Value: rest.GenerationOf(c)}}
}

// field is one parameter as a form asks for it; false where it does not.
func field(c *ask.Call, s rest.Setting) (pages.Field, bool) {
	labels := map[string]pages.Text{
		"datetime": pages.FieldDate, "from": pages.FieldFrom, "to": pages.FieldTo, "a": pages.FieldA, "b": pages.FieldB,
		"level": pages.FieldLevel, "territory": pages.FieldTerritory, "scope": pages.FieldScope,
		"min_confidence": pages.FieldConfidence, "qpv": pages.FieldQPV, "qpv_a": pages.FieldQPVA, "qpv_b": pages.FieldQPVB,
		"of": pages.FieldOf, "aim": pages.FieldAim, "measure": pages.ColMeasure, "create": pages.FieldCreate,
		"join_overseas": pages.FieldJoin, "move": pages.FieldMove,
	}
	label, ok := labels[s.Param.Name]
	if !ok || s.Param.In != rest.InQuery || strings.HasPrefix(s.Text, "s1.") {
		return pages.Field{}, false
	}
	f := pages.Field{
		Name: s.Param.Name, Label: c.Say(label), Value: s.Text, Min: geo.MinDate.String(), Max: geo.MaxDate.String(),
	}
	words, _ := s.Param.Schema["enum"].([]string)
	if s.Param.Schema["type"] == "boolean" {
		words = []string{"false", "true"}
	}
	for _, word := range words {
		text := word
		if t, ok := pages.Choices[word]; ok {
			text = c.Say(t)
		}
		f.Options = append(f.Options, pages.Option{Value: word, Text: text, Chosen: word == s.Text})
	}
	return f, true
}

// Moved writes a difference, signed.
func Moved(c *ask.Call, covered any) string {
	switch n := covered.(type) {
	case int64:
		return c.Lang.Signed(n)
	case float64:
		return c.Lang.Signed(int64(math.RoundToEven(n))) + squareKilometres
	}
	return "–"
}

// Wire writes a number of an answer, whole; "–" where there is none. What an answer
// has in fractions is an area.
func Wire(c *ask.Call, v any) string {
	switch n := v.(type) {
	case int64:
		return c.Lang.Count(n)
	case float64:
		return c.Lang.Decimal(n, 0) + squareKilometres
	}
	return "–"
}

// StandingOf is the filling and the word of how a region stands.
func StandingOf(s realign.Status) (string, pages.Text) {
	switch s {
	case realign.Aligned:
		return pages.FillAligned, pages.Aligned
	case realign.Shared:
		return pages.FillShared, pages.Shared
	case realign.Split:
		return pages.FillSplit, pages.Split
	case realign.Overlapped:
		return pages.FillOverlapped, pages.Overlapped
	case realign.Partial:
		return pages.FillPartial, pages.PartialRegion
	}
	return pages.FillUncovered, pages.UncoveredRegion
}

// Joined joins a list by commas, in either language.
func Joined(list []string) string { return strings.Join(list, ", ") }
