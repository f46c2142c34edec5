package api

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// readQuery resolves the parameters of a request against those its route
// takes. path holds the values of the path's own parameters.
func readQuery(takes []*param, rawQuery string, path func(name string) string, today string) (*values, error) {
	given, err := url.ParseQuery(rawQuery)
	if err != nil {
		return nil, invalidQuery.problem("The query string cannot be read.",
			"Separate parameters with & and percent-encode everything else that is not a letter, a digit or one of - . _ ~ , : /.")
	}
	if err := refuseOtherBytes(given); err != nil {
		return nil, err
	}
	if err := refuseUnknown(takes, given); err != nil {
		return nil, err
	}
	v := &values{dated: true}
	for _, p := range takes {
		text, some, err := p.find(given, path, today)
		if err != nil {
			return nil, err
		}
		if !some {
			continue
		}
		v.dated = v.dated && (!p.today || given.Has(p.name))
		value, canonical, err := p.read(v, text)
		if err != nil {
			return nil, p.blame(err)
		}
		v.settings = append(v.settings, setting{p, canonical, value})
	}
	return v, nil
}

// refuseOtherBytes refuses names and values that are not UTF-8: they would be
// taken for others, or for nothing.
func refuseOtherBytes(values url.Values) error {
	for _, name := range sortedKeys(values) {
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

func errOtherBytes(what string) *problem {
	return notUTF8.problem(what+" holds bytes that are not UTF-8.",
		"Write the text in UTF-8 before percent-encoding it: é is %C3%A9, not %E9.")
}

// refuseUnknown refuses a name the route does not take, and one given twice.
// Names are tried in order, so that the same request has the same answer.
func refuseUnknown(takes []*param, values url.Values) error {
	var known []string
	for _, p := range takes {
		if p.in == inQuery {
			known = append(known, p.name)
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
			p := repeatedParameter.problem("The parameter "+name+" is given more than once.", "Give "+name+" once.")
			p.Parameter = name
			return p
		}
	}
	return nil
}

func errUnknownParameter(name string, known []string) error {
	shown, near := name, nearest(name, known)
	if len(shown) > 64 {
		shown = shown[:64] + "…"
	}
	fix := "Take the parameter out: this address takes none."
	if len(known) > 0 {
		fix = didYouMean(near) + "This address takes " + strings.Join(known, ", ") + "."
	}
	p := unknownParameter.problem("There is no parameter "+quote(shown)+" at this address.", fix)
	p.Parameter, p.Nearest, p.Known = shown, near, known
	return p
}

// find returns the text of the parameter in the request, or its default.
func (p *param) find(values url.Values, path func(string) string, today string) (text string, given bool, err error) {
	if p.in == inPath {
		return path(p.name), true, nil
	}
	if got, ok := values[p.name]; ok {
		return got[0], true, nil
	}
	switch {
	case p.required:
		e := missingParameter.problem("The parameter "+p.name+" is missing.", "Add "+p.name+": "+p.description)
		e.Parameter = p.name
		return "", false, e
	case p.today:
		return today, true, nil
	case p.initial != "":
		return p.initial, true, nil
	}
	return "", false, nil
}

// blame names the parameter in the problem its text caused.
func (p *param) blame(err error) error {
	e := problemOf(err)
	e.Parameter = p.name
	return e
}
