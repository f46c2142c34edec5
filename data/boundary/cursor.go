package boundary

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// cursor reads one JSON value of which brackets and strings are known to
// balance: the splitter has seen to it.
type cursor struct {
	b []byte
	i int
}

// space skips white space.
func (c *cursor) space() {
	for c.i < len(c.b) && isSpace(c.b[c.i]) {
		c.i++
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' }

// peek returns the next byte that is not white space, 0 at the end.
func (c *cursor) peek() byte {
	c.space()
	if c.i >= len(c.b) {
		return 0
	}
	return c.b[c.i]
}

// take consumes the next byte that is not white space if it is want.
func (c *cursor) take(want byte) bool {
	if c.peek() != want || c.i >= len(c.b) {
		return false
	}
	c.i++
	return true
}

// object calls member for every member of an object; member must consume the
// value. A key that stands twice is a fault.
func (c *cursor) object(member func(key string) error) error {
	if !c.take('{') {
		return c.unexpected("an object")
	}
	if c.take('}') {
		return nil
	}
	var seen keySet
	for {
		key, err := c.text()
		if err != nil {
			return err
		}
		if !seen.add(key) {
			return faultf(RuleDuplicateKey, "member %q stands twice", clip(key))
		}
		if !c.take(':') {
			return c.unexpected("a colon after " + clip(key))
		}
		if err := member(key); err != nil {
			return err
		}
		if c.take('}') {
			return nil
		}
		if !c.take(',') {
			return c.unexpected("a comma or a closing brace")
		}
	}
}

// array calls element for every element; element must consume it.
func (c *cursor) array(element func() error) error {
	if !c.take('[') {
		return c.unexpected("an array")
	}
	if c.take(']') {
		return nil
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if c.take(']') {
			return nil
		}
		if !c.take(',') {
			return c.unexpected("a comma or a closing bracket")
		}
	}
}

// text reads a string.
func (c *cursor) text() (string, error) {
	if c.peek() != '"' {
		return "", c.unexpected("a text")
	}
	raw := c.extent()
	return decodeText(raw)
}

func decodeText(raw []byte) (string, error) {
	if len(raw) < 2 || raw[len(raw)-1] != '"' {
		return "", faultf(RuleNotJSON, "a text does not end")
	}
	inner := raw[1 : len(raw)-1]
	if !utf8.Valid(inner) {
		return "", faultf(RuleEncoding, "text %q is not UTF-8", clip(string(inner)))
	}
	if bytes.IndexByte(inner, '\\') < 0 && !hasControl(inner) {
		return string(inner), nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", faultf(RuleNotJSON, "text %q: %v", clip(string(inner)), err)
	}
	return s, nil
}

func hasControl(b []byte) bool {
	for _, c := range b {
		if c < 0x20 {
			return true
		}
	}
	return false
}

// value consumes any value, checks that it is JSON, and returns its bytes.
func (c *cursor) value() ([]byte, error) {
	c.space()
	raw := c.extent()
	if json.Valid(raw) {
		return raw, nil
	}
	if isNotFinite(raw) {
		return nil, faultf(RuleNaN, "%s is not a JSON number", raw)
	}
	return nil, faultf(RuleNotJSON, "%q is not a JSON value", clip(string(raw)))
}

// isNotFinite reports whether a bare word is one of those that careless
// writers put for numbers that are not finite.
func isNotFinite(raw []byte) bool {
	switch strings.ToLower(strings.TrimLeft(string(raw), "+-")) {
	case "nan", "inf", "infinity":
		return true
	}
	return false
}

// extent consumes one value without checking it and returns its bytes.
func (c *cursor) extent() []byte {
	start, depth := c.i, 0
	for c.i < len(c.b) {
		switch b := c.b[c.i]; {
		case b == '"':
			c.skipText()
			if depth == 0 {
				return c.b[start:c.i]
			}
			continue
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			if depth == 0 {
				return c.b[start:c.i]
			}
			if depth--; depth == 0 {
				c.i++
				return c.b[start:c.i]
			}
		case depth == 0 && (b == ',' || b == ':' || isSpace(b)):
			return c.b[start:c.i]
		}
		c.i++
	}
	return c.b[start:c.i]
}

// skipText moves past the string that starts here.
func (c *cursor) skipText() {
	for c.i++; c.i < len(c.b); c.i++ {
		switch c.b[c.i] {
		case '\\':
			c.i++
		case '"':
			c.i++
			return
		}
	}
	c.i = len(c.b)
}

// unexpected says what was found where something else was wanted.
func (c *cursor) unexpected(want string) *fault {
	c.space()
	if c.i >= len(c.b) {
		return faultf(RuleNotJSON, "want %s, the value ends", want)
	}
	return faultf(RuleNotJSON, "want %s, found %q", want, clip(string(c.b[c.i:min(len(c.b), c.i+60)])))
}

// clip shortens what is quoted from a file.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "..."
}

// keySet is the keys met in one object: few as a rule, any number at worst.
type keySet struct {
	few  [16]string
	n    int
	many map[string]struct{}
}

// add returns false when the key is there already.
func (s *keySet) add(key string) bool {
	for _, k := range s.few[:s.n] {
		if k == key {
			return false
		}
	}
	if s.n < len(s.few) {
		s.few[s.n] = key
		s.n++
		return true
	}
	if s.many == nil {
		s.many = map[string]struct{}{}
	}
	if _, ok := s.many[key]; ok {
		return false
	}
	s.many[key] = struct{}{}
	return true
}
