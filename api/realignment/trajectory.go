package realignment

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// TrajectoryAnswer is what /analysis/trajectory says.
type TrajectoryAnswer struct {
	From string `json:"from"`
	To   string `json:"to"`
	wire.Echo
	Start     wire.StateWire `json:"start"`
	Steps     []stepWire     `json:"steps"`
	Undated   []UndatedWire  `json:"undated"`
	Published statementsWire `json:"published"`
	wire.Envelope
}

// stepWire is one day on which something changes.
type stepWire struct {
	Datetime string         `json:"datetime"`
	Events   []EventWire    `json:"events"`
	After    wire.StateWire `json:"after"`
}

// UndatedWire is an end of a perimeter that no source dates.
type UndatedWire struct {
	Centre     string       `json:"centre"`
	Perimeter  string       `json:"perimeter"`
	End        coverage.End `json:"end"`
	Confidence string       `json:"confidence"`
}

// statementsWire is what is published about the network. What its numbers
// count, no source says: they are series of their own.
type statementsWire struct {
	About  string      `json:"about"`
	Sizes  []sizeWire  `json:"sizes"`
	Claims []claimWire `json:"claims"`
}

const aboutPublished = "Numbers as published. What they count, and out of what, their sources do not say: they are " +
	"not the figures computed here, which stand beside them for the first and the last day they may be of."

// statementWire is what every published number has.
type statementWire struct {
	Date      geo.Fuzzy     `json:"date"`
	Precision geo.Precision `json:"precision"`
	First     any           `json:"first"` // days it may be of
	Last      any           `json:"last"`
}

type sizeWire struct {
	statementWire
	Count any `json:"count"`
	sourceWire
}

type claimWire struct {
	statementWire
	Share *float64 `json:"share"` // null where the source gives no number
	Of    string   `json:"of"`    // in the words of the source
	sourceWire
}

type sourceWire struct {
	Source     string       `json:"source"`
	Confidence *string      `json:"confidence"`
	Note       *string      `json:"note"`
	Computed   computedWire `json:"computed"`
}

// computedWire is what is computed for the days a published number may be of:
// shares alone, of which states of the same days have the evidence.
type computedWire struct {
	First summaryWire `json:"first"`
	Last  summaryWire `json:"last"`
}

type summaryWire struct {
	Datetime     string      `json:"datetime"`
	CentresKnown int         `json:"centres_known"`
	Shares       wire.Shares `json:"shares"`
}

func computeTrajectory(c *ask.Call) (*realign.History, error) {
	return realign.Trajectory(c.Ctx, c.Snapshot, c.Period.First, c.Period.Last, c.Analysis())
}

func trajectoryJSON(c *ask.Call, h *realign.History) (rest.Answer, error) {
	links := c.Alternates()
	out := TrajectoryAnswer{
		From: h.From.String(), To: h.To.String(), Echo: wire.EchoOf(&c.Question),
		Start: wire.StateOf(c, &h.Start), Steps: make([]stepWire, len(h.Steps)), Undated: make([]UndatedWire, len(h.Undated)),
		Published: statementsWire{aboutPublished, make([]sizeWire, len(h.Sizes)), make([]claimWire, len(h.Claims))},
		Envelope:  wire.EnvelopeOf(c, links...).Rounded(wire.AreasRounded),
	}
	out.Datetime = ""
	for i := range h.Steps {
		step := &h.Steps[i]
		out.Steps[i] = stepWire{step.Day.String(), make([]EventWire, len(step.Events)), wire.StateOf(c, &step.After)}
		for k := range step.Events {
			out.Steps[i].Events[k] = eventOf(&step.Events[k])
		}
	}
	for i, u := range h.Undated {
		out.Undated[i] = UndatedWire{
			Centre: u.Perimeter.Centre.ID, Perimeter: u.Perimeter.ID, End: u.End, Confidence: u.Perimeter.Confidence.String(),
		}
	}
	for i := range h.Sizes {
		s := &h.Sizes[i]
		out.Published.Sizes[i] = sizeWire{statementOf(s), wire.Known(s.Count), sourceOf(s)}
	}
	for i := range h.Claims {
		s := &h.Claims[i]
		out.Published.Claims[i] = claimWire{
			statementWire: statementOf(s), Share: claimed(s), Of: s.Unit, sourceWire: sourceOf(s),
		}
	}
	return rest.Answer{Value: out, Links: links}, nil
}

func statementOf(s *realign.Statement) statementWire {
	return statementWire{
		Date: s.Date, Precision: s.Date.Precision(), First: wire.Day(s.Date.First()), Last: wire.Day(s.Date.Last()),
	}
}

// claimed is the share a source claims, nil where it gives no number.
func claimed(s *realign.Statement) *float64 {
	if s.Share == 0 {
		return nil
	}
	return &s.Share
}

func sourceOf(s *realign.Statement) sourceWire {
	return sourceWire{
		Source: s.Source, Confidence: rest.Optional(s.Confidence), Note: rest.Optional(s.Note),
		Computed: computedWire{summaryOf(&s.First), summaryOf(&s.Last)},
	}
}

func summaryOf(s *realign.State) summaryWire {
	return summaryWire{s.Day.String(), s.Known, wire.SharesOf(&s.Figures)}
}
