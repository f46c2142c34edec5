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

func getSensitivity(c *call) (answer, error) {
	s, err := realign.SensitivityOf(c.snapshot, c.analysis())
	if err != nil {
		return answer{}, err
	}
	links := c.alternates()
	if c.as.format == formatCSV {
		return answer{table: sensitivityTable(c, s), links: links}, nil
	}
	most := func(m geo.Measure) *string {
		if w := s.Most(m); w != nil {
			return &w.Perimeter.ID
		}
		return nil
	}
	out := sensitivityAnswer{
		asked: askedOf(&c.query), Totals: measuresOf(&s.Base, c.describe),
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
		return moveWire{Reason: v.Reason}
	}
	out := moveWire{Covered: amount(m, v.Covered)}
	if _, ok := base.Share(); ok {
		share := round(v.Share, 4)
		out.Share = &share
	}
	return out
}

// sensitivityTable writes one row per unsure perimeter, the one that moves the
// count of neighbourhoods most first.
func sensitivityTable(c *call, s *realign.Sensitivity) *table {
	columns := []string{"datetime", "territory", "scope", "min_confidence", "qpv", "perimeter", "centre", "centre_name",
		"change", "confidence", "sourced", "assumed_ends"}
	for _, m := range geo.Measures {
		columns = append(columns, string(m)+"_move", string(m)+"_share_move")
	}
	t := newTable(c, "maillage-sensitivity-"+c.Date.String(), columns...)
	for i := range s.Swings {
		w := &s.Swings[i]
		var ends []string
		for _, a := range w.Assumed {
			ends = append(ends, string(a.End))
		}
		cells := []any{c.Date.String(), string(c.Territory), string(c.Scope), c.Confidence.String(), string(c.Geography),
			w.Perimeter.ID, w.Perimeter.Centre.ID, w.Perimeter.Centre.Name, changeOf(w),
			w.Perimeter.Confidence.String(), w.Perimeter.Sourced, ends}
		for _, m := range geo.Measures {
			move := moveOf(m, w.Of(m), s.Base.Of(m))
			cells = append(cells, move.Covered, orNull(move.Share))
		}
		t.add(cells...)
	}
	return t
}
