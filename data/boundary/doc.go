// Package boundary reads boundary and perimeter files that users give, and
// trusts none of them.
//
// # What is read
//
// GeoJSON (RFC 7946), plain or gzip, told apart by content and not by name: a
// FeatureCollection, one Feature, or one Feature after another (GeoJSON text
// sequence, newline-delimited GeoJSON). Coordinates are WGS84 degrees,
// longitude first. The `crs` member of the 2008 format is accepted when it
// says just that. A third coordinate is dropped, and the file's problems say
// so once.
//
// # What a mistake costs
//
// A mistake in one feature costs that feature. One whose geometry cannot be
// used keeps its code, with a nil geometry, so that its unit still counts; one
// whose code cannot be used is left out. A mistake that says the file is not
// what it claims (wrong coordinates, wrong layer, broken JSON or gzip) refuses
// the file. Every problem names file, feature, code, rule, place and fix.
//
// # Perimeters
//
// In a file of perimeters each feature is one perimeter of one centre; its
// geometry is ground drawn by hand, or null. Its properties, written exactly so:
//
//	centre       id of the centre, as /centres lists it; required
//	confidence   high, medium or low; required
//	departments, epci, communes   lists of codes covered whole
//	from, to     2017-03-16, 2017-03 or 2017; null or absent where not known
//	scope        policy (default) or outside-policy
//	source, sources   one text, or a list of texts, each with its own date
//	sourced      false where no published source was found
//	attested     date of the latest source that shows the perimeter
//	act, note    texts
//	agreed_with  ids of centres with which sharing the ground is agreed
//
// One mistake refuses that perimeter whole. The perimeters of a file replace
// all those of the centres they name.
//
// # Codes
//
// Codes are JSON strings. A numeric code refuses the file: "01" written as a
// number is 1, and nothing tells whether other digits went the same way.
//
// # How it reads
//
// One goroutine decompresses and finds where each feature begins and ends, by
// brackets and strings alone; others decode batches of features at the same
// time. Coordinates go from text to orb points with nothing in between: a
// general decoder reads [x, y, z] into a pair, or [x] as [x, 0], without a
// word, and cannot give the place of a NaN. Bytes, vertices, nesting and the
// size of one feature are bounded, and no input byte is held after return.
package boundary
