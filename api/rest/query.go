package rest

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// ReadQuery resolves the parameters of a request against those its route
// takes. path holds the values of the path's own parameters.
func ReadQuery(takes []*Param, rawQuery string, path func(name string) string, today string) (*Values, error) {
	given, err := url.ParseQuery(rawQuery)
	if err != nil {
		return nil, InvalidQuery.Problem("The query string cannot be read.",
			"Separate parameters with & and percent-encode everything else that is not a letter, a digit or one of - . _ ~ , "+
				": /.")
	}
	if err := refuseOtherBytes(given); err != nil {
		return nil, err
	}
	if err := refuseUnknown(takes, given); err != nil {
		return nil, err
	}
	v := &Values{dated: true}
	for _, p := range takes {
		text, some, err := p.find(given, path, today)
		if err != nil {
			return nil, err
		}
		if !some {
			continue
		}
		own := p.In == InPath || given.Has(p.Name)
		v.dated = v.dated && (!p.Today || own)
		value, canonical, err := p.Read(v, text)
		if err != nil {
			return nil, p.WithParameter(err)
		}
		v.Settings = append(v.Settings, Setting{Param: p, Text: canonical, Value: value, Given: own})
	}
	return v, nil
}

// refuseOtherBytes refuses names and values that are not UTF-8: they would be
// taken for others, or for nothing.
func refuseOtherBytes(values url.Values) error {
	for _, name := range SortedKeys(values) {
		if !utf8.ValidString(name) {
			return errOtherBytes("The name of a parameter")
		}
		for _, text := range values[name] {
			if !utf8.ValidString(text) {
				p := errOtherBytes("The parameter " + name)
				p.Parameter = name
				return p
			}
		}
	}
	return nil
}

func errOtherBytes(what string) *Problem {
	return NotUTF8.Problem(what+" holds bytes that are not UTF-8.",
		"Write the text in UTF-8 before percent-encoding it: é is %C3%A9, not %E9.")
}

// refuseUnknown refuses a name the route does not take, and one given twice.
// Names are tried in order, so that the same request has the same answer.
func refuseUnknown(takes []*Param, values url.Values) error {
	var known []string
	for _, p := range takes {
		if p.In == InQuery {
			known = append(known, p.Name)
		}
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if !slices.Contains(known, name) {
			return errUnknownParameter(name, known)
		}
		if len(values[name]) > 1 {
			p := RepeatedParameter.Problem("The parameter "+name+" is given more than once.", "Give "+name+" once.")
			p.Parameter = name
			return p
		}
	}
	return nil
}

func errUnknownParameter(name string, known []string) error {
	shown, near := name, Nearest(name, known)
	if len(shown) > 64 {
		shown = shown[:64] + "…"
	}
	fix := "Take the parameter out: this address takes none."
	if len(known) > 0 {
		fix = DidYouMean(near) + "This address takes " + strings.Join(known, ", ") + "."
	}
	p := UnknownParameter.Problem("There is no parameter "+Quote(shown)+" at this address.", fix)
	p.Parameter, p.Nearest, p.Known = shown, near, known
	return p
}

// find returns the text of the parameter in the request, or its default.
func (p *Param) find(values url.Values, path func(string) string, today string) (text string, given bool, err error) {
	if p.In == InPath {
		return path(p.Name), true, nil
	}
	if got, ok := values[p.Name]; ok {
		return got[0], true, nil
	}
	switch {
	case p.Required:
		e := MissingParameter.Problem("The parameter "+p.Name+" is missing.", "Add "+p.Name+": "+p.Description)
		e.Parameter = p.Name
		return "", false, e
	case p.Today:
		return today, true, nil
	case p.Initial != "":
		return p.Initial, true, nil
	}
	return "", false, nil
}

// WithParameter names the parameter in the problem its text caused.
func (p *Param) WithParameter(err error) error {
	e := ProblemOf(err)
	e.Parameter = p.Name
	return e
}
