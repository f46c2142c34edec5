package frame

import (
	"strconv"
	"strings"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

// EvidenceCell is the year of the latest source for all that is covered.
func EvidenceCell(c *ask.Call, r *coverage.Row) pages.Cell {
	switch {
	case r.Attested.Known():
		return pages.Cell{Text: strconv.Itoa(r.Attested.Last().Time().Year())}
	case len(r.Centres) > 0:
		return pages.Cell{Text: c.Say(pages.Ages[coverage.Undated.String()])}
	}
	return pages.Cell{Text: "–"}
}

// EvidenceNote says in one sentence how old the evidence is for neighbourhoods
// that are covered, which whose names. Of none there is nothing to say.
func EvidenceNote(c *ask.Call, whose string, e *wire.Aged) []string {
	if e == nil {
		return nil
	}
	covered := int64(0)
	for _, part := range []any{e.Attested, e.UpToOneYear, e.UpToThreeYears, e.UpToFiveYears, e.Older, e.Undated} {
		n, ok := part.(int64)
		if !ok {
			return nil
		}
		covered += n
	}
	if covered == 0 {
		return nil
	}
	return []string{c.Say(pages.NoteEvidence, whose, strings.Join(evidenceParts(c, e), c.Say(pages.ListBreak)))}
}

// evidenceParts says of each age how many neighbourhoods rest on it; of none it is
// silent, but that nothing is attested on the day.
func evidenceParts(c *ask.Call, e *wire.Aged) []string {
	var parts, older []string
	add := func(to *[]string, text pages.Text, n any) {
		if n != int64(0) {
			*to = append(*to, c.Say(text, Wire(c, n)))
		}
	}
	add(&parts, pages.EvidenceAttested, e.Attested)
	if len(parts) == 0 {
		parts = append(parts, c.Say(pages.EvidenceNone))
	}
	add(&older, pages.EvidenceOneYear, e.UpToOneYear)
	add(&older, pages.EvidenceThree, e.UpToThreeYears)
	add(&older, pages.EvidenceFive, e.UpToFiveYears)
	add(&older, pages.EvidenceMore, e.Older)
	if len(older) > 0 {
		parts = append(parts, c.Say(pages.EvidenceOlder, Joined(older)))
	}
	add(&parts, pages.EvidenceUndated, e.Undated)
	return parts
}

// Needs lists the perimeters of a region that most need a fresh source.
func Needs(c *ask.Call, u *geo.Unit, needs []coverage.Need) pages.Section {
	s := pages.Section{
		ID: "evidence", Title: c.Say(pages.NeedsTitle), Text: []string{c.Say(pages.NeedsText, c.Lang.Day(c.Date))},
	}
	if len(needs) == 0 {
		s.Text = []string{c.Say(pages.NeedsNone, c.Lang.Day(c.Date))}
		return s
	}
	t := &pages.Table{Caption: c.Say(pages.NeedsCaption, u.Name), Columns: []pages.Column{
		{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColPerimeter)}, {Title: c.Say(pages.ColAttested)},
		{Title: c.Say(pages.ColEvidence)}, {Title: c.Say(pages.ColQPVAtStake), Numeric: true},
	}}
	for i := range needs {
		n := &needs[i]
		link := CentreLink(c, n.Perimeter.Centre.ID)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: link.Text, Href: link.Href}, {Text: n.Perimeter.ID}, {Text: c.Lang.Published(n.Perimeter.Attested)},
			{Text: c.Say(pages.Ages[n.Age.String()])}, {Text: c.Lang.Count(n.Neighbourhoods)},
		}})
	}
	s.Table = t
	return s
}
