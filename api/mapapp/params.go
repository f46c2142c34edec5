package mapapp

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/scenariojson"
	"maillage/api/wire"
	"maillage/geo"
)

// mapVersion is the version of the addresses of the map. An address that says
// another is refused: half a view would be worse than none.
const mapVersion = "1"

// mapLayers are the layers of the map, by the names its addresses have for them.
var mapLayers = []string{
	"coverage", "gaps", "overlaps", "regions", "regions-2015", "departments", "neighbourhoods", "centres", "labels",
}

var selectedPattern = regexp.MustCompile(`^(regions|regions-2015|departments|collectivities|epci|communes|` +
	`neighbourhoods|centres|gaps|overlaps)/[A-Za-z0-9+_-]{1,120}$`)

// mapParams are the parameters of the view, in the order of its address.
func mapParams() []*rest.Param {
	version, _ := rest.Enum("v", "version of the address of a view.", mapVersion, []string{mapVersion},
		rest.AsWord[string])
	measure, _ := rest.Enum("measure", "the measure of the headline.", geo.Neighbourhoods.String(), wire.MeasureNames(),
		rest.AsWord[string])
	return []*rest.Param{
		version, ask.Datetime, ask.Level, ask.Territory, ask.Scope, ask.Confidence, ask.QPV, measure,
		{
			Name: "layers", In: rest.InQuery, Example: "coverage,regions",
			Description: "the layers shown, joined by commas: " + strings.Join(mapLayers, ", ") + "; none: nothing is shown.",
			Schema:      rest.Object{"type": "string"}, Read: readLayers,
		},
		{
			Name: "center", In: rest.InQuery, Example: "2.5,46.6",
			Description: "the middle of the view: longitude and latitude in degrees.",
			Schema:      rest.Object{"type": "string"}, Read: readCenter,
		},
		{
			Name: "zoom", In: rest.InQuery, Example: "5.2",
			Description: "the zoom of the view, from 0 to 18.",
			Schema:      rest.Object{"type": "number", "minimum": 0, "maximum": 18}, Read: readZoom,
		},
		{
			Name: "selected", In: rest.InQuery, Example: "departments/2A",
			Description: "what is chosen: a collection and the identifier of one of its features.",
			Schema:      rest.Object{"type": "string"}, Read: readSelected,
		},
		{
			Name: "scenario", In: rest.InQuery, Example: ask.ExampleCompact,
			Description: "a scenario in its compact form, whose effect is shown.",
			Schema:      rest.Object{"type": "string", "maxLength": ask.MaxCompact}, Read: readShownScenario,
		},
	}
}

func readLayers(_ *rest.Values, text string) (any, string, error) {
	if text == "none" {
		return text, text, nil
	}
	for name := range strings.SplitSeq(text, ",") {
		if !slices.Contains(mapLayers, name) {
			return nil, "", rest.ErrNotAWord("layers", name, mapLayers)
		}
	}
	return text, text, nil
}

func readCenter(_ *rest.Values, text string) (any, string, error) {
	lon, lat, ok := strings.Cut(text, ",")
	if !ok {
		return nil, "", rest.InvalidParameter.Problem("center wants two numbers joined by a comma.",
			"Send longitude,latitude, as 2.5,46.6.")
	}
	if _, _, err := ask.ReadCoordinate("center", lon, 180); err != nil {
		return nil, "", err
	}
	if _, _, err := ask.ReadCoordinate("center", lat, 90); err != nil {
		return nil, "", err
	}
	return text, text, nil
}

func readZoom(_ *rest.Values, text string) (any, string, error) {
	const deepest = 18
	z, err := strconv.ParseFloat(text, 64)
	if err != nil || !(z >= 0 && z <= deepest) {
		return nil, "", rest.InvalidParameter.Problem(rest.Quote(text)+" is not a zoom.",
			"Send a number from 0 to 18, as 5.2.")
	}
	return text, text, nil
}

func readSelected(_ *rest.Values, text string) (any, string, error) {
	if !selectedPattern.MatchString(text) {
		return nil, "", rest.InvalidParameter.Problem(rest.Quote(text)+" names no feature.",
			"Send a collection and an identifier, as departments/2A.")
	}
	return text, text, nil
}

// readShownScenario reads a scenario without letting its day be that of the map.
func readShownScenario(_ *rest.Values, text string) (any, string, error) {
	sc, err := scenariojson.Decode(text)
	if err != nil {
		return nil, "", ask.ErrCompact(err.Error())
	}
	canonical, err := scenariojson.Encode(sc)
	return nil, canonical, err
}
