package rest

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Table is an answer as rows. Every text is quoted and no number is: CSV has
// no types, and readers that honour quotes (LibreOffice, GDAL, DuckDB) then
// keep "01" a code. The last columns of every row say what the row stands on:
// the generation and the credits, which a header of HTTP would lose as soon as
// the file is saved.
type Table struct {
	Name    string // of the file, without extension
	Columns []string
	rows    [][]any // string, []string, bool, int, int64, float64, []float64; nil: empty
	Foot    []any   // values of the closing columns of every row
	Dialect dialect
}

// Add adds a row by the order of its columns.
func (t *Table) Add(cells ...any) { t.rows = append(t.rows, cells) }

// AddNamed adds a row by the names of its columns. Cells it does not name are
// empty: rows of several kinds share one table.
func (t *Table) AddNamed(cells Properties) {
	row := make([]any, len(t.Columns)-len(t.Foot))
	for i, one := range cells {
		if t.Columns[i] != one.Name { // a row that names the first columns in order is found at once
			i = slices.Index(t.Columns, one.Name)
		}
		if i < 0 {
			panic("csv: no column " + one.Name) // a fault of the handler, not of the request
		}
		row[i] = one.Value
	}
	t.Add(row...)
}

// Encode writes the table as RFC 4180, but for what its dialect changes: CRLF
// between lines, quotes doubled. It ends with ctx.
func (t *Table) Encode(ctx context.Context) ([]byte, error) {
	var b bytes.Buffer
	d := t.Dialect
	b.WriteString(d.mark())
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteByte(d.separator())
		}
		b.WriteString(quoteCell(c))
	}
	b.WriteString("\r\n")
	var foot bytes.Buffer
	for _, v := range t.Foot {
		foot.WriteByte(d.separator())
		d.writeCell(&foot, v)
	}
	for k, row := range t.rows {
		if k%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for i, v := range row {
			if i > 0 {
				b.WriteByte(d.separator())
			}
			d.writeCell(&b, v)
		}
		b.Write(foot.Bytes())
		b.WriteString("\r\n")
	}
	return b.Bytes(), nil
}

func (d dialect) writeCell(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case nil:
	case string:
		if v != "" {
			b.WriteString(d.quoteText(v))
		}
	case []string:
		d.writeCell(b, strings.Join(v, ";"))
	case []float64:
		texts := make([]string, len(v))
		for i, f := range v {
			texts[i] = d.decimal(f)
		}
		d.writeCell(b, strings.Join(texts, ";"))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case int:
		b.WriteString(strconv.Itoa(v))
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case float64:
		b.WriteString(d.decimal(v))
	default:
		panic("csv: a cell of a type the table does not write") // a fault of the handler, not of the request
	}
}

// quoteCell quotes a text. One that a spreadsheet would run as a formula gets
// an apostrophe before it, as the spreadsheets themselves do; no code or date
// begins so.
func quoteCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		s = "'" + s
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// Round keeps a number of decimals.
func Round(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(v*p) / p
}
