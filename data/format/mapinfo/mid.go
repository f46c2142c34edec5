package mapinfo

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"maillage/data/format"
)

// mid reads the lines of values of a .mid.
type mid struct {
	*lines
	delimiter byte
	columns   []column
	encoding  format.Encoding
}

func openMID(f format.File, delimiter byte, columns []column, e format.Encoding, limits format.Limits) (*mid, error) {
	l, err := openLines(f, min(maxLine, limits.RowBytes))
	if err != nil {
		return nil, err
	}
	return &mid{lines: l, delimiter: delimiter, columns: columns, encoding: e}, nil
}

// values reads one line; io.EOF after the last one.
func (m *mid) values() ([]format.Value, error) {
	cells, err := m.cells()
	for err == nil && len(m.columns) > 1 && len(cells) == 1 && len(cells[0]) == 0 { // an editor left it
		cells, err = m.cells()
	}
	if err != nil {
		return nil, err
	}
	if len(cells) != len(m.columns) {
		return nil, format.Errorf(format.RuleCorrupt, "%s, line %d: it has %d values, and there are %d columns", m.name, m.number, len(cells), len(m.columns))
	}
	values := make([]format.Value, len(cells))
	for i, cell := range cells {
		if len(cell) == 0 {
			continue
		}
		text, err := m.encoding.Decode(cell)
		if err != nil {
			return nil, format.Errorf(format.RuleEncoding, "%s, line %d, column %s: %v", m.name, m.number, m.columns[i].name, err)
		}
		values[i] = format.Value{Text: text, Kind: m.columns[i].kind}
		if values[i].Kind == format.Bool {
			values[i] = logical(text)
		}
	}
	return values, nil
}

// logical reads a value of type Logical.
func logical(text string) format.Value {
	switch strings.ToUpper(text) {
	case "T":
		return format.Value{Text: "true", Kind: format.Bool}
	case "F":
		return format.Value{Text: "false", Kind: format.Bool}
	}
	return format.Value{Kind: format.Other}
}

// cells parts a line. A text in quotes may hold the delimiter, quotes written
// twice, and ends of lines.
func (m *mid) cells() (cells [][]byte, err error) {
	line, err := m.next()
	if err != nil {
		return nil, err
	}
	var cell []byte
	quoted := false
	for i := 0; ; i++ {
		if i >= len(line) {
			if !quoted {
				return append(cells, bytes.TrimSpace(cell)), nil
			}
			if line, err = m.next(); err != nil {
				return nil, m.cut(err)
			}
			if len(cell) > m.most {
				return nil, format.Errorf(format.RuleFeatureTooLarge, "%s, line %d: a text of more than %d bytes does not end", m.name, m.number, m.most)
			}
			cell, i = append(cell, '\n'), -1
			continue
		}
		switch c := line[i]; {
		case c == '"' && quoted && i+1 < len(line) && line[i+1] == '"':
			cell = append(cell, c)
			i++
		case c == '"':
			quoted = !quoted
		case c == m.delimiter && !quoted:
			cells, cell = append(cells, bytes.TrimSpace(cell)), nil
		default:
			cell = append(cell, c)
		}
	}
}

// guess reads the whole of a .mid and the names of its columns to tell their
// encoding: UTF-8 when all of them are, Windows-1252 otherwise. ascii tells that
// it makes no difference.
func guess(f format.File, names []string) (e format.Encoding, ascii bool, err error) {
	l, err := openLines(f, maxLine)
	if err != nil {
		return e, false, err
	}
	defer func() { err = errors.Join(err, l.closer.Close()) }()
	ascii = true
	for line := []byte(strings.Join(names, " ")); err == nil; line, err = l.next() {
		for _, c := range line {
			ascii = ascii && c < utf8.RuneSelf
		}
		if !utf8.Valid(line) {
			return format.Windows1252, false, nil
		}
	}
	if !errors.Is(err, io.EOF) {
		return e, false, err
	}
	return format.UTF8, ascii, nil
}
