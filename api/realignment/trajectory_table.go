package realignment

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/realign"
)

// trajectoryTable writes the history as rows of five kinds, told apart by the
// first column: the state at the start and after each day of change, the
// events, the ends without a date, and what is published, whose numbers stand
// in columns of their own.
func trajectoryTable(c *ask.Call, h *realign.History) (*rest.Table, error) {
	t := wire.NewTable(c, "maillage-trajectory-"+h.From.String()+"-"+h.To.String(), trajectoryColumns()...)
	add := func(row string, rests rest.Properties) {
		t.AddNamed(append(rest.Properties{
			{Name: "row", Value: row}, {Name: "from", Value: h.From.String()}, {Name: "to", Value: h.To.String()},
			{Name: "territory", Value: string(c.Territory)},
			{Name: "scope", Value: string(c.Scope)}, {Name: "min_confidence", Value: c.Confidence.String()},
			{Name: "qpv", Value: string(c.Geography)},
		}, rests...))
	}
	add("state", stateCells(&h.Start))
	for i := range h.Steps {
		step := &h.Steps[i]
		for k := range step.Events {
			add("event", eventCells(&step.Events[k]))
		}
		add("state", stateCells(&step.After))
	}
	for _, u := range h.Undated {
		p := u.Perimeter
		add("undated",
			rest.Properties{
				{Name: "centre", Value: p.Centre.ID}, {Name: "centre_name", Value: p.Centre.Name},
				{Name: "date_end", Value: string(u.End)}, {Name: "perimeters", Value: p.ID},
			})
	}
	for i := range h.Sizes {
		s := &h.Sizes[i]
		add("size", append(publishedCells(s), rest.Property{Name: "published_count", Value: wire.Known(s.Count)}))
	}
	for i := range h.Claims {
		s := &h.Claims[i]
		add("claim",
			append(publishedCells(s), rest.Property{Name: "published_share", Value: rest.OrNull(claimed(s))},
				rest.Property{Name: "published_of", Value: s.Unit}))
	}
	return t, nil
}

func trajectoryColumns() []string {
	columns := []string{"row", "from", "to", "territory", "scope", "min_confidence", "qpv"}
	columns = append(columns, eventCells(&realign.Event{Centre: &geo.Centre{}}).Names()...)
	columns = append(columns, stateCells(&realign.State{}).Names()[1:]...) // the day stands once
	return append(columns, "published_count", "published_share", "published_of", "published_source", "published_note")
}

func stateCells(s *realign.State) rest.Properties {
	p := rest.Properties{{Name: "datetime", Value: s.Day.String()}, {Name: "centres_known", Value: s.Known}}
	wire.AddCoverage(&p, &s.Figures)
	for _, status := range realign.Statuses {
		p.Add("regions_"+string(status), s.Counts.Of(status))
	}
	for _, status := range realign.Statuses {
		p.Add("apart_"+string(status), s.Apart.Of(status))
	}
	addIndex(&p, wire.AlignmentOf(&s.Alignment))
	wire.AddAges(&p, s.Evidence, geo.Neighbourhoods, "")
	return p
}

func eventCells(e *realign.Event) rest.Properties {
	p := rest.Properties{
		{Name: "datetime", Value: e.Day.String()}, {Name: "centre", Value: e.Centre.ID},
		{Name: "centre_name", Value: e.Centre.Name}, {Name: "kinds", Value: rest.NamesOf(e.Kinds)},
		{Name: "date", Value: wire.Published(e.Date)}, {Name: "date_precision", Value: string(e.Date.Precision())},
		{Name: "date_end", Value: string(e.End)},
		{Name: "date_first", Value: wire.Day(e.First)}, {Name: "date_last", Value: wire.Day(e.Last)},
	}
	for _, ground := range []struct {
		name string
		of   *realign.Ground
	}{{"gained", &e.Gained}, {"lost", &e.Lost}, {"entered", &e.Entered}, {"left", &e.Left}} {
		p.Add(ground.name, wire.UnitCodes(ground.of.Whole))
		p.Add(ground.name+"_in_part", wire.UnitCodes(ground.of.Part))
	}
	p.Add("taken_over_from", centresOf(e.TakenOver))
	p.Add("handed_over_to", centresOf(e.HandedOver))
	var evidence []string
	for _, s := range e.Evidence {
		evidence = append(evidence, s.Was.Confidence.String()+" to "+s.Is.Confidence.String())
	}
	p.Add("evidence", evidence)
	p.Add("redrawn", wire.UnitCodes(e.Redrawn))
	p.Add("perimeters", e.Perimeters)
	return p
}

// publishedCells are what every published number has.
func publishedCells(s *realign.Statement) rest.Properties {
	return rest.Properties{
		{Name: "date", Value: wire.Published(s.Date)}, {Name: "date_precision", Value: string(s.Date.Precision())},
		{Name: "date_first", Value: wire.Day(s.Date.First())}, {Name: "date_last", Value: wire.Day(s.Date.Last())},
		{Name: "published_source", Value: s.Source}, {Name: "published_note", Value: s.Note},
	}
}

func centresOf(passages []realign.Passage) []string {
	var out []string
	for _, p := range passages {
		out = append(out, p.Centre)
	}
	return out
}
