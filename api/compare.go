package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// compareAnswer is how two states differ: b less a.
type compareAnswer struct {
	A             sideWire      `json:"a"`
	B             sideWire      `json:"b"`
	Level         string        `json:"level"`
	Territory     string        `json:"territory"`
	Scope         string        `json:"scope"`
	MinConfidence string        `json:"min_confidence"`
	Common        *string       `json:"common"` // the territory compared, where it is less than that asked
	Centres       int           `json:"centres_known"`
	Totals        differences   `json:"totals"`
	Realignment   comparedTurns `json:"realignment"`
	Territories   []compareRow  `json:"territories"`
	Reason        string        `json:"reason,omitempty"` // why there are no rows
	OnlyA         []unitWire    `json:"only_a"`
	OnlyB         []unitWire    `json:"only_b"`
	LeftOut       []leftOutWire `json:"left_out"`
	footing
}

// leftOutWire is a territory that both states have, and that is not compared.
type leftOutWire struct {
	unitWire
	Reason string `json:"reason"`
}

// sideWire is one of the two states.
type sideWire struct {
	Datetime string  `json:"datetime"`
	QPV      string  `json:"qpv"`
	Scenario *string `json:"scenario"` // null: the network as it is known
	Centres  int     `json:"centres_known"`
}

type compareRow struct {
	unitWire
	StatusA  string      `json:"status_a"`
	StatusB  string      `json:"status_b"`
	Measures differences `json:"measures"`
	// At level region alone: how the networks stand against it.
	RealignmentA *stance `json:"realignment_a,omitempty"`
	RealignmentB *stance `json:"realignment_b,omitempty"`
}

// differences are those of one territory.
type differences = byMeasure[difference]

// difference is one measure of one territory in both states, and b less a. The
// numbers are null where the measure cannot be compared; Reason says why.
type difference struct {
	A            counting `json:"a"`
	B            counting `json:"b"`
	Covered      any      `json:"covered"`
	Total        any      `json:"total"`
	Share        *float64 `json:"share"`
	Unsourced    any      `json:"unsourced"`
	Undetermined any      `json:"undetermined"`
	Approximate  bool     `json:"approximate,omitempty"` // either is measured on boundaries marked approximate
	Reason       string   `json:"reason,omitempty"`
}

// counting is one measure in one state, over the territory both have.
type counting struct {
	Covered      any      `json:"covered"`
	Total        any      `json:"total"`
	Share        *float64 `json:"share"`
	Unsourced    any      `json:"unsourced"`
	Undetermined any      `json:"undetermined,omitempty"`
	Band         *margin  `json:"band,omitempty"`     // of totals alone
	Evidence     *aged    `json:"evidence,omitempty"` // of totals alone: rows are read by their difference
}

// compareJSON sets two days or scenarios side by side.
func compareJSON(c *call, d *compareResult) (answer, error) {
	x, err := d.between()
	if err != nil {
		return answer{}, err
	}
	out := compareAnswer{
		A: sideA(c).wire(d.a.Analysis), B: sideB(c).wire(d.b.Analysis), Level: string(c.Level), Territory: string(c.Territory),
		Scope: string(c.Scope), MinConfidence: c.Confidence.String(),
		Common: optional(d.Common), Centres: d.Known, Totals: totalDifferences(&d.Totals, &x.bands), Reason: d.Reason.English(),
		Realignment: c.comparedTurnsOf(x.turns),
		Territories: []compareRow{}, OnlyA: unitWires(d.OnlyA), OnlyB: unitWires(d.OnlyB),
		LeftOut: make([]leftOutWire, len(d.LeftOut)),
		footing: footingOf(c, c.alternates()...).rounded(areasRounded),
	}
	inA, inB := stancesOf(x.turns.before, c.Level), stancesOf(x.turns.after, c.Level)
	long := &series{"territories", len(d.Rows), func(i int) any {
		r := &d.Rows[i]
		return compareRow{
			unitWireOf(&r.Unit), string(r.StatusA), string(r.StatusB), differencesOf(&r.Measures), inA[r.Unit.Code], inB[r.Unit.Code],
		}
	}}
	for i := range d.LeftOut {
		out.LeftOut[i] = leftOutWire{unitWireOf(&d.LeftOut[i]), d.WhyLeftOut.English()}
	}
	return answer{value: out, long: long}, nil
}

func (s *side) wire(a *coverage.Analysis) sideWire {
	return sideWire{s.date.String(), string(s.geography), optional(s.compact), a.Known}
}

func differencesOf(d *scenario.Differences) differences {
	return eachMeasure(func(m geo.Measure) difference { return differenceOf(m, d.Of(m)) })
}

func differenceOf(m geo.Measure, d *scenario.Difference) difference {
	out := difference{
		A: countingOf(m, &d.A), B: countingOf(m, &d.B), Reason: d.Reason.English(), Approximate: d.A.Approximate || d.B.Approximate,
	}
	if d.Reason != "" {
		return out
	}
	out.Covered, out.Total = amount(m, d.Covered), amount(m, d.Total)
	out.Unsourced, out.Undetermined = amount(m, d.Unsourced), amount(m, d.Undetermined)
	if d.Shared {
		share := round(d.Share, 4) + 0 // no "-0"
		out.Share = &share
	}
	return out
}

func countingOf(m geo.Measure, f *coverage.Figure) counting {
	one := figureOf(m, f, "")
	return counting{Covered: one.Covered, Total: one.Total, Share: one.Share, Unsourced: one.Unsourced, Undetermined: one.Undetermined}
}

// compareTable writes a row for each territory, one for each region whose
// realignment differs, and one for the total; the first column tells them apart.
func compareTable(c *call, compared *compareResult) (*table, error) {
	x, err := compared.between()
	if err != nil {
		return nil, err
	}
	d := &compared.Diff
	var columns properties
	columns.addCompared(c, d, "", &geo.Unit{})
	columns.add("status_a", nil)
	columns.add("status_b", nil)
	columns.addDifferences(new(scenario.Differences))
	columns.addBetweenColumns()
	t := newTable(c, "maillage-compare-"+sideA(c).date.String()+"-"+sideB(c).date.String(), columns.names()...)
	inA, inB := stancesOf(x.turns.before, c.Level), stancesOf(x.turns.after, c.Level)
	for i := range d.Rows {
		if c.over(i) {
			break
		}
		r := &d.Rows[i]
		var p properties
		p.addCompared(c, d, "territory", &r.Unit)
		p.add("status_a", string(r.StatusA))
		p.add("status_b", string(r.StatusB))
		p.addDifferences(&r.Measures)
		p.addStances(inA[r.Unit.Code], inB[r.Unit.Code], sideBySide)
		t.addNamed(p)
	}
	for _, one := range x.turns.wire().Changes {
		var p properties
		p.addCompared(c, d, "realignment", &geo.Unit{Level: one.Level, Code: one.Code, Name: one.Name})
		p.addTurn(&one, sideBySide)
		t.addNamed(p)
	}
	var p properties
	p.addCompared(c, d, "total", &geo.Unit{Name: c.Territory.Describe()})
	if d.Common != "" {
		p[len(p)-1].value = d.Common
	}
	p.addDifferences(&d.Totals)
	p.addBetween(x)
	t.addNamed(p)
	return t, nil
}

// addCompared adds what is compared: the question, and a territory.
func (p *properties) addCompared(c *call, d *scenario.Diff, row string, u *geo.Unit) {
	p.add("row", row)
	p.add("datetime_a", d.A.Date.String())
	p.add("datetime_b", d.B.Date.String())
	p.add("scenario_a", sideA(c).compact)
	p.add("scenario_b", sideB(c).compact)
	p.add("qpv_a", string(d.A.Geography))
	p.add("qpv_b", string(d.B.Geography))
	p.add("scope", string(c.Scope))
	p.add("min_confidence", c.Confidence.String())
	p.add("territory", string(c.Territory))
	p.add("level", string(u.Level))
	p.add("code", u.Code)
	p.add("name", u.Name)
}

// addDifferences adds what is covered in both states, what of it rests on no
// published source, what cannot be told, and b less a.
func (p *properties) addDifferences(d *scenario.Differences) {
	for _, m := range geo.Measures {
		one := differenceOf(m, d.Of(m))
		p.add(m.String()+"_a", one.A.Covered)
		p.add(m.String()+"_b", one.B.Covered)
		p.add(m.String()+"_difference", one.Covered)
		p.add(m.String()+"_total_a", one.A.Total)
		p.add(m.String()+"_total_b", one.B.Total)
		p.add(m.String()+"_share_difference", orNull(one.Share))
		p.add(m.String()+"_unsourced_a", one.A.Unsourced)
		p.add(m.String()+"_unsourced_b", one.B.Unsourced)
		p.add(m.String()+"_undetermined_a", untold(m, &d.Of(m).A))
		p.add(m.String()+"_undetermined_b", untold(m, &d.Of(m).B))
	}
	p.add("area_approximate", d.Of(geo.AreaKM2).A.Approximate || d.Of(geo.AreaKM2).B.Approximate)
}
