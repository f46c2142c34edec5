package boundary

import (
	"errors"
	"io"
)

// classes of bytes that matter when looking for the end of a value.
const (
	plain = iota
	opening
	closing
	quote
)

var classOf = [256]uint8{'{': opening, '[': opening, '}': closing, ']': closing, '"': quote}

// fill reads more of the stream behind buf; io.EOF at its end.
func (s *splitter) fill() error {
	if s.eof {
		return io.EOF
	}
	if len(s.buf)-s.pos > maxValue || len(s.buf) > maxValue+2*batchBytes {
		return faultf(RuleFeatureTooLarge, "more than %d MiB without the end of a feature, from byte %d", maxValue>>20, s.off)
	}
	if cap(s.buf)-len(s.buf) < readBytes {
		grown := make([]byte, len(s.buf), 2*cap(s.buf)+readBytes)
		copy(grown, s.buf)
		s.buf = grown
	}
	n, err := s.src.Read(s.buf[len(s.buf) : len(s.buf)+readBytes])
	s.buf = s.buf[:len(s.buf)+n]
	if n > 0 && errors.Is(err, io.EOF) {
		s.eof = true
		return nil
	}
	return err
}

// next moves to the next byte that is not white space; io.EOF at the end.
func (s *splitter) next() (byte, error) {
	for {
		for ; s.pos < len(s.buf); s.pos++ {
			if !isSpace(s.buf[s.pos]) {
				return s.buf[s.pos], nil
			}
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// inside is next where the stream must go on.
func (s *splitter) inside() (byte, error) {
	b, err := s.next()
	return b, s.mustGoOn(err)
}

func (s *splitter) mustGoOn(err error) error {
	if errors.Is(err, io.EOF) {
		return faultf(RuleTruncated, "the file ends in the middle, at byte %d", s.at())
	}
	return err
}

// value moves past the value that starts at pos.
func (s *splitter) value() error {
	switch classOf[s.buf[s.pos]] {
	case opening:
		return s.nested()
	case quote:
		s.pos++
		return s.text()
	case closing:
		return s.unexpected("a value")
	}
	return s.scalar()
}

// nested moves past an object or an array, and refuses brackets that do not
// match. kinds holds one bit per open bracket, the last one lowest: 1 for a
// brace.
func (s *splitter) nested() error {
	var kinds uint64
	depth := 0
	for {
		buf, i := s.buf, s.pos
		for i < len(buf) {
			b := buf[i]
			i++
			class := classOf[b]
			if class == plain {
				continue
			}
			s.pos = i
			// '{' and '}' are 0x7b and 0x7d, '[' and ']' 0x5b and 0x5d.
			brace := uint64(b>>5) & 1
			switch class {
			case opening:
				if depth++; depth > maxDepth {
					return faultf(RuleTooDeep, "more than %d levels of brackets, at byte %d", maxDepth, s.at())
				}
				kinds = kinds<<1 | brace
			case closing:
				if kinds&1 != brace {
					s.pos--
					return s.unexpected("the bracket that matches")
				}
				kinds >>= 1
				if depth--; depth == 0 {
					return nil
				}
			case quote:
				if err := s.text(); err != nil {
					return err
				}
				buf, i = s.buf, s.pos
			}
		}
		s.pos = i
		if err := s.fill(); err != nil {
			return s.mustGoOn(err)
		}
	}
}

// text moves past the end of a string; pos is after its first quote.
func (s *splitter) text() error {
	escaped := false
	for {
		for s.pos < len(s.buf) {
			b := s.buf[s.pos]
			s.pos++
			switch {
			case escaped:
				escaped = false
			case b == '\\':
				escaped = true
			case b == '"':
				return nil
			}
		}
		if err := s.fill(); err != nil {
			return s.mustGoOn(err)
		}
	}
}

// scalar moves past a number or a word.
func (s *splitter) scalar() error {
	from := s.pos
	for {
		for ; s.pos < len(s.buf); s.pos++ {
			if b := s.buf[s.pos]; b == ',' || b == '}' || b == ']' || isSpace(b) {
				if s.pos == from {
					return s.unexpected("a value")
				}
				return nil
			}
		}
		if err := s.fill(); err != nil {
			return s.mustGoOn(err)
		}
	}
}

// at returns the rank of the current byte in the stream.
func (s *splitter) at() int64 { return s.off + int64(s.pos) }

func (s *splitter) unexpected(want string) error {
	found := s.buf[s.pos:min(len(s.buf), s.pos+40)]
	return faultf(RuleNotJSON, "want %s, found %q at byte %d", want, clip(string(found)), s.at())
}
