package spreadsheet

import (
	"errors"
	"io"
	"path"
	"strings"

	"maillage/data/format"
)

// maxMarks bounds the tags of the parts that the library keeps as values in
// memory, which take up to thirty times their bytes: strings, styles, names.
const maxMarks = 2_000_000

// survey is what a look at the parts of an XLSX shows, before the library opens
// them: it would take what is broken for the end of a sheet, put cells out of
// order in each other's columns, and take a formula without a value for a blank.
type survey struct {
	marks int
	parts map[string]*part // sheets, by the name of their part
}

// part is one sheet.
type part struct {
	uncounted string // a cell whose formula has no value
	strings   int    // highest rank of a shared string, from 1
	wide      bool   // a cell, filled or not, stands past the last column that is read
}

func look(files []format.File) (*survey, error) {
	s := &survey{parts: map[string]*part{}}
	for _, f := range files {
		if err := s.file(f); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *survey) file(f format.File) (err error) {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	ext := strings.ToLower(path.Ext(f.Name))
	if strings.HasPrefix(strings.ToLower(f.Name), "xl/worksheets/") && ext == ".xml" {
		p := &part{}
		s.parts[f.Name] = p
		return p.scan(f.Name, r)
	}
	if ext != ".xml" && ext != ".rels" && ext != ".vml" {
		_, err := io.Copy(io.Discard, r) // its budget counts all the same
		return err
	}
	counter := marks{n: &s.marks}
	_, err = io.Copy(counter, r)
	return err
}

// marks counts tags.
type marks struct{ n *int }

// Write counts those of p.
func (m marks) Write(p []byte) (int, error) {
	for _, c := range p {
		if c == '<' {
			*m.n++
		}
	}
	if *m.n > maxMarks {
		return 0, format.Errorf(format.RuleTooLarge, "its texts and styles hold more than %d tags: copy the sheet alone into a new workbook", maxMarks)
	}
	return len(p), nil
}
