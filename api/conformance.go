package api

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
	ConformsTo []string `json:"conformsTo"`
	Links      []link   `json:"links"`
}

func getConformance(c *call) (answer, error) {
	return answer{value: conformanceAnswer{conformance, []link{c.selfLink()}}}, nil
}
