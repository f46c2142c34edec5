package local

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/paulmach/orb"
)

// scanner reads a line of a layer from its beginning on. The first thing that
// is not as it should be sets err; what is read after that means nothing.
type scanner struct {
	b      []byte
	points *[]orb.Point // where positions are put
	err    error
}

func (s *scanner) fail(want string) {
	if s.err == nil {
		s.err = fmt.Errorf("want %s, found %.40q", want, s.b)
	}
}

// found steps over a text if it comes next.
func (s *scanner) found(text string) bool {
	if len(s.b) < len(text) || string(s.b[:len(text)]) != text {
		return false
	}
	s.b = s.b[len(text):]
	return true
}

func (s *scanner) expect(text string) {
	if !s.found(text) {
		s.fail(text)
	}
}

// text reads a JSON string.
func (s *scanner) text() string {
	s.expect(`"`)
	end := bytes.IndexAny(s.b, `"\`)
	if end < 0 {
		s.fail("the end of a text")
		return ""
	}
	if s.b[end] == '"' {
		out := string(s.b[:end])
		s.b = s.b[end+1:]
		if strings.ContainsFunc(out, func(r rune) bool { return r < ' ' }) {
			s.fail("a text without control characters")
		}
		return out
	}
	for escaped := false; end < len(s.b) && (escaped || s.b[end] != '"'); end++ {
		escaped = !escaped && s.b[end] == '\\'
	}
	var out string
	if end == len(s.b) || json.Unmarshal([]byte(`"`+string(s.b[:end+1])), &out) != nil {
		s.fail("a text")
		return ""
	}
	s.b = s.b[end+1:]
	return out
}

// list reads values between brackets.
func list[T any](s *scanner, read func() T) []T {
	s.expect("[")
	var out []T
	for s.err == nil {
		if len(out) == 0 && s.found("]") {
			break
		}
		out = append(out, read())
		if s.found("]") {
			break
		}
		s.expect(",")
	}
	return out
}

// ring reads positions. Its list is a stretch of the common one that cannot
// grow over what follows.
func (s *scanner) ring() orb.Ring {
	from := len(*s.points)
	s.expect("[")
	if s.found("]") {
		return nil
	}
	for s.err == nil {
		s.expect("[")
		x := s.degrees()
		s.expect(",")
		y := s.degrees()
		s.expect("]")
		*s.points = append(*s.points, orb.Point{x, y})
		if s.found("]") {
			break
		}
		s.expect(",")
	}
	to := len(*s.points)
	return orb.Ring((*s.points)[from:to:to])
}

// degrees reads a number as appendDegrees writes it. Dividing whole steps gives
// the float64 nearest to the decimal.
func (s *scanner) degrees() float64 {
	negative := s.found("-")
	var steps int64
	i := 0
	for ; i < len(s.b) && i < 4 && isDigit(s.b[i]); i++ {
		steps = 10*steps + int64(s.b[i]-'0')
	}
	if i == 0 || steps > 180 {
		s.fail("degrees")
	}
	scale := int64(perDegree)
	if i < len(s.b) && s.b[i] == '.' {
		for i++; i < len(s.b) && scale > 1 && isDigit(s.b[i]); i++ {
			steps, scale = 10*steps+int64(s.b[i]-'0'), scale/10
		}
	}
	s.b = s.b[i:]
	steps *= scale
	if negative {
		steps = -steps
	}
	return float64(steps) / perDegree
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
