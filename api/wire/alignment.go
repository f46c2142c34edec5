package wire

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/realign"
)

// StatusCounts is how many regions have each status.
type StatusCounts struct {
	Uncovered  int `json:"uncovered"`
	Partial    int `json:"partial"`
	Aligned    int `json:"aligned"`
	Shared     int `json:"shared"`
	Split      int `json:"split"`
	Overlapped int `json:"overlapped"`
}

// StatusCountsOf puts the number of regions by status on the wire.
func StatusCountsOf(n *realign.Counts) StatusCounts {
	return StatusCounts{
		Uncovered: n.Of(realign.Uncovered), Partial: n.Of(realign.Partial), Aligned: n.Of(realign.Aligned),
		Shared: n.Of(realign.Shared), Split: n.Of(realign.Split), Overlapped: n.Of(realign.Overlapped),
	}
}

// Alignment is the index of a region, or of the nation, in both weights; null
// where nothing has any weight.
type Alignment struct {
	Departments    *float64 `json:"departments"`
	Neighbourhoods *float64 `json:"neighbourhoods"`
}

// AlignmentOf puts an index of alignment on the wire.
func AlignmentOf(n *realign.NationalAlignment) Alignment {
	return Alignment{
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
	v = rest.Round(v, 6)
	return &v
}

// StateWire is the national figures of one day.
type StateWire struct {
	Datetime     string       `json:"datetime"`
	CentresKnown int          `json:"centres_known"`
	Totals       Measures     `json:"totals"`
	Counts       StatusCounts `json:"counts"`
	CountsApart  StatusCounts `json:"counts_apart"`
	Index        Alignment    `json:"index"`
}

// StateOf puts the statuses and the index of one threshold on the wire.
func StateOf(c *ask.Call, s *realign.State) StateWire {
	return StateWire{
		Datetime: s.Day.String(), CentresKnown: s.Known,
		Totals: AgedMeasuresOf(&s.Figures, s.Evidence, func(m geo.Measure) string { return Describe(c, m) }),
		Counts: StatusCountsOf(&s.Counts), CountsApart: StatusCountsOf(&s.Apart), Index: AlignmentOf(&s.Alignment),
	}
}

// StandingBand is how the regions stand at each threshold of confidence.
type StandingBand struct {
	High   AlignmentSummary `json:"high"`
	Medium AlignmentSummary `json:"medium"`
	Low    AlignmentSummary `json:"low"`
}

// AlignmentSummary is how a network stands against the regions: their number by status, and the index.
type AlignmentSummary struct {
	Counts      StatusCounts `json:"counts"`
	CountsApart StatusCounts `json:"counts_apart"`
	Index       Alignment    `json:"index"`
}

// StandingBandOf puts the statuses and the index at each threshold on the wire.
func StandingBandOf(b *realign.Band) StandingBand {
	at := func(s *realign.State) AlignmentSummary {
		return AlignmentSummary{StatusCountsOf(&s.Counts), StatusCountsOf(&s.Apart), AlignmentOf(&s.Alignment)}
	}
	return StandingBand{at(&b.High), at(&b.Medium), at(&b.Low)}
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

// Remaining is what full coverage lacks.
type Remaining struct {
	Measures          ByMeasure[remainder]
	DepartmentCodes   []string // not covered whole
	CollectivityCodes []string // no departments, which the measure leaves out
	CityContracts     contracts
}

// MarshalJSON writes the measures as members beside the others.
func (r Remaining) MarshalJSON() ([]byte, error) {
	var members rest.Properties
	for _, m := range geo.Measures {
		members.Add(m.String(), r.Measures[m])
	}
	members.Add("department_codes", r.DepartmentCodes)
	members.Add("collectivity_codes", r.CollectivityCodes)
	members.Add("city_contracts", r.CityContracts)
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

// RemainingOf puts what full coverage lacks on the wire; of says what each total is.
func RemainingOf(r *realign.Remaining, departments []string, where string, of func(geo.Measure) string) Remaining {
	k := &r.Contracts
	departments, collectivities := Apart(departments)
	return Remaining{
		Measures:        EachMeasure(func(m geo.Measure) remainder { return RemainderOf(m, r.Of(m), of(m)) }),
		DepartmentCodes: departments, CollectivityCodes: collectivities, CityContracts: contracts{
			Total: k.Total(), Covered: k.Covered, Remaining: len(k.Remaining), Undetermined: len(k.Undetermined),
			RemainingCodes: rest.Codes(k.Remaining), UndeterminedCodes: rest.Codes(k.Undetermined),
			UnplacedCodes: rest.Codes(k.Unplaced),
			Of: "city contracts of 2015 with a department in " + where +
				", each counted once by its code and placed by its departments; CV366 to CV368, published without one, by the " +
				"EPCI that signs them",
		},
	}
}

// Apart tells departments from collectivities.
func Apart(list []string) (departments, collectivities []string) {
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

// RemainderOf puts what is left of one measure on the wire.
func RemainderOf(m geo.Measure, l *realign.Left, of string) remainder {
	out := remainder{Of: of, Reason: l.Reason.English(), Approximate: l.Approximate}
	if l.Reason != "" {
		return out
	}
	out.Remaining, out.Total = Amount(m, l.N), Amount(m, l.Total)
	if l.Undetermined > 0 {
		out.Undetermined = Amount(m, l.Undetermined)
	}
	return out
}

// RegionIndex is the index of a region and its three factors.
type RegionIndex struct {
	Alignment
	Factors struct {
		Departments    *factors `json:"departments"`
		Neighbourhoods *factors `json:"neighbourhoods"`
	} `json:"factors"`
}

// RegionIndexOf puts the index of a region on the wire, with its factors.
func RegionIndexOf(a *realign.Alignment) RegionIndex {
	out := RegionIndex{Alignment: Alignment{
		indexValue(a.Departments.Value, a.Departments.Known),
		indexValue(a.Neighbourhoods.Value, a.Neighbourhoods.Known),
	}}
	out.Factors.Departments, out.Factors.Neighbourhoods = factorsOf(&a.Departments), factorsOf(&a.Neighbourhoods)
	return out
}

type factors struct {
	Coverage    float64 `json:"coverage"`
	Containment float64 `json:"containment"`
	Unity       float64 `json:"unity"`
}

func factorsOf(x *realign.Index) *factors {
	if !x.Known {
		return nil
	}
	return &factors{rest.Round(x.Coverage, 6), rest.Round(x.Containment, 6), rest.Round(x.Unity, 6)}
}
