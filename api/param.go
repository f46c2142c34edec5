package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A param is one parameter: the same name means the same thing, with the same
// default, at every address that takes it.
type param struct {
	name        string
	in          string
	description string
	schema      object // its OpenAPI schema; an enum here is the one enforced
	example     string // a value the tests send; "" where the default will do
	initial     string // default; "" for none
	today       bool   // default: the day of the request in Paris
	required    bool
	keep        bool // a form that asks a page anew keeps it, where it is not the default
	// read returns the value with its canonical text; the parameters before it
	// are in v. See [typed].
	read func(v *values, text string) (value any, canonical string, err error)
}

const (
	inQuery = "query"
	inPath  = "path"
)

// enumParam is a parameter whose value is one of a few words, which parse reads.
func enumParam[T any](name, description, initial string, words []string, parse func(string) (T, error)) (*param, func(resolved) T) {
	schema := object{"type": "string", "enum": words}
	if initial != "" {
		schema["default"] = initial
	}
	return typed(param{name: name, in: inQuery, description: description, schema: schema, initial: initial},
		func(_ *values, text string) (value T, canonical string, err error) {
			if !slices.Contains(words, text) {
				return value, "", errNotAWord(name, text, words)
			}
			value, err = parse(text)
			return value, text, err
		})
}

// asWord takes a word of an enumeration as it stands.
func asWord[W ~string](text string) (W, error) { return W(text), nil }

// boolParam is a parameter that is true or false, false by default.
func boolParam(name, description string) (*param, func(resolved) bool) {
	return typed(param{
		name: name, in: inQuery, description: description, initial: "false",
		schema: object{"type": "boolean", "default": false},
	}, func(_ *values, text string) (bool, string, error) {
		if text != "true" && text != "false" {
			return false, "", errNotAWord(name, text, []string{"true", "false"})
		}
		return text == "true", text, nil
	})
}

// pathParam is a text in a path.
func pathParam(name, description, example string) (*param, func(resolved) string) {
	return typed(param{
		name: name, in: inPath, required: true, description: description, example: example,
		schema: object{"type": "string"},
	}, asText)
}

// asText takes a text as it stands.
func asText(_ *values, text string) (string, string, error) { return text, text, nil }

// formatParam is f, with the formats its route answers in. Where GeoJSON is
// the only JSON, "json" names it too: clients of OGC API Features ask so.
func formatParam(offered []representation) *param {
	var names []string
	plain := formatJSON
	for _, r := range offered {
		names = append(names, string(r.format))
	}
	if slices.Contains(names, string(formatGeoJSON)) && !slices.Contains(names, string(formatJSON)) {
		names, plain = append(names, string(formatJSON)), formatGeoJSON
	}
	p, _ := enumParam("f", "the representation; it wins over the Accept header.", "", names,
		func(text string) (format, error) {
			if format(text) == formatJSON {
				return plain, nil
			}
			return format(text), nil
		})
	p.example = names[0]
	return p
}

// format is the representation that parameters ask for, "" when Accept decides: f
// does, and else the dialect of CSV.
func (v *values) format() format {
	if s, ok := v.named("f"); ok {
		return s.value.(format)
	}
	if dialectOf(v) != "" {
		return formatCSV
	}
	return ""
}

func errNotAWord(name, text string, words []string) error {
	near := nearest(text, words)
	p := invalidParameter.problem(quote(text)+" is not a value of "+name+".",
		didYouMean(near)+"Send one of "+strings.Join(words, ", ")+".")
	p.Nearest, p.Known = near, words
	return p
}

// wholeNumber reads decimal digits with an optional minus. A number too large
// for the machine is the largest: it is clamped, not refused.
func wholeNumber(text string) (int64, error) {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, strconv.ErrSyntax
	}
	n, _ := strconv.ParseInt(text, 10, 32) // the one error left gives the nearest bound
	return n, nil
}

// namesOf turns the domain's own list of words into text, so that a word added
// there appears here.
func namesOf[W ~string](words []W) []string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = string(w)
	}
	return names
}

// textsOf writes words that know how they are written.
func textsOf[W fmt.Stringer](words []W) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.String()
	}
	return texts
}

// quote shows a text of the client in a sentence, cut to a decent length.
func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "…"
	}
	return strconv.Quote(s)
}
