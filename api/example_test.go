package api

import (
	"net/url"
	"strings"
	"testing"
)

// example makes an address of a route out of the examples of its parameters.
func (r *route) example(t testing.TB) string {
	t.Helper()
	path, query := r.path, url.Values{}
	for _, p := range r.takes() {
		switch {
		case p.in == inPath:
			if p.example == "" {
				t.Fatalf("%s: parameter %s has no example", r.path, p.name)
			}
			path = strings.ReplaceAll(path, "{"+p.name+"}", url.PathEscape(p.example))
		case p.required:
			query.Set(p.name, p.example)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// exampleType is the media type the tests send a body in: JSON where it is read.
func (b *bodyOf) exampleType() string {
	if _, ok := b.media[mediaJSON]; ok {
		return mediaJSON
	}
	return "text/csv"
}
