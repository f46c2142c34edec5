package api

import (
	"maillage/geo"
	"maillage/geo/realign"
)

// statusCounts is how many regions have each status.
type statusCounts struct {
	Uncovered  int `json:"uncovered"`
	Partial    int `json:"partial"`
	Aligned    int `json:"aligned"`
	Shared     int `json:"shared"`
	Split      int `json:"split"`
	Overlapped int `json:"overlapped"`
}

func statusCountsOf(n *realign.Counts) statusCounts {
	return statusCounts{
		n.Of(realign.Uncovered), n.Of(realign.Partial), n.Of(realign.Aligned),
		n.Of(realign.Shared), n.Of(realign.Split), n.Of(realign.Overlapped),
	}
}

// alignment is the index of a region, or of the nation, in both weights; null
// where nothing has any weight.
type alignment struct {
	Departments    *float64 `json:"departments"`
	Neighbourhoods *float64 `json:"neighbourhoods"`
}

func alignmentOf(n *realign.NationalAlignment) alignment {
	return alignment{
		indexValue(n.Departments.Value, n.Departments.Known),
		indexValue(n.Neighbourhoods.Value, n.Neighbourhoods.Known),
	}
}

// indexValue keeps six decimals: fewer could show a region of a thousand
// communes as aligned that lacks one.
func indexValue(v float64, known bool) *float64 {
	if !known {
		return nil
	}
	v = round(v, 6)
	return &v
}

// stateWire is the national figures of one day.
type stateWire struct {
	Datetime     string       `json:"datetime"`
	CentresKnown int          `json:"centres_known"`
	Totals       measures     `json:"totals"`
	Counts       statusCounts `json:"counts"`
	CountsApart  statusCounts `json:"counts_apart"`
	Index        alignment    `json:"index"`
}

func stateOf(c *call, s *realign.State) stateWire {
	return stateWire{
		Datetime: s.Day.String(), CentresKnown: s.Known, Totals: agedMeasuresOf(&s.Figures, s.Evidence, c.describe),
		Counts: statusCountsOf(&s.Counts), CountsApart: statusCountsOf(&s.Apart), Index: alignmentOf(&s.Alignment),
	}
}

// standingBand is how the regions stand at each threshold of confidence.
type standingBand struct {
	High   standing `json:"high"`
	Medium standing `json:"medium"`
	Low    standing `json:"low"`
}

type standing struct {
	Counts      statusCounts `json:"counts"`
	CountsApart statusCounts `json:"counts_apart"`
	Index       alignment    `json:"index"`
}

func standingBandOf(b *realign.Band) standingBand {
	at := func(s *realign.State) standing {
		return standing{statusCountsOf(&s.Counts), statusCountsOf(&s.Apart), alignmentOf(&s.Alignment)}
	}
	return standingBand{at(&b.High), at(&b.Medium), at(&b.Low)}
}

// remainder is what is not covered in one measure.
type remainder struct {
	Remaining    any    `json:"remaining"`
	Total        any    `json:"total"`
	Undetermined any    `json:"undetermined,omitempty"`
	Approximate  bool   `json:"approximate,omitempty"`
	Of           string `json:"of"`
	Reason       string `json:"reason,omitempty"`
}

// remaining is what full coverage lacks.
type remaining struct {
	Measures          byMeasure[remainder]
	DepartmentCodes   []string // not covered whole
	CollectivityCodes []string // no departments, which the measure leaves out
	CityContracts     contracts
}

// MarshalJSON writes the measures as members beside the others.
func (r remaining) MarshalJSON() ([]byte, error) {
	var members properties
	for _, m := range geo.Measures {
		members.add(m.String(), r.Measures[m])
	}
	members.add("department_codes", r.DepartmentCodes)
	members.add("collectivity_codes", r.CollectivityCodes)
	members.add("city_contracts", r.CityContracts)
	return members.MarshalJSON()
}

// contracts are city contracts by what is covered of their departments.
type contracts struct {
	Total             int      `json:"total"` // those placed
	Covered           int      `json:"covered"`
	Remaining         int      `json:"remaining"`
	Undetermined      int      `json:"undetermined"`
	RemainingCodes    []string `json:"remaining_codes"`
	UndeterminedCodes []string `json:"undetermined_codes"`
	UnplacedCodes     []string `json:"unplaced_codes"`
	Of                string   `json:"of"`
}

func remainingOf(r *realign.Remaining, departments []string, where string, of func(geo.Measure) string) remaining {
	k := &r.Contracts
	departments, collectivities := apart(departments)
	return remaining{
		eachMeasure(func(m geo.Measure) remainder { return remainderOf(m, r.Of(m), of(m)) }),
		departments, collectivities, contracts{
			Total: k.Total(), Covered: k.Covered, Remaining: len(k.Remaining), Undetermined: len(k.Undetermined),
			RemainingCodes: codes(k.Remaining), UndeterminedCodes: codes(k.Undetermined), UnplacedCodes: codes(k.Unplaced),
			Of: "city contracts of 2015 with a department in " + where + ", each counted once by its code and placed by its departments; CV366 to CV368, published without one, by the EPCI that signs them",
		},
	}
}

// apart tells departments from collectivities.
func apart(list []string) (departments, collectivities []string) {
	departments, collectivities = []string{}, []string{}
	for _, code := range list {
		if geo.COM.Contains(code) {
			collectivities = append(collectivities, code)
		} else {
			departments = append(departments, code)
		}
	}
	return departments, collectivities
}

func remainderOf(m geo.Measure, l *realign.Left, of string) remainder {
	out := remainder{Of: of, Reason: l.Reason.English(), Approximate: l.Approximate}
	if l.Reason != "" {
		return out
	}
	out.Remaining, out.Total = amount(m, l.N), amount(m, l.Total)
	if l.Undetermined > 0 {
		out.Undetermined = amount(m, l.Undetermined)
	}
	return out
}
