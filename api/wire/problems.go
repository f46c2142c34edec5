package wire

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/equity"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// A Successor is the unit that took over one that no longer exists.
type Successor struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// kindOf is the one table from the domain's errors to kinds of problem.
var kindOf = []struct {
	is   error
	kind rest.Kind
	fix  string
}{
	{equity.ErrNoRecipient, NoRecipient, "Ask for another day or territory, or for a lower min_confidence."},
	{equity.ErrTooSmall, EnvelopeTooSmall, "Raise the envelope, or lower fixed_part and floor."},
	{equity.ErrNoCriterion, NoCriterion, "Give a weight above 0 to neighbourhoods, people, npnru or area."},
	{
		geo.ErrNotFound, rest.UnknownResource,
		"List the resources at the address above this one and take an identifier from it.",
	},
}

// Translated is the problem that an error of the domain is; nil where it is none.
func Translated(err error) *rest.Problem {
	if p, ok := errors.AsType[*rest.Problem](err); ok {
		return p
	}
	if refusal, ok := errors.AsType[*scenario.Refusal](err); ok {
		return errRefused(refusal)
	}
	for _, row := range kindOf {
		if errors.Is(err, row.is) {
			return row.kind.Problem(err.Error()+".", row.fix)
		}
	}
	return nil
}

// ExplainSwapped says that coordinates out of range look swapped, where that
// would lie on a territory.
func ExplainSwapped(p *rest.Problem, s *snapshot.Snapshot) {
	swapped, ok := p.Hint.(orb.Bound)
	if !ok || s == nil || !ask.OnTerritory(s, swapped) {
		return
	}
	p.Type, p.Title = ask.SwappedCoordinates.Type, ask.SwappedCoordinates.Title
	p.Detail += " With longitude and latitude swapped, it would lie on a territory served."
	p.Fix = "Swap the two: longitude comes first."
}

// Succeeded says what became of a code that is no more one of a level, and reports
// whether that is known.
func Succeeded(p *rest.Problem, s *snapshot.Snapshot, level geo.Level, code string) bool {
	past, ok := s.Data.Catalogue.Succession(level, strings.ToUpper(code))
	if ok {
		p.Detail, p.Fix = rest.Sentence(past.Detail()), rest.Sentence(past.Fix())
		succeedBy(p, past.Into)
	}
	return ok
}

// succeedBy names the units that have the ground of a code of the past.
func succeedBy(p *rest.Problem, units []geo.Unit) {
	if len(units) == 1 {
		p.More.Add("successor", Successor{Code: units[0].Code, Name: units[0].Name})
	}
	if len(units) > 0 {
		p.More.Add("successors", Units(units))
	}
}

// SuccessorsOf are the units that a problem says have the ground of a code.
func SuccessorsOf(p *rest.Problem) []Unit {
	for _, one := range p.More {
		if units, ok := one.Value.([]Unit); ok {
			return units
		}
	}
	return nil
}

// errRefused is a change that cannot be made.
func errRefused(e *scenario.Refusal) *rest.Problem {
	what := string(e.Action)
	if e.Centre != "" {
		what += ", centre " + rest.Quote(e.Centre)
	}
	if e.Unit.Code != "" {
		what += ", " + string(e.Unit.Level) + " " + rest.Quote(e.Unit.Code)
	}
	p := RefusedChange.Problem(fmt.Sprintf("changes[%d] (%s): %s.", e.Change, what, e.Detail), rest.Sentence(e.Fix))
	p.Nearest = e.Nearest
	succeedBy(p, e.Successors)
	p.More.Add("change", e.Change)
	p.More.Add("action", string(e.Action))
	if e.Centre != "" {
		p.More.Add("centre", e.Centre)
	}
	if e.Unit.Code != "" {
		p.More.Add("unit", UnitRef{e.Unit.Level, e.Unit.Code})
	}
	p.More.Add("reason", string(e.Reason))
	return p
}
