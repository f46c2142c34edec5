package rest

var slugParam, slugOf = Path("problem", "kind of problem: the last part of its type.", "unknown-parameter")

type problemsAnswer struct {
	Problems []Kind `json:"problems"`
}

// getProblems lists every kind of problem the service may answer with.
func getProblems(c *Request) (Answer, error) {
	return Answer{Value: problemsAnswer{c.Server.App.Kinds}}, nil
}

// getProblem documents one kind, at the address that is its type.
func getProblem(c *Request) (Answer, error) {
	kinds := c.Server.App.Kinds
	slugs := make([]string, len(kinds))
	for i, k := range kinds {
		if k.Slug == slugOf(c) {
			return Answer{Value: k}, nil
		}
		slugs[i] = k.Slug
	}
	near := Nearest(slugOf(c), slugs)
	p := ErrNoItem("kind of problem", slugOf(c), DidYouMean(near)+"They are listed at /problems.")
	p.Nearest = near
	return Answer{}, p
}
