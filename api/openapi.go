package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// object is a JSON object of the OpenAPI document.
type object = map[string]any

// document derives the OpenAPI document from the table of routes.
func (s *Server) document(base string) (object, error) {
	about := s.app.document
	components, err := about.schemas()
	if err != nil {
		return nil, err
	}
	paths := object{}
	for _, r := range s.table {
		item, ok := paths[r.path].(object)
		if !ok {
			item = object{}
			paths[r.path] = item
		}
		item[strings.ToLower(r.method)] = r.operation()
	}
	return object{
		"openapi": "3.0.3",
		"info": object{
			"title":       about.title,
			"version":     s.version,
			"description": about.description,
			"license":     object{"name": "MIT", "url": "https://opensource.org/license/mit"},
		},
		"servers":    []object{{"url": base}},
		"security":   []object{}, // everything is a public read
		"tags":       about.tags,
		"paths":      paths,
		"components": object{"schemas": components},
	}, nil
}

// operation describes one route.
func (r *route) operation() object {
	op := object{
		"operationId": r.name,
		"tags":        []string{r.tag},
		"summary":     r.summary,
		"description": r.description,
		"responses":   r.responses(),
	}
	if params := r.takesAs(formatHTML); len(params) > 0 {
		described := make([]object, len(params))
		for i, p := range params {
			described[i] = p.object()
			if !slices.Contains(r.params, p) && p.name != "f" && p != dialectParam {
				described[i] = p.ofPage()
			}
		}
		op["parameters"] = described
	}
	if r.body != nil {
		content := object{}
		for media, schema := range r.body.media {
			described := mediaObject(schema)
			if example, ok := r.body.examples[media]; ok {
				described["example"] = example
			} else if schema == "" { // bytes
				described["schema"] = object{"type": "string", "format": "binary"}
			}
			if media == mediaJSON {
				described["example"] = json.RawMessage(r.body.examples[media])
			}
			content[media] = described
		}
		op["requestBody"] = object{"description": r.body.description, "required": true, "content": content}
	}
	return op
}

// object describes a parameter.
func (p *param) object() object {
	o := object{
		"name": p.name, "in": p.in, "required": p.required,
		"description": p.description, "schema": p.schema,
	}
	if p.schema["type"] == "array" {
		o["style"], o["explode"] = "form", false
	}
	if p.example != "" && p.schema["type"] == "string" {
		o["example"] = p.example
	}
	return o
}

// ofPage describes a parameter that only the page of a route takes. Its default
// stays in words: a client that fills defaults in must not send it for data.
func (p *param) ofPage() object {
	o := p.object()
	schema := maps.Clone(p.schema)
	delete(schema, "default")
	o["schema"], o["description"] = schema, "Of the page (f=html) alone: "+p.description
	delete(o, "example")
	return o
}

// responses lists what a route may answer.
func (r *route) responses() object {
	content := object{}
	for _, a := range r.answers {
		content[a.documented()] = mediaObject(a.schema)
	}
	out := object{"200": object{"description": "The answer.", "headers": r.headers(), "content": content}}
	if r.mayBeEmpty {
		out["204"] = object{"description": "Nothing to show.", "headers": r.headers()}
	}
	if r.taggable() {
		out["304"] = object{"description": "Not modified since the ETag given in If-None-Match."}
	}
	for status, about := range r.failures() {
		slices.Sort(about)
		out[strconv.Itoa(status)] = object{
			"description": strings.Join(about, "; ") + ".",
			"content":     object{mediaProblem: mediaObject("Problem"), asHTML().essence(): mediaObject("")},
		}
	}
	return out
}

// failures groups by status the problems a route may answer.
func (r *route) failures() map[int][]string {
	list := append(slices.Clone(r.problems), internalError, tooSlow, unknownParameter, invalidQuery, notUTF8)
	if len(r.takes()) > 0 {
		list = append(list, invalidParameter, repeatedParameter)
	}
	for _, p := range r.takes() {
		if p.in == inPath {
			list = append(list, unknownResource)
		}
	}
	if !r.live {
		list = append(list, notAcceptable)
	}
	if r.takesGeneration() {
		list = append(list, generationGone, generationUnread)
	}
	if !r.early {
		list = append(list, notReady)
	}
	if r.body != nil {
		list = append(list, bodyTooLarge, unsupportedMedia, invalidBody)
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
func (r *route) headers() object {
	text := object{"type": "string"}
	h := object{"X-Generation": object{"description": "Hash of the content the answer was made from.", "schema": text}}
	if r.taggable() {
		h["ETag"] = object{"description": "Weak; send it back in If-None-Match.", "schema": text}
	}
	return h
}

func mediaObject(schema string) object {
	if schema == "" {
		return object{"schema": object{"type": "string"}}
	}
	return object{"schema": object{"$ref": schemaRef + schema}}
}

// getAPI answers /api.
func getAPI(c *request) (answer, error) {
	doc, err := c.server.document(c.base)
	if err != nil {
		return answer{}, err
	}
	if doc, err = c.server.app.document.adapt(doc, c.from.data); err != nil {
		return answer{}, err
	}
	return answer{value: doc}, nil
}

// pascal writes the name of a collection as operation ids do: regions-2015 as
// Regions2015. A generated client makes its methods of these ids, and folds case
// and marks, so that no two may differ by these alone.
func pascal(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}
