package rest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Param is one parameter: the same name means the same thing, with the same
// default, at every address that takes it.
type Param struct {
	Name        string
	In          string
	Description string
	Schema      Object // its OpenAPI schema; an enum here is the one enforced
	Example     string // a value the tests send; "" where the default will do
	Initial     string // default; "" for none
	Today       bool   // default: the day of the request in Paris
	Required    bool
	Keep        bool // a form that asks a page anew keeps it, where it is not the default
	// Read returns the value with its canonical text; the parameters before it
	// are in v. See [Typed].
	Read func(v *Values, text string) (value any, canonical string, err error)
}

// Where a parameter stands.
const (
	InQuery = "query"
	InPath  = "path"
)

// Enum is a parameter whose value is one of a few words, which parse reads.
func Enum[T any](name, description, initial string, words []string,
	parse func(string) (T, error)) (*Param, func(Resolved) T) {
	schema := Object{"type": "string", "enum": words}
	if initial != "" {
		schema["default"] = initial
	}
	return Typed(Param{Name: name, In: InQuery, Description: description, Schema: schema, Initial: initial},
		func(_ *Values, text string) (value T, canonical string, err error) {
			if !slices.Contains(words, text) {
				return value, "", ErrNotAWord(name, text, words)
			}
			value, err = parse(text)
			return value, text, err
		})
}

// AsWord takes a word of an enumeration as it stands.
func AsWord[W ~string](text string) (W, error) { return W(text), nil }

// Bool is a parameter that is true or false, false by default.
func Bool(name, description string) (*Param, func(Resolved) bool) {
	return Typed(Param{
		Name: name, In: InQuery, Description: description, Initial: "false",
		Schema: Object{"type": "boolean", "default": false},
	}, func(_ *Values, text string) (bool, string, error) {
		if text != "true" && text != "false" {
			return false, "", ErrNotAWord(name, text, []string{"true", "false"})
		}
		return text == "true", text, nil
	})
}

// Path is a text in a path.
func Path(name, description, example string) (*Param, func(Resolved) string) {
	return Typed(Param{
		Name: name, In: InPath, Required: true, Description: description, Example: example,
		Schema: Object{"type": "string"},
	}, asText)
}

// asText takes a text as it stands.
func asText(_ *Values, text string) (string, string, error) { return text, text, nil }

// FormatParam is f, with the formats its route answers in. Where GeoJSON is
// the only JSON, "json" names it too: clients of OGC API Features ask so.
func FormatParam(offered []Representation) *Param {
	var names []string
	plain := FormatJSON
	for _, r := range offered {
		names = append(names, string(r.Format))
	}
	if slices.Contains(names, string(FormatGeoJSON)) && !slices.Contains(names, string(FormatJSON)) {
		names, plain = append(names, string(FormatJSON)), FormatGeoJSON
	}
	p, _ := Enum("f", "the representation; it wins over the Accept header.", "", names,
		func(text string) (Format, error) {
			if Format(text) == FormatJSON {
				return plain, nil
			}
			return Format(text), nil
		})
	p.Example = names[0]
	return p
}

// format is the representation that parameters ask for, "" when Accept decides: f
// does, and else the dialect of CSV.
func (v *Values) format() Format {
	if s, ok := v.Named("f"); ok {
		return s.Value.(Format)
	}
	if dialectOf(v) != "" {
		return FormatCSV
	}
	return ""
}

// ErrNotAWord is the problem of a text that is none of the words of a parameter. It names the nearest.
func ErrNotAWord(name, text string, words []string) error {
	near := Nearest(text, words)
	p := InvalidParameter.Problem(Quote(text)+" is not a value of "+name+".",
		DidYouMean(near)+"Send one of "+strings.Join(words, ", ")+".")
	p.Nearest, p.Known = near, words
	return p
}

// WholeNumber reads decimal digits with an optional minus. A number too large
// for the machine is the largest: it is clamped, not refused.
func WholeNumber(text string) (int64, error) {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, strconv.ErrSyntax
	}
	n, _ := strconv.ParseInt(text, 10, 32) // the one error left gives the nearest bound
	return n, nil
}

// NamesOf turns the domain's own list of words into text, so that a word added
// there appears here.
func NamesOf[W ~string](words []W) []string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = string(w)
	}
	return names
}

// TextsOf writes words that know how they are written.
func TextsOf[W fmt.Stringer](words []W) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.String()
	}
	return texts
}

// Quote shows a text of the client in a sentence, cut to a decent length.
func Quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "…"
	}
	return strconv.Quote(s)
}
