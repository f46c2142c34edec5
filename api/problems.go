package api

var slugParam, slugOf = pathParam("problem", "kind of problem: the last part of its type.", "unknown-parameter")

type problemsAnswer struct {
	Problems []kind `json:"problems"`
}

// getProblems lists every kind of problem the service may answer with.
func getProblems(c *request) (answer, error) {
	return answer{value: problemsAnswer{c.server.app.kinds}}, nil
}

// getProblem documents one kind, at the address that is its type.
func getProblem(c *request) (answer, error) {
	kinds := c.server.app.kinds
	slugs := make([]string, len(kinds))
	for i, k := range kinds {
		if k.Slug == slugOf(c) {
			return answer{value: k}, nil
		}
		slugs[i] = k.Slug
	}
	near := nearest(slugOf(c), slugs)
	p := errNoItem("kind of problem", slugOf(c), didYouMean(near)+"They are listed at /problems.")
	p.Nearest = near
	return answer{}, p
}
