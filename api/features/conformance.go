package features

import (
	"maillage/api/ask"
	"maillage/api/rest"
)

// The conformance classes that hold, and no other.
var conformance = []string{
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
	// Tiles: the template is that of TileJSON, in the tile matrix set
	// WebMercatorQuad. No class of its own metadata is claimed.
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
}

type conformanceAnswer struct {
	ConformsTo []string    `json:"conformsTo"`
	Links      []rest.Link `json:"links"`
}

func getConformance(c *ask.Call) (rest.Answer, error) {
	return rest.Answer{Value: conformanceAnswer{conformance, []rest.Link{c.SelfLink()}}}, nil
}
