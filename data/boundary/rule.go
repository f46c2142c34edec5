package boundary

// The rules of files, codes and coordinates. Those of validity are in valid.go.
const (
	RuleEmptyFile       = "empty-file"
	RuleWrongFormat     = "wrong-format"
	RuleNotJSON         = "not-json"
	RuleTruncated       = "truncated"
	RuleGzip            = "corrupt-gzip"
	RuleTooLarge        = "too-large"
	RuleFeatureTooLarge = "feature-too-large"
	RuleTooManyVertices = "too-many-vertices"
	RuleTooManyFeatures = "too-many-features"
	RuleTooDeep         = "too-deep"
	RuleWrongType       = "wrong-type"
	RuleCRS             = "crs"
	RuleDuplicateKey    = "duplicate-key"
	RuleEncoding        = "encoding"
	RuleEmpty           = "no-feature"
	RuleNothingLoaded   = "nothing-to-load"

	RuleAmbiguousLayer = "ambiguous-layer"
	RuleUnknownLayer   = "unknown-layer"
	RuleWrongLayer     = "wrong-layer"
	RuleNoCode         = "no-code"
	RuleNumericCode    = "numeric-code"
	RuleBadCode        = "bad-code"
	RuleDuplicateCode  = "duplicate-code"
	RuleUnknownCode    = "unknown-code"

	RuleNoGeometry        = "no-geometry"
	RuleWrongGeometryType = "wrong-geometry-type"
	RuleBadCoordinates    = "bad-coordinates"
	RuleNaN               = "nan"
	RuleDimensions        = "wrong-dimensions"
	RuleThirdDimension    = "third-dimension"
	RuleNotClosed         = "not-closed"
	RuleTooFewPoints      = "too-few-points"
	RuleOutOfRange        = "out-of-range"
	RuleLambert93         = "lambert-93"
	RuleSwappedAxes       = "swapped-axes"
	RuleOutsideFrance     = "outside-france"
	RuleAntimeridian      = "antimeridian"

	RuleUnknownCentre   = "unknown-centre"
	RuleUnknownProperty = "unknown-property"
	RuleMissingProperty = "missing-property"
	RuleBadValue        = "bad-value"
	RuleNoGround        = "no-ground"
)

const (
	reproject = "reproject with `ogr2ogr -f GeoJSON -t_srs EPSG:4326 out.geojson FILE`"
	makeValid = "repair it with `ogr2ogr -f GeoJSON -makevalid out.geojson FILE`, or draw it again"
)

// fixes says what to do about each rule.
var fixes = map[string]string{
	RuleEmptyFile:       "give a GeoJSON FeatureCollection",
	RuleWrongFormat:     "give GeoJSON: `ogr2ogr -f GeoJSON -t_srs EPSG:4326 out.geojson FILE` reads most formats",
	RuleNotJSON:         "export the file again, or check it with a JSON validator",
	RuleTruncated:       "fetch or export the file again: it is not whole",
	RuleGzip:            "fetch the file again, or check it with `gzip -t`",
	RuleTooLarge:        "simplify it, or split it by layer",
	RuleFeatureTooLarge: "simplify the geometry of that feature",
	RuleTooManyVertices: "simplify the geometries: `ogr2ogr -f GeoJSON -simplify 0.0001 out.geojson FILE`",
	RuleTooManyFeatures: "split the file by layer",
	RuleTooDeep:         "remove the nested members: boundaries need eight levels",
	RuleWrongType:       "give a FeatureCollection of Features",
	RuleCRS:             reproject,
	RuleDuplicateKey:    "keep one of the two members",
	RuleEncoding:        "write it in UTF-8, for instance with `iconv -f latin1 -t utf-8`",
	RuleEmpty:           "give at least one feature",
	RuleNothingLoaded:   "correct the features reported with it",

	RuleAmbiguousLayer: "name the layer, as in `--layer departments=FILE`",
	RuleUnknownLayer:   "name the layer, as in `--layer departments=FILE`, and its code property `code`",
	RuleWrongLayer:     "name the layer the file holds, as in `--layer regions=FILE`, or give the right file",
	RuleNoCode:         "give every feature its code, as a text",
	RuleNumericCode:    "write codes as texts (\"01\", not 1): a number loses its leading zero",
	RuleBadCode:        "correct the code, or name the right layer",
	RuleDuplicateCode:  "merge the parts into one MultiPolygon, or correct the code",
	RuleUnknownCode:    "check the code and the vintage of the file",

	RuleNoGeometry:        "give it a Polygon or a MultiPolygon if it has ground",
	RuleWrongGeometryType: "give a Polygon or a MultiPolygon",
	RuleBadCoordinates:    "write positions as [longitude, latitude]",
	RuleNaN:               "replace it by a finite number, or the geometry by null",
	RuleDimensions:        "write every position as [longitude, latitude]",
	RuleThirdDimension:    "nothing to do; `ogr2ogr -f GeoJSON -dim XY out.geojson FILE` removes it",
	RuleNotClosed:         "end the ring with its first position",
	RuleTooFewPoints:      "give the ring at least four positions, the last equal to the first",
	RuleOutOfRange:        "give WGS84 degrees, longitude first; if they are metres, " + reproject,
	RuleLambert93:         "reproject with `ogr2ogr -f GeoJSON -s_srs EPSG:2154 -t_srs EPSG:4326 out.geojson FILE`",
	RuleSwappedAxes:       "write longitude first: `ogr2ogr -f GeoJSON -ct \"+proj=axisswap +order=2,1\" out.geojson FILE`",
	RuleOutsideFrance:     "check the coordinates",
	RuleAntimeridian:      "cut it at the antimeridian: `ogr2ogr -f GeoJSON -wrapdateline out.geojson FILE`",

	RuleUnknownCentre:   "name a centre that /centres lists",
	RuleUnknownProperty: "correct or remove the property",
	RuleMissingProperty: "add the property",
	RuleBadValue:        "correct the value",
	RuleNoGround:        "give departments, epci or communes by code, or a drawn polygon",

	RuleSelfIntersection:     makeValid,
	RuleHoleOutsideShell:     makeValid,
	RuleNestedHoles:          makeValid,
	RuleRingsIntersect:       makeValid,
	RuleDisconnectedInterior: makeValid,
	RulePolygonsIntersect:    makeValid,
	RuleInvalid:              makeValid,
	RuleTooIntricate:         "simplify it: `ogr2ogr -f GeoJSON -simplify 0.0001 out.geojson FILE`",
}
