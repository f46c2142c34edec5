package api

import (
	"fmt"
	"strconv"

	"maillage/api/scenariojson"
	"maillage/geo"
	"maillage/geo/plan"
	"maillage/geo/scenario"
)

// exampleCompact is the compact form of a scenario: on 16 March 2017, Corse is
// given to cite-ressources.
const exampleCompact = "s1.ItGr6E5KzixJ1S1KLS7OLy1KTi0m2oUg6wm50AniQkAAAAD__w"

// The vocabulary of what-if questions.
var (
	scenarioParam = &param{
		name: "scenario", in: inQuery, required: true, example: exampleCompact,
		description: "a scenario in the compact form that POST /analysis/scenarios answers with. It holds its day.",
		schema:      object{"type": "string", "maxLength": maxCompact},
		read:        readScenario,
	}
	aParam = &param{
		name: "a", in: inQuery, required: true, example: "2015-12-31",
		description: "what is compared: a day (2017-03-16), an instant, read as its date in Paris, or a scenario in its compact form.",
		schema:      object{"type": "string", "maxLength": maxCompact},
		read:        func(q *query, text string) (string, error) { return readSide(q, &q.A, text) },
	}
	bParam = &param{
		name: "b", in: inQuery, required: true, example: "2017-03-16",
		description: "what it is compared with, as a. Every difference is b less a.",
		schema:      object{"type": "string", "maxLength": maxCompact},
		read:        func(q *query, text string) (string, error) { return readSide(q, &q.B, text) },
	}
	qpvAParam = enumParam("qpv_a", "qpv, of a alone.", "2015", namesOf(geo.Geographies),
		func(q *query, s string) (err error) { q.A.geography, err = geo.ParseGeography(s); return })
	qpvBParam = enumParam("qpv_b", "qpv, of b alone. Where it differs from qpv_a, the territory compared is what both geographies have.",
		"2015", namesOf(geo.Geographies),
		func(q *query, s string) (err error) { q.B.geography, err = geo.ParseGeography(s); return })
	aimParam = enumParam("aim", "what a plan is the best for: the fewest departments whose set of centres changes, then the fewest centres created; the smallest of the largest load (neighbourhoods of a centre, or another measure), then the smallest sum of squares; or one centre for each region since 2016, then the fewest changes.",
		string(plan.Fewest), namesOf(plan.Aims),
		func(q *query, s string) (err error) { q.Rules.Aim, err = plan.ParseAim(s); return })
	loadParam = enumParam("measure", "the measure that counts: what a plan leaves, and the loads that it evens and that max_load limits, are in it. Refused with its reason where the geography has no figure of it.",
		geo.Neighbourhoods.String(), textsOf(plan.Measures),
		func(q *query, s string) (err error) { q.Rules.Measure, err = geo.ParseMeasure(s); return })
	createParam = boolParam("create", "whether a plan may create centres, one for each region or collectivity at most.",
		func(q *query, yes bool) { q.Rules.AllowCreate = yes })
	joinParam = boolParam("join_overseas", "whether an overseas territory may be joined to a centre of another land.",
		func(q *query, yes bool) { q.Rules.JoinOverseas = yes })
	moveParam = boolParam("move", "whether a department that is covered already may change hands.",
		func(q *query, yes bool) { q.Rules.MayMove = yes })
	maxLoadParam = &param{
		name: "max_load", in: inQuery, initial: "0",
		description: "the most neighbourhoods, or of another measure, of a centre that is given more; 0: no limit.",
		schema:      object{"type": "integer", "minimum": 0, "maximum": maxMaxLoad, "default": 0},
		read:        readMaxLoad,
	}
)

// A side is one of two states that are compared.
type side struct {
	date      geo.Date
	scenario  *scenario.Scenario // nil: the network as it is known
	compact   string
	geography geo.Geography
}

// readScenario reads a scenario that says its day: an answer found at its own
// address must not turn with the calendar.
func readScenario(q *query, text string) (string, error) {
	sc, err := scenariojson.Decode(text)
	if err != nil {
		return "", errCompact(err.Error())
	}
	if sc.Datetime == 0 {
		return "", errCompact("the scenario says no datetime")
	}
	q.Scenario, q.Date = sc, sc.Datetime
	return scenariojson.Encode(sc)
}

func errCompact(detail string) error {
	return invalidParameter.problem("This is no compact scenario: "+detail+".",
		"Send the scenario as JSON to POST /analysis/scenarios, and take compact from its answer.")
}

// readSide reads a day or a compact scenario. Only the latter has a dot that no
// instant has: after letters and digits, without a colon.
func readSide(q *query, s *side, text string) (string, error) {
	if len(text) > 1 && text[0] == 's' {
		var one query
		canonical, err := readScenario(&one, text)
		s.scenario, s.date, s.compact = &one.Scenario, one.Date, canonical
		return canonical, err
	}
	var one query
	canonical, err := readDay(&one, text)
	s.date = one.Date
	if err != nil {
		p := problemOf(err)
		p.Fix = "Send a day, as 2017-03-16, or a scenario in the compact form that POST /analysis/scenarios answers with."
		return "", p
	}
	return canonical, nil
}

// boolParam is a parameter that is true or false, false by default.
func boolParam(name, description string, set func(*query, bool)) *param {
	return &param{
		name: name, in: inQuery, description: description, initial: "false",
		schema: object{"type": "boolean", "default": false},
		read: func(q *query, text string) (string, error) {
			if text != "true" && text != "false" {
				return "", errNotAWord(name, text, []string{"true", "false"})
			}
			set(q, text == "true")
			return text, nil
		},
	}
}

// maxMaxLoad is far above what there is of any measure: a larger number is a
// slip, or no limit said otherwise.
const maxMaxLoad = 100_000_000

func readMaxLoad(q *query, text string) (string, error) {
	n, err := wholeNumber(text)
	if err != nil || n < 0 || n > maxMaxLoad {
		return "", invalidParameter.problem(fmt.Sprintf("max_load must be a whole number from 0 to %d.", maxMaxLoad), "Send the most a centre may have, or 0 for no limit.")
	}
	q.Rules.MaxLoad = n
	return strconv.FormatInt(n, 10), nil
}
