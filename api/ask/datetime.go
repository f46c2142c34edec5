package ask

import (
	"strings"

	"maillage/api/rest"
	"maillage/geo"
)

// Always is the period of a request that names none.
var Always = geo.Interval{First: geo.Past, Last: geo.Future}

// ReadDay reads datetime where the answer is the state on one day.
func ReadDay(_ *rest.Values, text string) (geo.Date, string, error) {
	if strings.Contains(text, "/") {
		p := IntervalRefused.Problem("datetime is an interval, and this answer is for one day.", "")
		if _, err := parsePeriod(text); err != nil {
			p = rest.ProblemOf(err) // what is wrong with the interval itself tells more
		}
		p.Fix = "Send one day, as datetime=2017-03-16."
		return 0, "", p
	}
	d, err := ReadDate(text)
	return d, d.String(), err
}

// readMoment reads datetime where the state of one day is shown and an
// interval stands for its last known day.
func readMoment(_ *rest.Values, text string) (geo.Date, string, error) {
	p, err := parsePeriod(text)
	if err != nil {
		return 0, "", err
	}
	d := p.Last
	if d == geo.Future {
		d = p.First
	}
	return d, d.String(), nil
}

// readPeriod reads datetime where features have dates of their own.
func readPeriod(_ *rest.Values, text string) (geo.Interval, string, error) {
	p, err := parsePeriod(text)
	return p, periodText(p), err
}

// periodText writes a period as datetime takes it.
func periodText(p geo.Interval) string {
	if p.First == p.Last {
		return p.First.String()
	}
	first, last := "..", ".."
	if p.First != geo.Past {
		first = p.First.String()
	}
	if p.Last != geo.Future {
		last = p.Last.String()
	}
	return first + "/" + last
}

// parsePeriod reads a day, an instant, or an interval with one open end at
// most: "a/b", "../b", "a/..". An empty end is open too, as OGC writes it.
func parsePeriod(text string) (geo.Interval, error) {
	from, to, interval := strings.Cut(text, "/")
	if !interval {
		d, err := ReadDate(text)
		return geo.Interval{First: d, Last: d}, err
	}
	open := func(end string) bool { return end == "" || end == ".." }
	if open(from) && open(to) {
		return geo.Interval{}, OpenInterval.Problem("The interval of datetime is open at both ends.",
			"Give one end at least, as datetime=2016-01-01/.. ; or leave datetime out.")
	}
	p := Always
	var err error
	if !open(from) {
		if p.First, err = ReadDate(from); err != nil {
			return geo.Interval{}, err
		}
	}
	if !open(to) {
		if p.Last, err = ReadDate(to); err != nil {
			return geo.Interval{}, err
		}
	}
	if p.First > p.Last {
		return geo.Interval{}, ReversedInterval.Problem("The interval of datetime ends before it starts.",
			"Swap its ends: datetime="+p.Last.String()+"/"+p.First.String()+".")
	}
	return p, nil
}

// ReadDate reads a day, or an instant as its date in Paris.
func ReadDate(text string) (geo.Date, error) {
	d, err := geo.ParseMoment(text)
	if err != nil {
		return 0, errDate(text)
	}
	if d < geo.MinDate || d > geo.MaxDate {
		return 0, DateOutOfRange.Problem("The date "+d.String()+" is outside the years served.",
			"Send a date from "+geo.MinDate.String()+" to "+geo.MaxDate.String()+".")
	}
	return d, nil
}

// errDate guesses the commonest slips.
func errDate(text string) error {
	fix := "Send a day as 2017-03-16, or an instant as 2017-03-16T12:00:00Z."
	if f, err := geo.ParseFuzzy(text); err == nil && f.Known() {
		fix = "Send a whole day, as " + f.First().String() + "."
	}
	if strings.Contains(text, "T") && strings.Contains(text, " ") {
		fix = "Percent-encode the plus sign of the offset: 2017-03-16T12:00:00%2B01:00."
	}
	return InvalidDate.Problem(rest.Quote(text)+" is not a date.", fix)
}

// DateProblems are what every parameter that holds a day may meet.
var DateProblems = []rest.Kind{InvalidDate, DateOutOfRange}
