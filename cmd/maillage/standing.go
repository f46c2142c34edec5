package main

import (
	"fmt"
	"io"
)

// standing is how one network stands against the regions.
type standing struct {
	Counts statusCounts
	Index  index
}

// printStandings prints two networks, a line each.
func printStandings(w io.Writer, first string, a *standing, second string, b *standing) {
	for _, one := range []struct {
		name string
		*standing
	}{{first, a}, {second, b}} {
		fmt.Fprintf(w, "Regions %s: %s; alignment index %s.\n", one.name, one.Counts, &one.Index)
	}
}

// printTurn prints a region whose status differs.
func printTurn(w io.Writer, code, name, from, to string, before, after index) {
	fmt.Fprintf(w, "  %s %s: %s -> %s (index %s -> %s)\n", code, name, from, to, ratio(before.Departments), ratio(after.Departments))
}
