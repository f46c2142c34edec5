// Package holdings is the one model of which centre holds what: the perimeters
// of a view, sorted by centre, as sets of atoms and pieces of atoms.
//
// An atom (package geo/snapshot) is held whole where one perimeter of the centre
// covers it whole. Elsewhere the centre may hold pieces of it, inside polygons
// that were drawn. [Holdings] says who holds which atoms, and keeps pieces as
// they were drawn; that costs no overlay. [Atlas] unites, cuts and compares what
// is held as [Footprint]s, where pieces of one atom are one polygon.
//
// What a perimeter without a published source holds is held all the same: which
// part of a centre's atoms has a source is told by [Centre.Sourced].
package holdings
