package csvtext

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"strings"
)

// maxAbove is how many rows may stand above the line of names: titles, dates,
// remarks.
const maxAbove = 20

// place is where the line of names starts.
type place struct {
	offset int
	comma  rune
	above  []string // the rows before it in which something stands, in words
}

// findNames returns the first line of a text that is one of names; false where none
// of the first rows is. said is the separator that a line sep= gave, 0 without one.
func findNames(text []byte, said rune, is func(names []string) bool) (place, bool) {
	var p place
	for len(p.above) <= maxAbove && p.offset < len(text) {
		line, _ := firstLine(text[p.offset:])
		if len(line) == 0 {
			break
		}
		p.offset += bytes.Index(text[p.offset:], line)
		if p.comma = said; said == 0 || !bytes.ContainsRune(line, said) {
			p.comma = separator(line)
		}
		cells := cellsOf(line, p.comma)
		if is(cells) {
			return p, true
		}
		// A quote that does not close, as that of 21", makes one line of many: go on at
		// the end of its first.
		first, _, more := bytes.Cut(text[p.offset:], []byte("\n"))
		if !more {
			break
		}
		p.above = append(p.above, inWords(first))
		p.offset += len(first) + 1
	}
	return p, false
}

// cellsOf splits one line, whatever its quotes.
func cellsOf(line []byte, comma rune) []string {
	r := csv.NewReader(&formulas{src: bufio.NewReader(bytes.NewReader(line)), separator: byte(comma)})
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = comma, -1, true, comma != '\t'
	cells, err := r.Read()
	if err != nil {
		return nil
	}
	for i, cell := range cells {
		cells[i] = trim(value(cell))
	}
	return cells
}

// inWords shows a row in a message, without its quotes.
func inWords(line []byte) string {
	plain := strings.ReplaceAll(strings.ToValidUTF8(string(line), "\uFFFD"), `"`, "")
	text := []rune(strings.Trim(plain, separators+" "))
	if most := 60; len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// HasNames reports whether one of the first rows of a text, of which head is the
// beginning, is a line of names.
func HasNames(head []byte, is func(names []string) bool) bool {
	text, rest, said := begin(head[:min(len(head), headBytes)])
	if text == nil {
		return false
	}
	_, found := findNames(rest, said, is)
	return found
}
