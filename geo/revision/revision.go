package revision

import (
	"context"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Options are how to compare.
type Options struct {
	// Today is the day whose answers are marked. Required.
	Today geo.Date
	// Most is how many findings of one sort, and spans of one finding, are told;
	// 0: 20. The rest is counted.
	Most int
	// Places fills the geometry of findings.
	Places bool
	// Doubles looks for ground of the later snapshot that counts twice, whether or
	// not the earlier one counts it so. With communes that takes a second or two.
	Doubles bool
}

// Report is what would change.
type Report struct {
	Before Side   `json:"before"`
	After  Side   `json:"after"`
	Today  string `json:"today"`
	// Days begin the stretches over which answers were compared; the last one
	// goes on to the last day that may be asked.
	Days     []string  `json:"days"`
	Counts   Counts    `json:"counts"` // of all findings, told or left out
	Findings []Finding `json:"findings"`
	LeftOut  []LeftOut `json:"left_out"`
}

// Side is one of the two snapshots.
type Side struct {
	Generation     string         `json:"generation"`
	Units          map[string]int `json:"units"`          // by level
	Bounded        map[string]int `json:"with_ground"`    // those with a boundary, by level
	Neighbourhoods map[string]int `json:"neighbourhoods"` // by geography
	Centres        int            `json:"centres"`
	Perimeters     int            `json:"perimeters"`
	Contracts      int            `json:"city_contracts"`
	Layers         []string       `json:"layers"`
}

// Counts is how many findings there are of each severity.
type Counts struct {
	Refuse int `json:"refuse"`
	Review int `json:"review"`
	Note   int `json:"note"`
}

// LeftOut is how many findings of one sort are not told.
type LeftOut struct {
	Topic Topic     `json:"topic"`
	Kind  Kind      `json:"kind"`
	Level geo.Level `json:"level,omitempty"`
	N     int       `json:"n"`
}

// Refused reports whether some finding is grave enough to refuse activation,
// unless it is forced.
func (r *Report) Refused() bool { return r.Counts.Refuse > 0 }

// Same reports that nothing would change.
func (r *Report) Same() bool { return r.Counts == Counts{} }

// Compare tells what would change if after were served in place of before. It
// fails where ctx ends, or a drawn perimeter cannot be cut against the boundaries
// (which a snapshot that was built rules out).
func Compare(ctx context.Context, before, after *snapshot.Snapshot, o Options) (*Report, error) {
	if o.Most <= 0 {
		o.Most = 20
	}
	r := &Report{Before: sideOf(before), After: sideOf(after), Today: o.Today.String()}
	c := &comparison{a: before, b: after, most: o.Most, today: o.Today, batches: map[sort]*batch{}}
	for _, compare := range []func(){
		c.pairUp, c.units, c.grounds, c.areas, c.populations, c.neighbourhoods, c.centres, c.contracts, c.network, c.sources, c.totals,
	} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		compare()
	}
	if err := c.answers(ctx); err != nil {
		return nil, err
	}
	if o.Doubles {
		if err := c.doubles(ctx); err != nil {
			return nil, err
		}
	}
	for _, d := range c.days() {
		r.Days = append(r.Days, d.String())
	}
	c.finish(r)
	if o.Places {
		c.place(r.Findings)
	}
	return r, nil
}

func sideOf(s *snapshot.Snapshot) Side {
	out := Side{
		Generation: s.Generation, Units: map[string]int{}, Bounded: map[string]int{}, Neighbourhoods: map[string]int{},
		Centres: len(s.Data.Centres), Perimeters: len(s.Perimeters), Contracts: len(s.Data.Contracts),
	}
	for _, level := range geo.Levels {
		out.Units[string(level)] = len(unitsOf(s, level))
		if g := s.Ground(level); g != nil {
			n := 0
			for i := range g.Units {
				if g.HasGround(i) {
					n++
				}
			}
			out.Bounded[string(level)] = n
		}
	}
	for _, q := range geo.Geographies {
		out.Neighbourhoods[string(q)] = len(s.Data.Neighbourhoods[q])
	}
	for _, l := range s.Data.Layers {
		out.Layers = append(out.Layers, string(l.Name))
	}
	return out
}
