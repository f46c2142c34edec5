package api

import (
	"slices"
	"strings"

	"maillage/geo"
)

// geographies are those of the neighbourhoods that an answer counts; none where it
// counts none.
func (c *call) geographies() []geo.Geography {
	beside := geographiesBeside(c.values)
	switch {
	case beside != nil:
		return beside
	case c.Geography == "" || slices.Contains([]string{"/locate", "/search", mapPath}, c.route.path):
		return nil
	}
	return []geo.Geography{c.Geography}
}

// reasons tell why measures have no figure for the neighbourhoods an answer counts:
// once, as its rows may be many. There are none where every measure has.
func (c *call) reasons() map[string]string { return c.reasonsOf(c.geographies()...) }

func (c *call) reasonsOf(geographies ...geo.Geography) map[string]string {
	out := map[string]string{}
	for _, q := range geographies {
		for _, m := range geo.Measures {
			if why := c.snapshot.Lacking(m, q); why != "" {
				out[m.String()] = why.English()
			}
		}
	}
	return out
}

// reasonLine writes the reasons as the cell of a table, "" where there are none.
func (c *call) reasonLine() string {
	why := c.reasons()
	var lines []string
	for _, m := range geo.Measures {
		if why[m.String()] != "" {
			lines = append(lines, m.String()+": "+why[m.String()])
		}
	}
	return strings.Join(lines, " | ")
}
