package snapshot

import (
	"fmt"

	"maillage/geo"
)

// Network is perimeters that hold together. Those of one centre stand next to
// one another, centres in order of their IDs.
type Network []*Perimeter

// Centres returns the centres of the perimeters, each once, in order.
func (n Network) Centres() []*geo.Centre {
	var out []*geo.Centre
	for _, p := range n {
		if last := len(out) - 1; last < 0 || out[last].ID != p.Centre.ID {
			out = append(out, p.Centre)
		}
	}
	return out
}

// Sourced returns the perimeters that have a published source.
func (n Network) Sourced() Network {
	var out Network
	for _, p := range n {
		if p.Sourced {
			out = append(out, p)
		}
	}
	return out
}

// Atoms returns the atoms of a grain that lie whole in one of the perimeters.
func (n Network) Atoms(g *Grain) geo.Bitset {
	set := geo.NewBitset(len(g.Atoms))
	for _, p := range n {
		set.Or(p.Atoms(g))
	}
	return set
}

// Fine reports whether some perimeter cannot be told in whole departments, so
// that figures over the network need the commune grain.
func (n Network) Fine() bool {
	for _, p := range n {
		if p.finer {
			return true
		}
	}
	return false
}

// Countable reports, as an error that names the fix, a network whose figures
// no grain can count: one that names communes or EPCI and also holds drawn
// ground, where the base mesh is made of departments.
func (s *Snapshot) Countable(n Network) error {
	if s.base == s.fine || !n.Fine() {
		return nil
	}
	for _, p := range n {
		if len(p.Drawn) > 0 {
			return fmt.Errorf("perimeter %s is drawn while others name communes or EPCI: load commune boundaries too (--layer communes=FILE)", p.ID)
		}
	}
	return nil
}
