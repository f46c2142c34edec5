package pages

import (
	"strconv"
	"strings"

	"maillage/geo"
)

// Separators of French typography. Both keep a number on one line.
const (
	thin  = "\u202f" // between thousands, and before %
	nbsp  = "\u00a0" // between a number and its unit
	minus = "\u2212"
)

// Count writes a whole number: 1 202 in French, 1,202 in English.
func (l Lang) Count(n int64) string {
	digits, sign := strconv.FormatInt(n, 10), ""
	if n < 0 {
		digits, sign = digits[1:], minus
	}
	separator := thin
	if l == English {
		separator = ","
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Signed writes a difference: +12, −3, 0.
func (l Lang) Signed(n int64) string {
	if n > 0 {
		return "+" + l.Count(n)
	}
	return l.Count(n)
}

// Several writes a number of things: 1 date, 12 dates. In French none is one.
func (l Lang) Several(n int64, one, many Text) string {
	word := many
	if n == 1 || n == 0 && l == French {
		word = one
	}
	return l.Count(n) + nbsp + word.In(l)
}

// Decimal writes a number with a fixed number of decimals.
func (l Lang) Decimal(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	n, _ := strconv.ParseInt(whole, 10, 64) // digits alone, by construction
	out := l.Count(n)
	if fraction != "" {
		mark := ","
		if l == English {
			mark = "."
		}
		out += mark + fraction
	}
	if strings.HasPrefix(text, "-") && strings.Trim(text, "-0.") != "" {
		return minus + out
	}
	return out
}

// Percent writes a share with one decimal: 79,4 % in French, 79.4% in English.
// A share is shown as none or all only where it is: 99.97 % is not 100.
func (l Lang) Percent(share float64) string {
	v := share * 100
	if v > 99.9 && v < 100 {
		v = 99.9
	}
	if v > 0 && v < 0.1 {
		v = 0.1
	}
	if l == English {
		return l.Decimal(v, 1) + "%"
	}
	return l.Decimal(v, 1) + thin + "%"
}

var months = map[Lang][12]string{
	French: {
		"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
		"décembre",
	},
	English: {
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
		"December",
	},
}

// Day writes a day in words: 16 mars 2017, 1er juillet 2019, 16 March 2017.
func (l Lang) Day(d geo.Date) string {
	t := d.Time()
	day := strconv.Itoa(t.Day())
	if l == French && t.Day() == 1 {
		day = "1er"
	}
	return day + nbsp + l.month(d) + " " + strconv.Itoa(t.Year())
}

func (l Lang) month(d geo.Date) string { return months[l][d.Time().Month()-1] }

// Published writes a date as its source gives it, no more precise; one that is not
// known in the feminine of « date ».
func (l Lang) Published(f geo.Fuzzy) string {
	switch f.Precision() {
	case geo.Day:
		return l.Day(f.First())
	case geo.Month:
		return l.month(f.First()) + " " + strconv.Itoa(f.First().Time().Year())
	case geo.Unknown:
		return DateNotKnown.In(l)
	}
	return f.String()
}
