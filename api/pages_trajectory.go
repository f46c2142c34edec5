package api

import (
	"strconv"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

func trajectoryPage(c *call, h *realign.History) (*pages.Page, error) {
	p := &pages.Page{
		Title: c.say(pages.TrajectoryTitle), Form: c.form(), Chart: c.trajectoryChart(h),
		Lead:  c.say(pages.TrajectoryLead, c.lang.Day(h.From), c.lang.Day(c.Date), c.lang.Several(int64(len(h.Steps)), pages.OneDate, pages.ManyDates)),
		After: []pages.Section{{ID: "steps", Title: c.say(pages.StepsTitle), Table: c.stepsTable(h)}},
	}
	if len(h.Undated) > 0 {
		p.After = append(p.After, c.undated(h.Undated))
	}
	p.After = append(p.After, c.statements(h))
	return p, nil
}

// trajectoryChart draws the share of neighbourhoods covered. Years without any
// change before the first are left out.
func (c *call) trajectoryChart(h *realign.History) *pages.Chart {
	first := hoodsOf(&h.Start)
	if first.Share == nil || c.Date <= h.From {
		return nil
	}
	moments := []pages.Moment{{At: int64(h.From), Share: *first.Share}}
	for i := range h.Steps {
		step := &h.Steps[i]
		moments = append(moments, pages.Moment{At: int64(step.Day), Share: *hoodsOf(&step.After).Share}) // of the same total as at the start
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
	return chart
}

func (c *call) stepsTable(h *realign.History) *pages.Table {
	t := &pages.Table{Caption: c.say(pages.StepsCaption, string(c.Geography)), Columns: []pages.Column{
		{Title: c.say(pages.ColDay)}, {Title: c.say(pages.ColChange)}, {Title: c.say(pages.ColCentresKnown), Numeric: true},
		{Title: c.say(pages.ColQPV), Numeric: true}, {Title: c.say(pages.ColShare), Numeric: true}, {Title: c.say(pages.ColAligned), Numeric: true},
	}}
	row := func(day geo.Date, what pages.Cell, s *realign.State) {
		hoods, share := hoodsOf(s), "–"
		if hoods.Share != nil {
			share = c.lang.Percent(*hoods.Share)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.lang.Day(day)}, what, {Text: c.lang.Count(int64(s.Known))}, {Text: c.wire(hoods.Covered)}, {Text: share}, {Text: c.lang.Count(int64(s.Counts.Of(realign.Aligned)))},
		}})
	}
	row(h.From, pages.Cell{Text: c.say(pages.StartOfHistory)}, &h.Start)
	for i := range h.Steps {
		step := &h.Steps[i]
		var what pages.Cell
		for k := range step.Events {
			what.Links = append(what.Links, c.eventLink(&step.Events[k]))
		}
		row(step.Day, what, &step.After)
	}
	return t
}

// hoodsOf are the neighbourhoods covered in a state.
func hoodsOf(s *realign.State) figure {
	return figureOf(geo.Neighbourhoods, s.Figures.Of(geo.Neighbourhoods), "")
}

// eventLink says in a few words what befell a centre.
func (c *call) eventLink(e *realign.Event) pages.Link {
	link := c.centreLink(e.Centre.ID)
	text := ""
	for i, kind := range e.Kinds {
		if i > 0 {
			text += ", "
		}
		text += c.say(pages.EventKinds[string(kind)])
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

func (c *call) undated(list []realign.Undated) pages.Section {
	t := &pages.Table{Caption: c.say(pages.UndatedCaption), Columns: []pages.Column{{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColPerimeter)}, {Title: c.say(pages.ColEnd)}}}
	for _, u := range list {
		end := pages.EndFrom
		if u.End == coverage.To {
			end = pages.EndTo
		}
		link := c.centreLink(u.Perimeter.Centre.ID)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{{Text: link.Text, Href: link.Href}, {Text: u.Perimeter.ID}, {Text: c.say(end)}}})
	}
	return pages.Section{ID: "undated", Title: c.say(pages.UndatedTitle), Text: []string{c.say(pages.UndatedText)}, Table: t}
}

// statements are what is published about the network, a series of its own.
func (c *call) statements(h *realign.History) pages.Section {
	out := pages.Section{ID: "published", Title: c.say(pages.PublishedTitle), Text: []string{c.say(pages.PublishedText)}}
	if len(h.Sizes)+len(h.Claims) == 0 {
		out.Text = append(out.Text, c.say(pages.PublishedNone))
		return out
	}
	t := &pages.Table{Caption: c.say(pages.PublishedCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColDatePublished)}, {Title: c.say(pages.ColPublishedNumber)}, {Title: c.say(pages.ColComputed)}, {Title: c.say(pages.ColSource)},
	}}
	for i := range h.Sizes {
		one := &h.Sizes[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.lang.Published(one.Date)}, {Text: c.say(pages.NCentres, c.wire(known(one.Count)))},
			{Text: c.say(pages.NKnown, c.lang.Count(int64(one.First.Known)))}, c.sourceCell(one.Source),
		}})
	}
	for i := range h.Claims {
		one := &h.Claims[i]
		claim := "–"
		if share := claimed(one); share != nil {
			claim = c.lang.Percent(*share)
		}
		computed := "–"
		if share := hoodsOf(&one.First).Share; share != nil {
			computed = c.say(pages.ShareOfQPV, c.lang.Percent(*share))
		}
		of, _ := c.sourced(one.Unit)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.lang.Published(one.Date)}, {Text: claim, Small: of}, {Text: computed}, c.sourceCell(one.Source),
		}})
	}
	out.Table = t
	return out
}
