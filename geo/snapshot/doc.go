// Package snapshot builds one immutable state of everything the service knows:
// units by code, their ground as a mesh, neighbourhoods, and perimeters
// compiled to sets. A snapshot never changes once built; a reload builds a new
// one beside it.
//
// # Atoms and grains
//
// An atom is the finest unit a figure is counted in. A grain is a set of atoms
// that tiles the territory by code, each with its weights (area, population,
// neighbourhoods). There are two: the department grain (101 departments, 978
// and 987) and the commune grain. A perimeter is a set of atoms of each grain,
// so that coverage, gaps and overlaps are set algebra with precomputed weights.
//
// The atoms of the commune grain are every commune that a source knows: those
// of the catalogue, those of a loaded boundary file of another vintage, and,
// where neighbourhoods have no known commune (978, 987, one of 62), the
// collectivity or department itself. A source that is silent about an atom adds nothing to it: a commune
// that was merged away since the boundary file has ground and no population,
// its successor the population of both. Sums over departments and regions are
// therefore the same at both grains; a test holds them to it.
//
// # Ground
//
// The base mesh is made of communes where a boundary file of communes is
// loaded, else of departments, with the overseas collectivities beside them.
// Every coarser level is dissolved from it by code, so that all levels agree
// edge for edge. A level loaded from a file of its own (EPCI, regions) keeps
// that file's ground.
package snapshot
