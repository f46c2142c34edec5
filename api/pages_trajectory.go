package api

import (
	"fmt"
	"strconv"

	"maillage/api/pages"
	"maillage/geo"
)

// showTrajectory shows the history that the route answers with.
func showTrajectory(c *call, value any) (*pages.Page, error) {
	h, ok := value.(trajectoryAnswer)
	if !ok {
		return nil, fmt.Errorf("trajectory page: unexpected %T", value)
	}
	first, err := geo.ParseDate(h.From)
	if err != nil {
		return nil, err
	}
	p := &pages.Page{
		Title: c.say(pages.TrajectoryTitle), Form: c.form(),
		Lead: c.say(pages.TrajectoryLead, c.lang.Day(first), c.lang.Day(c.Date), c.lang.Several(int64(len(h.Steps)), pages.OneDate, pages.ManyDates)),
	}
	if p.Chart, err = c.trajectoryChart(&h, first); err != nil {
		return nil, err
	}
	steps, err := c.stepsTable(&h)
	if err != nil {
		return nil, err
	}
	p.After = []pages.Section{{ID: "steps", Title: c.say(pages.StepsTitle), Table: steps}}
	if len(h.Undated) > 0 {
		p.After = append(p.After, c.undated(h.Undated))
	}
	p.After = append(p.After, c.statements(h.Published))
	return p, nil
}

// trajectoryChart draws the share of neighbourhoods covered. Years without any
// change before the first are left out.
func (c *call) trajectoryChart(h *trajectoryAnswer, first geo.Date) (*pages.Chart, error) {
	if h.Start.Totals[geo.Neighbourhoods].Share == nil || c.Date <= first {
		return nil, nil
	}
	moments := []pages.Moment{{At: int64(first), Share: *h.Start.Totals[geo.Neighbourhoods].Share}}
	for i := range h.Steps {
		day, err := geo.ParseDate(h.Steps[i].Datetime)
		if err != nil {
			return nil, err
		}
		moments = append(moments, pages.Moment{At: int64(day), Share: *h.Steps[i].After.Totals[geo.Neighbourhoods].Share})
	}
	if len(moments) > 1 {
		moments[0].At = max(moments[0].At, moments[1].At-2*365) // two quiet years are enough
	}
	last := moments[len(moments)-1]
	moments = append(moments, pages.Moment{At: int64(c.Date), Share: last.Share})
	start, end := moments[0].At, int64(c.Date)
	chart := &pages.Chart{
		Title: c.say(pages.ChartTitle, string(c.Geography)), Line: pages.Steps(moments),
		Text: c.say(pages.ChartText, c.lang.Percent(moments[0].Share), c.lang.Percent(last.Share)),
	}
	for _, share := range []float64{0, 0.25, 0.5, 0.75, 1} {
		chart.Levels = append(chart.Levels, pages.Level{Y: pages.ChartY(share), Text: c.lang.Decimal(share*100, 0) + "\u202f%"})
	}
	from, to := geo.Date(start).Time().Year()+1, geo.Date(end).Time().Year()
	every := max(1, (to-from)/8)
	for year := from; year <= to; year += every {
		chart.Ticks = append(chart.Ticks, pages.Tick{X: pages.ChartX(int64(geo.DateOf(year, 1, 1)), start, end), Text: strconv.Itoa(year)})
	}
	return chart, nil
}

func (c *call) stepsTable(h *trajectoryAnswer) (*pages.Table, error) {
	t := &pages.Table{Caption: c.say(pages.StepsCaption, string(c.Geography)), Columns: []pages.Column{
		{Title: c.say(pages.ColDay)}, {Title: c.say(pages.ColChange)}, {Title: c.say(pages.ColCentresKnown), Numeric: true},
		{Title: c.say(pages.ColQPV), Numeric: true}, {Title: c.say(pages.ColShare), Numeric: true}, {Title: c.say(pages.ColAligned), Numeric: true},
	}}
	row := func(day string, what pages.Cell, s *stateWire) error {
		date, err := geo.ParseDate(day)
		if err != nil {
			return err
		}
		what.Text = joined(nonEmpty(what.Text))
		hoods := s.Totals[geo.Neighbourhoods]
		share := "–"
		if hoods.Share != nil {
			share = c.lang.Percent(*hoods.Share)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.lang.Day(date)}, what, {Text: c.lang.Count(int64(s.CentresKnown))}, {Text: c.wire(hoods.Covered)}, {Text: share}, {Text: c.lang.Count(int64(s.Counts.Aligned))},
		}})
		return nil
	}
	if err := row(h.From, pages.Cell{Text: c.say(pages.StartOfHistory)}, &h.Start); err != nil {
		return nil, err
	}
	for i := range h.Steps {
		step := &h.Steps[i]
		var what pages.Cell
		for k := range step.Events {
			what.Links = append(what.Links, c.eventLink(&step.Events[k]))
		}
		if err := row(step.Datetime, what, &step.After); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// eventLink says in a few words what befell a centre.
func (c *call) eventLink(e *eventWire) pages.Link {
	link := c.centreLink(e.Centre)
	text := ""
	for i, kind := range e.Kinds {
		if i > 0 {
			text += ", "
		}
		text += c.say(pages.EventKinds[kind])
	}
	link.Text += " (" + text + ")"
	return link
}

// wire writes a number of an answer, whole; "–" where there is none. What an answer
// has in fractions is an area.
func (c *call) wire(v any) string {
	switch n := v.(type) {
	case int64:
		return c.lang.Count(n)
	case float64:
		return c.lang.Decimal(n, 0) + squareKilometres
	}
	return "–"
}

func (c *call) undated(list []undatedWire) pages.Section {
	t := &pages.Table{Caption: c.say(pages.UndatedCaption), Columns: []pages.Column{{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColPerimeter)}, {Title: c.say(pages.ColEnd)}}}
	for _, u := range list {
		end := pages.EndFrom
		if u.End == "to" {
			end = pages.EndTo
		}
		link := c.centreLink(u.Centre)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{{Text: link.Text, Href: link.Href}, {Text: u.Perimeter}, {Text: c.say(end)}}})
	}
	return pages.Section{ID: "undated", Title: c.say(pages.UndatedTitle), Text: []string{c.say(pages.UndatedText)}, Table: t}
}

// statements are what is published about the network, a series of its own.
func (c *call) statements(s statementsWire) pages.Section {
	out := pages.Section{ID: "published", Title: c.say(pages.PublishedTitle), Text: []string{c.say(pages.PublishedText)}}
	if len(s.Sizes)+len(s.Claims) == 0 {
		out.Text = append(out.Text, c.say(pages.PublishedNone))
		return out
	}
	t := &pages.Table{Caption: c.say(pages.PublishedCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColDatePublished)}, {Title: c.say(pages.ColPublishedNumber)}, {Title: c.say(pages.ColComputed)}, {Title: c.say(pages.ColSource)},
	}}
	for i := range s.Sizes {
		one := &s.Sizes[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.lang.Published(one.Date)}, {Text: c.say(pages.NCentres, c.wire(one.Count))},
			{Text: c.say(pages.NKnown, c.lang.Count(int64(one.Computed.First.CentresKnown)))}, c.sourceCell(one.Source),
		}})
	}
	for i := range s.Claims {
		one := &s.Claims[i]
		claim := "–"
		if one.Share != nil {
			claim = c.lang.Percent(*one.Share)
		}
		computed := "–"
		if share := one.Computed.First.Shares[geo.Neighbourhoods]; share != nil {
			computed = c.say(pages.ShareOfQPV, c.lang.Percent(*share))
		}
		of, _ := c.sourced(one.Of)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.lang.Published(one.Date)}, {Text: claim, Small: of}, {Text: computed}, c.sourceCell(one.Source),
		}})
	}
	out.Table = t
	return out
}
