// Package postgis keeps generations in PostgreSQL with PostGIS, in a schema of
// its own, maillage: whole data sets, each known by its content, one of them in
// service. Many replicas read them, and every one hears of a change within a
// second of its commit, whoever makes it: a program through [Store.Activate],
// or a planner in psql or QGIS through the views of the schema.
//
// # How it is kept
//
// A generation is a list of parts: layers of boundaries, the catalogue, the
// neighbourhoods, the contracts, the network of centres and perimeters, what is
// published of it, and the sources. A part is immutable and known by the hash of
// its rows, so that two generations that differ in one perimeter share their
// 35,000 communes. Triggers hold both: no row of a sealed part is ever changed.
//
// Constraints are in the database, not only here: the shape of codes, dates that
// exist, validity as a range that is not empty, grades, foreign keys, the
// reference system, the validity of grounds. migrations/ has them all, and runs
// by itself under an advisory lock.
//
// # What it asks of the network
//
// Every wait is bounded: to connect, for a statement, for the next byte. The
// password is taken by file or environment, never from a command line, and no
// error of this package holds it.
//
// README.md tells how to run it.
package postgis
