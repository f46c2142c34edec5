package ask

import (
	"maillage/api/rest"
	"maillage/api/scenariojson"
	"maillage/geo"
	"maillage/geo/scenario"
)

// ExampleCompact is the compact form of a scenario: on 16 March 2017, Corse is
// given to cite-ressources.
const ExampleCompact = "s1.ItGr6E5KzixJ1S1KLS7OLy1KTi0m2oUg6wm50AniQkAAAAD__w"

// MaxCompact is the most bytes of a compact scenario in an address.
const MaxCompact = rest.MaxHeader - 4<<10

// ErrCompact is the problem of a text that is no compact scenario.
func ErrCompact(detail string) error {
	return rest.InvalidParameter.Problem("This is no compact scenario: "+detail+".",
		"Send the scenario as JSON to POST /analysis/scenarios, and take compact from its answer.")
}

// Scenario is a scenario in the compact form. It holds its day.
var Scenario, ScenarioAsked = rest.Typed(rest.Param{
	Name: "scenario", In: rest.InQuery, Required: true, Example: ExampleCompact,
	Description: "a scenario in the compact form that POST /analysis/scenarios answers with. It holds its day.",
	Schema:      rest.Object{"type": "string", "maxLength": MaxCompact},
}, ReadScenario)

// stated is a scenario that says its day: an answer found at its own address must
// not turn with the calendar.
type stated struct{ scenario.Scenario }

func (s stated) day() geo.Date { return s.Datetime }

// ReadScenario reads a compact scenario that says its day.
func ReadScenario(_ *rest.Values, text string) (stated, string, error) {
	sc, err := scenariojson.Decode(text)
	if err != nil {
		return stated{}, "", ErrCompact(err.Error())
	}
	if sc.Datetime == 0 {
		return stated{}, "", ErrCompact("the scenario says no datetime")
	}
	canonical, err := scenariojson.Encode(sc)
	return stated{sc}, canonical, err
}
