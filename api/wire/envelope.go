package wire

import (
	"slices"
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
)

// A Credit says whom a part of the data comes from, and of when it is.
type Credit struct {
	Source  string `json:"source"`
	Credit  string `json:"credit"`
	Vintage string `json:"vintage"`
	Licence string `json:"licence"`
}

// An Envelope is what every JSON answer that shows data ends with: what it
// stands on.
type Envelope struct {
	Generation string      `json:"generation"`
	Credits    []Credit    `json:"credits"`
	Links      []rest.Link `json:"links"`
	// Rounding tells by how much what is shown may differ in sum.
	Rounding string `json:"rounding,omitempty"`
	// Reasons tell of every measure that is null throughout, once, why it is.
	Reasons map[string]string `json:"reasons,omitempty"`
}

// AreasRounded is said where areas are shown beside the whole that they make up.
const AreasRounded = "Areas are rounded to 0.0001 km² one by one: n parts add up to the whole, as shown, within " +
	"0.00005 × (n + 1) km²."

// Rounded says how the figures of an answer are rounded.
func (f Envelope) Rounded(how string) Envelope {
	f.Rounding = how
	return f
}

// EnvelopeOf is what an answer ends with; links come after the one to itself.
func EnvelopeOf(c *ask.Call, links ...rest.Link) Envelope {
	return Envelope{
		Generation: c.Snapshot.Generation, Credits: CreditsOf(c), Links: append([]rest.Link{c.SelfLink()}, links...),
		Reasons: Reasons(c),
	}
}

// CreditsOf credits the sources of an answer.
func CreditsOf(c *ask.Call) []Credit {
	out := []Credit{}
	for _, src := range c.Snapshot.Data.Sources {
		if Shows(c, src.ID) {
			out = append(out, Credit{Source: src.ID, Credit: src.Credit, Vintage: src.Vintage, Licence: src.Licence})
		}
	}
	return out
}

// Shows tells whether an answer may show something of a source. In doubt it
// does: nearly every answer shows names, boundaries, neighbourhoods and
// perimeters, which come from different sources.
func Shows(c *ask.Call, source string) bool {
	switch source {
	case "city-contracts":
		return slices.Contains([]string{"/data", "/analysis/realignment", "/analysis/scenarios"}, c.Route.Path)
	case "network":
		// The pages of the nation and of its gaps tell the size published, their data do not.
		page := c.As.Format == rest.FormatHTML && slices.Contains([]string{"/", "/analysis/gaps"}, c.Route.Path)
		return page || slices.Contains([]string{
			"/data", "/analysis/coverage", "/analysis/realignment", "/analysis/trajectory",
		}, c.Route.Path)
	case "qpv-2015", "npnru-2015":
		return c.Geography != geo.QPV2024
	case "qpv-2024":
		return c.Geography != geo.QPV2015
	}
	return showsLayerOf(c, source)
}

// ownLevels are the layers that are shown as they were read, where their own
// level is; everything else is counted and drawn on the layers it is made of.
var ownLevels = map[geo.LayerName]geo.Level{
	geo.RegionLayer: geo.Region, geo.Region2015Layer: geo.Region2015, geo.EPCILayer: geo.EPCI,
}

// showsLayerOf tells whether an answer may show a layer of a source; true of
// sources of no layer.
func showsLayerOf(c *ask.Call, source string) bool {
	own := false
	for i := range c.Snapshot.Data.Layers {
		l := &c.Snapshot.Data.Layers[i]
		if l.Source.ID != source {
			continue
		}
		level, apart := ownLevels[l.Name]
		if !apart || showsLevel(c, level) {
			return true
		}
		own = true
	}
	return !own
}

// showsLevel tells whether an answer may show the boundaries of a level as they
// were read. Under /analysis only maps do, of the rows they have; gaps and
// overlaps are dissolved from the finest units.
func showsLevel(c *ask.Call, level geo.Level) bool {
	part, below, _ := strings.Cut(strings.TrimPrefix(c.Route.Path, "/"), "/")
	switch part {
	case "collections":
		id, _, _ := strings.Cut(below, "/")
		return id == "" || id == collectionOf(level)
	case "analysis":
		rows := c.Level
		if below == "realignment" {
			rows = geo.Region
		}
		return c.As.Format == rest.FormatGeoJSON && rows == level && (below == "coverage" || below == "realignment")
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

// CreditLines is CreditsOf as text, each line once.
func CreditLines(c *ask.Call) []string {
	var lines []string
	for _, one := range CreditsOf(c) {
		line := one.Credit + " (" + one.Vintage + ")"
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
