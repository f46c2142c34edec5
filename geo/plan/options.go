package plan

import (
	"fmt"
	"slices"
	"time"

	"maillage/geo"
)

// Aim is what a plan is the best for.
type Aim string

// The aims; the package documentation states each as an optimisation problem.
const (
	Fewest  Aim = "fewest-changes"
	Even    Aim = "even-load"
	Aligned Aim = "aligned-regions"
)

// Aims lists the aims in the order they are shown.
var Aims = []Aim{Fewest, Even, Aligned}

// ParseAim reads an aim by its name.
func ParseAim(s string) (Aim, error) {
	for _, a := range Aims {
		if string(a) == s {
			return a, nil
		}
	}
	return "", fmt.Errorf("aim %q: want one of %s, %s, %s", s, Fewest, Even, Aligned)
}

// DefaultNodes is how many nodes a search may visit where nothing else is said:
// about a second on one core.
const DefaultNodes = 1 << 18

// Options are the rules of a plan. The zero value of all but Aim is the
// strictest: nothing created, nothing moved, nothing joined across the sea.
type Options struct {
	Aim          Aim
	Measure      geo.Measure // that loads are counted in, one of Measures; zero: Neighbourhoods
	AllowCreate  bool
	JoinOverseas bool
	MayMove      bool
	MaxLoad      int64     // per centre, in the measure; 0: no limit
	Nodes        int       // of the search; 0: DefaultNodes
	Deadline     time.Time // of the search; zero: none
}

// Measures are those that loads may be counted in: what adds up over
// neighbourhoods.
var Measures = func() (list []geo.Measure) {
	for _, m := range geo.Measures {
		if m.OfNeighbourhoods() {
			list = append(list, m)
		}
	}
	return list
}()

// Counted is the measure that loads are counted in.
func (o Options) Counted() geo.Measure {
	if o.Measure == 0 {
		return geo.Neighbourhoods
	}
	return o.Measure
}

func (o Options) check() error {
	if _, err := ParseAim(string(o.Aim)); err != nil {
		return err
	}
	if !slices.Contains(Measures, o.Counted()) {
		return fmt.Errorf("measure %s: want one of %v", o.Counted(), Measures)
	}
	if o.MaxLoad < 0 {
		return fmt.Errorf("most per centre %d: want 1 or more, or 0 for no limit", o.MaxLoad)
	}
	if o.Nodes < 0 {
		return fmt.Errorf("nodes %d: want 1 or more, or 0 for the default", o.Nodes)
	}
	return nil
}
