package api

import (
	"sync"

	"maillage/geo"
	"maillage/geo/coverage"
)

// coverageAnswer is what /analysis/coverage says.
type coverageAnswer struct {
	asked
	Centres     network        `json:"centres"`
	Assumptions []assumption   `json:"assumptions"`
	NotCounted  []string       `json:"not_counted,omitempty"`
	Geometry    secondAnswer   `json:"geometry_check"`
	Totals      measures       `json:"totals"`
	ByTerritory *byTerritory   `json:"by_territory,omitempty"`
	Territories []territoryRow `json:"territories"`
	footing
}

// asked repeats the question, defaults made explicit; what it does not ask is
// left out.
type asked struct {
	Datetime      string `json:"datetime,omitempty"`
	Level         string `json:"level,omitempty"`
	Territory     string `json:"territory,omitempty"`
	Scope         string `json:"scope"`
	MinConfidence string `json:"min_confidence"`
	QPV           string `json:"qpv,omitempty"`
}

// network sets the centres known here against those published at the date.
type network struct {
	Known       int       `json:"known"`
	Published   any       `json:"published"`
	PublishedAt geo.Fuzzy `json:"published_at"`
	Source      string    `json:"source,omitempty"`
}

// assumption is one end of a perimeter that decided something unproven.
type assumption struct {
	Centre         string    `json:"centre"`
	Perimeter      string    `json:"perimeter"`
	End            string    `json:"end"`
	Known          geo.Fuzzy `json:"known"`
	Precision      string    `json:"precision"`
	Attested       geo.Fuzzy `json:"attested"` // the latest dated source that shows the perimeter
	Departments    int64     `json:"departments"`
	Neighbourhoods int64     `json:"neighbourhoods"`
}

// secondAnswer sets what the outlines of neighbourhoods say beside what their
// codes say.
type secondAnswer struct {
	Reason        string         `json:"reason,omitempty"` // why nothing could be compared
	Total         int            `json:"total"`
	Of            string         `json:"of"`       // what the total is
	Outlined      int            `json:"outlined"` // of the total, with an outline loaded
	Compared      int            `json:"compared"` // of those, on boundaries that are not approximate
	ByCode        int            `json:"by_code"`
	ByGeometry    int            `json:"by_geometry"`
	Straddling    int            `json:"straddling"`
	Disagreements []disagreement `json:"disagreements"`
}

// disagreement is a neighbourhood on which the two answers differ.
type disagreement struct {
	Code         string   `json:"code"`
	Name         *string  `json:"name"`
	ByCode       bool     `json:"by_code"`
	CoveredShare float64  `json:"covered_share"` // of its area, by geometry
	Units        []string `json:"units"`         // its outline lies in
}

type territoryRow struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Status   string   `json:"status"`
	Centres  []string `json:"centres"`
	Evidence any      `json:"evidence_year"` // of all that is covered, the year of the latest source; null where some is undated
	Measures measures `json:"measures"`
}

func askedOf(q *question) asked {
	return asked{
		Datetime: q.Date.String(), Level: string(q.Level), Territory: string(q.Territory),
		Scope: string(q.Scope), MinConfidence: q.Confidence.String(), QPV: string(q.Geography),
	}
}

// coverageResult is an analysis, and what only some forms show beside it.
type coverageResult struct {
	*coverage.Analysis
	evidence func() (*agedParts, error)
	band     func() (*band, error)
	lands    func() (lands, error)
	check    func() (*coverage.Check, error)
	places   func() (*coverage.Analysis, error) // by department, for the map
}

func computeCoverage(c *call) (*coverageResult, error) {
	a, err := coverage.Analyse(c.ctx, c.snapshot, c.analysis())
	if err != nil {
		return nil, err
	}
	return c.beside(a), nil
}

// beside is the result of an analysis at hand.
func (c *call) beside(a *coverage.Analysis) *coverageResult {
	r := &coverageResult{Analysis: a}
	r.evidence = sync.OnceValues(func() (*agedParts, error) {
		totals, rows, err := c.evidenceByRow(a)
		return &agedParts{totals, rows}, err
	})
	r.band = sync.OnceValues(func() (*band, error) {
		b, err := spread(a, func(q coverage.Query) (*coverage.Analysis, error) { return coverage.Analyse(c.ctx, c.snapshot, q) })
		if err != nil {
			return nil, err
		}
		e, err := r.evidence()
		if err != nil {
			return nil, err
		}
		b.Evidence = e.totals
		return b, nil
	})
	r.lands = sync.OnceValues(func() (lands, error) {
		e, err := r.evidence()
		if err != nil {
			return nil, err
		}
		return landsOf(c, a, e.totals)
	})
	r.check = sync.OnceValues(func() (*coverage.Check, error) { return coverage.Verify(c.ctx, c.snapshot, a.Query) })
	r.places = sync.OnceValues(func() (*coverage.Analysis, error) { return c.placesOf(a) })
	return r
}

func coverageJSON(c *call, r *coverageResult) (answer, error) {
	b, err := r.band()
	if err != nil {
		return answer{}, err
	}
	all, err := r.lands()
	if err != nil {
		return answer{}, err
	}
	check, err := r.check()
	if err != nil {
		return answer{}, err
	}
	e, err := r.evidence()
	if err != nil {
		return answer{}, err
	}
	links := c.alternates()
	out := coverageAnswer{
		asked: askedOf(&c.question), Centres: networkOf(r.Analysis), Assumptions: assumptionsOf(r.Assumed),
		NotCounted: r.NotCounted, Geometry: secondAnswerOf(check, c.describe(geo.Neighbourhoods)),
		Totals: c.totalsOf(&r.Totals, b), ByTerritory: all.wire(c),
		Territories: []territoryRow{},
		footing:     footingOf(c, links...).rounded(areasRounded),
	}
	rows := &series{"territories", len(r.Rows), func(i int) any { return territoryRowOf(&r.Rows[i], e.rows.of(i), r.Query) }}
	return answer{value: out, long: rows, links: links}, nil
}

func coverageGeoJSON(c *call, r *coverageResult) (answer, error) {
	return c.featuresOf(len(r.Rows), func(i int) feature { return coverageFeature(c, &r.Rows[i]) }, c.ofEach()), nil
}

func territoryRowOf(r *coverage.Row, e *coverage.Evidence, q coverage.Query) territoryRow {
	return territoryRow{
		Code: r.Unit.Code, Name: r.Unit.Name, Status: string(r.Status), Centres: codes(r.Centres),
		Evidence: yearOf(r.Attested), Measures: agedMeasuresOf(&r.Figures, e, ofUnit(r.Unit.Name, q)),
	}
}

func networkOf(a *coverage.Analysis) network {
	n := network{Known: a.Known}
	if a.Size != nil {
		n.Published, n.PublishedAt, n.Source = known(a.Size.Count), a.Size.Date, a.Size.Source
	}
	return n
}

func assumptionsOf(assumed []coverage.Assumption) []assumption {
	out := make([]assumption, len(assumed))
	for i, a := range assumed {
		out[i] = assumption{
			Centre: a.Perimeter.Centre.ID, Perimeter: a.Perimeter.ID, End: string(a.End),
			Known: a.Known, Precision: string(a.Precision), Attested: a.Perimeter.Attested,
			Departments: a.Departments, Neighbourhoods: a.Neighbourhoods,
		}
	}
	return out
}

func secondAnswerOf(c *coverage.Check, of string) secondAnswer {
	out := secondAnswer{
		c.Reason.English(), c.Total, of, c.Outlined, c.Compared, c.ByCode, c.ByGeometry, c.Straddling,
		make([]disagreement, len(c.Disagreements)),
	}
	for i, d := range c.Disagreements {
		out.Disagreements[i] = disagreement{d.Neighbourhood.Code, optional(d.Neighbourhood.Name), d.ByCode, round(d.Share, 4), codes(d.Units)}
	}
	return out
}

// coverageTable writes one row per territory, those of France and its parts,
// and the totals last, marked so in the first column: a sum over the column must
// not count them twice.
func coverageTable(c *call, r *coverageResult) (*table, error) {
	b, err := r.band()
	if err != nil {
		return nil, err
	}
	all, err := r.lands()
	if err != nil {
		return nil, err
	}
	e, err := r.evidence()
	if err != nil {
		return nil, err
	}
	row := func(kind, code, name, status string, centres []string, known, published any, f *coverage.Figures) properties {
		p := properties{
			{"row", kind}, {"datetime", c.Date.String()}, {"level", string(c.Level)}, {"territory", string(c.Territory)},
			{"scope", string(c.Scope)}, {"min_confidence", c.Confidence.String()}, {"qpv", string(c.Geography)},
			{"code", code}, {"name", name}, {"status", status}, {"centres", centres},
			{"centres_known", known}, {"centres_published", published},
		}
		p.addCoverage(f)
		return p
	}
	n := networkOf(r.Analysis)
	total := row("total", "", c.Territory.Describe(), "", nil, n.Known, n.Published, &r.Totals)
	total.addBand(b)
	total.addEvidence(b.Evidence)
	total.add("evidence_year", nil)
	t := newTable(c, "maillage-coverage-"+string(c.Level)+"-"+c.Date.String(), total.names()...)
	for i := range r.Rows {
		if c.over(i) {
			break
		}
		one := &r.Rows[i]
		p := row("territory", one.Unit.Code, one.Unit.Name, string(one.Status), one.Centres, nil, nil, &one.Figures)
		p.addEvidence(e.rows.of(i))
		t.addNamed(append(p, property{"evidence_year", yearOf(one.Attested)}))
	}
	for i := range all {
		p := row("by_territory", "", all[i].territory.Describe(), "", nil, nil, nil, &all[i].figures)
		p.set("territory", string(all[i].territory))
		p.addEvidence(all[i].evidence)
		t.addNamed(p)
	}
	t.addNamed(total)
	return t, nil
}
