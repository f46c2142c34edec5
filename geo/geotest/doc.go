// Package geotest holds what the tests of several rooms share: an oracle that
// counts coverage straight from the fact files, by string comparison and
// nothing of the product's own types (facts.go); real boundaries (shared.go,
// boundaries.go); countries made by hand (squares.go) and lattices drawn at
// random (lattice.go, board.go), whose every answer is known; and the
// conformance suite of stores of generations (generations.go), with the data set
// it keeps in them (everything.go). Tests alone import it.
package geotest
