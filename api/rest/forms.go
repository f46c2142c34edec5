package rest

import "slices"

// A Resource is what a route answers with: how it is computed, once, and the
// forms in which the result is shown. Its zero value is of a route that answers
// by a handler of its own.
type Resource struct {
	compute func(c *Request) (any, error)
	forms   []form
}

// A form is one representation of a result and how it is made. It asks the domain
// for nothing: all that it shows is in the result.
type form struct {
	Representation
	params []*Param // that this form alone takes, beside those of the route
	render func(c *Request, result any) (Answer, error)
}

// A FormOf is a form of results of one type, for what an application makes of a
// request.
type FormOf[C, T any] struct {
	Representation
	Params []*Param
	Render func(c C, result T) (Answer, error)
	// Links are those that go into headers; nil: those that Render gives.
	Links func(c C, result T) []Link
}

// Computed ties a computation to the forms of its result: that each form takes
// what is computed is checked by the compiler. The first form is what who asks for
// none in particular gets; a page comes last.
func Computed[C, T any](compute func(c C) (T, error), forms ...FormOf[C, T]) Resource {
	out := Resource{compute: func(r *Request) (any, error) { return compute(r.Call.(C)) }}
	for _, f := range forms {
		out.forms = append(out.forms, form{f.Representation, f.Params, func(r *Request, result any) (Answer, error) {
			c, x := r.Call.(C), result.(T)
			a, err := f.Render(c, x)
			if err == nil && f.Links != nil {
				a.Links = f.Links(c, x)
			}
			return a, err
		}})
	}
	return out
}

// Handled makes a handler of one that takes what an application makes of a request.
func Handled[C any](handle func(c C) (Answer, error)) func(*Request) (Answer, error) {
	return func(r *Request) (Answer, error) { return handle(r.Call.(C)) }
}

// JSON shows a result as JSON of a schema of the OpenAPI document.
func JSON[C, T any](schema string, render func(c C, result T) (Answer, error)) FormOf[C, T] {
	return FormOf[C, T]{Representation: AsJSON(schema), Render: render}
}

// GeoJSON shows a result as GeoJSON of a schema.
func GeoJSON[C, T any](schema string, render func(c C, result T) (Answer, error)) FormOf[C, T] {
	return FormOf[C, T]{Representation: asGeoJSON(schema), Render: render}
}

// CSV shows a result as a table, with links to the other forms.
func CSV[C alternating, T any](render func(c C, result T) (*Table, error)) FormOf[C, T] {
	return FormOf[C, T]{Representation: AsCSV(), Links: Alternates[C, T], Render: func(c C, result T) (Answer, error) {
		t, err := render(c, result)
		return Answer{Table: t}, err
	}}
}

// alternating is what knows the other forms of its answer: a request, and all that
// holds one.
type alternating interface{ Alternates() []Link }

// Alternates are links to the other forms.
func Alternates[C alternating, T any](c C, _ T) []Link { return c.Alternates() }

// Linked gives forms the links of the result that go into headers, where these are
// not those to the other forms alone.
func Linked[C, T any](links func(c C, result T) []Link, forms ...FormOf[C, T]) []FormOf[C, T] {
	for i := range forms {
		forms[i].Links = links
	}
	return forms
}

// NoLinks are the links of forms that go without.
func NoLinks[C, T any](C, T) []Link { return nil }

// Completed lists the representations of the routes that have forms, and lets every
// route that answers from data be asked of any generation.
func Completed(table []*Route) []*Route {
	for _, r := range table {
		for _, f := range r.forms {
			r.Answers = append(r.Answers, f.Representation)
		}
		if !r.Early && !r.Live && !r.Fresh {
			r.Params = append(slices.Clip(r.Params), GenerationParam)
		}
	}
	return table
}

// ParamsOf lists the parameters that one form of the route takes alone, and
// whether it has that form.
func (r *Route) ParamsOf(f Format) (params []*Param, ok bool) {
	for _, one := range r.forms {
		if one.Format == f {
			return one.params, true
		}
	}
	return nil, false
}

// answer computes the result of the route and makes the form asked for of it.
func (r *Route) answer(c *Request) (Answer, error) {
	if r.compute == nil {
		return r.Handle(c)
	}
	defer func() { // though it panics: nobody else would ever have the turn
		if c.leave != nil {
			c.leave()
		}
	}()
	result, err := r.compute(c)
	if err != nil {
		return Answer{}, err
	}
	for _, f := range r.forms {
		if f.Representation != c.As {
			continue
		}
		a, err := f.render(c, result)
		if err == nil {
			err = c.Ctx.Err() // rows that stop where the time of a turn ends are no answer
		}
		return a, err
	}
	// choose offers only forms there are
	return Answer{}, NotAcceptable.Problem("This address has no such form.", "Leave out f.")
}
