package api

import (
	"errors"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// band is the totals of a question at the three thresholds of confidence,
// whichever of them it asks for, and what these rest on at the one asked.
type band struct {
	High, Medium, Low coverage.Figures
	Evidence          *coverage.Evidence
}

// margin is one figure as an interval: what is of high confidence, what is taken
// by default (medium), and what would hold if every hypothesis were true (low).
type margin struct {
	High   counted `json:"high"`
	Medium counted `json:"medium"`
	Low    counted `json:"low"`
}

// counted is a figure beside others of the same total; null where changes
// cannot be made to the network of the threshold, for the reason given.
type counted struct {
	Covered any      `json:"covered"`
	Share   *float64 `json:"share"`
	Reason  string   `json:"reason,omitempty"`
}

// bandOf computes the totals of an analysis at the thresholds it was not asked
// at too.
func bandOf(c *call, a *coverage.Analysis) (*band, error) {
	b, err := spread(a, func(q coverage.Query) (*coverage.Analysis, error) { return coverage.Analyse(c.ctx, c.snapshot, q) })
	if err != nil {
		return nil, err
	}
	b.Evidence, err = c.evidenceOf(a)
	return b, err
}

// spread asks for the totals of an analysis at the thresholds it is not of. A
// scenario that cannot be made at one of them has none there.
func spread(a *coverage.Analysis, analyse func(coverage.Query) (*coverage.Analysis, error)) (*band, error) {
	b := &band{}
	for _, at := range b.thresholds() {
		if at.confidence == a.Query.Confidence {
			*at.figures = a.Totals
			continue
		}
		q := a.Query
		q.Confidence = at.confidence
		other, err := analyse(q)
		var refused *scenario.Refusal
		switch {
		case errors.As(err, &refused):
			for i := range at.figures {
				at.figures[i].Reason = geo.LackChangesAtThreshold.Of(refused.Error())
			}
		case err != nil:
			return nil, err
		default:
			*at.figures = other.Totals
		}
	}
	return b, nil
}

// A threshold is one confidence with the figures it gives.
type threshold struct {
	confidence geo.Confidence
	figures    *coverage.Figures
}

func (b *band) thresholds() []threshold {
	return []threshold{{geo.High, &b.High}, {geo.Medium, &b.Medium}, {geo.Low, &b.Low}}
}

// of is the interval of one measure that has a figure.
func (b *band) of(m geo.Measure) *margin {
	at := func(f *coverage.Figures) counted {
		one := figureOf(m, f.Of(m), "")
		return counted{one.Covered, one.Share, one.Reason}
	}
	return &margin{at(&b.High), at(&b.Medium), at(&b.Low)}
}

// describe says what the total of a measure is.
func (c *call) describe(m geo.Measure) string {
	return coverage.Describe(c.snapshot, c.analysis(), m)
}

// totalsOf puts national figures on the wire, as intervals too, and parted by the
// age of their evidence.
func (c *call) totalsOf(f *coverage.Figures, b *band) measures {
	out := agedMeasuresOf(f, b.Evidence, c.describe)
	for m := range out {
		if out[m].Reason == "" {
			out[m].Band = b.of(geo.Measure(m))
		}
	}
	return out
}

// addBand adds what is covered of each measure at each threshold.
func (p *properties) addBand(b *band) { p.addBandOf(b, "covered") }

// addBandOf does under another name than covered.
func (p *properties) addBandOf(b *band, name string) {
	for _, m := range geo.Measures {
		for _, at := range b.thresholds() {
			p.add(m.String()+"_"+name+"_"+at.confidence.String(), figureOf(m, at.figures.Of(m), "").Covered)
		}
	}
}
