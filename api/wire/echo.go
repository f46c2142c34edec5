package wire

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
)

// Echo repeats the question, defaults made explicit; what it does not ask is
// left out.
type Echo struct {
	Datetime      string `json:"datetime,omitempty"`
	Level         string `json:"level,omitempty"`
	Territory     string `json:"territory,omitempty"`
	Scope         string `json:"scope"`
	MinConfidence string `json:"min_confidence"`
	QPV           string `json:"qpv,omitempty"`
}

// EchoOf repeats a question.
func EchoOf(q *ask.Question) Echo {
	return Echo{
		Datetime: q.Date.String(), Level: string(q.Level), Territory: string(q.Territory),
		Scope: string(q.Scope), MinConfidence: q.Confidence.String(), QPV: string(q.Geography),
	}
}

// AddEcho adds the question a feature answers: a feature taken out of its
// collection must still say its date.
func AddEcho(p *rest.Properties, c *ask.Call) {
	p.Add("datetime", c.Date.String())
	p.Add("scope", string(c.Scope))
	p.Add("min_confidence", c.Confidence.String())
	p.Add("qpv", string(c.Geography))
}

// AnalysisAnswer is a whole analysis as GeoJSON.
type AnalysisAnswer struct {
	Type string `json:"type"`
	Echo
	Of             map[geo.Measure]string `json:"of"` // what each total is
	NumberMatched  int                    `json:"numberMatched"`
	NumberReturned int                    `json:"numberReturned"`
	Features       []rest.Feature         `json:"features"`
	Envelope
}

// FeaturesOf answers an analysis as GeoJSON.
func FeaturesOf(c *ask.Call, n int, at func(i int) rest.Feature, totals func(geo.Measure) string) rest.Answer {
	links := c.Alternates()
	of := map[geo.Measure]string{}
	for _, m := range geo.Measures {
		of[m] = totals(m)
	}
	long := &rest.Series{Name: "features", N: n, At: func(i int) any { return at(i) }}
	return rest.Answer{Links: links, Long: long, Value: AnalysisAnswer{
		Type: "FeatureCollection", Echo: EchoOf(&c.Question), Of: of,
		NumberMatched: n, NumberReturned: n, Features: []rest.Feature{},
		Envelope: EnvelopeOf(c, links...).Rounded(AreasRounded),
	}}
}

// OfEach says what the totals are where every feature is a territory with
// totals of its own.
func OfEach(c *ask.Call) func(geo.Measure) string {
	own := OfUnit("the feature's own territory", c.Analysis())
	return func(m geo.Measure) string { return own(m) + "; of all together: " + Describe(c, m) }
}
