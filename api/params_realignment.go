package api

import (
	"maillage/geo"
)

// The two ends of a history. By default it is told whole: from the first day
// served, which is before the first centre, to the day of the request.
var (
	fromParam = &param{
		name: "from", in: inQuery, initial: geo.MinDate.String(), example: "2014-01-01",
		description: "the day the history starts at: a day of RFC 3339, or an instant, read as its date in Paris. From 1990 to 2100. Default: 1990-01-01, before the first centre.",
		schema:      object{"type": "string", "default": geo.MinDate.String()},
		read: func(q *query, text string) (string, error) {
			d, err := readDate(text)
			q.Period.first = d
			return d.String(), err
		},
	}
	toParam = &param{
		name: "to", in: inQuery, today: true, example: "2019-12-31",
		description: "the last day of the history, included; not before from. From 1990 to 2100. Default: today.",
		schema:      object{"type": "string"},
		read:        readTo,
	}
	// ofParam is read by its handler alone.
	ofParam = enumParam("of", "what is related: the regions before and since 2016, or the priority neighbourhoods of 2015 and of 2024.",
		"regions", []string{crosswalkOfRegions, crosswalkOfNeighbourhoods},
		func(q *query, s string) error { q.Of = s; return nil })
)

// readTo reads the end of a history; its start is read before it.
func readTo(q *query, text string) (string, error) {
	d, err := readDate(text)
	if err != nil {
		return "", err
	}
	if q.Period.first > d {
		return "", reversedInterval.problem("The history ends on "+d.String()+", before it starts on "+q.Period.first.String()+".",
			"Swap its ends: from="+d.String()+"&to="+q.Period.first.String()+".")
	}
	q.Period.last, q.Date = d, d
	return d.String(), nil
}
