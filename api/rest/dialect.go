package rest

import (
	"regexp"
	"strconv"
	"strings"
)

// A dialect is a way to write CSV. Its zero value is RFC 4180.
type dialect string

const (
	rfc4180 dialect = "rfc4180"
	// ExcelFR is what Excel in French takes in by a double click: it splits at
	// semicolons, reads decimal commas, and UTF-8 where a mark says so.
	ExcelFR dialect = "excel-fr"
)

// DialectParam is the dialect of CSV, and asks for CSV where f does not say
// otherwise: f is read after it.
var DialectParam, dialectOf = Enum("dialect",
	"how CSV is written (implies f=csv). rfc4180, the default: commas, decimal points, no byte order mark. excel-fr: "+
		"as Excel in French opens it by a double click: semicolons, decimal commas, UTF-8 with a byte order mark, and "+
		"codes that begin with a zero as =\"01\", which stay texts. Either is read back wherever a table is read.",
	"", []string{string(rfc4180), string(ExcelFR)},
	AsWord[dialect])

func (d dialect) separator() byte {
	if d == ExcelFR {
		return ';'
	}
	return ','
}

// mark is what a table begins with.
func (d dialect) mark() string {
	if d == ExcelFR {
		return "\ufeff"
	}
	return ""
}

// decimal writes a number.
func (d dialect) decimal(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if d == ExcelFR {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// retyped are texts that Excel would turn into another thing, quoted or not: a
// code loses its zero, a month becomes a day.
var retyped = regexp.MustCompile(`^(0[0-9]+|[0-9]{4}-[0-9]{2}|[0-9]+[eE][0-9]+)$`)

// quoteText quotes a text so that it stays one.
func (d dialect) quoteText(s string) string {
	if d == ExcelFR && retyped.MatchString(s) {
		return `"=""` + s + `"""`
	}
	return quoteCell(s)
}
