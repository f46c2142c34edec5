package boundary

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"github.com/paulmach/orb"
)

// Problem is one thing wrong with a file. None of Fatal, Dropped and Fixed: a
// notice, everything is loaded as it is.
type Problem struct {
	File    string `json:"file"`
	Feature int    `json:"feature"` // 0-based rank in the file; -1: the file itself
	// Where is how a person finds the feature, by the numbers that its format shows:
	// "line 3", "row 2 of table perimeters, fid 7"; "" where only its rank is known.
	Where string `json:"where,omitempty"`
	Code  string `json:"code,omitempty"`
	// Rule is a stable slug, one of the Rule constants.
	Rule string `json:"rule"`
	// At is longitude and latitude; as in the file where it cannot be turned
	// into WGS84.
	At      *orb.Point `json:"at,omitempty"`
	Detail  string     `json:"detail"`
	Fix     string     `json:"fix,omitempty"`
	Fatal   bool       `json:"fatal"`   // the whole file is refused
	Dropped bool       `json:"dropped"` // this feature, or its geometry, is not loaded
	Fixed   bool       `json:"fixed"`   // it was mended in reading, and is loaded so
}

// String returns the problem on one line: file, feature, rule, place, fix. What
// it quotes of a file moves no cursor and starts no line.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Feature >= 0 {
		b.WriteString(": " + p.place())
	}
	if p.Code != "" {
		fmt.Fprintf(&b, " (%s)", p.Code)
	}
	b.WriteString(": " + p.Rule)
	if p.At != nil {
		fmt.Fprintf(&b, " at %v %v", p.At[0], p.At[1])
	}
	b.WriteString(": " + p.Detail)
	if p.Fix != "" {
		b.WriteString("; " + p.Fix)
	}
	return printable(b.String())
}

// place is where the feature is found, by its rank failing all else.
func (p *Problem) place() string { return cmp.Or(p.Where, fmt.Sprintf("feature %d", p.Feature)) }

// printable puts a mark in place of control characters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// RefusedError says that a whole file was refused, and why.
type RefusedError struct{ Problem Problem }

// Error returns the problem on one line.
func (e *RefusedError) Error() string { return e.Problem.String() }

// fault is a problem on its way up, before file, feature and code are known.
type fault struct {
	rule   string
	detail string
	at     *orb.Point
	// ground: the code still holds, only the geometry is lost.
	ground bool
	file   string // where several are read and one is at fault
	fix    string // over that of the rule, where there is a better one
}

func (f *fault) Error() string { return f.rule + ": " + f.detail }

func faultf(rule, format string, args ...any) *fault {
	return &fault{rule: rule, detail: fmt.Sprintf(format, args...)}
}

// problem completes a fault.
func (f *fault) problem(file string, feature int, code string) Problem {
	return Problem{
		File: file, Feature: feature, Code: code,
		Rule: f.rule, At: f.at, Detail: f.detail, Fix: cmp.Or(f.fix, fixes[f.rule]),
	}
}
