package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// trajectoryAnswer is what /analysis/trajectory says.
type trajectoryAnswer struct {
	From string `json:"from"`
	To   string `json:"to"`
	asked
	Start     stateWire      `json:"start"`
	Steps     []stepWire     `json:"steps"`
	Undated   []undatedWire  `json:"undated"`
	Published statementsWire `json:"published"`
	footing
}

// stepWire is one day on which something changes.
type stepWire struct {
	Datetime string      `json:"datetime"`
	Events   []eventWire `json:"events"`
	After    stateWire   `json:"after"`
}

// undatedWire is an end of a perimeter that no source dates.
type undatedWire struct {
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

const aboutPublished = "Numbers as published. What they count, and out of what, their sources do not say: they are not the figures computed here, which stand beside them for the first and the last day they may be of."

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
	Datetime     string `json:"datetime"`
	CentresKnown int    `json:"centres_known"`
	Shares       shares `json:"shares"`
}

func computeTrajectory(c *call) (*realign.History, error) {
	return realign.Trajectory(c.ctx, c.snapshot, c.Period.first, c.Period.last, c.analysis())
}

func trajectoryJSON(c *call, h *realign.History) (answer, error) {
	links := c.alternates()
	out := trajectoryAnswer{
		From: h.From.String(), To: h.To.String(), asked: askedOf(&c.question),
		Start: stateOf(c, &h.Start), Steps: make([]stepWire, len(h.Steps)), Undated: make([]undatedWire, len(h.Undated)),
		Published: statementsWire{aboutPublished, make([]sizeWire, len(h.Sizes)), make([]claimWire, len(h.Claims))},
		footing:   footingOf(c, links...).rounded(areasRounded),
	}
	out.Datetime = ""
	for i := range h.Steps {
		step := &h.Steps[i]
		out.Steps[i] = stepWire{step.Day.String(), make([]eventWire, len(step.Events)), stateOf(c, &step.After)}
		for k := range step.Events {
			out.Steps[i].Events[k] = eventOf(&step.Events[k])
		}
	}
	for i, u := range h.Undated {
		out.Undated[i] = undatedWire{u.Perimeter.Centre.ID, u.Perimeter.ID, u.End, u.Perimeter.Confidence.String()}
	}
	for i := range h.Sizes {
		s := &h.Sizes[i]
		out.Published.Sizes[i] = sizeWire{statementOf(s), known(s.Count), sourceOf(s)}
	}
	for i := range h.Claims {
		s := &h.Claims[i]
		out.Published.Claims[i] = claimWire{statementOf(s), claimed(s), s.Unit, sourceOf(s)}
	}
	return answer{value: out, links: links}, nil
}

func statementOf(s *realign.Statement) statementWire {
	return statementWire{s.Date, s.Date.Precision(), day(s.Date.First()), day(s.Date.Last())}
}

// claimed is the share a source claims, nil where it gives no number.
func claimed(s *realign.Statement) *float64 {
	if s.Share == 0 {
		return nil
	}
	return &s.Share
}

func sourceOf(s *realign.Statement) sourceWire {
	return sourceWire{s.Source, optional(s.Confidence), optional(s.Note), computedWire{summaryOf(&s.First), summaryOf(&s.Last)}}
}

func summaryOf(s *realign.State) summaryWire {
	return summaryWire{s.Day.String(), s.Known, sharesOf(&s.Figures)}
}
