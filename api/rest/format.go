package rest

import (
	"mime"
	"strconv"
	"strings"
)

// A Format is a value of the parameter f.
type Format string

// The formats that an answer may have.
const (
	FormatJSON    Format = "json"
	FormatGeoJSON Format = "geojson"
	FormatCSV     Format = "csv"
	FormatMVT     Format = "mvt"
	FormatHTML    Format = "html"
	FormatCSS     Format = "css"
	FormatJS      Format = "js"
	FormatText    Format = "txt"
)

// A Representation is one form in which a route answers.
type Representation struct {
	Format    Format
	MediaType string // as sent in Content-Type
	Schema    string // name in the OpenAPI components, "" for text
}

// The media types of answers, as they are sent.
const (
	MediaJSON    = "application/json"
	MediaGeoJSON = "application/geo+json"
	MediaCSV     = "text/csv; charset=utf-8; header=present"
	MediaMVT     = "application/vnd.mapbox-vector-tile"
	MediaHTML    = "text/html; charset=utf-8"
	MediaProblem = "application/problem+json"
	MediaOpenAPI = "application/vnd.oai.openapi+json;version=3.0"
)

// AsJSON is JSON of a schema of the OpenAPI document.
func AsJSON(schema string) Representation { return Representation{FormatJSON, MediaJSON, schema} }
func asGeoJSON(schema string) Representation {
	return Representation{FormatGeoJSON, MediaGeoJSON, schema}
}

// AsHTML is a page.
func AsHTML() Representation { return Representation{FormatHTML, MediaHTML, ""} }

// AsCSV is CSV, with a header.
func AsCSV() Representation { return Representation{FormatCSV, MediaCSV, ""} }

// Essence is the media type without its parameters.
func (r Representation) Essence() string {
	essence, _, _ := strings.Cut(r.MediaType, ";")
	return essence
}

// documented is the media type in the OpenAPI document: the parameters of text
// are left out, that of OpenAPI is part of its name.
func (r Representation) documented() string {
	if r.Schema == "" {
		return r.Essence()
	}
	return r.MediaType
}

// matches says how well an Accept range suits the representation: 0 not at
// all, 4 exactly. A GeoJSON answer also serves who asks for plain JSON, and
// the OpenAPI document too: both are JSON under a narrower name.
func (r Representation) matches(mediaRange string) int {
	switch {
	case mediaRange == r.Essence():
		return 4
	case mediaRange == MediaJSON && strings.HasSuffix(r.Essence(), "+json"):
		return 3
	case mediaRange == "*/*":
		return 1
	}
	kind, _, _ := strings.Cut(r.Essence(), "/")
	if mediaRange == kind+"/*" {
		return 2
	}
	return 0
}

// negotiate chooses among the representations of a route by its Accept
// headers (RFC 9110, 12.5.1): the highest quality wins, then the closest match,
// then the order of the route's own table. None asked for means the first.
func negotiate(offered []Representation, accept []string) (Representation, error) {
	ranges := strings.TrimSpace(strings.Join(accept, ","))
	if ranges == "" {
		return offered[0], nil
	}
	best, top, closest := Representation{}, 0.0, 0
	for _, offer := range offered {
		q, match := qualityFor(offer, ranges)
		if q > top || q == top && q > 0 && match > closest {
			best, top, closest = offer, q, match
		}
	}
	if top == 0 {
		types := make([]string, len(offered))
		for i, o := range offered {
			types[i] = o.Essence()
		}
		p := NotAcceptable.Problem("None of the media types in Accept is served at this address.",
			"Accept one of "+strings.Join(types, ", ")+", or send no Accept header.")
		p.Known = types
		return Representation{}, p
	}
	return best, nil
}

// qualityFor returns the q of the most specific range that takes the offer,
// and how specific it is.
func qualityFor(offer Representation, ranges string) (float64, int) {
	quality, specific := 0.0, 0
	for part := range strings.SplitSeq(ranges, ",") {
		mediaRange, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		if m := offer.matches(mediaRange); m > specific {
			specific, quality = m, 1
			if q, err := strconv.ParseFloat(params["q"], 64); err == nil && q >= 0 && q <= 1 {
				quality = q
			}
		}
	}
	return quality, specific
}
