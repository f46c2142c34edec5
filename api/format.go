package api

import (
	"mime"
	"strconv"
	"strings"
)

// A format is a value of the parameter f.
type format string

const (
	formatJSON    format = "json"
	formatGeoJSON format = "geojson"
	formatCSV     format = "csv"
	formatMVT     format = "mvt"
	formatHTML    format = "html"
	formatCSS     format = "css"
	formatJS      format = "js"
	formatText    format = "txt"
)

// A representation is one form in which a route answers.
type representation struct {
	format    format
	mediaType string // as sent in Content-Type
	schema    string // name in the OpenAPI components, "" for text
}

const (
	mediaJSON    = "application/json"
	mediaGeoJSON = "application/geo+json"
	mediaCSV     = "text/csv; charset=utf-8; header=present"
	mediaMVT     = "application/vnd.mapbox-vector-tile"
	mediaHTML    = "text/html; charset=utf-8"
	mediaProblem = "application/problem+json"
	mediaOpenAPI = "application/vnd.oai.openapi+json;version=3.0"
)

func asJSON(schema string) representation { return representation{formatJSON, mediaJSON, schema} }
func asGeoJSON(schema string) representation {
	return representation{formatGeoJSON, mediaGeoJSON, schema}
}
func asHTML() representation { return representation{formatHTML, mediaHTML, ""} }
func asCSV() representation  { return representation{formatCSV, mediaCSV, ""} }

// essence is the media type without its parameters.
func (r representation) essence() string {
	essence, _, _ := strings.Cut(r.mediaType, ";")
	return essence
}

// documented is the media type in the OpenAPI document: the parameters of text
// are left out, that of OpenAPI is part of its name.
func (r representation) documented() string {
	if r.schema == "" {
		return r.essence()
	}
	return r.mediaType
}

// matches says how well an Accept range suits the representation: 0 not at
// all, 4 exactly. A GeoJSON answer also serves who asks for plain JSON, and
// the OpenAPI document too: both are JSON under a narrower name.
func (r representation) matches(mediaRange string) int {
	switch {
	case mediaRange == r.essence():
		return 4
	case mediaRange == mediaJSON && strings.HasSuffix(r.essence(), "+json"):
		return 3
	case mediaRange == "*/*":
		return 1
	}
	kind, _, _ := strings.Cut(r.essence(), "/")
	if mediaRange == kind+"/*" {
		return 2
	}
	return 0
}

// negotiate chooses among the representations of a route by its Accept
// headers (RFC 9110, 12.5.1): the highest quality wins, then the closest match,
// then the order of the route's own table. None asked for means the first.
func negotiate(offered []representation, accept []string) (representation, error) {
	ranges := strings.TrimSpace(strings.Join(accept, ","))
	if ranges == "" {
		return offered[0], nil
	}
	best, top, closest := representation{}, 0.0, 0
	for _, offer := range offered {
		q, match := qualityFor(offer, ranges)
		if q > top || q == top && q > 0 && match > closest {
			best, top, closest = offer, q, match
		}
	}
	if top == 0 {
		types := make([]string, len(offered))
		for i, o := range offered {
			types[i] = o.essence()
		}
		p := notAcceptable.problem("None of the media types in Accept is served at this address.",
			"Accept one of "+strings.Join(types, ", ")+", or send no Accept header.")
		p.Known = types
		return representation{}, p
	}
	return best, nil
}

// qualityFor returns the q of the most specific range that takes the offer,
// and how specific it is.
func qualityFor(offer representation, ranges string) (float64, int) {
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
