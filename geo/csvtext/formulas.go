package csvtext

import (
	"bytes"
	"io"
)

// formulas takes the sign off cells written ="01", without quotes around them, by
// which a text of digits is kept from becoming a number in a spreadsheet: what is
// left is a quoted cell.
type formulas struct {
	src       io.Reader
	separator byte
	inside    bool // of a cell, past its start
	quoted    bool
	held      bool // a sign at the start of a cell, of which the next byte will tell
	buf       [4096]byte
	ready     []byte
	err       error
}

// Read gives the text of src without those signs.
func (f *formulas) Read(p []byte) (int, error) {
	for len(f.ready) == 0 && f.err == nil {
		n, err := f.src.Read(f.buf[1:]) // room for a sign that was held
		f.ready, f.err = f.buf[:f.take(f.buf[:], f.buf[1:1+n])], err
		if err != nil && f.held {
			f.ready, f.held = append(f.ready, '='), false
		}
	}
	if len(f.ready) == 0 {
		return 0, f.err
	}
	n := copy(p, f.ready)
	f.ready = f.ready[n:]
	return n, nil
}

// take copies what was read to the start of p, which may hold it a byte further on.
func (f *formulas) take(p, read []byte) (n int) {
	if !f.held && bytes.IndexByte(read, '=') < 0 {
		f.skip(read)
		return copy(p, read)
	}
	for _, c := range read {
		if f.held {
			f.held = false
			if c != '"' {
				f.inside = true
				p[n] = '='
				n++
			}
		}
		if c == '=' && !f.inside && !f.quoted {
			f.held = true
			continue
		}
		f.pass(c)
		p[n] = c
		n++
	}
	return n
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

// skip notes the same of a text without a sign, at once.
func (f *formulas) skip(text []byte) {
	if bytes.Count(text, []byte{'"'})%2 == 1 {
		f.quoted = !f.quoted
	}
	rest := bytes.TrimRight(text, " ")
	switch {
	case f.quoted:
		f.inside = true
	case len(rest) > 0:
		last := rest[len(rest)-1]
		f.inside = last != f.separator && last != '\n'
	}
}
