package coverage

import (
	"sync"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

// Answer is what /analysis/coverage says.
type Answer struct {
	wire.Echo
	Centres     wire.Network      `json:"centres"`
	Assumptions []wire.Assumption `json:"assumptions"`
	NotCounted  []string          `json:"not_counted,omitempty"`
	Geometry    secondAnswer      `json:"geometry_check"`
	Totals      wire.Measures     `json:"totals"`
	ByTerritory *wire.ByTerritory `json:"by_territory,omitempty"`
	Territories []territoryRow    `json:"territories"`
	wire.Envelope
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
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Status  string   `json:"status"`
	Centres []string `json:"centres"`
	// of all that is covered, the year of the latest source; null where some is undated
	Evidence any           `json:"evidence_year"`
	Measures wire.Measures `json:"measures"`
}

// Result is an analysis, and what only some forms show beside it.
type Result struct {
	*coverage.Analysis
	evidence func() (*wire.AgedParts, error)
	band     func() (*wire.Band, error)
	lands    func() (wire.PartTotals, error)
	check    func() (*coverage.Check, error)
	places   func() (*coverage.Analysis, error) // by department, for the map
}

func computeCoverage(c *ask.Call) (*Result, error) {
	a, err := coverage.Analyse(c.Ctx, c.Snapshot, c.Analysis())
	if err != nil {
		return nil, err
	}
	return Beside(c, a), nil
}

// Beside is the result of an analysis at hand.
func Beside(c *ask.Call, a *coverage.Analysis) *Result {
	r := &Result{Analysis: a}
	r.evidence = sync.OnceValues(func() (*wire.AgedParts, error) {
		totals, rows, err := wire.EvidenceByRow(c, a)
		return &wire.AgedParts{Totals: totals, Rows: rows}, err
	})
	r.band = sync.OnceValues(func() (*wire.Band, error) {
		b, err := wire.Spread(a,
			func(q coverage.Query) (*coverage.Analysis, error) { return coverage.Analyse(c.Ctx, c.Snapshot, q) })
		if err != nil {
			return nil, err
		}
		e, err := r.evidence()
		if err != nil {
			return nil, err
		}
		b.Evidence = e.Totals
		return b, nil
	})
	r.lands = sync.OnceValues(func() (wire.PartTotals, error) {
		e, err := r.evidence()
		if err != nil {
			return nil, err
		}
		return wire.PartTotalsOf(c, a, e.Totals)
	})
	r.check = sync.OnceValues(func() (*coverage.Check, error) { return coverage.Verify(c.Ctx, c.Snapshot, a.Query) })
	r.places = sync.OnceValues(func() (*coverage.Analysis, error) { return a.At(c.Ctx, geo.Department, geo.France) })
	return r
}

func coverageJSON(c *ask.Call, r *Result) (rest.Answer, error) {
	b, err := r.band()
	if err != nil {
		return rest.Answer{}, err
	}
	all, err := r.lands()
	if err != nil {
		return rest.Answer{}, err
	}
	check, err := r.check()
	if err != nil {
		return rest.Answer{}, err
	}
	e, err := r.evidence()
	if err != nil {
		return rest.Answer{}, err
	}
	links := c.Alternates()
	out := Answer{
		Echo: wire.EchoOf(&c.Question), Centres: wire.NetworkOf(r.Analysis), Assumptions: wire.AssumptionsOf(r.Assumed),
		NotCounted: r.NotCounted, Geometry: secondAnswerOf(check, wire.Describe(c, geo.Neighbourhoods)),
		Totals: wire.TotalsOf(c, &r.Totals, b), ByTerritory: all.Wire(c),
		Territories: []territoryRow{},
		Envelope:    wire.EnvelopeOf(c, links...).Rounded(wire.AreasRounded),
	}
	rows := &rest.Series{
		Name: "territories", N: len(r.Rows), At: func(i int) any { return territoryRowOf(&r.Rows[i], e.Rows.Of(i), r.Query) },
	}
	return rest.Answer{Value: out, Long: rows, Links: links}, nil
}

func coverageGeoJSON(c *ask.Call, r *Result) (rest.Answer, error) {
	return wire.FeaturesOf(c, len(r.Rows), func(i int) rest.Feature { return coverageFeature(c, &r.Rows[i]) },
		wire.OfEach(c)), nil
}

func territoryRowOf(r *coverage.Row, e *coverage.Evidence, q coverage.Query) territoryRow {
	return territoryRow{
		Code: r.Unit.Code, Name: r.Unit.Name, Status: string(r.Status), Centres: rest.Codes(r.Centres),
		Evidence: wire.YearOf(r.Attested), Measures: wire.AgedMeasuresOf(&r.Figures, e, wire.OfUnit(r.Unit.Name, q)),
	}
}

func secondAnswerOf(c *coverage.Check, of string) secondAnswer {
	out := secondAnswer{
		Reason: c.Reason.English(), Total: c.Total, Of: of, Outlined: c.Outlined, Compared: c.Compared, ByCode: c.ByCode,
		ByGeometry: c.ByGeometry, Straddling: c.Straddling,
		Disagreements: make([]disagreement, len(c.Disagreements)),
	}
	for i, d := range c.Disagreements {
		out.Disagreements[i] = disagreement{
			Code: d.Neighbourhood.Code, Name: rest.Optional(d.Neighbourhood.Name), ByCode: d.ByCode,
			CoveredShare: rest.Round(d.Share, 4), Units: rest.Codes(d.Units),
		}
	}
	return out
}

// coverageTable writes one row per territory, those of France and its parts,
// and the totals last, marked so in the first column: a sum over the column must
// not count them twice.
func coverageTable(c *ask.Call, r *Result) (*rest.Table, error) {
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
	row := func(kind, code, name, status string, centres []string, known, published any,
		f *coverage.Figures) rest.Properties {
		p := rest.Properties{
			{Name: "row", Value: kind}, {Name: "datetime", Value: c.Date.String()}, {Name: "level", Value: string(c.Level)},
			{Name: "territory", Value: string(c.Territory)},
			{Name: "scope", Value: string(c.Scope)}, {Name: "min_confidence", Value: c.Confidence.String()},
			{Name: "qpv", Value: string(c.Geography)},
			{Name: "code", Value: code}, {Name: "name", Value: name}, {Name: "status", Value: status},
			{Name: "centres", Value: centres},
			{Name: "centres_known", Value: known}, {Name: "centres_published", Value: published},
		}
		wire.AddCoverage(&p, f)
		return p
	}
	n := wire.NetworkOf(r.Analysis)
	total := row("total", "", c.Territory.Describe(), "", nil, n.Known, n.Published, &r.Totals)
	wire.AddBand(&total, b)
	wire.AddEvidence(&total, b.Evidence)
	total.Add("evidence_year", nil)
	t := wire.NewTable(c, "maillage-coverage-"+string(c.Level)+"-"+c.Date.String(), total.Names()...)
	for i := range r.Rows {
		if c.Over(i) {
			break
		}
		one := &r.Rows[i]
		p := row("territory", one.Unit.Code, one.Unit.Name, string(one.Status), one.Centres, nil, nil, &one.Figures)
		wire.AddEvidence(&p, e.Rows.Of(i))
		t.AddNamed(append(p, rest.Property{Name: "evidence_year", Value: wire.YearOf(one.Attested)}))
	}
	for i := range all {
		p := row("by_territory", "", all[i].Territory.Describe(), "", nil, nil, nil, &all[i].Figures)
		p.Set("territory", string(all[i].Territory))
		wire.AddEvidence(&p, all[i].Evidence)
		t.AddNamed(p)
	}
	t.AddNamed(total)
	return t, nil
}
