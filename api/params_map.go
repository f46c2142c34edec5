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
	version, _ := enumParam("v", "version of the address of a view.", mapVersion, []string{mapVersion}, asWord[string])
	measure, _ := enumParam("measure", "the measure of the headline.", geo.Neighbourhoods.String(), measureNames(), asWord[string])
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

func readLayers(_ *values, text string) (any, string, error) {
	if text == "none" {
		return text, text, nil
	}
	for name := range strings.SplitSeq(text, ",") {
		if !slices.Contains(mapLayers, name) {
			return nil, "", errNotAWord("layers", name, mapLayers)
		}
	}
	return text, text, nil
}

func readCenter(_ *values, text string) (any, string, error) {
	lon, lat, ok := strings.Cut(text, ",")
	if !ok {
		return nil, "", invalidParameter.problem("center wants two numbers joined by a comma.", "Send longitude,latitude, as 2.5,46.6.")
	}
	if _, _, err := readCoordinate("center", lon, 180); err != nil {
		return nil, "", err
	}
	if _, _, err := readCoordinate("center", lat, 90); err != nil {
		return nil, "", err
	}
	return text, text, nil
}

func readZoom(_ *values, text string) (any, string, error) {
	const deepest = 18
	z, err := strconv.ParseFloat(text, 64)
	if err != nil || !(z >= 0 && z <= deepest) {
		return nil, "", invalidParameter.problem(quote(text)+" is not a zoom.", "Send a number from 0 to 18, as 5.2.")
	}
	return text, text, nil
}

func readSelected(_ *values, text string) (any, string, error) {
	if !selectedPattern.MatchString(text) {
		return nil, "", invalidParameter.problem(quote(text)+" names no feature.", "Send a collection and an identifier, as departments/2A.")
	}
	return text, text, nil
}

// readShownScenario reads a scenario without letting its day be that of the map.
func readShownScenario(_ *values, text string) (any, string, error) {
	sc, err := scenariojson.Decode(text)
	if err != nil {
		return nil, "", errCompact(err.Error())
	}
	canonical, err := scenariojson.Encode(sc)
	return nil, canonical, err
}
