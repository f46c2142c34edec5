package whatif

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// CompareAnswer is how two states differ: b less a.
type CompareAnswer struct {
	A             SideWire         `json:"a"`
	B             SideWire         `json:"b"`
	Level         string           `json:"level"`
	Territory     string           `json:"territory"`
	Scope         string           `json:"scope"`
	MinConfidence string           `json:"min_confidence"`
	Common        *string          `json:"common"` // the territory compared, where it is less than that asked
	Centres       int              `json:"centres_known"`
	Totals        differences      `json:"totals"`
	Realignment   comparedStatuses `json:"realignment"`
	Territories   []compareRow     `json:"territories"`
	Reason        string           `json:"reason,omitempty"` // why there are no rows
	OnlyA         []wire.Unit      `json:"only_a"`
	OnlyB         []wire.Unit      `json:"only_b"`
	LeftOut       []leftOutWire    `json:"left_out"`
	wire.Envelope
}

// leftOutWire is a territory that both states have, and that is not compared.
type leftOutWire struct {
	wire.Unit
	Reason string `json:"reason"`
}

// SideWire is one of the two states.
type SideWire struct {
	Datetime string  `json:"datetime"`
	QPV      string  `json:"qpv"`
	Scenario *string `json:"scenario"` // null: the network as it is known
	Centres  int     `json:"centres_known"`
}

type compareRow struct {
	wire.Unit
	StatusA  string      `json:"status_a"`
	StatusB  string      `json:"status_b"`
	Measures differences `json:"measures"`
	// At level region alone: how the networks stand against it.
	RealignmentA *stance `json:"realignment_a,omitempty"`
	RealignmentB *stance `json:"realignment_b,omitempty"`
}

// differences are those of one territory.
type differences = wire.ByMeasure[Difference]

// Difference is one measure of one territory in both states, and b less a. The
// numbers are null where the measure cannot be compared; Reason says why.
type Difference struct {
	A            Counting `json:"a"`
	B            Counting `json:"b"`
	Covered      any      `json:"covered"`
	Total        any      `json:"total"`
	Share        *float64 `json:"share"`
	Unsourced    any      `json:"unsourced"`
	Undetermined any      `json:"undetermined"`
	Approximate  bool     `json:"approximate,omitempty"` // either is measured on boundaries marked approximate
	Reason       string   `json:"reason,omitempty"`
}

// Counting is one measure in one state, over the territory both have.
type Counting struct {
	Covered      any          `json:"covered"`
	Total        any          `json:"total"`
	Share        *float64     `json:"share"`
	Unsourced    any          `json:"unsourced"`
	Undetermined any          `json:"undetermined,omitempty"`
	Band         *wire.Margin `json:"band,omitempty"`     // of totals alone
	Evidence     *wire.Aged   `json:"evidence,omitempty"` // of totals alone: rows are read by their difference
}

// compareJSON sets two days or scenarios side by side.
func compareJSON(c *ask.Call, d *compareResult) (rest.Answer, error) {
	x, err := d.between()
	if err != nil {
		return rest.Answer{}, err
	}
	out := CompareAnswer{
		A: SideA(c).wire(d.a.Analysis), B: SideB(c).wire(d.b.Analysis), Level: string(c.Level),
		Territory: string(c.Territory),
		Scope:     string(c.Scope), MinConfidence: c.Confidence.String(),
		Common: rest.Optional(d.Common), Centres: d.Known, Totals: totalDifferences(&d.Totals, x),
		Reason:      d.Reason.English(),
		Realignment: comparedStatusesOf(c, x.turning),
		Territories: []compareRow{}, OnlyA: wire.Units(d.OnlyA), OnlyB: wire.Units(d.OnlyB),
		LeftOut:  make([]leftOutWire, len(d.LeftOut)),
		Envelope: wire.EnvelopeOf(c, c.Alternates()...).Rounded(wire.AreasRounded),
	}
	inA, inB := stancesOf(x.turning.before, c.Level), stancesOf(x.turning.after, c.Level)
	long := &rest.Series{Name: "territories", N: len(d.Rows), At: func(i int) any {
		r := &d.Rows[i]
		return compareRow{
			Unit: wire.UnitOf(&r.Unit), StatusA: string(r.StatusA), StatusB: string(r.StatusB),
			Measures: differencesOf(&r.Measures), RealignmentA: inA[r.Unit.Code], RealignmentB: inB[r.Unit.Code],
		}
	}}
	for i := range d.LeftOut {
		out.LeftOut[i] = leftOutWire{wire.UnitOf(&d.LeftOut[i]), d.WhyLeftOut.English()}
	}
	return rest.Answer{Value: out, Long: long}, nil
}

func (s *side) wire(a *coverage.Analysis) SideWire {
	return SideWire{
		Datetime: s.Date.String(), QPV: string(s.geography), Scenario: rest.Optional(s.compact), Centres: a.Known,
	}
}

func differencesOf(d *scenario.Differences) differences {
	return wire.EachMeasure(func(m geo.Measure) Difference { return differenceOf(m, d.Of(m)) })
}

func differenceOf(m geo.Measure, d *scenario.Difference) Difference {
	out := Difference{
		A: countingOf(m, &d.A), B: countingOf(m, &d.B), Reason: d.Reason.English(),
		Approximate: d.A.Approximate || d.B.Approximate,
	}
	if d.Reason != "" {
		return out
	}
	out.Covered, out.Total = wire.Amount(m, d.Covered), wire.Amount(m, d.Total)
	out.Unsourced, out.Undetermined = wire.Amount(m, d.Unsourced), wire.Amount(m, d.Undetermined)
	if d.Shared {
		share := rest.Round(d.Share, 4) + 0 // no "-0"
		out.Share = &share
	}
	return out
}

func countingOf(m geo.Measure, f *coverage.Figure) Counting {
	one := wire.FigureOf(m, f, "")
	return Counting{
		Covered: one.Covered, Total: one.Total, Share: one.Share, Unsourced: one.Unsourced, Undetermined: one.Undetermined,
	}
}

// compareTable writes a row for each territory, one for each region whose
// realignment differs, and one for the total; the first column tells them apart.
func compareTable(c *ask.Call, compared *compareResult) (*rest.Table, error) {
	x, err := compared.between()
	if err != nil {
		return nil, err
	}
	d := &compared.Diff
	var columns rest.Properties
	addCompared(&columns, c, d, "", &geo.Unit{})
	columns.Add("status_a", nil)
	columns.Add("status_b", nil)
	addDifferences(&columns, new(scenario.Differences))
	addEffectColumns(&columns, sideBySide)
	t := wire.NewTable(c, "maillage-compare-"+SideA(c).Date.String()+"-"+SideB(c).Date.String(), columns.Names()...)
	inA, inB := stancesOf(x.turning.before, c.Level), stancesOf(x.turning.after, c.Level)
	for i := range d.Rows {
		if c.Over(i) {
			break
		}
		r := &d.Rows[i]
		var p rest.Properties
		addCompared(&p, c, d, "territory", &r.Unit)
		p.Add("status_a", string(r.StatusA))
		p.Add("status_b", string(r.StatusB))
		addDifferences(&p, &r.Measures)
		addStances(&p, inA[r.Unit.Code], inB[r.Unit.Code], sideBySide)
		t.AddNamed(p)
	}
	for _, one := range x.turning.wire().Changes {
		var p rest.Properties
		addCompared(&p, c, d, "realignment", &geo.Unit{Level: one.Level, Code: one.Code, Name: one.Name})
		addStatusChange(&p, &one, sideBySide)
		t.AddNamed(p)
	}
	var p rest.Properties
	addCompared(&p, c, d, "total", &geo.Unit{Name: c.Territory.Describe()})
	if d.Common != "" {
		p[len(p)-1].Value = d.Common
	}
	addDifferences(&p, &d.Totals)
	addEffect(&p, x, sideBySide)
	t.AddNamed(p)
	return t, nil
}

// addCompared adds what is compared: the question, and a territory.
func addCompared(p *rest.Properties, c *ask.Call, d *scenario.Diff, row string, u *geo.Unit) {
	p.Add("row", row)
	p.Add("datetime_a", d.A.Date.String())
	p.Add("datetime_b", d.B.Date.String())
	p.Add("scenario_a", SideA(c).compact)
	p.Add("scenario_b", SideB(c).compact)
	p.Add("qpv_a", string(d.A.Geography))
	p.Add("qpv_b", string(d.B.Geography))
	p.Add("scope", string(c.Scope))
	p.Add("min_confidence", c.Confidence.String())
	p.Add("territory", string(c.Territory))
	p.Add("level", string(u.Level))
	p.Add("code", u.Code)
	p.Add("name", u.Name)
}

// addDifferences adds what is covered in both states, what of it rests on no
// published source, what cannot be told, and b less a.
func addDifferences(p *rest.Properties, d *scenario.Differences) {
	for _, m := range geo.Measures {
		one := differenceOf(m, d.Of(m))
		p.Add(m.String()+"_a", one.A.Covered)
		p.Add(m.String()+"_b", one.B.Covered)
		p.Add(m.String()+"_difference", one.Covered)
		p.Add(m.String()+"_total_a", one.A.Total)
		p.Add(m.String()+"_total_b", one.B.Total)
		p.Add(m.String()+"_share_difference", rest.OrNull(one.Share))
		p.Add(m.String()+"_unsourced_a", one.A.Unsourced)
		p.Add(m.String()+"_unsourced_b", one.B.Unsourced)
		p.Add(m.String()+"_undetermined_a", wire.Untold(m, &d.Of(m).A))
		p.Add(m.String()+"_undetermined_b", wire.Untold(m, &d.Of(m).B))
	}
	p.Add("area_approximate", d.Of(geo.AreaKM2).A.Approximate || d.Of(geo.AreaKM2).B.Approximate)
}
