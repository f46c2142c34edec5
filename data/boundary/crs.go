package boundary

import (
	"encoding/json"
	"slices"
	"strings"
)

// wgs84 are the names that the `crs` member of the 2008 format gives to WGS84
// with longitude first. EPSG:4326 is latitude first by the book, but every
// writer of GeoJSON that names it means this; swapped axes are looked for
// whatever the name.
var wgs84 = []string{
	"urn:ogc:def:crs:ogc:1.3:crs84", "urn:ogc:def:crs:ogc::crs84", "ogc:crs84", "crs84",
	"http://www.opengis.net/def/crs/ogc/1.3/crs84", "https://www.opengis.net/def/crs/ogc/1.3/crs84",
	"epsg:4326", "urn:ogc:def:crs:epsg::4326",
	"http://www.opengis.net/def/crs/epsg/0/4326", "https://www.opengis.net/def/crs/epsg/0/4326",
}

// checkCRS refuses a `crs` member other than null or WGS84.
func checkCRS(raw []byte) *fault {
	if raw == nil || string(raw) == "null" {
		return nil
	}
	var crs struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(raw, &crs); err != nil || crs.Properties.Name == "" {
		return faultf(RuleCRS, "the member crs does not name a reference system: %s", clip(string(raw)))
	}
	if !slices.Contains(wgs84, strings.ToLower(crs.Properties.Name)) {
		return faultf(RuleCRS, "coordinates are in %q, not in WGS84 degrees", clip(crs.Properties.Name))
	}
	return nil
}
