package boundary

import (
	"maillage/data/format"
	"maillage/data/format/archive"
	"maillage/data/format/delimited"
)

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
	RuleNoCRS           = "no-crs"
	RuleUnfinished      = "unfinished-changes"
	RuleEncodingAssumed = "encoding-assumed"
	RuleCorrupt         = format.RuleCorrupt
	RuleMissingFile     = format.RuleMissingFile
	RuleCounts          = format.RuleCounts
	RuleManyLayers      = format.RuleManyLayers
	RuleUnknownTable    = format.RuleUnknownTable
	RuleUnsupported     = format.RuleUnsupported
	RuleUnsafeName      = archive.RuleUnsafeName
	RuleEncrypted       = archive.RuleEncrypted
	RuleZipBomb         = archive.RuleZipBomb
	RulePoints          = delimited.RulePoints
	RulePassedOver      = "passed-over"
	RuleNothingLoaded   = "nothing-to-load"
	RuleRefused         = "refused" // by what it is to be put upon; the detail says the fix

	RuleAmbiguousLayer = "ambiguous-layer"
	RuleUnknownLayer   = "unknown-layer"
	RuleWrongLayer     = "wrong-layer"
	RuleNoCode         = "no-code"
	RuleNumericCode    = "numeric-code"
	RuleBadCode        = "bad-code"
	RuleDuplicateCode  = "duplicate-code"
	RuleUnknownCode    = "unknown-code"
	RuleFormerCode     = "former-code"
	RuleNotServed      = "not-served"

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
	RuleOtherCountry      = "other-country"
	RuleOutsideFrance     = "outside-france"
	RuleElsewhere         = "elsewhere"
	RuleAntimeridian      = "antimeridian"

	// What is mended.
	RuleRingClosed     = "ring-closed"
	RuleRingReversed   = format.RuleRingReversed
	RuleRingSplit      = "ring-split"
	RuleHoleReassigned = format.RuleHoleReassigned
	RuleRepeatedPoints = "repeated-points"

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
	RuleUnfinished:      "close the program that has it open, or open it once with `ogrinfo FILE`, and try again",
	RuleNoCRS:           "state it, as --crs EPSG:2154, or give the .prj of the Shapefile",
	RuleEncodingAssumed: "nothing to do if names look right, else state it, as --encoding cp850",
	RuleCorrupt:         "export or fetch the file again",
	RuleMissingFile:     "give all the files of the Shapefile or of the MIF, in one folder or one .zip",
	RuleCounts:          "export the layer again: its files are not of one another",
	RuleUnsafeName:      "do not extract it; get the file from its publisher",
	RuleEncrypted:       "decrypt it first",
	RuleZipBomb:         "extract it where that can do no harm, and give the file itself",
	RulePoints:          "give polygons in a column wkt, or take those columns out to read codes alone",
	RuleManyLayers:      "name one, as in FILE#NAME, or FILE#* for all of them as one layer",
	RuleUnknownTable:    "name one that is there, as in FILE#NAME",
	RuleUnsupported:     "convert it: `ogr2ogr -f GeoJSON -t_srs EPSG:4326 out.geojson FILE` reads most formats",
	RulePassedOver:      "nothing to do, if it is but a remark",
	RuleDuplicateKey:    "keep one of the two members",
	RuleEncoding:        "state the true one (--encoding), or write it in UTF-8, for instance with `iconv -f latin1 -t utf-8`",
	RuleEmpty:           "give at least one feature",
	RuleNothingLoaded:   "correct the features reported with it",

	RuleAmbiguousLayer: "name the layer, as in `--layer departments=FILE`",
	RuleUnknownLayer:   "name the layer and the property that gives its code, as `communes=FILE --field communes.code=PROPERTY`",
	RuleWrongLayer:     "name the layer the file holds, as in `--layer regions=FILE`, or give the right file",
	RuleNoCode:         "give every feature its code, as a text",
	RuleNumericCode:    "write codes as texts (\"01\", not 1): a number loses its leading zero",
	RuleBadCode:        "correct the code, or name the right layer",
	RuleDuplicateCode:  "merge the parts into one MultiPolygon, or correct the code",
	RuleFormerCode:     "nothing to do, if the communes of today are meant",
	RuleNotServed:      "nothing to do",
	RuleUnknownCode:    "check the code and the vintage of the file",

	RuleNoGeometry:        "give it a Polygon or a MultiPolygon if it has ground",
	RuleWrongGeometryType: "give a Polygon or a MultiPolygon",
	RuleBadCoordinates:    "write positions as [longitude, latitude]",
	RuleNaN:               "replace it by a finite number, or the geometry by null",
	RuleDimensions:        "write every position as [longitude, latitude]",
	RuleThirdDimension:    "nothing to do; `ogr2ogr -f GeoJSON -dim XY out.geojson FILE` removes it",
	RuleNotClosed:         "end the ring with its first position",
	RuleTooFewPoints:      "give the ring at least four positions, the last equal to the first",
	RuleOutOfRange:        "give WGS84 degrees, longitude first; if they are metres and the file names no system, state it, as --crs EPSG:2154, else " + reproject,
	RuleLambert93:         "state --crs EPSG:2154 where the file names no system (a MIF without CoordSys, GeoJSON without crs, CSV), else reproject with `ogr2ogr -f GeoJSON -s_srs EPSG:2154 -t_srs EPSG:4326 out.geojson FILE`",
	RuleSwappedAxes:       "write longitude first: `ogr2ogr -f GeoJSON -ct \"+proj=axisswap +order=2,1\" out.geojson FILE`",
	RuleOutsideFrance:     "check the coordinates",
	RuleOtherCountry:      "nothing to do",
	RuleElsewhere:         "give it its true place: some files draw overseas France beside the metropole",
	RuleAntimeridian:      "cut it at the antimeridian: `ogr2ogr -f GeoJSON -wrapdateline out.geojson FILE`",

	RuleRingClosed:     "nothing to do; check the place if the file should be whole",
	RuleRingReversed:   "nothing to do; check that a hole is meant",
	RuleRingSplit:      "nothing to do",
	RuleHoleReassigned: "nothing to do",
	RuleRepeatedPoints: "nothing to do",

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
