package realignment

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// SensitivityAnswer is what /analysis/sensitivity says.
type SensitivityAnswer struct {
	wire.Echo
	Totals     wire.Measures           `json:"totals"`  // as they stand
	Largest    wire.ByMeasure[*string] `json:"largest"` // the perimeter that moves each most; null where none does
	Perimeters []SwingWire             `json:"perimeters"`
	wire.Envelope
}

// SwingWire is what one unsure perimeter does to the figures.
type SwingWire struct {
	Perimeter   string                   `json:"perimeter"`
	Centre      string                   `json:"centre"`
	Name        string                   `json:"name"`
	Change      string                   `json:"change"` // removed, or added: counted or not at the threshold asked
	Confidence  string                   `json:"confidence"`
	Sourced     bool                     `json:"sourced"`
	Assumptions []wire.Assumption        `json:"assumptions"`
	Moves       wire.ByMeasure[moveWire] `json:"moves"`
}

// moveWire is by how much a figure changes, after less before.
type moveWire struct {
	Covered any      `json:"covered"`
	Share   *float64 `json:"share"`
	Reason  string   `json:"reason,omitempty"`
}

func computeSensitivity(c *ask.Call) (*realign.Sensitivity, error) {
	return realign.SensitivityOf(c.Ctx, c.Snapshot, c.Analysis())
}

func sensitivityJSON(c *ask.Call, s *realign.Sensitivity) (rest.Answer, error) {
	links := c.Alternates()
	most := func(m geo.Measure) *string {
		if w := s.Most(m); w != nil {
			return &w.Perimeter.ID
		}
		return nil
	}
	out := SensitivityAnswer{
		Echo:       wire.EchoOf(&c.Question),
		Totals:     wire.AgedMeasuresOf(&s.Base, s.Evidence, func(m geo.Measure) string { return wire.Describe(c, m) }),
		Largest:    wire.EachMeasure(most),
		Perimeters: make([]SwingWire, len(s.Swings)), Envelope: wire.EnvelopeOf(c, links...),
	}
	for i := range s.Swings {
		out.Perimeters[i] = swingOf(&s.Swings[i], &s.Base)
	}
	return rest.Answer{Value: out, Links: links}, nil
}

func swingOf(w *realign.Swing, base *coverage.Figures) SwingWire {
	p := w.Perimeter
	return SwingWire{
		Perimeter: p.ID, Centre: p.Centre.ID, Name: p.Centre.Name, Change: changeOf(w),
		Confidence: p.Confidence.String(), Sourced: p.Sourced, Assumptions: wire.AssumptionsOf(w.Assumed),
		Moves: wire.EachMeasure(func(m geo.Measure) moveWire { return moveOf(m, w.Of(m), base.Of(m)) }),
	}
}

func changeOf(w *realign.Swing) string {
	if w.Counted {
		return "removed"
	}
	return "added"
}

func moveOf(m geo.Measure, v *realign.Move, base *coverage.Figure) moveWire {
	if v.Reason != "" {
		return moveWire{Reason: v.Reason.English()}
	}
	out := moveWire{Covered: wire.Amount(m, v.Covered)}
	if _, ok := base.Share(); ok {
		share := rest.Round(v.Share, 4)
		out.Share = &share
	}
	return out
}

// sensitivityTable writes one row per unsure perimeter, the one that moves the
// count of neighbourhoods most first, and the totals last: the first column
// tells which.
func sensitivityTable(c *ask.Call, s *realign.Sensitivity) (*rest.Table, error) {
	start := func(row string) rest.Properties {
		return rest.Properties{
			{Name: "row", Value: row}, {Name: "datetime", Value: c.Date.String()},
			{Name: "territory", Value: string(c.Territory)}, {Name: "scope", Value: string(c.Scope)},
			{Name: "min_confidence", Value: c.Confidence.String()}, {Name: "qpv", Value: string(c.Geography)},
		}
	}
	columns := start("")
	addSwing(&columns, &realign.Swing{Perimeter: wire.NoPerimeter}, &s.Base)
	wire.AddCoverage(&columns, &s.Base)
	wire.AddAges(&columns, nil, geo.Neighbourhoods, "")
	t := wire.NewTable(c, "maillage-sensitivity-"+c.Date.String(), columns.Names()...)
	for i := range s.Swings {
		row := start("perimeter")
		addSwing(&row, &s.Swings[i], &s.Base)
		t.AddNamed(row)
	}
	row := start("total")
	wire.AddCoverage(&row, &s.Base)
	wire.AddAges(&row, s.Evidence, geo.Neighbourhoods, "")
	t.AddNamed(row)
	return t, nil
}

// addSwing adds what one perimeter is, and what it moves.
func addSwing(p *rest.Properties, w *realign.Swing, base *coverage.Figures) {
	var ends []string
	for _, a := range w.Assumed {
		ends = append(ends, string(a.End))
	}
	p.Add("perimeter", w.Perimeter.ID)
	p.Add("centre", w.Perimeter.Centre.ID)
	p.Add("centre_name", w.Perimeter.Centre.Name)
	p.Add("change", changeOf(w))
	p.Add("confidence", w.Perimeter.Confidence.String())
	p.Add("sourced", w.Perimeter.Sourced)
	p.Add("assumed_ends", ends)
	for _, m := range geo.Measures {
		move := moveOf(m, w.Of(m), base.Of(m))
		p.Add(m.String()+"_move", move.Covered)
		p.Add(m.String()+"_share_move", rest.OrNull(move.Share))
	}
}
