package api

import (
	"strconv"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// aged is what is covered of one measure, by how old the evidence for it is on
// the day: attested on it, older by so many years at most, older still, undated.
// The parts add up to what is covered; all are null where that cannot be told.
type aged struct {
	Attested       any `json:"attested"`
	UpToOneYear    any `json:"up_to_1_year"`
	UpToThreeYears any `json:"up_to_3_years"`
	UpToFiveYears  any `json:"up_to_5_years"`
	Older          any `json:"older"`
	Undated        any `json:"undated"`
}

func agedOf(e *coverage.Evidence, m geo.Measure) *aged {
	at := func(a coverage.Age) any {
		n, ok := e.At(a, m)
		if !ok {
			return nil
		}
		return amount(m, n)
	}
	return &aged{
		at(coverage.AttestedOnDay), at(coverage.UpToOneYear), at(coverage.UpToThreeYears),
		at(coverage.UpToFiveYears), at(coverage.Older), at(coverage.Undated),
	}
}

// agedFigure is that of a figure beside it, nil where there is none.
func agedFigure(e *coverage.Evidence, f *coverage.Figures, m geo.Measure) *aged {
	if e == nil || f.Of(m).Reason != "" {
		return nil
	}
	return agedOf(e, m)
}

// evidenceOf parts the totals of an analysis of the snapshot's own network by the
// age of what they rest on.
func (c *call) evidenceOf(a *coverage.Analysis) (*coverage.Evidence, error) {
	return a.Evidence(c.ctx)
}

// agedAnalysis is an analysis with the age of what its totals rest on.
type agedAnalysis struct {
	*coverage.Analysis
	evidence *coverage.Evidence
}

// agedTotals analyses what is asked, with the age of the evidence.
func (c *call) agedTotals() (*agedAnalysis, error) {
	q := c.analysis()
	a, e, err := coverage.AnalyseAged(c.ctx, c.snapshot, q, coverage.Active(c.snapshot, q))
	return &agedAnalysis{a, e}, err
}

// evidenceByRow parts the totals of an analysis, and its rows where these are no
// finer than departments: of EPCI and communes, which are thousands, the year of the
// latest source says enough, and rows are nil.
func (c *call) evidenceByRow(a *coverage.Analysis) (*coverage.Evidence, agedRows, error) {
	switch a.Query.Level {
	case geo.EPCI, geo.Commune:
		e, err := c.evidenceOf(a)
		return e, nil, err
	}
	e, err := a.EvidenceByRow(c.ctx)
	if err != nil {
		return nil, nil, err
	}
	return &e.Totals, e.Rows, nil
}

// agedParts is the evidence of an analysis: of its totals, and of its rows where
// these are no finer than departments.
type agedParts struct {
	totals *coverage.Evidence
	rows   agedRows
}

// agedRows is the evidence of the rows of an analysis.
type agedRows []coverage.Evidence

// of is that of one row, nil where it was not asked for.
func (r agedRows) of(i int) *coverage.Evidence {
	if r == nil {
		return nil
	}
	return &r[i]
}

// addEvidence adds how much is covered of each measure at each age.
func (p *properties) addEvidence(e *coverage.Evidence) {
	for _, m := range geo.Measures {
		p.addAges(e, m, "")
	}
}

// addAges does of one measure; suffix tells several states of it apart.
func (p *properties) addAges(e *coverage.Evidence, m geo.Measure, suffix string) {
	for _, age := range coverage.Ages {
		var cell any
		if e != nil {
			if n, ok := e.At(age, m); ok {
				cell = amount(m, n)
			}
		}
		p.add(m.String()+"_evidence_"+age.String()+suffix, cell)
	}
}

// yearOf is the year of the latest day a date may stand for, null where it is
// not known.
func yearOf(f geo.Fuzzy) any {
	if !f.Known() {
		return nil
	}
	return f.Last().Time().Year()
}

// evidenceCell is the year of the latest source for all that is covered.
func (c *call) evidenceCell(r *coverage.Row) pages.Cell {
	switch {
	case r.Attested.Known():
		return pages.Cell{Text: strconv.Itoa(r.Attested.Last().Time().Year())}
	case len(r.Centres) > 0:
		return pages.Cell{Text: c.say(pages.Ages[coverage.Undated.String()])}
	}
	return pages.Cell{Text: "–"}
}

// evidenceNote says in one sentence how old the evidence is for neighbourhoods
// that are covered, which whose names. Of none there is nothing to say.
func (c *call) evidenceNote(whose string, e *aged) []string {
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
	return []string{c.say(pages.NoteEvidence, whose, strings.Join(c.evidenceParts(e), c.say(pages.ListBreak)))}
}

// evidenceParts says of each age how many neighbourhoods rest on it; of none it is
// silent, but that nothing is attested on the day.
func (c *call) evidenceParts(e *aged) []string {
	var parts, older []string
	add := func(to *[]string, text pages.Text, n any) {
		if n != int64(0) {
			*to = append(*to, c.say(text, c.wire(n)))
		}
	}
	add(&parts, pages.EvidenceAttested, e.Attested)
	if len(parts) == 0 {
		parts = append(parts, c.say(pages.EvidenceNone))
	}
	add(&older, pages.EvidenceOneYear, e.UpToOneYear)
	add(&older, pages.EvidenceThree, e.UpToThreeYears)
	add(&older, pages.EvidenceFive, e.UpToFiveYears)
	add(&older, pages.EvidenceMore, e.Older)
	if len(older) > 0 {
		parts = append(parts, c.say(pages.EvidenceOlder, joined(older)))
	}
	add(&parts, pages.EvidenceUndated, e.Undated)
	return parts
}

// needs lists the perimeters of a region that most need a fresh source.
func (c *call) needs(u *geo.Unit, needs []coverage.Need) pages.Section {
	s := pages.Section{ID: "evidence", Title: c.say(pages.NeedsTitle), Text: []string{c.say(pages.NeedsText, c.lang.Day(c.Date))}}
	if len(needs) == 0 {
		s.Text = []string{c.say(pages.NeedsNone, c.lang.Day(c.Date))}
		return s
	}
	t := &pages.Table{Caption: c.say(pages.NeedsCaption, u.Name), Columns: []pages.Column{
		{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColPerimeter)}, {Title: c.say(pages.ColAttested)}, {Title: c.say(pages.ColEvidence)}, {Title: c.say(pages.ColQPVAtStake), Numeric: true},
	}}
	for i := range needs {
		n := &needs[i]
		link := c.centreLink(n.Perimeter.Centre.ID)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: link.Text, Href: link.Href}, {Text: n.Perimeter.ID}, {Text: c.lang.Published(n.Perimeter.Attested)},
			{Text: c.say(pages.Ages[n.Age.String()])}, {Text: c.lang.Count(n.Neighbourhoods)},
		}})
	}
	s.Table = t
	return s
}
