package api

import "maillage/api/pages"

// A resource is what a route answers with: how it is computed, once, and the
// forms in which the result is shown. Its zero value is of a route that answers
// by a handler of its own.
type resource struct {
	compute func(c *call) (any, error)
	forms   []form
}

// A form is one representation of a result and how it is made. It asks the domain
// for nothing: all that it shows is in the result.
type form struct {
	representation
	params []*param // that this form alone takes, beside those of the route
	render func(c *call, result any) (answer, error)
}

// A formOf is a form of results of one type.
type formOf[T any] struct {
	representation
	params []*param
	render func(c *call, result T) (answer, error)
}

// computed ties a computation to the forms of its result: that each form takes
// what is computed is checked by the compiler. The first form is what who asks for
// none in particular gets; a page comes last.
func computed[T any](compute func(c *call) (T, error), forms ...formOf[T]) resource {
	out := resource{compute: func(c *call) (any, error) { return compute(c) }}
	for _, f := range forms {
		render := f.render
		out.forms = append(out.forms, form{f.representation, f.params, func(c *call, result any) (answer, error) {
			return render(c, result.(T))
		}})
	}
	return out
}

// inJSON shows a result as JSON of a schema of the OpenAPI document.
func inJSON[T any](schema string, render func(c *call, result T) (answer, error)) formOf[T] {
	return formOf[T]{representation: asJSON(schema), render: render}
}

// inGeoJSON shows a result as GeoJSON of a schema.
func inGeoJSON[T any](schema string, render func(c *call, result T) (answer, error)) formOf[T] {
	return formOf[T]{representation: asGeoJSON(schema), render: render}
}

// inCSV shows a result as a table, with links to the other forms.
func inCSV[T any](render func(c *call, result T) (*table, error)) formOf[T] {
	return formOf[T]{representation: asCSV(), render: func(c *call, result T) (answer, error) {
		t, err := render(c, result)
		return answer{table: t, links: c.alternates()}, err
	}}
}

// inHTML shows a result as a page, which may take parameters of its own, with links
// to the other forms.
func inHTML[T any](render func(c *call, result T) (*pages.Page, error), params ...*param) formOf[T] {
	return formOf[T]{representation: asHTML(), params: params, render: func(c *call, result T) (answer, error) {
		p, err := render(c, result)
		return answer{page: p, links: c.alternates()}, err
	}}
}

// linked gives forms the links of the result that go into headers, where these are
// not those to the other forms alone.
func linked[T any](links func(c *call, result T) []link, forms ...formOf[T]) []formOf[T] {
	for i := range forms {
		render := forms[i].render
		forms[i].render = func(c *call, result T) (answer, error) {
			a, err := render(c, result)
			a.links = links(c, result)
			return a, err
		}
	}
	return forms
}

// noLinks are the links of forms that go without.
func noLinks[T any](*call, T) []link { return nil }

// settleForms lists the representations of the routes that have forms.
func settleForms(table []*route) []*route {
	for _, r := range table {
		for _, f := range r.forms {
			r.answers = append(r.answers, f.representation)
		}
	}
	return table
}

// paramsOf lists the parameters that one form of the route takes alone, and
// whether it has that form.
func (r *route) paramsOf(f format) (params []*param, ok bool) {
	if r.page != nil && f == formatHTML {
		return r.page.params, true
	}
	for _, one := range r.forms {
		if one.format == f {
			return one.params, true
		}
	}
	return nil, false
}

// answer computes the result of the route and makes the form asked for of it.
func (r *route) answer(c *call) (answer, error) {
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
		if f.representation == c.as {
			return f.render(c, result)
		}
	}
	return answer{}, notAcceptable.problem("This address has no such form.", "Leave out f.") // choose offers only forms there are
}
