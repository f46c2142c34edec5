// Package gisco makes the data set of another country of Europe, from the units
// that GISCO (Eurostat) publishes for all of them: NUTS regions and local
// administrative units (LAU).
//
// NUTS 1 or NUTS 2 stand as regions, NUTS 3 as departments, LAU as communes,
// by their own codes: DE2, DE212 and DE_09162000. Codes tell whose data they
// are ([geo.Catalogue.Territory]), so that nothing else needs to be kept.
//
// What GISCO does not know is left empty: no EPCI, no priority neighbourhood, no
// overseas collectivity, no city contract. One set of regions is known, which
// stands both for the regions since 2016 and for those before: the two agree.
// Centres and their perimeters are the user's.
//
// LAU files do not say in which NUTS 3 region a unit lies. The one that holds a
// point inside the unit's largest piece is taken, which decides as long as both
// files are of the same year and scale; a unit in none is left out and told.
// The two files are edge-matched in that case only, and only LAU is kept:
// coarser levels are dissolved from it.
package gisco
