package api

import (
	"maillage/geo"
	"maillage/geo/realign"
)

// trajectoryTable writes the history as rows of five kinds, told apart by the
// first column: the state at the start and after each day of change, the
// events, the ends without a date, and what is published, whose numbers stand
// in columns of their own.
func trajectoryTable(c *call, h *realign.History) (*table, error) {
	t := newTable(c, "maillage-trajectory-"+h.From.String()+"-"+h.To.String(), trajectoryColumns()...)
	add := func(row string, rest properties) {
		t.addNamed(append(properties{
			{"row", row}, {"from", h.From.String()}, {"to", h.To.String()}, {"territory", string(c.Territory)},
			{"scope", string(c.Scope)}, {"min_confidence", c.Confidence.String()}, {"qpv", string(c.Geography)},
		}, rest...))
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
		add("undated", properties{{"centre", p.Centre.ID}, {"centre_name", p.Centre.Name}, {"date_end", string(u.End)}, {"perimeters", p.ID}})
	}
	for i := range h.Sizes {
		s := &h.Sizes[i]
		add("size", append(publishedCells(s), property{"published_count", known(s.Count)}))
	}
	for i := range h.Claims {
		s := &h.Claims[i]
		add("claim", append(publishedCells(s), property{"published_share", orNull(claimed(s))}, property{"published_of", s.Unit}))
	}
	return t, nil
}

func trajectoryColumns() []string {
	columns := []string{"row", "from", "to", "territory", "scope", "min_confidence", "qpv"}
	columns = append(columns, eventCells(&realign.Event{Centre: &geo.Centre{}}).names()...)
	columns = append(columns, stateCells(&realign.State{}).names()[1:]...) // the day stands once
	return append(columns, "published_count", "published_share", "published_of", "published_source", "published_note")
}

func stateCells(s *realign.State) properties {
	p := properties{{"datetime", s.Day.String()}, {"centres_known", s.Known}}
	p.addCoverage(&s.Figures)
	for _, status := range realign.Statuses {
		p.add("regions_"+string(status), s.Counts.Of(status))
	}
	for _, status := range realign.Statuses {
		p.add("apart_"+string(status), s.Apart.Of(status))
	}
	p.addIndex(alignmentOf(&s.Alignment))
	p.addAges(s.Evidence, geo.Neighbourhoods, "")
	return p
}

func eventCells(e *realign.Event) properties {
	p := properties{
		{"datetime", e.Day.String()}, {"centre", e.Centre.ID}, {"centre_name", e.Centre.Name}, {"kinds", namesOf(e.Kinds)},
		{"date", published(e.Date)}, {"date_precision", string(e.Date.Precision())}, {"date_end", string(e.End)},
		{"date_first", day(e.First)}, {"date_last", day(e.Last)},
	}
	for _, ground := range []struct {
		name string
		of   *realign.Ground
	}{{"gained", &e.Gained}, {"lost", &e.Lost}, {"entered", &e.Entered}, {"left", &e.Left}} {
		p.add(ground.name, unitCodes(ground.of.Whole))
		p.add(ground.name+"_in_part", unitCodes(ground.of.Part))
	}
	p.add("taken_over_from", centresOf(e.TakenOver))
	p.add("handed_over_to", centresOf(e.HandedOver))
	var evidence []string
	for _, s := range e.Evidence {
		evidence = append(evidence, s.Was.Confidence.String()+" to "+s.Is.Confidence.String())
	}
	p.add("evidence", evidence)
	p.add("redrawn", unitCodes(e.Redrawn))
	p.add("perimeters", e.Perimeters)
	return p
}

// publishedCells are what every published number has.
func publishedCells(s *realign.Statement) properties {
	return properties{
		{"date", published(s.Date)}, {"date_precision", string(s.Date.Precision())},
		{"date_first", day(s.Date.First())}, {"date_last", day(s.Date.Last())},
		{"published_source", s.Source}, {"published_note", s.Note},
	}
}

func unitCodes(units []geo.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.Code
	}
	return out
}

func centresOf(passages []realign.Passage) []string {
	var out []string
	for _, p := range passages {
		out = append(out, p.Centre)
	}
	return out
}
