package api

// errorsParam says what one bad point does to the others of its body.
var errorsParam, errorsOf = enumParam("errors", "what a bad point does: refuse the body and be named, or stand in its place in the answer with its problem, beside the others.",
	"refuse", []string{"refuse", "inline"},
	asWord[string])

// refusedPoint stands in an answer for a point that cannot be located.
type refusedPoint struct {
	ID      string      `json:"id,omitempty"`
	Where   string      `json:"where"` // "line 7", "point 3"
	Problem pointFailed `json:"problem"`
}

// pointFailed is a problem without what the whole request has.
type pointFailed struct {
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Fix    string `json:"fix"`
}

func (p *point) refused() refusedPoint {
	bad := problemOf(p.bad)
	return refusedPoint{p.id, p.where, pointFailed{bad.Title, bad.Detail, bad.Fix}}
}
