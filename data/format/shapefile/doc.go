// Package shapefile reads ESRI Shapefiles of polygons: .shp and .dbf side by
// side, with the reference system of the .prj and the encoding of the .cpg.
//
// github.com/twpayne/go-shapefile v0.0.6 was tried first. It gives a hole to
// whichever shell was read last, refuses the file for one bad record, reserves
// what a record claims to hold before reading it, keeps both files whole in
// memory, and indexes parts without looking (a part count of one in a record
// cut short panics). What is left of it after that is less than what is here.
//
// The .shx is not read: records stand in the order of their numbers in every
// file that was written whole, and one whose numbers do not follow is refused
// with the way to repack it.
package shapefile
