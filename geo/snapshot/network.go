package snapshot

import "fmt"

// Network is perimeters that hold together. Those of one centre stand next to
// one another, centres in order of their IDs.
type Network []*Perimeter

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
