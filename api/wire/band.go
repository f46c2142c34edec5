package wire

import (
	"errors"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// Band is the totals of a question at the three thresholds of confidence,
// whichever of them it asks for, and what these rest on at the one asked.
type Band struct {
	High, Medium, Low coverage.Figures
	Evidence          *coverage.Evidence
}

// Margin is one figure as an interval: what is of high confidence, what is taken
// by default (medium), and what would hold if every hypothesis were true (low).
type Margin struct {
	High   Counted `json:"high"`
	Medium Counted `json:"medium"`
	Low    Counted `json:"low"`
}

// Counted is a figure beside others of the same total; null where changes
// cannot be made to the network of the threshold, for the reason given.
type Counted struct {
	Covered any      `json:"covered"`
	Share   *float64 `json:"share"`
	Reason  string   `json:"reason,omitempty"`
}

// BandOf computes the totals of an analysis at the thresholds it was not asked
// at too.
func BandOf(c *ask.Call, a *coverage.Analysis) (*Band, error) {
	b, err := Spread(a,
		func(q coverage.Query) (*coverage.Analysis, error) { return coverage.Analyse(c.Ctx, c.Snapshot, q) })
	if err != nil {
		return nil, err
	}
	b.Evidence, err = a.Evidence(c.Ctx)
	return b, err
}

// Spread asks for the totals of an analysis at the thresholds it is not of. A
// scenario that cannot be made at one of them has none there.
func Spread(a *coverage.Analysis, analyse func(coverage.Query) (*coverage.Analysis, error)) (*Band, error) {
	b := &Band{}
	for _, at := range b.Thresholds() {
		if at.Confidence == a.Query.Confidence {
			*at.Figures = a.Totals
			continue
		}
		q := a.Query
		q.Confidence = at.Confidence
		other, err := analyse(q)
		var refused *scenario.Refusal
		switch {
		case errors.As(err, &refused):
			for i := range at.Figures {
				at.Figures[i].Reason = geo.LackChangesAtThreshold.Of(refused.Error())
			}
		case err != nil:
			return nil, err
		default:
			*at.Figures = other.Totals
		}
	}
	return b, nil
}

// A threshold is one confidence with the figures it gives.
type threshold struct {
	Confidence geo.Confidence
	Figures    *coverage.Figures
}

// Thresholds lists the confidences with the figures each gives, the highest first.
func (b *Band) Thresholds() []threshold {
	return []threshold{{geo.High, &b.High}, {geo.Medium, &b.Medium}, {geo.Low, &b.Low}}
}

// Of is the interval of one measure that has a figure.
func (b *Band) Of(m geo.Measure) *Margin {
	at := func(f *coverage.Figures) Counted {
		one := FigureOf(m, f.Of(m), "")
		return Counted{one.Covered, one.Share, one.Reason}
	}
	return &Margin{at(&b.High), at(&b.Medium), at(&b.Low)}
}

// Describe says what the total of a measure is.
func Describe(c *ask.Call, m geo.Measure) string {
	return coverage.Describe(c.Snapshot, c.Analysis(), m)
}

// TotalsOf puts national figures on the wire, as intervals too, and parted by the
// age of their evidence.
func TotalsOf(c *ask.Call, f *coverage.Figures, b *Band) Measures {
	out := AgedMeasuresOf(f, b.Evidence, func(m geo.Measure) string { return Describe(c, m) })
	for m := range out {
		if out[m].Reason == "" {
			out[m].Band = b.Of(geo.Measure(m))
		}
	}
	return out
}

// AddBand adds what is covered of each measure at each threshold.
func AddBand(p *rest.Properties, b *Band) { AddBandOf(p, b, "covered") }

// AddBandOf does under another name than covered.
func AddBandOf(p *rest.Properties, b *Band, name string) {
	for _, m := range geo.Measures {
		for _, at := range b.Thresholds() {
			p.Add(m.String()+"_"+name+"_"+at.Confidence.String(), FigureOf(m, at.Figures.Of(m), "").Covered)
		}
	}
}
