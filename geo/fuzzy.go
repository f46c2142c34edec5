package geo

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"
)

// Precision says how well a published date is known.
type Precision string

// The precisions. Span is a published pair of years ("2014/2015").
const (
	Unknown Precision = "unknown"
	Day     Precision = "day"
	Month   Precision = "month"
	Year    Precision = "year"
	Span    Precision = "span"
)

// Bounds of a date that is not known at all.
const (
	Past   Date = math.MinInt32
	Future Date = math.MaxInt32
)

// Fuzzy is a date as its source publishes it: a day, or a month, a year or a
// pair of years taken whole, or nothing. The zero value is unknown. Read it
// with First and Last, the days it may stand for.
type Fuzzy struct {
	text        string
	first, last Date
	precision   Precision
}

// ParseFuzzy reads "2017-03-16", "2017-03", "2017", "2014/2015" or "".
func ParseFuzzy(s string) (Fuzzy, error) {
	if s == "" {
		return Fuzzy{}, nil
	}
	if from, to, ok := strings.Cut(s, "/"); ok {
		a, errA := time.Parse("2006", from)
		b, errB := time.Parse("2006", to)
		if errA != nil || errB != nil || b.Before(a) {
			return Fuzzy{}, fuzzyError(s)
		}
		return Fuzzy{s, DateOf(a.Year(), 1, 1), DateOf(b.Year(), 12, 31), Span}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		d := DateOf(t.Year(), t.Month(), t.Day())
		return Fuzzy{s, d, d, Day}, nil
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return Fuzzy{s, DateOf(t.Year(), t.Month(), 1), DateOf(t.Year(), t.Month()+1, 0), Month}, nil
	}
	if t, err := time.Parse("2006", s); err == nil {
		return Fuzzy{s, DateOf(t.Year(), 1, 1), DateOf(t.Year(), 12, 31), Year}, nil
	}
	return Fuzzy{}, fuzzyError(s)
}

func fuzzyError(s string) error {
	return fmt.Errorf("date %q: want 2017-03-16, 2017-03, 2017 or 2014/2015, or nothing where it is unknown", s)
}

// Known reports whether anything is known of the date.
func (f Fuzzy) Known() bool { return f.text != "" }

// Precision returns how well the date is known.
func (f Fuzzy) Precision() Precision {
	if !f.Known() {
		return Unknown
	}
	return f.precision
}

// First returns the first day the date may stand for, Past when unknown.
func (f Fuzzy) First() Date {
	if !f.Known() {
		return Past
	}
	return f.first
}

// Last returns the last day the date may stand for, Future when unknown.
func (f Fuzzy) Last() Date {
	if !f.Known() {
		return Future
	}
	return f.last
}

// String returns the date as published, "" when unknown.
func (f Fuzzy) String() string { return f.text }

// MarshalJSON writes the date as published, null when unknown.
func (f Fuzzy) MarshalJSON() ([]byte, error) {
	if !f.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(f.text)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (f *Fuzzy) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("date %s: want a text or null", b)
	}
	if s == nil {
		*f = Fuzzy{}
		return nil
	}
	parsed, err := ParseFuzzy(*s)
	if err != nil {
		return err
	}
	*f = parsed
	return nil
}
