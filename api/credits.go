package api

import (
	"slices"

	"maillage/geo"
)

// A credit says whom a part of the data comes from, and of when it is.
type credit struct {
	Source  string `json:"source"`
	Credit  string `json:"credit"`
	Vintage string `json:"vintage"`
	Licence string `json:"licence"`
}

// A footing is what every JSON answer that shows data ends with: what it
// stands on.
type footing struct {
	Generation string   `json:"generation"`
	Credits    []credit `json:"credits"`
	Links      []link   `json:"links"`
}

func footingOf(c *call, links ...link) footing {
	return footing{c.snapshot.Generation, creditsOf(c), append([]link{c.selfLink()}, links...)}
}

// creditsOf credits the sources of an answer.
func creditsOf(c *call) []credit {
	out := []credit{}
	for _, src := range c.snapshot.Data.Sources {
		if c.shows(src.ID) {
			out = append(out, credit{src.ID, src.Credit, src.Vintage, src.Licence})
		}
	}
	return out
}

// shows tells whether an answer may show something of a source. In doubt it
// does: nearly every answer shows names, boundaries, neighbourhoods and
// perimeters, which come from different sources.
func (c *call) shows(source string) bool {
	switch source {
	case "city-contracts":
		return slices.Contains([]string{"/data", "/analysis/realignment", "/analysis/scenarios"}, c.route.path)
	case "network":
		return slices.Contains([]string{"/data", "/analysis/coverage", "/analysis/realignment", "/analysis/trajectory"}, c.route.path)
	case "qpv-2015":
		return c.Geography != geo.QPV2024
	case "qpv-2024":
		return c.Geography != geo.QPV2015
	}
	return true
}

// creditLines is creditsOf as text, each line once.
func creditLines(c *call) []string {
	var lines []string
	for _, one := range creditsOf(c) {
		line := one.Credit + " (" + one.Vintage + ")"
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// selfLink is the address of this very answer, its parameters resolved.
func (c *call) selfLink() link {
	return link{Href: c.address(nil), Rel: "self", Type: c.as.essence()}
}

// alternates links to the other representations of this answer.
func (c *call) alternates() []link {
	var out []link
	for _, a := range c.route.answers {
		if a.format != c.as.format {
			out = append(out, link{Href: c.address(map[string]string{"f": string(a.format)}), Rel: "alternate", Type: a.essence()})
		}
	}
	return out
}
