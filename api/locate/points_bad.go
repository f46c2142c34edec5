package locate

import "maillage/api/rest"

// errorsParam says what one bad point does to the others of its body.
var errorsParam, errorsOf = rest.Enum("errors",
	"what a bad point does: refuse the body and be named, or stand in its place in the answer with its problem, beside "+
		"the others.",
	"refuse", []string{"refuse", "inline"},
	rest.AsWord[string])

// refusedPoint stands in an answer for a point that cannot be located.
type refusedPoint struct {
	ID      string      `json:"id,omitempty"`
	Where   string      `json:"where"` // "line 7", "point 3"
	Problem PointFailed `json:"problem"`
}

// PointFailed is a problem without what the whole request has.
type PointFailed struct {
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Fix    string `json:"fix"`
}

func (p *point) refused() refusedPoint {
	bad := rest.ProblemOf(p.Bad)
	return refusedPoint{p.id, p.Where, PointFailed{bad.Title, bad.Detail, bad.Fix}}
}
