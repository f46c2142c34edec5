package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Action is what a change does.
type Action string

// The actions; the package comment defines them.
const (
	Give   Action = "give"
	Take   Action = "take"
	Move   Action = "move"
	Create Action = "create"
	Close  Action = "close"
	Draw   Action = "draw"
	Erase  Action = "erase"
)

// Actions lists the actions in the order they are shown.
var Actions = []Action{Give, Take, Move, Create, Close, Draw, Erase}

// Bounds of what is read from outside: a scenario, or a file of assignments.
const (
	MaxBytes = 8 << 20
	MaxText  = 200 // bytes of a name, an ID or a code
)

// fields lists what a change has beside its action, in the order it is written.
var fields = map[Action][]string{
	Give:   {"centre", "units"},
	Take:   {"centre", "units"},
	Move:   {"from", "to", "units"},
	Create: {"centre", "name"},
	Close:  {"centre"},
	Draw:   {"centre", "geometry"},
	Erase:  {"centre", "geometry"},
}

// Fields returns the names of what a change of this action has beside it, in
// the order they are written; nil for an action that there is not. Every change
// has all of them, save for a name.
func (a Action) Fields() []string { return slices.Clone(fields[a]) }

// Change is one step of a scenario. Which fields it has depends on its action.
type Change struct {
	Action   Action
	Centre   string           // ID: every action but move
	From, To string           // IDs: move
	Name     string           // create; may be empty where a closed centre opens again
	Units    []geo.UnitRef    // give, take, move
	Geometry orb.MultiPolygon // draw, erase: WGS84 degrees, longitude first
}

// Scenario is a day and the changes to the network of that day.
type Scenario struct {
	Datetime geo.Date // the zero value leaves the day to the query
	Changes  []Change
}

// Canonical returns the scenario as it is computed, hashed and written: units
// in order of level then code. Nothing is shared with the original.
func (s Scenario) Canonical() Scenario {
	out := Scenario{Datetime: s.Datetime, Changes: make([]Change, len(s.Changes))}
	for i, c := range s.Changes {
		c.Units = slices.Clone(c.Units)
		slices.SortFunc(c.Units, compareRefs)
		c.Geometry = plainZeros(c.Geometry)
		out.Changes[i] = c
	}
	return out
}

// CheckDay refuses a day that no scenario may have.
func CheckDay(d geo.Date) error {
	if d < geo.MinDate || d > geo.MaxDate {
		return fmt.Errorf("the day %s is before %s or after %s", d, geo.MinDate, geo.MaxDate)
	}
	return nil
}

func compareRefs(a, b geo.UnitRef) int {
	return cmp.Or(cmp.Compare(slices.Index(geo.Levels, a.Level), slices.Index(geo.Levels, b.Level)),
		strings.Compare(a.Code, b.Code))
}

// plainZeros returns a copy without -0, which is 0 and writes otherwise.
// Coordinates are kept to the last digit: rounded to the grid of meshes, a long
// edge would move by many square metres, and an inverse would not undo.
func plainZeros(mp orb.MultiPolygon) orb.MultiPolygon {
	out := mp.Clone()
	for _, p := range out {
		for _, r := range p {
			for i := range r {
				r[i] = orb.Point{r[i][0] + 0, r[i][1] + 0}
			}
		}
	}
	return out
}

// holder returns the centre a refusal is about: the one that must hold ground
// of a move, the only one otherwise.
func (c *Change) holder() string {
	if c.Action == Move {
		return c.From
	}
	return c.Centre
}

func (c *Change) draws() bool { return c.Action == Draw || c.Action == Erase }

// finer reports whether a change names units that no department tells.
func (c *Change) finer() bool {
	return slices.ContainsFunc(c.Units, func(u geo.UnitRef) bool {
		return u.Level == geo.EPCI || u.Level == geo.Commune
	})
}
