package wire

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
)

// Aged is what is covered of one measure, by how old the evidence for it is on
// the day: attested on it, older by so many years at most, older still, undated.
// The parts add up to what is covered; all are null where that cannot be told.
type Aged struct {
	Attested       any `json:"attested"`
	UpToOneYear    any `json:"up_to_1_year"`
	UpToThreeYears any `json:"up_to_3_years"`
	UpToFiveYears  any `json:"up_to_5_years"`
	Older          any `json:"older"`
	Undated        any `json:"undated"`
}

// AgedOf puts the ages of the evidence for one measure on the wire.
func AgedOf(e *coverage.Evidence, m geo.Measure) *Aged {
	at := func(a coverage.Age) any {
		n, ok := e.At(a, m)
		if !ok {
			return nil
		}
		return Amount(m, n)
	}
	return &Aged{
		Attested: at(coverage.AttestedOnDay), UpToOneYear: at(coverage.UpToOneYear),
		UpToThreeYears: at(coverage.UpToThreeYears),
		UpToFiveYears:  at(coverage.UpToFiveYears), Older: at(coverage.Older), Undated: at(coverage.Undated),
	}
}

// AgedFigure is that of a figure beside it, nil where there is none.
func AgedFigure(e *coverage.Evidence, f *coverage.Figures, m geo.Measure) *Aged {
	if e == nil || f.Of(m).Reason != "" {
		return nil
	}
	return AgedOf(e, m)
}

// AgedAnalysis is an analysis with the age of what its totals rest on.
type AgedAnalysis struct {
	*coverage.Analysis
	Evidence *coverage.Evidence
}

// AgedTotals analyses what is asked, with the age of the evidence.
func AgedTotals(c *ask.Call) (*AgedAnalysis, error) {
	q := c.Analysis()
	a, e, err := coverage.AnalyseAged(c.Ctx, c.Snapshot, q, c.Snapshot.Active(q))
	return &AgedAnalysis{a, e}, err
}

// EvidenceByRow parts the totals of an analysis, and its rows where these are no
// finer than departments: of EPCI and communes, which are thousands, the year of the
// latest source says enough, and rows are nil.
func EvidenceByRow(c *ask.Call, a *coverage.Analysis) (*coverage.Evidence, AgedRows, error) {
	switch a.Query.Level {
	case geo.EPCI, geo.Commune:
		e, err := a.Evidence(c.Ctx)
		return e, nil, err
	}
	e, err := a.EvidenceByRow(c.Ctx)
	if err != nil {
		return nil, nil, err
	}
	return &e.Totals, e.Rows, nil
}

// AgedParts is the evidence of an analysis: of its totals, and of its rows where
// these are no finer than departments.
type AgedParts struct {
	Totals *coverage.Evidence
	Rows   AgedRows
}

// AgedRows is the evidence of the rows of an analysis.
type AgedRows []coverage.Evidence

// Of is that of one row, nil where it was not asked for.
func (r AgedRows) Of(i int) *coverage.Evidence {
	if r == nil {
		return nil
	}
	return &r[i]
}

// AddEvidence adds how much is covered of each measure at each age.
func AddEvidence(p *rest.Properties, e *coverage.Evidence) {
	for _, m := range geo.Measures {
		AddAges(p, e, m, "")
	}
}

// AddAges does of one measure; suffix tells several states of it apart.
func AddAges(p *rest.Properties, e *coverage.Evidence, m geo.Measure, suffix string) {
	for _, age := range coverage.Ages {
		var cell any
		if e != nil {
			if n, ok := e.At(age, m); ok {
				cell = Amount(m, n)
			}
		}
		p.Add(m.String()+"_evidence_"+age.String()+suffix, cell)
	}
}

// YearOf is the year of the latest day a date may stand for, null where it is
// not known.
func YearOf(f geo.Fuzzy) any {
	if !f.Known() {
		return nil
	}
	return f.Last().Time().Year()
}
