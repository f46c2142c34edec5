package realignment

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
)

// The two ends of a history. By default it is told whole: from the first day
// served, which is before the first centre, to the day of the request.
var (
	FromParam, fromOf = rest.Typed(rest.Param{
		Name: "from", In: rest.InQuery, Initial: geo.MinDate.String(), Example: "2014-01-01",
		Description: "the day the history starts at: a day of RFC 3339, or an instant, read as its date in Paris. From " +
			"1990 to 2100. Default: 1990-01-01, before the first centre.",
		Schema: rest.Object{"type": "string", "default": geo.MinDate.String()},
	}, readFrom)
	ToParam, _ = rest.Typed(rest.Param{
		Name: "to", In: rest.InQuery, Today: true, Example: "2019-12-31",
		Description: "the last day of the history, included; not before from. From 1990 to 2100. Default: today.",
		Schema:      rest.Object{"type": "string"},
	}, readTo)
	// OfParam is read by its handler alone.
	OfParam, relatedOf = rest.Enum("of",
		"what is related: the regions before and since 2016, or the priority neighbourhoods of 2015 and of 2024.",
		"regions", []string{crosswalkOfRegions, crosswalkOfNeighbourhoods},
		rest.AsWord[string])
)

// historyStart is the first day of a history. It is no day of a question: the last
// one is.
type historyStart geo.Date

func readFrom(_ *rest.Values, text string) (historyStart, string, error) {
	d, err := ask.ReadDate(text)
	return historyStart(d), d.String(), err
}

// readTo reads the end of a history; its start is read before it.
func readTo(v *rest.Values, text string) (geo.Interval, string, error) {
	d, err := ask.ReadDate(text)
	if err != nil {
		return geo.Interval{}, "", err
	}
	from := geo.Date(fromOf(v))
	if from > d {
		return geo.Interval{}, "", ask.ReversedInterval.Problem("The history ends on "+d.String()+", before it starts on "+
			from.String()+".",
			"Swap its ends: from="+d.String()+"&to="+from.String()+".")
	}
	return geo.Interval{First: from, Last: d}, d.String(), nil
}
