// Package crs turns coordinates of the reference systems in which boundary
// files come into WGS84 degrees, in pure Go.
//
// # In short
//
//	s, err := crs.Parse("EPSG:2154")         // or the text of a .prj file
//	lon, lat, err := s.ToWGS84(652469, 6862035)
//
// Parse takes what files carry: a code (EPSG:2154, 2154, IGNF:LAMB93), the URN
// and URL forms of OGC, WKT 1 as ESRI and GDAL write it, WKT 2, the CoordSys clause
// of MapInfo, the crs member of GeoJSON, or a usual name. A System that Parse
// returned is ready: its methods do no more than arithmetic, and are safe for
// concurrent use.
//
// # Axes and units
//
// Input is x then y, easting before northing and longitude before latitude,
// whatever the register says of the order: so do Shapefile, GeoPackage,
// FlatGeobuf and GeoJSON. Projected coordinates are in metres, geographic ones
// in degrees. Output is longitude then latitude, in degrees.
//
// # What is read
//
//   - degrees: WGS84 (4326, CRS84), ETRS89 (4258), RGF93 (4171) and the local
//     French systems;
//   - France in Europe: Lambert-93 (2154), the nine zones CC42 to CC50 (3942 to
//     3950), whichever realisation of RGF93 they name (v1, v2, v2b);
//   - overseas: Antilles 5490 and 4559, Guyane 2972, Réunion 2975, Mayotte 4471,
//     Saint-Pierre-et-Miquelon 4467, French Polynesia 3296 to 3299,
//     New Caledonia 3163, Wallis-et-Futuna 8903;
//   - Europe and the world: ETRS89-LAEA (3035), ETRS89 UTM (25828 to 25838),
//     WGS84 UTM (32601 to 32660, 32701 to 32760), Web Mercator (3857).
//
// Everything else is refused with what was found, why, and what to do. The
// systems of NTF (Lambert II étendu and its kin) and of the local datums before
// the 1990s are refused by name: they lie tens to hundreds of metres from WGS84.
//
// # Datums, and how good "the same as WGS84" is
//
// ETRS89 and the French RG* datums are tied to fixed epochs of the international
// frame, WGS84 drifts with it. As PROJ and the EPSG register do (null
// transformations, 1 m), their degrees are taken as WGS84 degrees. In Europe
// the true difference reached about 0.8 m in 2024 and grows by 2.5 cm a year;
// elsewhere it is of the same order. Boundaries are not drawn so finely, and
// every file of one territory moves alike. RGPF is the exception: for it the
// register prefers a transformation of 0.5 m (EPSG:15832) that PROJ
// applies, and so does this package.
//
// # Accuracy
//
// The tests hold every system to PROJ 9.1 (cs2cs) at 2,000 random points of its
// area of use: the worst are 10 nm apart on the way to metres and 0.1 µm on the
// way to degrees, where PROJ prints no more digits. The one exception is the
// latitude of ETRS89-LAEA, up to 1.5 mm apart in the far south: there PROJ before
// 9.6 ends its series early, and what it gives does not return to the same
// metres. Transverse Mercator and the auxiliary latitudes are series of the sixth
// order in the third flattening.
//
// Only vertices move. An edge that is straight in Lambert-93 is taken as
// straight in degrees: 2 cm apart in the middle of 1 km, 2 m in that of 10 km.
// Units that share their vertices still share their edges.
//
// # Area of use
//
// A point outside a system's area is refused: there a projection still gives
// numbers, but they are those of another place. Zones of the overseas
// territories are taken over the whole territory, wider than the register has
// it, since files put all of Guyane in zone 22 and all of Polynesia in zone 6.
package crs
