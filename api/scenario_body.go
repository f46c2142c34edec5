package api

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"maillage/api/scenariojson"
	"maillage/geo"
	"maillage/geo/scenario"
)

// bodyScenario is what POST /analysis/scenarios reads.
var bodyScenario = &bodyOf{
	description: "A scenario: {\"datetime\": day (default today), \"changes\": [...]}, of 8 MB at most, with 1,000 changes, 50,000 units named by all of them, 50 changes that draw or erase, 100,000 vertices drawn by all of them (fewer where so many edges run side by side that overlaying them would take minutes), outlines that by estimate cross boundaries of the units laid under them 2,000 times in all (that of a region crosses some 600 communes), 2,000 pairs of centres that share ground after all of them, and 200 bytes in a name, an id or a code. Datetime is a day, or an instant read as its day in Paris. Changes apply in order, each to what those before it left: give and take {action, centre, units}, move {action, from, to, units}, create {action, centre, name}, close {action, centre}, draw and erase {action, centre, geometry: Polygon or MultiPolygon}. Units are {level, code}, codes as text. Rings are closed and do not cross; one that crosses the antimeridian is cut there. Control characters are refused. Any other member is refused.",
	media:       map[string]string{mediaJSON: "Scenario"},
	examples: map[string]string{
		mediaJSON: `{"datetime":"2017-03-16","changes":[{"action":"give","centre":"cite-ressources","units":[{"level":"department","code":"2A"},{"level":"department","code":"2B"}]}]}`,
	},
}

// unitRef names a unit without its name.
type unitRef struct {
	Level geo.Level `json:"level"`
	Code  string    `json:"code"`
}

// readScenarioBody reads a scenario as JSON.
func (c *call) readScenarioBody() (scenario.Scenario, error) {
	b, err := io.ReadAll(c.body)
	if err != nil {
		return scenario.Scenario{}, errRead(err)
	}
	sc, err := scenariojson.Parse(b)
	if err != nil {
		return sc, errSyntax(err)
	}
	return sc, nil
}

// isTooLarge reports whether a body was cut short for its size.
func isTooLarge(err error) bool {
	_, tooLarge := errors.AsType[*http.MaxBytesError](err)
	return tooLarge
}

// errRead is a body that broke off, or is too large.
func errRead(err error) error {
	if isTooLarge(err) {
		return err
	}
	return invalidBody.problem("The body broke off before its end.", "Send it again, whole.")
}

// errSyntax is a body that holds no scenario.
func errSyntax(err error) error {
	syntax, ok := errors.AsType[*scenariojson.SyntaxError](err)
	if !ok {
		return err
	}
	where := ""
	if syntax.Change >= 0 {
		where = fmt.Sprintf("changes[%d]: ", syntax.Change)
	}
	p := invalidBody.problem("The body is not a scenario: "+where+syntax.Detail+".", bodyScenario.description)
	p.Nearest = syntax.Nearest
	if syntax.Change >= 0 {
		p.more.add("change", syntax.Change)
	}
	return p
}

// errRefused is a change that cannot be made.
func errRefused(e *scenario.Refusal) *problem {
	what := string(e.Action)
	if e.Centre != "" {
		what += ", centre " + quote(e.Centre)
	}
	if e.Unit.Code != "" {
		what += ", " + string(e.Unit.Level) + " " + quote(e.Unit.Code)
	}
	p := refusedChange.problem(fmt.Sprintf("changes[%d] (%s): %s.", e.Change, what, e.Detail), sentence(e.Fix))
	p.Nearest = e.Nearest
	succeedBy(p, e.Successors)
	p.more.add("change", e.Change)
	p.more.add("action", string(e.Action))
	if e.Centre != "" {
		p.more.add("centre", e.Centre)
	}
	if e.Unit.Code != "" {
		p.more.add("unit", unitRef{e.Unit.Level, e.Unit.Code})
	}
	p.more.add("reason", string(e.Reason))
	return p
}

// sentence writes what the domain says as a sentence.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
