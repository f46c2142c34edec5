package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// band is the totals of a question at the three thresholds of confidence,
// whichever of them it asks for.
type band struct{ High, Medium, Low coverage.Figures }

// margin is one figure as an interval: what is attested (high), what is taken
// by default (medium), and what would hold if every hypothesis were true (low).
type margin struct {
	High   counted `json:"high"`
	Medium counted `json:"medium"`
	Low    counted `json:"low"`
}

// counted is a figure beside others of the same total.
type counted struct {
	Covered any      `json:"covered"`
	Share   *float64 `json:"share"`
}

// bandOf computes the totals of an analysis at the thresholds it was not asked
// at too.
func bandOf(c *call, a *coverage.Analysis) (*band, error) {
	b := &band{}
	for _, at := range b.thresholds() {
		if at.confidence == c.Confidence {
			*at.figures = a.Totals
			continue
		}
		q := c.analysis()
		q.Confidence = at.confidence
		other, err := coverage.Analyse(c.snapshot, q)
		if err != nil {
			return nil, err
		}
		*at.figures = other.Totals
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

// of is the interval of one measure; nil where there is no figure.
func (b *band) of(m geo.Measure) *margin {
	at := func(f *coverage.Figures) counted {
		one := figureOf(m, f.Of(m), "")
		return counted{one.Covered, one.Share}
	}
	if b.Medium.Of(m).Reason != "" {
		return nil
	}
	return &margin{at(&b.High), at(&b.Medium), at(&b.Low)}
}

// describe says what the total of a measure is.
func (c *call) describe(m geo.Measure) string {
	return coverage.Describe(c.snapshot, c.analysis(), m)
}

// totalsOf puts national figures on the wire, as intervals too.
func (c *call) totalsOf(f *coverage.Figures, b *band) measures {
	return eachMeasure(func(m geo.Measure) figure {
		one := figureOf(m, f.Of(m), c.describe(m))
		one.Band = b.of(m)
		return one
	})
}

// addBand adds what is covered of each measure at each threshold.
func (p *properties) addBand(b *band) {
	for _, m := range geo.Measures {
		for _, at := range b.thresholds() {
			p.add(string(m)+"_covered_"+at.confidence.String(), figureOf(m, at.figures.Of(m), "").Covered)
		}
	}
}
