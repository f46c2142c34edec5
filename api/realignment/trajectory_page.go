package realignment

import (
	"strconv"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

func trajectoryPage(c *ask.Call, h *realign.History) (*pages.Page, error) {
	p := &pages.Page{
		Title: c.Say(pages.TrajectoryTitle), Form: frame.Form(c), Chart: trajectoryChart(c, h),
		Lead: c.Say(pages.TrajectoryLead, c.Lang.Day(h.From), c.Lang.Day(c.Date),
			c.Lang.Several(int64(len(h.Steps)), pages.OneDate, pages.ManyDates)),
		After: []pages.Section{{ID: "steps", Title: c.Say(pages.StepsTitle), Table: stepsTable(c, h)}},
	}
	if len(h.Undated) > 0 {
		p.After = append(p.After, undated(c, h.Undated))
	}
	p.After = append(p.After, statements(c, h))
	return p, nil
}

// trajectoryChart draws the share of neighbourhoods covered. Years without any
// change before the first are left out.
func trajectoryChart(c *ask.Call, h *realign.History) *pages.Chart {
	first := hoodsOf(&h.Start)
	if first.Share == nil || c.Date <= h.From {
		return nil
	}
	moments := []pages.Moment{{At: int64(h.From), Share: *first.Share}}
	for i := range h.Steps {
		step := &h.Steps[i]
		// of the same total as at the start
		moments = append(moments, pages.Moment{At: int64(step.Day), Share: *hoodsOf(&step.After).Share})
	}
	if len(moments) > 1 {
		moments[0].At = max(moments[0].At, moments[1].At-2*365) // two quiet years are enough
	}
	last := moments[len(moments)-1]
	moments = append(moments, pages.Moment{At: int64(c.Date), Share: last.Share})
	start, end := moments[0].At, int64(c.Date)
	chart := &pages.Chart{
		Title: c.Say(pages.ChartTitle, string(c.Geography)), Line: pages.Steps(moments),
		Text: c.Say(pages.ChartText, c.Lang.Percent(moments[0].Share), c.Lang.Percent(last.Share)),
	}
	for _, share := range []float64{0, 0.25, 0.5, 0.75, 1} {
		chart.Levels = append(chart.Levels,
			pages.Level{Y: pages.ChartY(share), Text: c.Lang.Decimal(share*100, 0) + "\u202f%"})
	}
	from, to := geo.Date(start).Time().Year()+1, geo.Date(end).Time().Year()
	every := max(1, (to-from)/8)
	for year := from; year <= to; year += every {
		chart.Ticks = append(chart.Ticks,
			pages.Tick{X: pages.ChartX(int64(geo.DateOf(year, 1, 1)), start, end), Text: strconv.Itoa(year)})
	}
	return chart
}

func stepsTable(c *ask.Call, h *realign.History) *pages.Table {
	t := &pages.Table{Caption: c.Say(pages.StepsCaption, string(c.Geography)), Columns: []pages.Column{
		{Title: c.Say(pages.ColDay)}, {Title: c.Say(pages.ColChange)}, {Title: c.Say(pages.ColCentresKnown), Numeric: true},
		{Title: c.Say(pages.ColQPV), Numeric: true}, {Title: c.Say(pages.ColShare), Numeric: true},
		{Title: c.Say(pages.ColAligned), Numeric: true},
	}}
	row := func(day geo.Date, what pages.Cell, s *realign.State) {
		hoods, share := hoodsOf(s), "–"
		if hoods.Share != nil {
			share = c.Lang.Percent(*hoods.Share)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.Lang.Day(day)}, what, {Text: c.Lang.Count(int64(s.Known))}, {Text: frame.Wire(c, hoods.Covered)},
			{Text: share}, {Text: c.Lang.Count(int64(s.Counts.Of(realign.Aligned)))},
		}})
	}
	row(h.From, pages.Cell{Text: c.Say(pages.StartOfHistory)}, &h.Start)
	for i := range h.Steps {
		step := &h.Steps[i]
		var what pages.Cell
		for k := range step.Events {
			what.Links = append(what.Links, eventLink(c, &step.Events[k]))
		}
		row(step.Day, what, &step.After)
	}
	return t
}

// hoodsOf are the neighbourhoods covered in a state.
func hoodsOf(s *realign.State) wire.Figure {
	return wire.FigureOf(geo.Neighbourhoods, s.Figures.Of(geo.Neighbourhoods), "")
}

// eventLink says in a few words what befell a centre.
func eventLink(c *ask.Call, e *realign.Event) pages.Link {
	link := frame.CentreLink(c, e.Centre.ID)
	text := ""
	for i, kind := range e.Kinds {
		if i > 0 {
			text += ", "
		}
		text += c.Say(pages.EventKinds[string(kind)])
	}
	link.Text += " (" + text + ")"
	return link
}

func undated(c *ask.Call, list []realign.Undated) pages.Section {
	t := &pages.Table{
		Caption: c.Say(pages.UndatedCaption),
		Columns: []pages.Column{
			{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColPerimeter)}, {Title: c.Say(pages.ColEnd)},
		},
	}
	for _, u := range list {
		end := pages.EndFrom
		if u.End == coverage.To {
			end = pages.EndTo
		}
		link := frame.CentreLink(c, u.Perimeter.Centre.ID)
		t.Rows = append(t.Rows,
			pages.Row{Cells: []pages.Cell{{Text: link.Text, Href: link.Href}, {Text: u.Perimeter.ID}, {Text: c.Say(end)}}})
	}
	return pages.Section{
		ID: "undated", Title: c.Say(pages.UndatedTitle), Text: []string{c.Say(pages.UndatedText)}, Table: t,
	}
}

// statements are what is published about the network, a series of its own.
func statements(c *ask.Call, h *realign.History) pages.Section {
	out := pages.Section{ID: "published", Title: c.Say(pages.PublishedTitle), Text: []string{c.Say(pages.PublishedText)}}
	if len(h.Sizes)+len(h.Claims) == 0 {
		out.Text = append(out.Text, c.Say(pages.PublishedNone))
		return out
	}
	t := &pages.Table{Caption: c.Say(pages.PublishedCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColDatePublished)}, {Title: c.Say(pages.ColPublishedNumber)}, {Title: c.Say(pages.ColComputed)},
		{Title: c.Say(pages.ColSource)},
	}}
	for i := range h.Sizes {
		one := &h.Sizes[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.Lang.Published(one.Date)}, {Text: c.Say(pages.NCentres, frame.Wire(c, wire.Known(one.Count)))},
			{Text: c.Say(pages.NKnown, c.Lang.Count(int64(one.First.Known)))}, frame.SourceCell(c, one.Source),
		}})
	}
	for i := range h.Claims {
		one := &h.Claims[i]
		claim := "–"
		if share := claimed(one); share != nil {
			claim = c.Lang.Percent(*share)
		}
		computed := "–"
		if share := hoodsOf(&one.First).Share; share != nil {
			computed = c.Say(pages.ShareOfQPV, c.Lang.Percent(*share))
		}
		of, _ := frame.Sourced(c, one.Unit)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.Lang.Published(one.Date)}, {Text: claim, Small: of}, {Text: computed}, frame.SourceCell(c, one.Source),
		}})
	}
	out.Table = t
	return out
}
