package wire

import (
	"slices"
	"strings"

	"maillage/api/ask"
	"maillage/geo"
)

// Geographies are those of the neighbourhoods that an answer counts; none where it
// counts none.
func Geographies(c *ask.Call) []geo.Geography {
	beside := ask.GeographiesBeside(c.Values)
	switch {
	case beside != nil:
		return beside
	case c.Geography == "" || slices.Contains([]string{"/locate", "/search", ask.MapPath}, c.Route.Path):
		return nil
	}
	return []geo.Geography{c.Geography}
}

// Reasons tell why measures have no figure for the neighbourhoods an answer counts:
// once, as its rows may be many. There are none where every measure has.
func Reasons(c *ask.Call) map[string]string { return reasonsOf(c, Geographies(c)...) }

func reasonsOf(c *ask.Call, geographies ...geo.Geography) map[string]string {
	out := map[string]string{}
	for _, q := range geographies {
		for _, m := range geo.Measures {
			if why := c.Snapshot.Lacking(m, q); why != "" {
				out[m.String()] = why.English()
			}
		}
	}
	return out
}

// reasonLine writes the reasons as the cell of a table, "" where there are none.
func reasonLine(c *ask.Call) string {
	why := Reasons(c)
	var lines []string
	for _, m := range geo.Measures {
		if why[m.String()] != "" {
			lines = append(lines, m.String()+": "+why[m.String()])
		}
	}
	return strings.Join(lines, " | ")
}
