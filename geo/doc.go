// Package geo is the domain of maillage: administrative units, priority
// neighbourhoods, resource centres and their dated perimeters, as plain types
// that hold their own invariants. It knows no file, no database, no HTTP.
//
// # Words
//
// Coverage here is the share of a territory inside at least one perimeter, in
// a stated measure. It is neither the raster "coverage" of the OGC nor the
// edge-matched "coverage" of PostGIS and GEOS: that edge-matched kind is a
// mesh in this project (package geo/mesh).
//
// Every other word of the code is in the glossary below (glossary.go).
//
// # Coordinates
//
// Every coordinate is WGS84 (OGC:CRS84), in degrees, longitude first. Meshes
// hold them on an integer grid of 1e-7 degree (about one centimetre). Areas
// are geodesic on the WGS84 ellipsoid and are carried as whole square
// centimetres, so that the areas of parts add up to the area of the whole
// without rounding; see [Area]. Distances are geodesic metres.
//
// # Boundary rule
//
// Territories are closed sets: a point on the common border of two units is
// covered by both. Where one answer is needed (package geo/index), the border
// belongs to one of the two by a fixed half-open rule, and a caller that must
// know asks for the distance to the border as well.
//
// # Codes and dates
//
// INSEE codes are text ("01", "2A", "974"), never numbers. A [Date] is a civil
// day in Paris. A published date may be known to the month or the year only,
// or not at all: a [Fuzzy] carries that, and is read as wide as it can be.
package geo
