package api

import (
	"strings"

	"maillage/geo"
)

// A period is a run of days, both ends included.
type period struct{ first, last geo.Date }

// always is the period of a request that names none.
var always = period{geo.Past, geo.Future}

// meets reports whether the periods share a day.
func (p period) meets(first, last geo.Date) bool { return first <= p.last && p.first <= last }

// readDay reads datetime where the answer is the state on one day.
func readDay(_ *values, text string) (geo.Date, string, error) {
	if strings.Contains(text, "/") {
		p := intervalRefused.problem("datetime is an interval, and this answer is for one day.", "")
		if _, err := parsePeriod(text); err != nil {
			p = problemOf(err) // what is wrong with the interval itself tells more
		}
		p.Fix = "Send one day, as datetime=2017-03-16."
		return 0, "", p
	}
	d, err := readDate(text)
	return d, d.String(), err
}

// readMoment reads datetime where the state of one day is shown and an
// interval stands for its last known day.
func readMoment(_ *values, text string) (geo.Date, string, error) {
	p, err := parsePeriod(text)
	if err != nil {
		return 0, "", err
	}
	d := p.last
	if d == geo.Future {
		d = p.first
	}
	return d, d.String(), nil
}

// readPeriod reads datetime where features have dates of their own.
func readPeriod(_ *values, text string) (period, string, error) {
	p, err := parsePeriod(text)
	return p, p.String(), err
}

// String writes the period as datetime takes it.
func (p period) String() string {
	if p.first == p.last {
		return p.first.String()
	}
	first, last := "..", ".."
	if p.first != geo.Past {
		first = p.first.String()
	}
	if p.last != geo.Future {
		last = p.last.String()
	}
	return first + "/" + last
}

// parsePeriod reads a day, an instant, or an interval with one open end at
// most: "a/b", "../b", "a/..". An empty end is open too, as OGC writes it.
func parsePeriod(text string) (period, error) {
	from, to, interval := strings.Cut(text, "/")
	if !interval {
		d, err := readDate(text)
		return period{d, d}, err
	}
	open := func(end string) bool { return end == "" || end == ".." }
	if open(from) && open(to) {
		return period{}, openInterval.problem("The interval of datetime is open at both ends.",
			"Give one end at least, as datetime=2016-01-01/.. ; or leave datetime out.")
	}
	p := always
	var err error
	if !open(from) {
		if p.first, err = readDate(from); err != nil {
			return period{}, err
		}
	}
	if !open(to) {
		if p.last, err = readDate(to); err != nil {
			return period{}, err
		}
	}
	if p.first > p.last {
		return period{}, reversedInterval.problem("The interval of datetime ends before it starts.",
			"Swap its ends: datetime="+p.last.String()+"/"+p.first.String()+".")
	}
	return p, nil
}

// readDate reads a day, or an instant as its date in Paris.
func readDate(text string) (geo.Date, error) {
	d, err := geo.ParseMoment(text)
	if err != nil {
		return 0, errDate(text)
	}
	if d < geo.MinDate || d > geo.MaxDate {
		return 0, dateOutOfRange.problem("The date "+d.String()+" is outside the years served.",
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
	return invalidDate.problem(quote(text)+" is not a date.", fix)
}
