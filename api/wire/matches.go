package wire

import (
	"maillage/api/ask"
	"maillage/api/rest"
)

// cachedMatches are the positions that pass the filters of a collection, so that paging
// through them costs one search, not one per page.
var cachedMatches = rest.Cache[string, []int]{
	Limit: rest.CacheBytes, Bytes: func(positions []int) int { return rest.Overhead + 8*cap(positions) },
}

// matches lists the positions of the features that pass the filters of the
// request; nil means all.
func matches(c *ask.Call, all *Features) ([]int, error) {
	if !all.filtered(c) {
		return nil, nil
	}
	key := c.Route.Path
	for _, s := range c.Settings {
		if s.Param != ask.Limit && s.Param != ask.Offset && s.Param.Name != "f" {
			key += "&" + s.Param.Name + "=" + s.Text
		}
	}
	return cachedMatches.Get(c.From, key, func() ([]int, error) { return all.matching(c) })
}
