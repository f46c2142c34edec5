// Package geopackage reads layers of polygons from GeoPackage files, which are
// SQLite databases, by modernc.org/sqlite.
//
// A database can bring its own programs: views, triggers, virtual tables,
// columns computed by expressions. None of it is run. The file is opened
// read-only and immutable through a file system that holds it alone; schema
// objects are not trusted; only plain tables are read, their stored columns
// alone, without their indexes; statements, rows and values have sizes above
// which SQLite refuses them; and reading stops with its context.
//
// Geometry blobs are read by a small decoder of our own: go-geom bounds the
// counts in them by a variable of the whole program, and reserves what they
// claim before it looks whether that much is there; orb's reads two dimensions
// alone.
package geopackage
