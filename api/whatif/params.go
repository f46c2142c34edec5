package whatif

import (
	"fmt"
	"strconv"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/plan"
	"maillage/geo/scenario"
)

// The vocabulary of what-if questions.
var (
	AParam, aOf = rest.Typed(rest.Param{
		Name: "a", In: rest.InQuery, Required: true, Example: "2015-12-31",
		Description: "what is compared: a day (2017-03-16), an instant, read as its date in Paris, or a scenario in its " +
			"compact form.",
		Schema: rest.Object{"type": "string", "maxLength": ask.MaxCompact},
	}, readSide)
	BParam, bOf = rest.Typed(rest.Param{
		Name: "b", In: rest.InQuery, Required: true, Example: "2017-03-16",
		Description: "what it is compared with, as a. Every difference is b less a.",
		Schema:      rest.Object{"type": "string", "maxLength": ask.MaxCompact},
	}, readSide)
	QPVAParam, qpvAOf = rest.Enum("qpv_a", "qpv, of a alone.", "2015", rest.NamesOf(geo.Geographies),
		readSideGeography)
	QPVBParam, qpvBOf = rest.Enum("qpv_b",
		"qpv, of b alone. Where it differs from qpv_a, the territory compared is what both geographies have.",
		"2015", rest.NamesOf(geo.Geographies),
		readSideGeography)
	AimParam, aimOf = rest.Enum("aim", schemas.Description("aim"),
		string(plan.Fewest), rest.NamesOf(plan.Aims),
		plan.ParseAim)
	loadParam, loadOf = rest.Enum("measure", schemas.Description("measure"),
		geo.Neighbourhoods.String(), rest.TextsOf(plan.Measures),
		geo.ParseMeasure)
	CreateParam, createOf = rest.Bool("create",
		"whether a plan may create centres, one for each region or collectivity at most.")
	JoinParam, joinOf = rest.Bool("join_overseas",
		"whether an overseas territory may be joined to a centre of another land.")
	MoveParam, mayMoveOf    = rest.Bool("move", "whether a department that is covered already may change hands.")
	MaxLoadParam, maxLoadOf = rest.Typed(rest.Param{
		Name: "max_load", In: rest.InQuery, Initial: "0", Keep: true,
		Description: "the most neighbourhoods, or of another measure, of a centre that is given more; 0: no limit.",
		Schema:      rest.Object{"type": "integer", "minimum": 0, "maximum": maxMaxLoad, "default": 0},
	}, readMaxLoad)
)

// A side is one of two states that are compared.
type side struct {
	Date      geo.Date
	scenario  *scenario.Scenario // nil: the network as it is known
	compact   string
	geography geo.Geography
}

// readSide reads a day or a compact scenario. Only the latter has a dot that no
// instant has: after letters and digits, without a colon.
func readSide(v *rest.Values, text string) (side, string, error) {
	if len(text) > 1 && text[0] == 's' {
		one, canonical, err := ask.ReadScenario(v, text)
		return side{scenario: &one.Scenario, Date: one.Datetime, compact: canonical}, canonical, err
	}
	d, canonical, err := ask.ReadDay(v, text)
	if err != nil {
		p := rest.ProblemOf(err)
		p.Fix = "Send a day, as 2017-03-16, or a scenario in the compact form that POST /analysis/scenarios answers with."
		return side{}, "", p
	}
	return side{Date: d}, canonical, nil
}

// sideGeography is the geography of one side alone.
type sideGeography geo.Geography

func readSideGeography(text string) (sideGeography, error) {
	g, err := geo.ParseGeography(text)
	return sideGeography(g), err
}

// Geography is what the neighbourhoods of a side are of.
func (g sideGeography) Geography() geo.Geography { return geo.Geography(g) }

// SideA is the first state that a request compares.
func SideA(v rest.Resolved) *side { return sideOf(aOf(v), qpvAOf(v)) }

// SideB is the other state that a request compares.
func SideB(v rest.Resolved) *side { return sideOf(bOf(v), qpvBOf(v)) }

func sideOf(s side, g sideGeography) *side {
	s.geography = g.Geography()
	return &s
}

// RulesOf are the rules of the plan that a request asks for.
func RulesOf(v rest.Resolved) plan.Options {
	return plan.Options{
		Aim: aimOf(v), Measure: loadOf(v), MaxLoad: maxLoadOf(v),
		AllowCreate: createOf(v), JoinOverseas: joinOf(v), MayMove: mayMoveOf(v),
	}
}

// maxMaxLoad is far above what there is of any measure: a larger number is a
// slip, or no limit said otherwise.
const maxMaxLoad = 100_000_000

func readMaxLoad(_ *rest.Values, text string) (int64, string, error) {
	n, err := rest.WholeNumber(text)
	if err != nil || n < 0 || n > maxMaxLoad {
		return 0, "", rest.InvalidParameter.Problem(fmt.Sprintf("max_load must be a whole number from 0 to %d.", maxMaxLoad),
			"Send the most a centre may have, or 0 for no limit.")
	}
	return n, strconv.FormatInt(n, 10), nil
}
