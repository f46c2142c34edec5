package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// sensitivityAnswer is what /analysis/sensitivity says.
type sensitivityAnswer struct {
	asked
	Totals     measures           `json:"totals"`  // as they stand
	Largest    byMeasure[*string] `json:"largest"` // the perimeter that moves each most; null where none does
	Perimeters []swingWire        `json:"perimeters"`
	footing
}

// swingWire is what one unsure perimeter does to the figures.
type swingWire struct {
	Perimeter   string              `json:"perimeter"`
	Centre      string              `json:"centre"`
	Name        string              `json:"name"`
	Change      string              `json:"change"` // removed, or added: counted or not at the threshold asked
	Confidence  string              `json:"confidence"`
	Sourced     bool                `json:"sourced"`
	Assumptions []assumption        `json:"assumptions"`
	Moves       byMeasure[moveWire] `json:"moves"`
}

// moveWire is by how much a figure changes, after less before.
type moveWire struct {
	Covered any      `json:"covered"`
	Share   *float64 `json:"share"`
	Reason  string   `json:"reason,omitempty"`
}

func computeSensitivity(c *call) (*realign.Sensitivity, error) {
	return realign.SensitivityOf(c.ctx, c.snapshot, c.analysis())
}

func sensitivityJSON(c *call, s *realign.Sensitivity) (answer, error) {
	links := c.alternates()
	most := func(m geo.Measure) *string {
		if w := s.Most(m); w != nil {
			return &w.Perimeter.ID
		}
		return nil
	}
	out := sensitivityAnswer{
		asked: askedOf(&c.question), Totals: agedMeasuresOf(&s.Base, s.Evidence, c.describe),
		Largest:    eachMeasure(most),
		Perimeters: make([]swingWire, len(s.Swings)), footing: footingOf(c, links...),
	}
	for i := range s.Swings {
		out.Perimeters[i] = swingOf(&s.Swings[i], &s.Base)
	}
	return answer{value: out, links: links}, nil
}

func swingOf(w *realign.Swing, base *coverage.Figures) swingWire {
	p := w.Perimeter
	return swingWire{
		Perimeter: p.ID, Centre: p.Centre.ID, Name: p.Centre.Name, Change: changeOf(w),
		Confidence: p.Confidence.String(), Sourced: p.Sourced, Assumptions: assumptionsOf(w.Assumed),
		Moves: eachMeasure(func(m geo.Measure) moveWire { return moveOf(m, w.Of(m), base.Of(m)) }),
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
	out := moveWire{Covered: amount(m, v.Covered)}
	if _, ok := base.Share(); ok {
		share := round(v.Share, 4)
		out.Share = &share
	}
	return out
}

// sensitivityTable writes one row per unsure perimeter, the one that moves the
// count of neighbourhoods most first, and the totals last: the first column
// tells which.
func sensitivityTable(c *call, s *realign.Sensitivity) (*table, error) {
	start := func(row string) properties {
		return properties{
			{"row", row}, {"datetime", c.Date.String()}, {"territory", string(c.Territory)}, {"scope", string(c.Scope)},
			{"min_confidence", c.Confidence.String()}, {"qpv", string(c.Geography)},
		}
	}
	columns := start("")
	columns.addSwing(&realign.Swing{Perimeter: noPerimeter}, &s.Base)
	columns.addCoverage(&s.Base)
	columns.addAges(nil, geo.Neighbourhoods, "")
	t := newTable(c, "maillage-sensitivity-"+c.Date.String(), columns.names()...)
	for i := range s.Swings {
		row := start("perimeter")
		row.addSwing(&s.Swings[i], &s.Base)
		t.addNamed(row)
	}
	row := start("total")
	row.addCoverage(&s.Base)
	row.addAges(s.Evidence, geo.Neighbourhoods, "")
	t.addNamed(row)
	return t, nil
}

// addSwing adds what one perimeter is, and what it moves.
func (p *properties) addSwing(w *realign.Swing, base *coverage.Figures) {
	var ends []string
	for _, a := range w.Assumed {
		ends = append(ends, string(a.End))
	}
	p.add("perimeter", w.Perimeter.ID)
	p.add("centre", w.Perimeter.Centre.ID)
	p.add("centre_name", w.Perimeter.Centre.Name)
	p.add("change", changeOf(w))
	p.add("confidence", w.Perimeter.Confidence.String())
	p.add("sourced", w.Perimeter.Sourced)
	p.add("assumed_ends", ends)
	for _, m := range geo.Measures {
		move := moveOf(m, w.Of(m), base.Of(m))
		p.add(m.String()+"_move", move.Covered)
		p.add(m.String()+"_share_move", orNull(move.Share))
	}
}
