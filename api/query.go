package api

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/plan"
	"maillage/geo/scenario"
)

// A query is what a request asks for, in the domain's own values, with every
// default made explicit.
type query struct {
	Date       geo.Date // the day of an instant, or the last day of a period
	Period     period
	Level      geo.Level
	Territory  geo.Territory
	Scope      geo.Scope
	Confidence geo.Confidence
	Geography  geo.Geography
	Of         string      // which two vintages are related
	Box        []orb.Bound // nil: everywhere; two boxes across the antimeridian
	Limit      int
	Offset     int
	Point      orb.Point
	// BadPointsInline asks for bad points of a body beside the good ones.
	BadPointsInline bool
	ID              string
	Perimeter       string
	Format          format     // "" when Accept decides
	Dialect         dialect    // of CSV
	Lang            pages.Lang // "" when Accept-Language decides
	Scenario        scenario.Scenario
	A, B            side         // what is compared
	Rules           plan.Options // of a proposal
	Zoom            string       // of a tile, as in the path
	Column          string
	Row             string
	Generation      string // "": the one in service
	Sheet           string // of a workbook; "": the only one that will do
	Words           string // to search for
	Before          string // generations that are compared; "" for the default
	After           string
	Named           bool // Generation was given in full
	Dated           bool // no day was taken from the clock

	resolved []setting
}

// A setting is one parameter as it was resolved, in its canonical text.
type setting struct {
	param *param
	text  string
}

// readQuery resolves the parameters of a request against those its route
// takes. path holds the values of the path's own parameters.
func readQuery(takes []*param, rawQuery string, path func(name string) string, today geo.Date) (query, error) {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return query{}, invalidQuery.problem("The query string cannot be read.",
			"Separate parameters with & and percent-encode everything else that is not a letter, a digit or one of - . _ ~ , : /.")
	}
	if err := refuseOtherBytes(values); err != nil {
		return query{}, err
	}
	if err := refuseUnknown(takes, values); err != nil {
		return query{}, err
	}
	q := query{Period: always, Dated: true}
	for _, p := range takes {
		text, given, err := p.find(values, path, today)
		if err != nil {
			return query{}, err
		}
		if !given {
			continue
		}
		q.Dated = q.Dated && (!p.today || values.Has(p.name))
		canonical, err := p.read(&q, text)
		if err != nil {
			return query{}, p.blame(err)
		}
		q.resolved = append(q.resolved, setting{p, canonical})
	}
	return q, nil
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
func (p *param) find(values url.Values, path func(string) string, today geo.Date) (text string, given bool, err error) {
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
		return today.String(), true, nil
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

// canonical lists the resolved parameters as name=value, for the ETag.
func (q *query) canonical() []string {
	out := make([]string, len(q.resolved))
	for i, s := range q.resolved {
		out[i] = s.param.name + "=" + s.text
	}
	return out
}

// encode writes the resolved parameters of the query string again, with some
// of them replaced, for the links of an answer. An empty replacement drops the
// parameter.
func (q *query) encode(replace map[string]string) string {
	values := url.Values{}
	for _, s := range q.resolved {
		if s.param.in == inQuery {
			values.Set(s.param.name, s.text)
		}
	}
	for name, text := range replace {
		values.Set(name, text)
		if text == "" {
			values.Del(name)
		}
	}
	return values.Encode()
}

// settle puts the full ID of the generation in the place of what was given.
func (q *query) settle(id string) {
	q.Named = q.Generation == id
	q.Generation = id
	for i := range q.resolved {
		if q.resolved[i].param == generationParam {
			q.resolved[i].text = id
		}
	}
}
