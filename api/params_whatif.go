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
	scenarioParam, scenarioAsked = typed(param{
		name: "scenario", in: inQuery, required: true, example: exampleCompact,
		description: "a scenario in the compact form that POST /analysis/scenarios answers with. It holds its day.",
		schema:      object{"type": "string", "maxLength": maxCompact},
	}, readScenario)
	aParam, aOf = typed(param{
		name: "a", in: inQuery, required: true, example: "2015-12-31",
		description: "what is compared: a day (2017-03-16), an instant, read as its date in Paris, or a scenario in its compact form.",
		schema:      object{"type": "string", "maxLength": maxCompact},
	}, readSide)
	bParam, bOf = typed(param{
		name: "b", in: inQuery, required: true, example: "2017-03-16",
		description: "what it is compared with, as a. Every difference is b less a.",
		schema:      object{"type": "string", "maxLength": maxCompact},
	}, readSide)
	qpvAParam, qpvAOf = enumParam("qpv_a", "qpv, of a alone.", "2015", namesOf(geo.Geographies),
		readSideGeography)
	qpvBParam, qpvBOf = enumParam("qpv_b", "qpv, of b alone. Where it differs from qpv_a, the territory compared is what both geographies have.",
		"2015", namesOf(geo.Geographies),
		readSideGeography)
	aimParam, aimOf = enumParam("aim", "what a plan is the best for: the fewest departments whose set of centres changes, then the fewest centres created; the smallest of the largest load (neighbourhoods of a centre, or another measure), then the smallest sum of squares; or one centre for each region since 2016, then the fewest changes.",
		string(plan.Fewest), namesOf(plan.Aims),
		plan.ParseAim)
	loadParam, loadOf = enumParam("measure", "the measure that counts: what a plan leaves, and the loads that it evens and that max_load limits, are in it. Refused with its reason where the geography has no figure of it.",
		geo.Neighbourhoods.String(), textsOf(plan.Measures),
		geo.ParseMeasure)
	createParam, createOf   = boolParam("create", "whether a plan may create centres, one for each region or collectivity at most.")
	joinParam, joinOf       = boolParam("join_overseas", "whether an overseas territory may be joined to a centre of another land.")
	moveParam, mayMoveOf    = boolParam("move", "whether a department that is covered already may change hands.")
	maxLoadParam, maxLoadOf = typed(param{
		name: "max_load", in: inQuery, initial: "0", keep: true,
		description: "the most neighbourhoods, or of another measure, of a centre that is given more; 0: no limit.",
		schema:      object{"type": "integer", "minimum": 0, "maximum": maxMaxLoad, "default": 0},
	}, readMaxLoad)
)

// A side is one of two states that are compared.
type side struct {
	date      geo.Date
	scenario  *scenario.Scenario // nil: the network as it is known
	compact   string
	geography geo.Geography
}

// stated is a scenario that says its day: an answer found at its own address must
// not turn with the calendar.
type stated struct {
	scenario.Scenario
	compact string
}

func (s stated) day() geo.Date { return s.Datetime }

func readScenario(_ *values, text string) (stated, string, error) {
	sc, err := scenariojson.Decode(text)
	if err != nil {
		return stated{}, "", errCompact(err.Error())
	}
	if sc.Datetime == 0 {
		return stated{}, "", errCompact("the scenario says no datetime")
	}
	canonical, err := scenariojson.Encode(sc)
	return stated{sc, canonical}, canonical, err
}

func errCompact(detail string) error {
	return invalidParameter.problem("This is no compact scenario: "+detail+".",
		"Send the scenario as JSON to POST /analysis/scenarios, and take compact from its answer.")
}

// readSide reads a day or a compact scenario. Only the latter has a dot that no
// instant has: after letters and digits, without a colon.
func readSide(v *values, text string) (side, string, error) {
	if len(text) > 1 && text[0] == 's' {
		one, canonical, err := readScenario(v, text)
		return side{scenario: &one.Scenario, date: one.Datetime, compact: canonical}, canonical, err
	}
	d, canonical, err := readDay(v, text)
	if err != nil {
		p := problemOf(err)
		p.Fix = "Send a day, as 2017-03-16, or a scenario in the compact form that POST /analysis/scenarios answers with."
		return side{}, "", p
	}
	return side{date: d}, canonical, nil
}

// sideGeography is the geography of one side alone.
type sideGeography geo.Geography

func readSideGeography(text string) (sideGeography, error) {
	g, err := geo.ParseGeography(text)
	return sideGeography(g), err
}

// geography is what the neighbourhoods of a side are of.
func (g sideGeography) geography() geo.Geography { return geo.Geography(g) }

// sideA is the first state that a request compares, and sideB the other.
func sideA(v resolved) *side { return sideOf(aOf(v), qpvAOf(v)) }
func sideB(v resolved) *side { return sideOf(bOf(v), qpvBOf(v)) }

func sideOf(s side, g sideGeography) *side {
	s.geography = g.geography()
	return &s
}

// rulesOf are the rules of the plan that a request asks for.
func rulesOf(v resolved) plan.Options {
	return plan.Options{
		Aim: aimOf(v), Measure: loadOf(v), MaxLoad: maxLoadOf(v),
		AllowCreate: createOf(v), JoinOverseas: joinOf(v), MayMove: mayMoveOf(v),
	}
}

// maxMaxLoad is far above what there is of any measure: a larger number is a
// slip, or no limit said otherwise.
const maxMaxLoad = 100_000_000

func readMaxLoad(_ *values, text string) (int64, string, error) {
	n, err := wholeNumber(text)
	if err != nil || n < 0 || n > maxMaxLoad {
		return 0, "", invalidParameter.problem(fmt.Sprintf("max_load must be a whole number from 0 to %d.", maxMaxLoad), "Send the most a centre may have, or 0 for no limit.")
	}
	return n, strconv.FormatInt(n, 10), nil
}
