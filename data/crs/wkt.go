package crs

import (
	"fmt"
	"strconv"
	"strings"
)

// node is a keyword of WKT with what stands in its brackets.
type node struct {
	keyword string // upper case
	texts   []string
	numbers []float64
	nodes   []*node
}

// maxDepth bounds nesting; WKT 2 of compound and bound systems needs nine.
const maxDepth = 24

// wktReader reads WKT from left to right.
type wktReader struct {
	text string
	i    int
}

// readWKT reads the first node of a text. ESRI may write a vertical system
// after it, behind a comma, which means nothing for boundaries.
func readWKT(text string) (*node, error) {
	r := &wktReader{text: text}
	n, err := r.node(0)
	if err != nil {
		return nil, err
	}
	r.space()
	if r.i < len(text) && text[r.i] == ',' {
		r.i++
		if _, err := r.node(0); err != nil {
			return nil, err
		}
		r.space()
	}
	if r.i < len(text) && strings.Trim(text[r.i:], "\x00 \t\r\n") != "" {
		return nil, r.fault("nothing more")
	}
	return n, nil
}

func (r *wktReader) fault(want string) error {
	return fmt.Errorf("the WKT breaks at byte %d, where %s should stand", r.i, want)
}

func (r *wktReader) space() {
	for r.i < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.i]) >= 0 {
		r.i++
	}
}

// peek returns the next byte that is not space, 0 at the end.
func (r *wktReader) peek() byte {
	r.space()
	if r.i == len(r.text) {
		return 0
	}
	return r.text[r.i]
}

// word reads a keyword or an enumeration such as east.
func (r *wktReader) word() string {
	r.space()
	start := r.i
	for r.i < len(r.text) && isWord(r.text[r.i]) {
		r.i++
	}
	return r.text[start:r.i]
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// node reads KEYWORD[...]; the standard allows round brackets too.
func (r *wktReader) node(depth int) (*node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("the WKT is nested deeper than %d", maxDepth)
	}
	word := r.word()
	if word == "" {
		return nil, r.fault("a keyword")
	}
	n := &node{keyword: strings.ToUpper(word)}
	return n, r.body(n, depth)
}

// body reads what stands in the brackets of a node.
func (r *wktReader) body(n *node, depth int) error {
	var end byte
	switch r.peek() {
	case '[':
		end = ']'
	case '(':
		end = ')'
	default:
		return r.fault("an opening bracket")
	}
	for {
		r.i++ // the bracket or comma
		if err := r.argument(n, depth); err != nil {
			return err
		}
		switch r.peek() {
		case end:
			r.i++
			return nil
		case ',':
		default:
			return r.fault("a comma or a closing bracket")
		}
	}
}

// argument reads one text, number, word or node into n.
func (r *wktReader) argument(n *node, depth int) error {
	switch c := r.peek(); {
	case c == '"':
		s, err := r.quoted()
		n.texts = append(n.texts, s)
		return err
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		v, err := r.number()
		n.numbers = append(n.numbers, v)
		return err
	}
	word := r.word()
	if word == "" {
		return r.fault("a text, a number or a keyword")
	}
	if c := r.peek(); c != '[' && c != '(' {
		n.texts = append(n.texts, word)
		return nil
	}
	if depth == maxDepth {
		return fmt.Errorf("the WKT is nested deeper than %d", maxDepth)
	}
	child := &node{keyword: strings.ToUpper(word)}
	n.nodes = append(n.nodes, child)
	return r.body(child, depth+1)
}

// quoted reads a text in quotes, in which a quote is doubled.
func (r *wktReader) quoted() (string, error) {
	var b strings.Builder
	for r.i++; r.i < len(r.text); r.i++ {
		if c := r.text[r.i]; c != '"' {
			b.WriteByte(c)
			continue
		}
		r.i++
		if r.i == len(r.text) || r.text[r.i] != '"' {
			return b.String(), nil
		}
		b.WriteByte('"')
	}
	return "", r.fault("a closing quote")
}

func (r *wktReader) number() (float64, error) {
	start := r.i
	for r.i < len(r.text) && strings.IndexByte("0123456789+-.eE", r.text[r.i]) >= 0 {
		r.i++
	}
	v, err := strconv.ParseFloat(r.text[start:r.i], 64)
	if err != nil {
		r.i = start
		return 0, r.fault("a number")
	}
	return v, nil
}

// child returns the first node within n that has one of these keywords, or nil.
func (n *node) child(keywords ...string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.nodes {
		for _, k := range keywords {
			if c.keyword == k {
				return c
			}
		}
	}
	return nil
}

// label returns the name of a node, which is its first text.
func (n *node) label() string {
	if n == nil || len(n.texts) == 0 {
		return ""
	}
	return n.texts[0]
}

// value returns the number of rank i, and whether it is there.
func (n *node) value(i int) (float64, bool) {
	if n == nil || i >= len(n.numbers) {
		return 0, false
	}
	return n.numbers[i], true
}
