package api

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"maillage/geo"
)

// A param is one word of the vocabulary: the same name means the same thing,
// with the same default, at every address that takes it.
type param struct {
	name        string
	in          string
	description string
	schema      object // its OpenAPI schema; an enum here is the one enforced
	example     string // a value the tests send; "" where the default will do
	initial     string // default; "" for none
	today       bool   // default: the day of the request in Paris
	required    bool
	// read puts the value in the query and returns its canonical text.
	read func(q *query, text string) (string, error)
}

const (
	inQuery = "query"
	inPath  = "path"
)

// The default page holds every region, department, centre and perimeter.
const (
	defaultLimit = 250
	maxLimit     = 1000
)

// The vocabulary.
var (
	datetimeParam = &param{
		name: "datetime", in: inQuery, today: true, example: "2017-03-16",
		description: "the day the answer is for: a day of RFC 3339 (2017-03-16), or an instant (2017-03-16T12:00:00Z), read as its date in Paris. From 1990 to 2100. Default: today.",
		schema:      object{"type": "string"},
		read:        readDay,
	}
	// momentParam is datetime for collections whose features are the state of
	// one day: OGC asks that an interval be taken too.
	momentParam = &param{
		name: "datetime", in: inQuery, today: true, example: "2016-01-01/2017-03-16",
		description: "the day the features are for: a day of RFC 3339, or an instant, read as its date in Paris; of an interval (2016-01-01/2017-03-16, ../2017-03-16, 2016-01-01/..) the last day, or the first where it has no last. From 1990 to 2100. Default: today. Every feature says its day.",
		schema:      object{"type": "string"},
		read:        readMoment,
	}
	// periodParam is datetime where features have dates of their own.
	periodParam = &param{
		name: "datetime", in: inQuery, example: "../2017-03-16",
		description: "only features in force on a day (2017-03-16), at an instant (read as its date in Paris) or at some time in an interval (2016-01-01/2017-03-16, ../2017-03-16, 2016-01-01/..). From 1990 to 2100. Features without dates always match. Default: all, whatever their dates.",
		schema:      object{"type": "string"},
		read:        readPeriod,
	}
	levelParam = enumParam("level", "the tier of territories, one row each (region-2015: the regions before 2016).",
		"region", []string{"region", "region-2015", "department", "epci", "commune"},
		func(q *query, s string) (err error) { q.Level, err = geo.ParseLevel(s); return })
	territoryParam = orCountry(enumParam("territory", "the ground that counts, and that every denominator names (drom: the five overseas departments; com: Saint-Martin and French Polynesia). A data set of another country has one, its code, which is then the default.",
		"france", namesOf(geo.Territories),
		func(q *query, s string) (err error) { q.Territory, err = geo.ParseTerritory(s); return }))
	scopeParam = enumParam("scope", "which perimeters count: those for the politique de la ville, or any.",
		"policy", []string{"policy", "any"},
		func(q *query, s string) (err error) { q.Scope, err = geo.ParseScope(s); return })
	confidenceParam = enumParam("min_confidence", "the least confidence a perimeter must have to count.",
		"medium", []string{"high", "medium", "low"},
		func(q *query, s string) (err error) { q.Confidence, err = geo.ParseConfidence(s); return })
	qpvParam = enumParam("qpv", "the geography of the priority neighbourhoods (QPV). Of 2024, 1,493 of 1,584 published are here: all 1,362 of metropolitan France and 131 of the 222 overseas; the 91 of Saint-Martin and French Polynesia are not.",
		"2015", namesOf(geo.Geographies),
		func(q *query, s string) (err error) { q.Geography, err = geo.ParseGeography(s); return })
	bboxParam = &param{
		name: "bbox", in: inQuery, example: "1,43,6,46",
		description: "only features that meet this box: west,south,east,north in degrees (six numbers carry heights, which are ignored). West above east crosses the antimeridian. Features without geometry always match.",
		schema:      object{"type": "array", "minItems": 4, "maxItems": 6, "items": object{"type": "number"}},
		read:        readBox,
	}
	limitParam = &param{
		name: "limit", in: inQuery, initial: strconv.Itoa(defaultLimit),
		description: "the most features in one answer; above the maximum it is brought down to it.",
		schema:      object{"type": "integer", "minimum": 1, "maximum": maxLimit, "default": defaultLimit},
		read:        readLimit,
	}
	offsetParam = &param{
		name: "offset", in: inQuery, initial: "0",
		description: "how many features to pass over first; the links of an answer hold the next.",
		schema:      object{"type": "integer", "minimum": 0, "default": 0},
		read:        readOffset,
	}
	lonParam = &param{
		name: "lon", in: inQuery, required: true, example: "2.3522",
		description: "longitude in degrees (WGS84), from -180 to 180.",
		schema:      object{"type": "number", "minimum": -180, "maximum": 180},
		read: func(q *query, text string) (c string, err error) {
			q.Point[0], c, err = readCoordinate("lon", text, 180)
			return
		},
	}
	latParam = &param{
		name: "lat", in: inQuery, required: true, example: "48.8566",
		description: "latitude in degrees (WGS84), from -90 to 90.",
		schema:      object{"type": "number", "minimum": -90, "maximum": 90},
		read: func(q *query, text string) (c string, err error) {
			q.Point[1], c, err = readCoordinate("lat", text, 90) // after lon, which stands before it at every address
			if p, ok := errors.AsType[*problem](err); ok && p.Type == coordinateRange.Type {
				err = p.orSwapped(q.Point.Bound())
			}
			return
		},
	}
)

// idParam is the identifier in a path.
func idParam(name, description, example string, set func(q *query, s string)) *param {
	return &param{
		name: name, in: inPath, required: true, description: description, example: example,
		schema: object{"type": "string"},
		read:   func(q *query, s string) (string, error) { set(q, s); return s, nil },
	}
}

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
	p := enumParam("f", "the representation; it wins over the Accept header.", "", names,
		func(q *query, s string) error {
			if q.Format = format(s); q.Format == formatJSON {
				q.Format = plain
			}
			return nil
		})
	p.example = names[0]
	return p
}

// enumParam is a parameter whose value is one of a few words.
func enumParam(name, description, initial string, words []string, set func(*query, string) error) *param {
	schema := object{"type": "string", "enum": words}
	if initial != "" {
		schema["default"] = initial
	}
	return &param{
		name: name, in: inQuery, description: description, schema: schema, initial: initial,
		read: func(q *query, text string) (string, error) {
			if !slices.Contains(words, text) {
				return "", errNotAWord(name, text, words)
			}
			return text, set(q, text)
		},
	}
}

func errNotAWord(name, text string, words []string) error {
	near := nearest(text, words)
	p := invalidParameter.problem(quote(text)+" is not a value of "+name+".",
		didYouMean(near)+"Send one of "+strings.Join(words, ", ")+".")
	p.Nearest, p.Known = near, words
	return p
}

func readLimit(q *query, text string) (string, error) {
	n, err := wholeNumber(text)
	if err != nil || n < 1 {
		return "", invalidParameter.problem("limit must be a whole number, 1 or more.",
			fmt.Sprintf("Send a limit from 1 to %d.", maxLimit))
	}
	q.Limit = int(min(n, maxLimit))
	return strconv.Itoa(q.Limit), nil
}

func readOffset(q *query, text string) (string, error) {
	n, err := wholeNumber(text)
	if err != nil || n < 0 {
		return "", invalidParameter.problem("offset must be a whole number, 0 or more.",
			"Send 0, or follow the next link of the answer before.")
	}
	q.Offset = int(n)
	return strconv.Itoa(q.Offset), nil
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
