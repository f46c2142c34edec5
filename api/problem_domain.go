package api

import (
	"errors"
	"strings"

	"maillage/geo"
	"maillage/geo/equity"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"

	"github.com/paulmach/orb"
)

// A successor is the unit that took over one that no longer exists.
type successor struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// kindOf is the one table from the domain's errors to kinds of problem.
var kindOf = []struct {
	is   error
	kind kind
	fix  string
}{
	{equity.ErrNoRecipient, noRecipient, "Ask for another day or territory, or for a lower min_confidence."},
	{equity.ErrTooSmall, envelopeTooSmall, "Raise the envelope, or lower fixed_part and floor."},
	{equity.ErrNoCriterion, noCriterion, "Give a weight above 0 to neighbourhoods, people, npnru or area."},
	{geo.ErrNotFound, unknownResource, "List the resources at the address above this one and take an identifier from it."},
}

// translated is the problem that an error of the domain is; nil where it is none.
func translated(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if refusal, ok := errors.AsType[*scenario.Refusal](err); ok {
		return errRefused(refusal)
	}
	for _, row := range kindOf {
		if errors.Is(err, row.is) {
			return row.kind.problem(err.Error()+".", row.fix)
		}
	}
	return nil
}

// orSwapped notes what was refused, as it was sent.
func orSwapped(p *problem, b orb.Bound) *problem {
	b = swapAxes(b)
	if b.Min[0] >= -180 && b.Max[0] <= 180 && b.Min[1] >= -90 && b.Max[1] <= 90 && b.Min[0] <= b.Max[0] {
		p.hint = b
	}
	return p
}

// explainSwapped says that coordinates out of range look swapped, where that
// would lie on a territory.
func explainSwapped(p *problem, s *snapshot.Snapshot) {
	swapped, ok := p.hint.(orb.Bound)
	if !ok || s == nil || !onTerritory(s, swapped) {
		return
	}
	p.Type, p.Title = swappedCoordinates.Type, swappedCoordinates.Title
	p.Detail += " With longitude and latitude swapped, it would lie on a territory served."
	p.Fix = "Swap the two: longitude comes first."
}

// succeeded says what became of a code that is no more one of a level, and reports
// whether that is known.
func succeeded(p *problem, s *snapshot.Snapshot, level geo.Level, code string) bool {
	past, ok := s.Data.Catalogue.Succession(level, strings.ToUpper(code))
	if ok {
		p.Detail, p.Fix = sentence(past.Detail()), sentence(past.Fix())
		succeedBy(p, past.Into)
	}
	return ok
}

// succeedBy names the units that have the ground of a code of the past.
func succeedBy(p *problem, units []geo.Unit) {
	if len(units) == 1 {
		p.more.add("successor", successor{Code: units[0].Code, Name: units[0].Name})
	}
	if len(units) > 0 {
		p.more.add("successors", unitWires(units))
	}
}

// successorsOf are the units that a problem says have the ground of a code.
func successorsOf(p *problem) []unitWire {
	for _, one := range p.more {
		if units, ok := one.value.([]unitWire); ok {
			return units
		}
	}
	return nil
}
