package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"maillage/api/rest"
	"maillage/geo"
)

func init() {
	for _, media := range []string{rest.MediaGeoJSON, "application/vnd.oai.openapi+json"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.JSONBodyDecoder)
	}
	text := openapi3filter.RegisteredBodyDecoder("text/plain")
	for _, media := range []string{"text/csv", "text/html", "text/css", "text/javascript", rest.MediaMVT} {
		openapi3filter.RegisterBodyDecoder(media, text)
	}
}

// documentOf loads the OpenAPI document as the service at base serves it.
func documentOf(t testing.TB, base string) *openapi3.T {
	t.Helper()
	r := get(t, base+"/api")
	if got := r.Header.Get("Content-Type"); got != rest.MediaOpenAPI {
		t.Errorf("Content-Type %q, want %q", got, rest.MediaOpenAPI)
	}
	doc, err := openapi3.NewLoader().LoadFromData(r.body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestDocumentIsValid(t *testing.T) {
	doc := documentOf(t, newTest(t).URL)
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	text, err := doc.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for name := range doc.Components.Schemas {
		if !bytes.Contains(text, []byte(`"`+rest.SchemaRef+name+`"`)) {
			t.Errorf("schema %s is used nowhere", name)
		}
	}
}

// TestOperationIDsMakeDistinctMethods holds what generators of clients need: they
// fold case and marks when they name a method after an operation.
func TestOperationIDsMakeDistinctMethods(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)
	seen := map[string]string{}
	for path, item := range documentOf(t, newTest(t).URL).Paths.Map() {
		for method, op := range item.Operations() {
			if !plain.MatchString(op.OperationID) {
				t.Errorf("%s %s: operation id %q is no plain name", method, path, op.OperationID)
			}
			folded := strings.ToLower(op.OperationID)
			if other, twice := seen[folded]; twice {
				t.Errorf("%s %s: operation id %q is that of %s", method, path, op.OperationID, other)
			}
			seen[folded] = method + " " + path
		}
	}
}

// TestDocumentMatchesRouter holds the document to what the router really
// answers, both ways.
func TestDocumentMatchesRouter(t *testing.T) {
	s, err := New(Options{Store: storeOf(embedded())})
	if err != nil {
		t.Fatal(err)
	}
	routed := map[string]bool{}
	for _, r := range s.Engine().Routes() {
		if r.Method == http.MethodHead || r.Method == http.MethodOptions {
			continue
		}
		var segments []string
		for segment := range strings.SplitSeq(r.Path, "/") {
			if name, ok := strings.CutPrefix(segment, ":"); ok {
				segment = "{" + name + "}"
			}
			segments = append(segments, segment)
		}
		routed[r.Method+" "+strings.Join(segments, "/")] = true
	}
	described := map[string]bool{}
	for path, item := range documentOf(t, newTest(t).URL).Paths.Map() {
		for method := range item.Operations() {
			described[method+" "+path] = true
		}
	}
	for r := range routed {
		if !described[r] {
			t.Errorf("%s is answered and not described", r)
		}
	}
	for r := range described {
		if !routed[r] {
			t.Errorf("%s is described and not answered", r)
		}
	}
	if len(routed) < 40 {
		t.Errorf("only %d routes: the test sees nothing", len(routed))
	}
}

// TestAnswersMatchDocument validates a real answer of every route in every
// representation, and what every route says when it refuses.
func TestAnswersMatchDocument(t *testing.T) {
	web := newTest(t)
	router, err := gorillamux.NewRouter(documentOf(t, web.URL))
	if err != nil {
		t.Fatal(err)
	}
	notLoaded := 0
	for _, r := range allRoutes() {
		for _, as := range r.Answers {
			address := web.URL + example(r, t)
			if as.Format != "" && !r.Live {
				address = withQuery(address, "f", string(as.Format))
			}
			if strings.Contains(r.Path, "/overlaps/") {
				address = withQuery(address, "scope", "any")
			}
			t.Run(r.Method+" "+strings.TrimPrefix(address, web.URL), func(t *testing.T) {
				status := checkAnswer(t, router, r, address, bodyFor(r))
				switch {
				case status == http.StatusNotFound && (strings.Contains(r.Path, "/epci") || strings.Contains(r.Path, "/communes")):
					notLoaded++
				case status != http.StatusOK:
					t.Errorf("status %d", status)
				}
				if !r.Live {
					if status := checkAnswer(t, router, r, withQuery(address, "foo", "bar"),
						bodyFor(r)); status != http.StatusBadRequest {
						t.Errorf("unknown parameter: status %d", status)
					}
				}
			})
		}
	}
	if notLoaded != 14 {
		t.Errorf("%d answers of layers that are not loaded, want 14", notLoaded)
	}
}

func withQuery(address, name, value string) string {
	if strings.Contains(address, "?") {
		return address + "&" + name + "=" + value
	}
	return address + "?" + name + "=" + value
}

func bodyFor(r *rest.Route) []byte {
	if r.Body == nil {
		return nil
	}
	return []byte(r.Body.Examples[exampleType(r.Body)])
}

// checkAnswer sends one request and validates the answer against the document.
func checkAnswer(t *testing.T, router routers.Router, r *rest.Route, address string, body []byte) int {
	t.Helper()
	request, err := http.NewRequest(r.Method, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if r.Body != nil {
		request.Header.Set("Content-Type", exampleType(r.Body))
	}
	route, params, err := router.FindRoute(request)
	if err != nil {
		t.Fatal(err)
	}
	in := &openapi3filter.RequestValidationInput{Request: request, PathParams: params, Route: route}
	if !strings.Contains(address, "foo=bar") {
		if err := openapi3filter.ValidateRequest(context.Background(), in); err != nil {
			t.Errorf("request: %v", err)
		}
	}
	request.Body = io.NopCloser(bytes.NewReader(body))
	answer, err := plain.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	out := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: answer.StatusCode, Header: answer.Header, Body: answer.Body,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		t.Errorf("answer: %.1500s", err)
	}
	return answer.StatusCode
}

// TestDocumentSpeaksTheVocabulary holds every enum and default of the document
// to the domain's own words.
func TestDocumentSpeaksTheVocabulary(t *testing.T) {
	want := map[string]struct {
		words   []string
		initial string
	}{
		"level":          {[]string{"region", "region-2015", "department", "epci", "commune"}, "region"},
		"territory":      {rest.NamesOf(geo.Territories), "france"},
		"scope":          {[]string{"policy", "any"}, "policy"},
		"min_confidence": {[]string{"high", "medium", "low"}, "medium"},
		"qpv":            {rest.NamesOf(geo.Geographies), "2015"},
	}
	seen := map[string]int{}
	for path, item := range documentOf(t, newTest(t).URL).Paths.Map() {
		for _, op := range item.Operations() {
			for _, ref := range op.Parameters {
				p := ref.Value
				seen[p.Name]++
				w, ok := want[p.Name]
				if !ok {
					continue
				}
				var words []string
				for _, v := range p.Schema.Value.Enum {
					words = append(words, v.(string))
				}
				ofPage := strings.HasPrefix(p.Description, "Of the page")
				if !slices.Equal(words, w.words) || !ofPage && p.Schema.Value.Default != w.initial {
					t.Errorf("%s: %s takes %v by default %v, want %v and %v", path, p.Name, words, p.Schema.Value.Default, w.words,
						w.initial)
				}
			}
		}
	}
	for name := range want {
		if seen[name] == 0 {
			t.Errorf("no address takes %s", name)
		}
	}
}
