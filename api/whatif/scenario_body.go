package whatif

import (
	"errors"
	"fmt"
	"io"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/scenariojson"
	"maillage/geo/scenario"
)

// bodyScenario is what POST /analysis/scenarios reads.
var bodyScenario = &rest.BodyOf{
	Description: "A scenario: {\"datetime\": day (default today), \"changes\": [...]}, of 8 MB at most, with 1,000 changes, 50,000 units named by all of them, 50 changes that draw or erase, 100,000 vertices drawn by all of them (fewer where so many edges run side by side that overlaying them would take minutes), outlines that by estimate cross boundaries of the units laid under them 2,000 times in all (that of a region crosses some 600 communes), 2,000 pairs of centres that share ground after all of them, and 200 bytes in a name, an id or a code. Datetime is a day, or an instant read as its day in Paris. Changes apply in order, each to what those before it left: give and take {action, centre, units}, move {action, from, to, units}, create {action, centre, name}, close {action, centre}, draw and erase {action, centre, geometry: Polygon or MultiPolygon}. Units are {level, code}, codes as text. Rings are closed and do not cross; one that crosses the antimeridian is cut there. Control characters are refused. Any other member is refused.",
	Media:       map[string]string{rest.MediaJSON: "Scenario"},
	Examples: map[string]string{
		rest.MediaJSON: `{"datetime":"2017-03-16","changes":[{"action":"give","centre":"cite-ressources","units":[{"level":"department","code":"2A"},{"level":"department","code":"2B"}]}]}`,
	},
}

// readScenarioBody reads a scenario as JSON.
func readScenarioBody(c *ask.Call) (scenario.Scenario, error) {
	b, err := io.ReadAll(c.Body)
	if err != nil {
		return scenario.Scenario{}, rest.ErrRead(err)
	}
	sc, err := scenariojson.Parse(b)
	if err != nil {
		return sc, errSyntax(err)
	}
	return sc, nil
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
	p := rest.InvalidBody.Problem("The body is not a scenario: "+where+syntax.Detail+".", bodyScenario.Description)
	p.Nearest = syntax.Nearest
	if syntax.Change >= 0 {
		p.More.Add("change", syntax.Change)
	}
	return p
}
