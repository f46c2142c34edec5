package csvtext

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	markUTF8  = "UTF-8"
	markUTF16 = "UTF-16"
)

var (
	mark8    = []byte("\xef\xbb\xbf")
	mark16LE = []byte("\xff\xfe")
	mark16BE = []byte("\xfe\xff")
)

// unmark passes over byte order marks, of which careless programs write two,
// and turns UTF-16 into UTF-8.
func unmark(src io.Reader) (text io.Reader, mark string, err error) {
	b := bufio.NewReaderSize(src, 64<<10)
	head, err := b.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, "", err
	}
	var order binary.ByteOrder
	switch {
	case bytes.Equal(head, mark16LE):
		order = binary.LittleEndian
	case bytes.Equal(head, mark16BE):
		order = binary.BigEndian
	}
	if order != nil {
		b, mark = bufio.NewReaderSize(&fromUTF16{src: b, order: order}, 4096), markUTF16
	}
	for {
		head, err := b.Peek(3)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, "", err
		}
		if !bytes.Equal(head, mark8) {
			return b, mark, nil
		}
		if _, err := b.Discard(3); err != nil {
			return nil, "", err
		}
		if mark == "" {
			mark = markUTF8
		}
	}
}

// fromUTF16 turns UTF-16 into UTF-8.
type fromUTF16 struct {
	src   *bufio.Reader
	order binary.ByteOrder
	ready []byte
	line  int // of the file, from 0
	err   error
}

// Read gives UTF-8. A text that is not UTF-16 ends in a *LineError.
func (u *fromUTF16) Read(p []byte) (int, error) {
	u.ready = u.ready[:0]
	for u.err == nil && len(u.ready)+utf8.UTFMax <= len(p) {
		var r rune
		if r, u.err = u.next(); u.err == nil {
			u.ready = utf8.AppendRune(u.ready, r)
		}
	}
	if len(u.ready) > 0 {
		return copy(p, u.ready), nil
	}
	if u.err == nil {
		return 0, io.ErrShortBuffer
	}
	return 0, u.err
}

func (u *fromUTF16) next() (rune, error) {
	r, err := u.unit()
	if err != nil {
		return 0, err
	}
	if r == '\n' {
		u.line++
	}
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	low, err := u.unit()
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
		return 0, &LineError{u.line + 1, ErrUTF16}
	}
	return r, nil
}

func (u *fromUTF16) unit() (rune, error) {
	var b [2]byte
	_, err := io.ReadFull(u.src, b[:])
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = &LineError{u.line + 1, ErrUTF16}
	}
	return rune(u.order.Uint16(b[:])), err
}

// lineEnds turns the line ends of any system into those of Unix.
type lineEnds struct {
	src   io.Reader
	after bool // a carriage return, of which a line feed is part
}

// Read gives text in which lines end in a line feed.
func (l *lineEnds) Read(p []byte) (int, error) {
	for {
		n, err := l.src.Read(p)
		kept := 0
		for _, c := range p[:n] {
			joined := l.after && c == '\n'
			if l.after = c == '\r'; l.after {
				c = '\n'
			}
			if !joined {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil || len(p) == 0 {
			return kept, err
		}
	}
}
