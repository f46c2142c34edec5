package api

import (
	"net/url"
	"slices"
)

// values are the parameters of a request as they were resolved, every default
// made explicit, in the order its route takes them.
type values struct {
	settings []setting
	dated    bool // no day was taken from the clock
}

// A setting is one parameter as it was resolved: its value, and the canonical
// text of it.
type setting struct {
	param *param
	text  string
	value any
}

// resolved is what has the parameters of a request: its values, and all that holds
// them.
type resolved interface {
	setting(p *param) (setting, bool)
}

// setting returns what a parameter was resolved to; false where it was not given,
// and has no default.
func (v *values) setting(p *param) (setting, bool) {
	for _, s := range v.settings {
		if s.param == p {
			return s, true
		}
	}
	return setting{}, false
}

// named returns what the parameter of a name was resolved to.
func (v *values) named(name string) (setting, bool) {
	i := slices.IndexFunc(v.settings, func(s setting) bool { return s.param.name == name })
	if i < 0 {
		return setting{}, false
	}
	return v.settings[i], true
}

// typed makes p a parameter whose values are of one type, and returns what tells
// its value in a request: the zero value where it was not given and has no default.
// read returns the value with its canonical text; the parameters before it are in v.
func typed[T any](p param, read func(v *values, text string) (T, string, error)) (*param, func(resolved) T) {
	made := &p
	made.read = func(v *values, text string) (any, string, error) {
		value, canonical, err := read(v, text)
		return value, canonical, err
	}
	return made, func(v resolved) T {
		s, _ := v.setting(made)
		value, _ := s.value.(T)
		return value
	}
}

// replace puts another value in the place of a parameter's own, where it has one.
func (v *values) replace(p *param, text string, value any) {
	for i := range v.settings {
		if v.settings[i].param == p {
			v.settings[i].text, v.settings[i].value = text, value
		}
	}
}

// canonical lists the resolved parameters as name=value, for the ETag.
func (v *values) canonical() []string {
	out := make([]string, len(v.settings))
	for i, s := range v.settings {
		out[i] = s.param.name + "=" + s.text
	}
	return out
}

// encode writes the resolved parameters of the query string again, with some
// of them replaced, for the links of an answer. An empty replacement drops the
// parameter.
func (v *values) encode(replace map[string]string) string {
	query := url.Values{}
	for _, s := range v.settings {
		if s.param.in == inQuery {
			query.Set(s.param.name, s.text)
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
