package api

import (
	"slices"
	"strings"

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
	// Rounding tells by how much what is shown may differ in sum.
	Rounding string `json:"rounding,omitempty"`
	// Reasons tell of every measure that is null throughout, once, why it is.
	Reasons map[string]string `json:"reasons,omitempty"`
}

// areasRounded is said where areas are shown beside the whole that they make up.
const areasRounded = "Areas are rounded to 0.0001 km² one by one: n parts add up to the whole, as shown, within 0.00005 × (n + 1) km²."

// rounded says how the figures of an answer are rounded.
func (f footing) rounded(how string) footing {
	f.Rounding = how
	return f
}

func footingOf(c *call, links ...link) footing {
	return footing{Generation: c.snapshot.Generation, Credits: creditsOf(c), Links: append([]link{c.selfLink()}, links...), Reasons: c.reasons()}
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
	case "qpv-2015", "npnru-2015":
		return c.Geography != geo.QPV2024
	case "qpv-2024":
		return c.Geography != geo.QPV2015
	}
	return c.showsLayerOf(source)
}

// ownLevels are the layers that are shown as they were read, where their own
// level is; everything else is counted and drawn on the layers it is made of.
var ownLevels = map[geo.LayerName]geo.Level{
	geo.RegionLayer: geo.Region, geo.Region2015Layer: geo.Region2015, geo.EPCILayer: geo.EPCI,
}

// showsLayerOf tells whether an answer may show a layer of a source; true of
// sources of no layer.
func (c *call) showsLayerOf(source string) bool {
	own := false
	for i := range c.snapshot.Data.Layers {
		l := &c.snapshot.Data.Layers[i]
		if l.Source.ID != source {
			continue
		}
		level, apart := ownLevels[l.Name]
		if !apart || c.showsLevel(level) {
			return true
		}
		own = true
	}
	return !own
}

// showsLevel tells whether an answer may show the boundaries of a level as they
// were read. Under /analysis only maps do, of the rows they have; gaps and
// overlaps are dissolved from the finest units.
func (c *call) showsLevel(level geo.Level) bool {
	part, rest, _ := strings.Cut(strings.TrimPrefix(c.route.path, "/"), "/")
	switch part {
	case "collections":
		id, _, _ := strings.Cut(rest, "/")
		return id == "" || id == collectionOf(level)
	case "analysis":
		rows := c.Level
		if rest == "realignment" {
			rows = geo.Region
		}
		return c.as.format == formatGeoJSON && rows == level && (rest == "coverage" || rest == "realignment")
	case "centres", "crosswalk":
		return false
	}
	return true
}

// collectionOf is the identifier of the collection of a level.
func collectionOf(level geo.Level) string {
	if level == geo.EPCI {
		return "epci"
	}
	return strings.Replace(string(level), "region", "regions", 1)
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
