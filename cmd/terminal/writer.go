package terminal

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Writer writes text in which nothing acts on a terminal. Names, notes and file names come from
// elsewhere: characters by which they could move the cursor, change colours or
// titles, or reverse the direction of writing, are written as \u001b is here. In
// JSON, where they only stand inside of texts, that is the same text.
type Writer struct {
	mu   sync.Mutex
	w    io.Writer
	held []byte // of the write before: part of a character, or a carriage return
}

// NewWriter makes a writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Write writes text, what is no character of UTF-8 as U+FFFD.
func (v *Writer) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	text := p
	if len(v.held) > 0 {
		text = append(bytes.Clone(v.held), p...)
	}
	end := len(text)
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) || tail[0] == '\r' && n == 1 {
				end -= n
			}
			break
		}
	}
	v.held = bytes.Clone(text[end:])
	if _, err := v.w.Write(Escape(text[:end])); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Close writes what is held; it leaves open what is written to.
func (v *Writer) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	_, err := v.w.Write(Escape(v.held))
	v.held = nil
	return err
}

// Escape returns text in which nothing acts on a terminal but ends of lines
// and tabs.
func Escape(text []byte) []byte {
	var out []byte
	from := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == '\r' && i+1 < len(text) && text[i+1] == '\n' || !acts(r) && (r != utf8.RuneError || size > 1) {
			i += size
			continue
		}
		out = append(out, text[from:i]...)
		if r == utf8.RuneError {
			out = utf8.AppendRune(out, r)
		} else {
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += size
		from = i
	}
	if out == nil {
		return text
	}
	return append(out, text[from:]...)
}

// acts reports whether a character does something to a terminal instead of
// showing: controls, ends of lines that only some know, and those that reverse the
// direction of writing.
func acts(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < utf8.RuneSelf:
		return r < ' ' || r == 0x7f
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}
