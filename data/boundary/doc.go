// Package boundary reads boundary and perimeter files that users give, and
// trusts none of them.
//
// # What is read
//
// Formats are told apart by content and not by name:
//
//   - GeoJSON (RFC 7946), plain or gzip: a FeatureCollection, one Feature, or
//     one Feature after another (GeoJSON text sequence, newline-delimited);
//   - Shapefile: the .shp, its folder, or a .zip, with .dbf, .prj and .cpg;
//   - GeoPackage: the only table of polygons, or the one that is named;
//   - FlatGeobuf;
//   - KML, and the .zip of it that is called KMZ: the polygons of every placemark,
//     with its name, its description and its extended data;
//   - MapInfo MIF: the .mif, its folder, or a .zip, with the .mid beside it;
//   - CSV, with commas, semicolons or tabs: a column wkt, or codes alone, whose
//     units then have no ground;
//   - XLSX and ODS, of perimeters alone: a sheet is read as the CSV that it would be
//     saved as, as package spreadsheet says;
//   - a .zip or a folder with any of those in it.
//
// What is in another format is refused by its name, with the command or the menu
// that makes of it one that is read.
//
// Where a file, a folder or an archive holds several layers, one is named:
// FILE#NAME, or FILE#* for all the files of a folder or an archive as one layer.
// Of a workbook one sheet is read: FILE#SHEET, or the only one that has the columns of
// perimeters, those that are hidden left out. A workbook among other files is read
// where there is nothing else. [ReadFiles] reads files of several territories as one layer.
//
// # Which layer
//
// What the rows are decides which layer a file holds, and which property gives
// its codes: every property is tried for every layer. A reading stands where most
// rows have a value, most values are codes that [Known] has (communes of the past
// included), and these tell the rows apart. Of those that stand, one gives way to
// another that tells many more rows apart, whose units bear the names that the
// rows have, whose units lie where the ground does, which the codes make up whole,
// or which is finer, the others being what its rows lie in. So communes with their
// EPCI, SIREN and department beside are communes. Names of properties break what
// ties are left, and rule out the seat of a unit, a postal code, and rows that say
// to be cantons, arrondissements or IRIS.
//
// A file that no reading stands for, or several as good, is refused with what it
// has and the flag that settles it. Said to hold a layer ([Options]) whose rows
// are of another, it is refused too, unless the property is said as well. A layer
// of which most codes do not exist is refused whatever is said.
//
// # Place
//
// Ground that lies nowhere near the department, collectivity or region of its
// unit, as the data set draws it, is left out, and the unit counts without:
// overseas France drawn beside the metropole is measured nowhere. More than a
// tenth of such ground refuses the file.
//
// # Coordinates
//
// What comes out is WGS84 degrees, longitude first. What goes in is x then y in
// the system the file says, whatever the register says of the order of axes:
// the .prj, gpkg_spatial_ref_sys, the header of FlatGeobuf, the clause CoordSys of
// MapInfo, SRID= before well-known text, the member crs of the GeoJSON of 2008.
// Package crs lists the systems. GeoJSON, CSV and MIF are WGS84 where they say nothing; other files that
// say nothing are refused unless [Options] says it. A statement that
// contradicts the file refuses it.
//
// # Texts
//
// UTF-8, or what the .cpg, the language byte of the .dbf, the clause Charset, or
// [Options] says. Where nothing does, a .dbf, a .mid or a CSV is UTF-8 when all its texts are, else
// Windows-1252, and a problem says that this was taken for granted. So it does of
// a .cpg, a language byte or a Charset against which all texts speak, being UTF-8.
//
// # What is mended
//
// A ring that lacks its last edge alone is closed; points that repeat the one
// before and third coordinates are dropped; a ring that passes twice through a
// point of its own is taken apart there; in a Shapefile, holes go to the shell
// they lie in, whatever the order and the turn of the rings. Each is a problem
// marked as fixed. Nothing else is: a polygon that crosses itself has no one
// meaning.
//
// # What a mistake costs
//
// A mistake in one feature costs that feature. One whose geometry cannot be
// used keeps its code, with a nil geometry, so that its unit still counts; one
// whose code cannot be used is left out. A mistake that says the file is not
// what it claims (wrong coordinates, wrong layer, broken bytes, records that
// do not count up) refuses the file. Every problem names file, feature, code, rule, place
// and fix; a feature by its line in a table of text, its row in a sheet or a GeoPackage,
// or its id.
//
// # Ground counts once
//
// A layer holds the units of today, and no ground twice, whatever the order of
// its features. Municipal arrondissements, parts of communes and communes of the
// past beside the commune that has their ground today are left out by name;
// instead of it, all the arrondissements together are its ground, and the others
// stand for themselves. Of features of one code the one that holds the others
// stands; where none does, that code has no ground. 97127 is read as 97801. A file
// of departments may hold the collectivities that are served; those that are not
// are named and left out.
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
// In a table (CSV, XLSX, ODS, GeoPackage) the same names are columns; lists are codes
// between spaces, commas, semicolons or bars, and sources between bars. Yes and no are
// booleans of the format, or words as true, oui and vrai. A value of a type that is not
// read refuses its perimeter; one in a column without a name as well, unless it can but
// be a remark.
//
// # Titles
//
// Titles may stand above the names of a table, in any of its first rows: names are
// those of perimeters, or known ones in a row that holds more than those above. What
// is passed over is told.
//
// # Codes
//
// Codes are texts. A numeric code refuses the file: "01" written as a number is
// 1, and nothing tells whether other digits went the same way. Cells of CSV are
// texts; one that is a code without the zero it starts with refuses the file alike.
// A unit whose code does not exist is left out, and said to be.
//
// # How it reads
//
// Nothing is written, and nothing that a file brings is run. Of GeoJSON, one
// goroutine decompresses and finds where each feature begins and ends, by
// brackets and strings alone; others decode batches of features at the same
// time. Coordinates go from text to orb points with nothing in between: a
// general decoder reads [x, y, z] into a pair, or [x] as [x, 0], without a
// word, and cannot give the place of a NaN. Bytes, vertices, nesting and the
// size of one feature are bounded, and no input byte is held after return. The
// readers of the other formats are in data/format, each in its own package:
// one goroutine reads rows, others project and check them. A GeoPackage that
// comes compressed or as a stream is held in memory, up to 256 MiB; one on disk
// is read where it is.
package boundary
