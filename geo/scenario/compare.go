package scenario

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Difference is one measure of one territory in two analyses, and b less a.
type Difference struct {
	A, B coverage.Figure // over the territory both have
	// B less A.
	Covered, Total, Unsourced, Undetermined int64
	Share                                   float64  // 0 where Shared is false
	Shared                                  bool     // both have a share
	Reason                                  geo.Lack // why there is no difference; "" where there is one
}

// Differences is one difference for each measure.
type Differences = geo.ByMeasure[Difference]

// Diff is how two analyses differ: b less a.
type Diff struct {
	A, B coverage.Query
	// Common says which territory is compared, where it is not all that both
	// were asked about; "" where it is.
	Common string
	Totals Differences
	Known  int       // centres known in b, less those in a
	Rows   []RowDiff // of the rows both have, in their order
	Reason geo.Lack  // why there are no rows; "" where there are
	// OnlyA and OnlyB are the rows that one has and the other lacks. LeftOut are
	// rows that both have and the common territory lacks, for WhyLeftOut.
	OnlyA, OnlyB, LeftOut []geo.Unit
	WhyLeftOut            geo.Lack
}

// RowDiff is a territory in two analyses.
type RowDiff struct {
	Unit             geo.Unit
	StatusA, StatusB coverage.Status
	Measures         Differences
}

// withoutCOM names the territory both geographies of neighbourhoods have.
var (
	withoutCOM         = "metropolitan France and " + overseasWithoutCOM
	overseasWithoutCOM = "the five overseas departments: " + geo.LackQPV2024COM.English()
)

// Compare tells how two analyses differ, over the territory that both have:
// Compare(a, b) is Compare(b, a) with the signs turned. Two geographies of
// neighbourhoods are compared without Saint-Martin and French Polynesia (1,436
// neighbourhoods of 2015 against 1,493 of 2024). A figure that either lacks gives
// no difference, and the reason.
func Compare(a, b *coverage.Analysis) Diff {
	c := comparison{a: a, b: b, vintages: a.Query.Geography != b.Query.Geography}
	d := Diff{A: a.Query, B: b.Query, Known: b.Known - a.Known, Common: c.territory()}
	keepA, keepB, separable := c.common()
	if !separable {
		d.Reason = geo.LackSameLevel
		for i := range d.Totals {
			d.Totals[i] = Difference{Reason: geo.LackSeparable}
		}
		return d
	}
	totalsA, totalsB := totals(a, keepA), totals(b, keepB)
	for i := range d.Totals {
		d.Totals[i] = difference(totalsA[i], totalsB[i])
	}
	inA, inB := codes(a), codes(b)
	d.OnlyA, d.LeftOut = left(a, keepA, inB)
	d.OnlyB, _ = left(b, keepB, inA)
	if len(d.LeftOut) > 0 {
		d.WhyLeftOut = geo.LackQPV2024COM
	}
	if a.Query.Level != b.Query.Level {
		d.Reason = geo.LackSameLevel
		return d
	}
	d.Rows = c.rows(keepA, keepB)
	return d
}

type comparison struct {
	a, b     *coverage.Analysis
	vintages bool // the geographies of neighbourhoods differ
}

// territory says what is compared.
func (c *comparison) territory() string {
	ta, tb := c.a.Query.Territory, c.b.Query.Territory
	narrow := ta
	switch {
	case tb.Includes(ta):
	case ta.Includes(tb):
		narrow = tb
	default:
		return "nothing: the two territories have no ground in common"
	}
	switch {
	case c.vintages && narrow == geo.France:
		return withoutCOM
	case c.vintages && narrow == geo.Overseas:
		return overseasWithoutCOM
	case c.vintages && narrow == geo.COM:
		return "nothing: " + withoutCOM
	case ta != tb:
		return narrow.Describe()
	}
	return ""
}

// common marks the rows of each that lie in the territory both have, and
// reports false where rows of different levels cannot tell it.
func (c *comparison) common() (keepA, keepB []bool, ok bool) {
	sameTerritory := c.a.Query.Territory == c.b.Query.Territory
	if !sameTerritory && c.a.Query.Level != c.b.Query.Level {
		return nil, nil, false
	}
	inA, inB := codes(c.a), codes(c.b)
	keep := func(rows []coverage.Row, other map[string]int) []bool {
		out := make([]bool, len(rows))
		for i := range rows {
			_, both := other[rows[i].Unit.Code]
			out[i] = (sameTerritory || both) && !(c.vintages && isCOM(&rows[i].Unit))
		}
		return out
	}
	return keep(c.a.Rows, inB), keep(c.b.Rows, inA), true
}

func codes(a *coverage.Analysis) map[string]int {
	out := make(map[string]int, len(a.Rows))
	for i := range a.Rows {
		out[a.Rows[i].Unit.Code] = i
	}
	return out
}

// isCOM reports whether a row lies in an overseas collectivity.
func isCOM(u *geo.Unit) bool {
	return u.Level == geo.Collectivity || geo.COM.Contains(u.Department)
}

// totals is the totals of an analysis less the rows that are not kept.
func totals(a *coverage.Analysis, keep []bool) coverage.Figures {
	out := a.Totals
	kept := false
	for i := range a.Rows {
		if keep[i] {
			kept = true
			continue
		}
		for k := range out {
			subtract(&out[k], &a.Rows[i], geo.Measures[k])
		}
	}
	if !kept {
		for k := range out {
			out[k] = coverage.Figure{Reason: geo.LackSeparable}
		}
	}
	return out
}

// subtract takes a row from a total. A row without a figure takes nothing where
// it has nothing to count, and else leaves no figure.
func subtract(f *coverage.Figure, r *coverage.Row, m geo.Measure) {
	row := r.Figures.Of(m)
	switch {
	case f.Reason != "":
	case row.Reason == "":
		f.Covered -= row.Covered
		f.Total -= row.Total
		f.Unsourced -= row.Unsourced
		f.Undetermined -= row.Undetermined
	case addsNothing(&r.Unit, m):
	default:
		*f = coverage.Figure{Reason: geo.LackSeparable}
	}
}

// addsNothing tells that a row without a figure has nothing in the total: its
// inhabitants are counted elsewhere, it has no department, or no neighbourhood is
// published of it.
func addsNothing(u *geo.Unit, m geo.Measure) bool {
	return m == geo.Population || isCOM(u) && (m == geo.Departments || m == geo.Neighbourhoods)
}

// EvidenceInCommon is the evidence of a over the territory that b has too, of
// which [Compare] gives the totals. Its rows are those of a.
func EvidenceInCommon(a, b *coverage.Analysis, e *coverage.Evidences) *coverage.Evidence {
	c := comparison{a: a, b: b, vintages: a.Query.Geography != b.Query.Geography}
	keep, _, separable := c.common()
	out, kept := e.Totals, false
	for i := range keep {
		kept = kept || keep[i]
		for _, m := range geo.Measures {
			switch r := &a.Rows[i]; {
			case keep[i]:
			case r.Figures.Of(m).Reason == "":
				out.Less(&e.Rows[i], m)
			case !addsNothing(&r.Unit, m):
				out.Untell(m)
			}
		}
	}
	if !separable || !kept {
		for _, m := range geo.Measures {
			out.Untell(m)
		}
	}
	return &out
}

// left lists the rows that are not kept: those the other lacks, and those both have.
func left(a *coverage.Analysis, keep []bool, other map[string]int) (only, both []geo.Unit) {
	for i := range a.Rows {
		if keep[i] {
			continue
		}
		if _, ok := other[a.Rows[i].Unit.Code]; ok {
			both = append(both, a.Rows[i].Unit)
		} else {
			only = append(only, a.Rows[i].Unit)
		}
	}
	return only, both
}

// rows compares the rows kept, which both have.
func (c *comparison) rows(keepA, keepB []bool) []RowDiff {
	inB := codes(c.b)
	var out []RowDiff
	for i := range c.a.Rows {
		a := &c.a.Rows[i]
		k, ok := inB[a.Unit.Code]
		if !ok || !keepA[i] || !keepB[k] {
			continue
		}
		b := &c.b.Rows[k]
		d := RowDiff{Unit: a.Unit, StatusA: a.Status, StatusB: b.Status}
		for m := range d.Measures {
			d.Measures[m] = difference(a.Figures[m], b.Figures[m])
			if a.Unit.Code == snapshot.NoEPCI && c.a.Query.Territory != c.b.Query.Territory {
				d.Measures[m] = Difference{Reason: geo.LackSameGround}
			}
		}
		out = append(out, d)
	}
	return out
}

func difference(a, b coverage.Figure) Difference {
	if reason := whyNot(a, b); reason != "" {
		return Difference{A: a, B: b, Reason: reason}
	}
	d := Difference{
		A: a, B: b,
		Covered: b.Covered - a.Covered, Total: b.Total - a.Total,
		Unsourced: b.Unsourced - a.Unsourced, Undetermined: b.Undetermined - a.Undetermined,
	}
	shareA, okA := a.Share()
	shareB, okB := b.Share()
	if okA && okB {
		d.Share, d.Shared = shareB-shareA, true
	}
	return d
}

// whyNot is the same whichever analysis comes first: of two reasons, that whose
// words come first.
func whyNot(a, b coverage.Figure) geo.Lack {
	switch {
	case a.Reason == "" || b.Reason == "":
		return a.Reason + b.Reason
	case a.Reason.English() < b.Reason.English():
		return a.Reason
	}
	return b.Reason
}
