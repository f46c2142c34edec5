package realignment

import (
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// EventWire is what one day does to one centre.
type EventWire struct {
	Centre     string        `json:"centre"`
	Name       string        `json:"name"`
	Kinds      []string      `json:"kinds"`
	Date       eventDate     `json:"date"`
	Gained     groundWire    `json:"gained"`
	Lost       groundWire    `json:"lost"`
	TakenOver  []passageWire `json:"taken_over"`  // of what is gained
	HandedOver []passageWire `json:"handed_over"` // of what is lost
	Entered    groundWire    `json:"entered"`     // held before, counted from this day on
	Left       groundWire    `json:"left"`        // held still, counted no more
	Evidence   []shiftWire   `json:"evidence"`
	Redrawn    []wire.Unit   `json:"redrawn"`
	Perimeters []string      `json:"perimeters"` // whose start or end this is
}

// eventDate is the date of an event as its source gives it, and the days
// between which the change may have happened.
type eventDate struct {
	Text      geo.Fuzzy     `json:"text"`
	Precision geo.Precision `json:"precision"`
	End       coverage.End  `json:"end"` // "to": the text is the last day before the change
	First     any           `json:"first"`
	Last      any           `json:"last"`
}

type groundWire struct {
	Whole []wire.Unit `json:"whole"`
	Part  []wire.Unit `json:"part"`
}

// passageWire is ground that passes between the centre of an event and another.
type passageWire struct {
	Centre string `json:"centre"`
	groundWire
}

// shiftWire is ground held before and after, on other proof.
type shiftWire struct {
	groundWire
	Was proofWire `json:"was"`
	Is  proofWire `json:"is"`
}

type proofWire struct {
	Confidence string   `json:"confidence"`
	Sourced    bool     `json:"sourced"`
	Perimeters []string `json:"perimeters"`
}

func eventOf(e *realign.Event) EventWire {
	out := EventWire{
		Centre: e.Centre.ID, Name: e.Centre.Name, Kinds: rest.NamesOf(e.Kinds),
		Date: eventDate{
			Text: e.Date, Precision: e.Date.Precision(), End: e.End, First: wire.Day(e.First), Last: wire.Day(e.Last),
		},
		Gained: groundWireOf(&e.Gained), Lost: groundWireOf(&e.Lost),
		TakenOver: passagesOf(e.TakenOver), HandedOver: passagesOf(e.HandedOver),
		Entered: groundWireOf(&e.Entered), Left: groundWireOf(&e.Left),
		Evidence: make([]shiftWire, len(e.Evidence)), Redrawn: wire.Units(e.Redrawn), Perimeters: rest.Codes(e.Perimeters),
	}
	for i := range e.Evidence {
		s := &e.Evidence[i]
		out.Evidence[i] = shiftWire{groundWireOf(&s.Ground), proofOf(&s.Was), proofOf(&s.Is)}
	}
	return out
}

func groundWireOf(g *realign.Ground) groundWire {
	return groundWire{wire.Units(g.Whole), wire.Units(g.Part)}
}

func passagesOf(passages []realign.Passage) []passageWire {
	out := make([]passageWire, len(passages))
	for i := range passages {
		out[i] = passageWire{passages[i].Centre, groundWireOf(&passages[i].Ground)}
	}
	return out
}

func proofOf(p *realign.Proof) proofWire {
	return proofWire{p.Confidence.String(), p.Sourced, rest.Codes(p.Perimeters)}
}
