package spreadsheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"maillage/data/format"
)

// scanner walks the cells of a sheet of an XLSX.
type scanner struct {
	part        *part
	row, column int // of the last cell, from 1
	shared      bool
	formula     bool
	valued      bool
	inValue     bool
}

// scan reads a sheet to its end.
func (p *part) scan(name string, src io.Reader) error {
	d := xml.NewDecoder(src)
	s := scanner{part: p}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return explain(err, name)
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = s.start(t)
		case xml.CharData:
			err = s.text(t)
		case xml.EndElement:
			s.end(t.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

func (s *scanner) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		return s.nextRow(of(t, "", "r"))
	case "c":
		return s.nextCell(t)
	case "f":
		s.formula = true
	case "v":
		s.inValue, s.valued = true, true
	case "is":
		s.valued = true
	}
	return nil
}

func (s *scanner) nextRow(said string) error {
	before := s.row
	s.row, s.column = s.row+1, 0
	if said != "" {
		n, err := strconv.Atoi(said)
		if err != nil || n <= before {
			return format.Errorf(format.RuleCorrupt, "its row %.20q does not come after row %d: open the workbook and save it again", said, before)
		}
		s.row = n
	}
	if s.row > maxRows {
		return format.Errorf(format.RuleTooLarge, "a sheet has more than %d rows", maxRows)
	}
	return nil
}

func (s *scanner) nextCell(t xml.StartElement) error {
	before := s.column
	s.column++
	s.shared, s.formula, s.valued, s.inValue = of(t, "", "t") == "s", false, false, false
	if said := of(t, "", "r"); said != "" {
		column, row := reference(said)
		if column <= before || row != s.row {
			return format.Errorf(format.RuleCorrupt, "its cell %.20q does not come after %s: open the workbook and save it again", said, address(before, s.row))
		}
		s.column = column
	}
	s.part.wide = s.part.wide || s.column > maxColumns
	return nil
}

func (s *scanner) text(b []byte) error {
	if !s.inValue || !s.shared || len(b) == 0 {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || n < 0 {
		return format.Errorf(format.RuleCorrupt, "its cell %s has the text number %.20q", address(s.column, s.row), b)
	}
	s.part.strings = max(s.part.strings, n+1)
	return nil
}

func (s *scanner) end(name string) {
	switch name {
	case "v":
		s.inValue = false
	case "c":
		if s.formula && !s.valued && s.part.uncounted == "" {
			s.part.uncounted = address(s.column, s.row)
		}
	}
}

// reference reads an address as AB12; zeros where it is none.
func reference(s string) (column, row int) {
	i := 0
	for ; i < len(s) && i < 4 && s[i] >= 'A' && s[i] <= 'Z'; i++ {
		column = column*26 + int(s[i]-'A') + 1
	}
	row, err := strconv.Atoi(s[i:])
	if err != nil || row < 1 {
		return 0, 0
	}
	return column, row
}

// address writes what reference reads.
func address(column, row int) string {
	letters := ""
	for ; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, row)
}
