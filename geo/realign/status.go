package realign

import "fmt"

// Status is how the perimeters stand against one region, by ground.
type Status string

// The statuses; the first that fits is the region's.
const (
	Uncovered  Status = "uncovered"  // no unit has any covered ground
	Partial    Status = "partial"    // some ground is covered, not every unit whole
	Aligned    Status = "aligned"    // all of it, by one centre that serves nothing else
	Shared     Status = "shared"     // all of it, by one centre that serves other regions too
	Split      Status = "split"      // all of it, by several centres with no unit in common
	Overlapped Status = "overlapped" // all of it, by several centres with some unit in common
)

// Statuses lists the statuses in order.
var Statuses = []Status{Uncovered, Partial, Aligned, Shared, Split, Overlapped}

// Counts is how many regions have each of [Statuses], in their order.
type Counts [6]int

// Of returns the count of a status.
func (c *Counts) Of(s Status) int { return c[position(s)] }

func (c *Counts) add(s Status) { c[position(s)]++ }

func position(s Status) int {
	for i, name := range Statuses {
		if name == s {
			return i
		}
	}
	panic(fmt.Sprintf("no status %q", s))
}
