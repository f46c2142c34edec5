package spreadsheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// cellOf is what a cell of ODS says: its value, and not how it looks, but where
// the look says more, or less.
func cellOf(t xml.StartElement, shown string) string {
	switch of(t, nsOffice, "value-type") {
	case "float", "percentage", "currency":
		return number(of(t, nsOffice, "value"), strings.TrimSpace(shown))
	case "date":
		return dated(of(t, nsOffice, "date-value"), shown)
	case "boolean":
		return of(t, nsOffice, "boolean-value")
	}
	if shown == "" {
		return of(t, nsOffice, "string-value")
	}
	return shown
}

// number is a number without an exponent, or as it is shown where that is the
// same with zeros before it.
func number(value, shown string) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return value
	}
	if len(shown) > 1 && shown[0] == '0' && strings.Trim(shown, "0123456789") == "" {
		if n, err := strconv.ParseFloat(shown, 64); err == nil && n == v {
			return shown
		}
	}
	if math.Abs(v) > 1e15 {
		return value
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// dated is a date as precise as it is shown: a year, a month or a day.
func dated(value, shown string) string {
	date, _, _ := strings.Cut(value, "T")
	if len(date) != len("2006-01-02") {
		return value
	}
	groups := strings.FieldsFunc(shown, func(r rune) bool { return r < '0' || r > '9' })
	letters := strings.ContainsFunc(shown, unicode.IsLetter)
	switch {
	case len(groups) == 1 && groups[0] == date[:4] && !letters:
		return date[:4]
	case len(groups) == 1 && groups[0] == date[:4],
		len(groups) == 2 && !letters && (groups[0] == date[:4] || groups[1] == date[:4]):
		return date[:7]
	}
	return date
}
