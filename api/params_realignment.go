package api

import (
	"maillage/geo"
)

// The two ends of a history. By default it is told whole: from the first day
// served, which is before the first centre, to the day of the request.
var (
	fromParam, fromOf = typed(param{
		name: "from", in: inQuery, initial: geo.MinDate.String(), example: "2014-01-01",
		description: "the day the history starts at: a day of RFC 3339, or an instant, read as its date in Paris. From 1990 to 2100. Default: 1990-01-01, before the first centre.",
		schema:      object{"type": "string", "default": geo.MinDate.String()},
	}, readFrom)
	toParam, _ = typed(param{
		name: "to", in: inQuery, today: true, example: "2019-12-31",
		description: "the last day of the history, included; not before from. From 1990 to 2100. Default: today.",
		schema:      object{"type": "string"},
	}, readTo)
	// ofParam is read by its handler alone.
	ofParam, relatedOf = enumParam("of", "what is related: the regions before and since 2016, or the priority neighbourhoods of 2015 and of 2024.",
		"regions", []string{crosswalkOfRegions, crosswalkOfNeighbourhoods},
		asWord[string])
)

// historyStart is the first day of a history. It is no day of a question: the last
// one is.
type historyStart geo.Date

func readFrom(_ *values, text string) (historyStart, string, error) {
	d, err := readDate(text)
	return historyStart(d), d.String(), err
}

// readTo reads the end of a history; its start is read before it.
func readTo(v *values, text string) (period, string, error) {
	d, err := readDate(text)
	if err != nil {
		return period{}, "", err
	}
	from := geo.Date(fromOf(v))
	if from > d {
		return period{}, "", reversedInterval.problem("The history ends on "+d.String()+", before it starts on "+from.String()+".",
			"Swap its ends: from="+d.String()+"&to="+from.String()+".")
	}
	return period{from, d}, d.String(), nil
}
