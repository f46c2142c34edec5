package whatif

import (
	"cmp"
	"slices"

	"maillage/api/ask"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/plan"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// changesOfPlan writes a plan as the changes of a scenario: centres created, units
// taken, moved and given, and centres closed that are left without ground.
func changesOfPlan(c *ask.Call, p *plan.Plan) []scenario.Change {
	held := holdingsOf(c.Snapshot, p.Query)
	var changes []scenario.Change
	for i := range p.Created {
		changes = append(changes, scenario.Change{
			Action: scenario.Create, Centre: p.Created[i].ID, Name: "New centre, " + p.Created[i].Region.Name,
		})
	}
	m := moves{}
	for i := range p.Assignments {
		m.assign(held, &p.Assignments[i])
	}
	if p.Options.Aim == plan.Aligned { // whatever finds no centre is given up
		for i := range p.Unreachable {
			ref := refOf(&p.Unreachable[i].Unit)
			for id := range held {
				if held[id].some[ref.Code] {
					m.add(scenario.Take, id, "", ref)
				}
			}
		}
	}
	changes = append(changes, m.changes()...)
	for _, id := range p.Closed {
		if held[id].within(p.Query.Territory) {
			changes = append(changes, scenario.Change{Action: scenario.Close, Centre: id})
		}
	}
	return changes
}

// holding is the departments and collectivities where a centre has ground, by
// code.
type holding struct {
	some, whole map[string]bool
}

// within reports whether all of a centre's ground lies in a territory.
func (h holding) within(t geo.Territory) bool {
	for code := range h.some {
		if !t.Contains(code) {
			return false
		}
	}
	return true
}

// holdingsOf tells what every centre holds on a day, by its ID.
func holdingsOf(s *snapshot.Snapshot, q coverage.Query) map[string]holding {
	q.Level = geo.Department
	h := holdings.Of(s.View(q, s.Active(q)))
	rows := h.Grain.Rows(geo.Department)
	out := map[string]holding{}
	for _, c := range h.Centres {
		one := holding{map[string]bool{}, map[string]bool{}}
		c.Rows(rows).Each(func(row int) { one.some[rows.Units[row].Code] = true })
		for row, n := range rows.Count(c.Whole) {
			if n > 0 && n == rows.Sizes[row] {
				one.whole[rows.Units[row].Code] = true
			}
		}
		out[c.Record.ID] = one
	}
	return out
}

// moves gathers units under the change they are part of: an action and its one
// or two centres.
type moves map[[3]string][]geo.UnitRef

func (m moves) add(a scenario.Action, centre, to string, ref geo.UnitRef) {
	key := [3]string{string(a), centre, to}
	m[key] = append(m[key], ref)
}

// assign hands one unit over. A move passes on what one centre held, so it
// serves only where that was all of the unit.
func (m moves) assign(held map[string]holding, a *plan.Assignment) {
	ref := refOf(&a.Unit)
	if len(a.From) == 1 && held[a.From[0]].whole[ref.Code] && !held[a.Centre].some[ref.Code] {
		m.add(scenario.Move, a.From[0], a.Centre, ref)
		return
	}
	for _, id := range a.From {
		m.add(scenario.Take, id, "", ref)
	}
	if !held[a.Centre].whole[ref.Code] {
		m.add(scenario.Give, a.Centre, "", ref)
	}
}

// changes lists what was gathered, in an order that does not vary.
func (m moves) changes() []scenario.Change {
	order := []string{string(scenario.Take), string(scenario.Move), string(scenario.Give)}
	keys := make([][3]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [3]string) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a[0]), slices.Index(order, b[0])), slices.Compare(a[1:], b[1:]))
	})
	out := make([]scenario.Change, len(keys))
	for i, key := range keys {
		out[i] = scenario.Change{Action: scenario.Action(key[0]), Units: m[key]}
		if out[i].Action == scenario.Move {
			out[i].From, out[i].To = key[1], key[2]
		} else {
			out[i].Centre = key[1]
		}
	}
	return out
}

func refOf(u *geo.Unit) geo.UnitRef { return geo.UnitRef{Level: u.Level, Code: u.Code} }
