package api

import "slices"

// A resource is what a route answers with: how it is computed, once, and the
// forms in which the result is shown. Its zero value is of a route that answers
// by a handler of its own.
type resource struct {
	compute func(c *request) (any, error)
	forms   []form
}

// A form is one representation of a result and how it is made. It asks the domain
// for nothing: all that it shows is in the result.
type form struct {
	representation
	params []*param // that this form alone takes, beside those of the route
	render func(c *request, result any) (answer, error)
}

// A formOf is a form of results of one type, for what an application makes of a
// request.
type formOf[C, T any] struct {
	representation
	params []*param
	render func(c C, result T) (answer, error)
}

// computed ties a computation to the forms of its result: that each form takes
// what is computed is checked by the compiler. The first form is what who asks for
// none in particular gets; a page comes last.
func computed[C, T any](compute func(c C) (T, error), forms ...formOf[C, T]) resource {
	out := resource{compute: func(r *request) (any, error) { return compute(r.call.(C)) }}
	for _, f := range forms {
		out.forms = append(out.forms, form{f.representation, f.params, func(r *request, result any) (answer, error) {
			return f.render(r.call.(C), result.(T))
		}})
	}
	return out
}

// handled makes a handler of one that takes what an application makes of a request.
func handled[C any](handle func(c C) (answer, error)) func(*request) (answer, error) {
	return func(r *request) (answer, error) { return handle(r.call.(C)) }
}

// inJSON shows a result as JSON of a schema of the OpenAPI document.
func inJSON[C, T any](schema string, render func(c C, result T) (answer, error)) formOf[C, T] {
	return formOf[C, T]{representation: asJSON(schema), render: render}
}

// inGeoJSON shows a result as GeoJSON of a schema.
func inGeoJSON[C, T any](schema string, render func(c C, result T) (answer, error)) formOf[C, T] {
	return formOf[C, T]{representation: asGeoJSON(schema), render: render}
}

// inCSV shows a result as a table, with links to the other forms.
func inCSV[C alternating, T any](render func(c C, result T) (*table, error)) formOf[C, T] {
	return formOf[C, T]{representation: asCSV(), render: func(c C, result T) (answer, error) {
		t, err := render(c, result)
		return answer{table: t, links: c.alternates()}, err
	}}
}

// alternating is what knows the other forms of its answer: a request, and all that
// holds one.
type alternating interface{ alternates() []link }

// linked gives forms the links of the result that go into headers, where these are
// not those to the other forms alone.
func linked[C, T any](links func(c C, result T) []link, forms ...formOf[C, T]) []formOf[C, T] {
	for i := range forms {
		render := forms[i].render
		forms[i].render = func(c C, result T) (answer, error) {
			a, err := render(c, result)
			a.links = links(c, result)
			return a, err
		}
	}
	return forms
}

// noLinks are the links of forms that go without.
func noLinks[C, T any](C, T) []link { return nil }

// completed lists the representations of the routes that have forms, and lets every
// route that answers from data be asked of any generation.
func completed(table []*route) []*route {
	for _, r := range table {
		for _, f := range r.forms {
			r.answers = append(r.answers, f.representation)
		}
		if !r.early && !r.live && !r.fresh {
			r.params = append(slices.Clip(r.params), generationParam)
		}
	}
	return table
}

// paramsOf lists the parameters that one form of the route takes alone, and
// whether it has that form.
func (r *route) paramsOf(f format) (params []*param, ok bool) {
	for _, one := range r.forms {
		if one.format == f {
			return one.params, true
		}
	}
	return nil, false
}

// answer computes the result of the route and makes the form asked for of it.
func (r *route) answer(c *request) (answer, error) {
	if r.compute == nil {
		return r.handle(c)
	}
	result, err := r.compute(c)
	if c.leave != nil {
		defer c.leave()
	}
	if err != nil {
		return answer{}, err
	}
	for _, f := range r.forms {
		if f.representation != c.as {
			continue
		}
		a, err := f.render(c, result)
		if err == nil {
			err = c.ctx.Err() // rows that stop where the time of a turn ends are no answer
		}
		return a, err
	}
	return answer{}, notAcceptable.problem("This address has no such form.", "Leave out f.") // choose offers only forms there are
}
