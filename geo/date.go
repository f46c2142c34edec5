package geo

import (
	"fmt"
	"strings"
	"time"
)

// Date is a civil day in Paris, counted from 1 January 1970.
type Date int32

// The days a request may ask about. Centres exist since the early 1990s; a
// date past 2100 is a mistake.
var (
	MinDate = DateOf(1990, 1, 1)
	MaxDate = DateOf(2100, 12, 31)
)

// DateOf returns the day of a year, month and day of the month, normalised as
// [time.Date] does.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDate reads a day as YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("date %q: want a day as 2017-03-16", s)
	}
	return Date(t.Unix() / 86400), nil
}

// DateIn returns the civil day of an instant in Paris.
func DateIn(t time.Time) Date {
	p := t.In(paris)
	return DateOf(p.Year(), p.Month(), p.Day())
}

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Start returns the instant at which the day begins in Paris, in UTC: the hour
// before, or two in summer.
func (d Date) Start() time.Time {
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, paris).UTC()
}

// String returns the day as YYYY-MM-DD.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// AddMonths returns the day n months later, clamped to the end of the month.
func (d Date) AddMonths(n int) Date {
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first.Year(), first.Month(), min(t.Day(), last))
}

// ParseMoment reads a day, or an RFC 3339 instant as its day in Paris.
func ParseMoment(s string) (Date, error) {
	d, err := ParseDate(s)
	if err == nil {
		return d, nil
	}
	if instant, notInstant := time.Parse(time.RFC3339, strings.ToUpper(s)); notInstant == nil {
		return DateIn(instant), nil
	}
	return 0, err
}
