package rest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Object is a JSON object of the OpenAPI document.
type Object = map[string]any

// document derives the OpenAPI document from the table of routes.
func (s *Server) document(base string) (Object, error) {
	about := s.App.Document
	components, err := about.Schemas()
	if err != nil {
		return nil, err
	}
	paths := Object{}
	for _, r := range s.Table {
		item, ok := paths[r.Path].(Object)
		if !ok {
			item = Object{}
			paths[r.Path] = item
		}
		item[strings.ToLower(r.Method)] = r.operation()
	}
	return Object{
		"openapi": "3.0.3",
		"info": Object{
			"title":       about.Title,
			"version":     s.Version,
			"description": about.Description,
			"license":     Object{"name": "MIT", "url": "https://opensource.org/license/mit"},
		},
		"servers":    []Object{{"url": base}},
		"security":   []Object{}, // everything is a public read
		"tags":       about.Tags,
		"paths":      paths,
		"components": Object{"schemas": components},
	}, nil
}

// operation describes one route.
func (r *Route) operation() Object {
	op := Object{
		"operationId": r.Name,
		"tags":        []string{r.Tag},
		"summary":     r.Summary,
		"description": r.Description,
		"responses":   r.responses(),
	}
	if params := r.TakesAs(FormatHTML); len(params) > 0 {
		described := make([]Object, len(params))
		for i, p := range params {
			described[i] = p.object()
			if !slices.Contains(r.Params, p) && p.Name != "f" && p != DialectParam {
				described[i] = p.ofPage()
			}
		}
		op["parameters"] = described
	}
	if r.Body != nil {
		content := Object{}
		for media, schema := range r.Body.Media {
			described := mediaObject(schema)
			if example, ok := r.Body.Examples[media]; ok {
				described["example"] = example
			} else if schema == "" { // bytes
				described["schema"] = Object{"type": "string", "format": "binary"}
			}
			if media == MediaJSON {
				described["example"] = json.RawMessage(r.Body.Examples[media])
			}
			content[media] = described
		}
		op["requestBody"] = Object{"description": r.Body.Description, "required": true, "content": content}
	}
	return op
}

// object describes a parameter.
func (p *Param) object() Object {
	o := Object{
		"name": p.Name, "in": p.In, "required": p.Required,
		"description": p.Description, "schema": p.Schema,
	}
	if p.Schema["type"] == "array" {
		o["style"], o["explode"] = "form", false
	}
	if p.Example != "" && p.Schema["type"] == "string" {
		o["example"] = p.Example
	}
	return o
}

// ofPage describes a parameter that only the page of a route takes. Its default
// stays in words: a client that fills defaults in must not send it for data.
func (p *Param) ofPage() Object {
	o := p.object()
	schema := maps.Clone(p.Schema)
	delete(schema, "default")
	o["schema"], o["description"] = schema, "Of the page (f=html) alone: "+p.Description
	delete(o, "example")
	return o
}

// responses lists what a route may answer.
func (r *Route) responses() Object {
	content := Object{}
	for _, a := range r.Answers {
		content[a.documented()] = mediaObject(a.Schema)
	}
	out := Object{"200": Object{"description": "The answer.", "headers": r.headers(), "content": content}}
	if r.MayBeEmpty {
		out["204"] = Object{"description": "Nothing to show.", "headers": r.headers()}
	}
	if r.taggable() {
		out["304"] = Object{"description": "Not modified since the ETag given in If-None-Match."}
	}
	for status, about := range r.failures() {
		slices.Sort(about)
		out[strconv.Itoa(status)] = Object{
			"description": strings.Join(about, "; ") + ".",
			"content":     Object{MediaProblem: mediaObject("Problem"), AsHTML().Essence(): mediaObject("")},
		}
	}
	return out
}

// failures groups by status the problems a route may answer.
func (r *Route) failures() map[int][]string {
	list := append(slices.Clone(r.Problems), InternalError, TooSlow, UnknownParameter, InvalidQuery, NotUTF8)
	if len(r.Takes()) > 0 {
		list = append(list, InvalidParameter, RepeatedParameter)
	}
	for _, p := range r.Takes() {
		if p.In == InPath {
			list = append(list, UnknownResource)
		}
	}
	if !r.Live {
		list = append(list, NotAcceptable)
	}
	if r.TakesGeneration() {
		list = append(list, GenerationGone, GenerationUnread)
	}
	if !r.Early {
		list = append(list, NotReady)
	}
	if r.Body != nil {
		list = append(list, BodyTooLarge, UnsupportedMedia, InvalidBody)
	}
	titles := map[int]map[string]bool{}
	for _, k := range list {
		if titles[k.Status] == nil {
			titles[k.Status] = map[string]bool{}
		}
		titles[k.Status][k.Title] = true
	}
	out := map[int][]string{}
	for status, set := range titles {
		out[status] = slices.Sorted(maps.Keys(set))
	}
	return out
}

// headers describes the headers of an answer that matter to a client.
func (r *Route) headers() Object {
	text := Object{"type": "string"}
	h := Object{"X-Generation": Object{"description": "Hash of the content the answer was made from.", "schema": text}}
	if r.taggable() {
		h["ETag"] = Object{"description": "Weak; send it back in If-None-Match.", "schema": text}
	}
	return h
}

func mediaObject(schema string) Object {
	if schema == "" {
		return Object{"schema": Object{"type": "string"}}
	}
	return Object{"schema": Object{"$ref": SchemaRef + schema}}
}

// getAPI answers /api.
func getAPI(c *Request) (Answer, error) {
	doc, err := c.Server.document(c.Base)
	if err != nil {
		return Answer{}, err
	}
	if doc, err = c.Server.App.Document.Adapt(doc, c.From.Data); err != nil {
		return Answer{}, err
	}
	return Answer{Value: doc}, nil
}

// Pascal writes the name of a collection as operation ids do: regions-2015 as
// Regions2015. A generated client makes its methods of these ids, and folds case
// and marks, so that no two may differ by these alone.
func Pascal(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// SchemaRef begins the reference to a schema of the document.
const SchemaRef = "#/components/schemas/"
