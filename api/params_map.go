package api

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"maillage/api/scenariojson"
	"maillage/geo"
)

// mapVersion is the version of the addresses of the map. An address that says
// another is refused: half a view would be worse than none.
const mapVersion = "1"

// mapLayers are the layers of the map, by the names its addresses have for them.
var mapLayers = []string{"coverage", "gaps", "overlaps", "regions", "regions-2015", "departments", "neighbourhoods", "centres", "labels"}

var selectedPattern = regexp.MustCompile(`^(regions|regions-2015|departments|collectivities|epci|communes|neighbourhoods|centres|gaps|overlaps)/[A-Za-z0-9+_-]{1,120}$`)

// mapParams are the parameters of the view, in the order of its address.
func mapParams() []*param {
	set := func(*query, string) error { return nil }
	version := enumParam("v", "version of the address of a view.", mapVersion, []string{mapVersion}, set)
	measure := enumParam("measure", "the measure of the headline.", geo.Neighbourhoods.String(), measureNames(), set)
	return []*param{
		version, datetimeParam, levelParam, territoryParam, scopeParam, confidenceParam, qpvParam, measure,
		{
			name: "layers", in: inQuery, example: "coverage,regions",
			description: "the layers shown, joined by commas: " + strings.Join(mapLayers, ", ") + "; none: nothing is shown.",
			schema:      object{"type": "string"}, read: readLayers,
		},
		{
			name: "center", in: inQuery, example: "2.5,46.6",
			description: "the middle of the view: longitude and latitude in degrees.",
			schema:      object{"type": "string"}, read: readCenter,
		},
		{
			name: "zoom", in: inQuery, example: "5.2",
			description: "the zoom of the view, from 0 to 18.",
			schema:      object{"type": "number", "minimum": 0, "maximum": 18}, read: readZoom,
		},
		{
			name: "selected", in: inQuery, example: "departments/2A",
			description: "what is chosen: a collection and the identifier of one of its features.",
			schema:      object{"type": "string"}, read: readSelected,
		},
		{
			name: "scenario", in: inQuery, example: exampleCompact,
			description: "a scenario in its compact form, whose effect is shown.",
			schema:      object{"type": "string", "maxLength": maxCompact}, read: readShownScenario,
		},
	}
}

func readLayers(_ *query, text string) (string, error) {
	if text == "none" {
		return text, nil
	}
	for name := range strings.SplitSeq(text, ",") {
		if !slices.Contains(mapLayers, name) {
			return "", errNotAWord("layers", name, mapLayers)
		}
	}
	return text, nil
}

func readCenter(_ *query, text string) (string, error) {
	lon, lat, ok := strings.Cut(text, ",")
	if !ok {
		return "", invalidParameter.problem("center wants two numbers joined by a comma.", "Send longitude,latitude, as 2.5,46.6.")
	}
	if _, _, err := readCoordinate("center", lon, 180); err != nil {
		return "", err
	}
	if _, _, err := readCoordinate("center", lat, 90); err != nil {
		return "", err
	}
	return text, nil
}

func readZoom(_ *query, text string) (string, error) {
	const deepest = 18
	z, err := strconv.ParseFloat(text, 64)
	if err != nil || !(z >= 0 && z <= deepest) {
		return "", invalidParameter.problem(quote(text)+" is not a zoom.", "Send a number from 0 to 18, as 5.2.")
	}
	return text, nil
}

func readSelected(_ *query, text string) (string, error) {
	if !selectedPattern.MatchString(text) {
		return "", invalidParameter.problem(quote(text)+" names no feature.", "Send a collection and an identifier, as departments/2A.")
	}
	return text, nil
}

// readShownScenario reads a scenario without letting its day be that of the map.
func readShownScenario(_ *query, text string) (string, error) {
	sc, err := scenariojson.Decode(text)
	if err != nil {
		return "", errCompact(err.Error())
	}
	return scenariojson.Encode(sc)
}
