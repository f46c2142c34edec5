package rest

import (
	"net/url"
	"slices"
)

// Values are the parameters of a request as they were resolved, every default
// made explicit, in the order its route takes them.
type Values struct {
	Settings []Setting
	dated    bool // no day was taken from the clock
}

// A Setting is one parameter as it was resolved: its value, and the canonical
// text of it.
type Setting struct {
	Param *Param
	Text  string
	Value any
	Given bool // by the request, and no default
}

// Resolved is what has the parameters of a request: its values, and all that holds
// them.
type Resolved interface {
	Setting(p *Param) (Setting, bool)
}

// Setting returns what a parameter was resolved to; false where it was not given,
// and has no default.
func (v *Values) Setting(p *Param) (Setting, bool) {
	for _, s := range v.Settings {
		if s.Param == p {
			return s, true
		}
	}
	return Setting{}, false
}

// Named returns what the parameter of a name was resolved to.
func (v *Values) Named(name string) (Setting, bool) {
	i := slices.IndexFunc(v.Settings, func(s Setting) bool { return s.Param.Name == name })
	if i < 0 {
		return Setting{}, false
	}
	return v.Settings[i], true
}

// Typed makes p a parameter whose values are of one type, and returns what tells
// its value in a request: the zero value where it was not given and has no default.
// read returns the value with its canonical text; the parameters before it are in v.
func Typed[T any](p Param, read func(v *Values, text string) (T, string, error)) (*Param, func(Resolved) T) {
	made := &p
	made.Read = func(v *Values, text string) (any, string, error) {
		value, canonical, err := read(v, text)
		return value, canonical, err
	}
	return made, func(v Resolved) T {
		s, _ := v.Setting(made)
		value, _ := s.Value.(T)
		return value
	}
}

// Replace puts another value in the place of a parameter's own, where it has one.
func (v *Values) Replace(p *Param, text string, value any) {
	for i := range v.Settings {
		if v.Settings[i].Param == p {
			v.Settings[i].Text, v.Settings[i].Value = text, value
		}
	}
}

// Canonical lists the resolved parameters as name=value, for the ETag.
func (v *Values) Canonical() []string {
	out := make([]string, len(v.Settings))
	for i, s := range v.Settings {
		out[i] = s.Param.Name + "=" + s.Text
	}
	return out
}

// Encode writes the resolved parameters of the query string again, with some
// of them replaced, for the links of an answer. An empty replacement drops the
// parameter.
func (v *Values) Encode(replace map[string]string) string {
	query := url.Values{}
	for _, s := range v.Settings {
		if s.Param.In == InQuery {
			query.Set(s.Param.Name, s.Text)
		}
	}
	for name, text := range replace {
		query.Set(name, text)
		if text == "" {
			query.Del(name)
		}
	}
	return query.Encode()
}
