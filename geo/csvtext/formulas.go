package csvtext

import (
	"bufio"
	"errors"
	"io"
)

// formulas takes the sign off cells written ="01", without quotes around them, by
// which a text of digits is kept from becoming a number in a spreadsheet: what is
// left is a quoted cell.
type formulas struct {
	src       *bufio.Reader
	separator byte
	inside    bool // of a cell, past its start
	quoted    bool
}

// Read gives the text of src without those signs.
func (f *formulas) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if n > 0 && f.src.Buffered() < 2 {
			return n, nil // what comes next may have to be waited for
		}
		c, err := f.src.ReadByte()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				err = nil // it comes again
			}
			return n, err
		}
		if c == '=' && !f.inside && !f.quoted {
			if next, err := f.src.Peek(1); err == nil && next[0] == '"' {
				continue
			}
		}
		f.pass(c)
		p[n] = c
		n++
	}
	return n, nil
}

// pass notes where in a cell the next byte stands.
func (f *formulas) pass(c byte) {
	switch {
	case c == '"':
		f.quoted, f.inside = !f.quoted, true
	case f.quoted:
	case c == f.separator || c == '\n':
		f.inside = false
	case c != ' ':
		f.inside = true
	}
}
