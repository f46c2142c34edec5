package whatif

import (
	"errors"
	"fmt"
	"io"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/scenariojson"
	"maillage/api/wire/schemas"
	"maillage/geo/scenario"
)

// bodyScenario is what POST /analysis/scenarios reads.
var bodyScenario = &rest.BodyOf{
	Description: schemas.Description("postScenarioBody"),
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
