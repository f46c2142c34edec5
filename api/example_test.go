package api

import (
	"net/url"
	"strings"
	"testing"

	"maillage/api/rest"
)

// example makes an address of a route out of the examples of its parameters.
func example(r *rest.Route, t testing.TB) string {
	t.Helper()
	path, query := r.Path, url.Values{}
	for _, p := range r.Takes() {
		switch {
		case p.In == rest.InPath:
			if p.Example == "" {
				t.Fatalf("%s: parameter %s has no example", r.Path, p.Name)
			}
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(p.Example))
		case p.Required:
			query.Set(p.Name, p.Example)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// exampleType is the media type the tests send a body in: JSON where it is read.
func exampleType(b *rest.BodyOf) string {
	if _, ok := b.Media[rest.MediaJSON]; ok {
		return rest.MediaJSON
	}
	return "text/csv"
}
