package spreadsheet

import (
	"bytes"
	"slices"
	"strings"

	"maillage/data/format"
)

// Most rows and columns of a sheet: spreadsheets themselves stop at the first.
const (
	maxRows    = 1 << 20
	maxColumns = 1024
)

// text is CSV that grows row by row.
type text struct {
	bytes bytes.Buffer
	most  int64
	blank int   // rows since the last in which something stands
	wide  []int // columns of each line; 0 for a blank one
}

// row writes the next row of the sheet, times times. Rows after the last in
// which something stands are nothing.
func (t *text) row(cells []string, times int) error {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		t.blank = min(t.blank+times, maxRows)
		return nil
	}
	if len(cells) > maxColumns {
		return errColumns()
	}
	for range t.blank {
		t.bytes.WriteByte('\n')
		t.wide = append(t.wide, 0)
	}
	t.blank = 0
	for range times {
		t.wide = append(t.wide, len(cells))
		for i, cell := range cells {
			if i > 0 {
				t.bytes.WriteByte(',')
			}
			if cell != "" {
				t.bytes.WriteString(`"` + quotes.Replace(cell) + `"`)
			}
		}
		t.bytes.WriteByte('\n')
		if int64(t.bytes.Len()) > t.most {
			return format.Errorf(format.RuleTooLarge, "a sheet makes more than %d bytes of CSV: split it", t.most)
		}
	}
	return nil
}

func errColumns() error {
	return format.Errorf(format.RuleTooLarge, "a sheet has more than %d columns: delete those that are not needed", maxColumns)
}

// quotes doubles quotes, and makes spaces of what would end a line.
var quotes = strings.NewReplacer(`"`, `""`, "\r\n", " ", "\n", " ", "\r", " ")

// titles is how many of the first rows tell the width of a table where one cell far
// to the right would make too much of it.
const titles = 20

// squared returns the text with as many cells in each row as in the widest, as
// spreadsheets save it: those after its last are empty.
func (t *text) squared() []byte {
	if len(t.wide) == 0 {
		return nil
	}
	width := slices.Max(t.wide)
	missing := func(width int) (n int64) {
		for _, w := range t.wide {
			if w > 0 {
				n += int64(max(width-w, 0))
			}
		}
		return n
	}
	if missing(width) > t.most {
		width = slices.Max(t.wide[:min(titles, len(t.wide))])
	}
	n := missing(width)
	if n == 0 || n > t.most {
		return t.bytes.Bytes()
	}
	out := make([]byte, 0, int64(t.bytes.Len())+n)
	i := 0
	for line := range bytes.Lines(t.bytes.Bytes()) {
		out = append(out, line[:len(line)-1]...)
		if w := t.wide[i]; w > 0 {
			out = append(out, bytes.Repeat([]byte{','}, max(width-w, 0))...)
		}
		out = append(out, '\n')
		i++
	}
	return out
}
