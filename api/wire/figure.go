package wire

import (
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
)

// A Figure is one measure of one territory, with its denominator. The numbers
// are null where the measure has no meaning; Reason says why.
type Figure struct {
	Covered      any      `json:"covered"`
	Total        any      `json:"total"`
	Share        *float64 `json:"share"`
	Unsourced    any      `json:"unsourced"`
	Undetermined any      `json:"undetermined,omitempty"`
	ShareAtMost  *float64 `json:"share_at_most,omitempty"` // were all that is undetermined covered
	Approximate  bool     `json:"approximate,omitempty"`
	Missing      int64    `json:"missing_boundaries,omitempty"` // units without one, which an area lacks
	Of           string   `json:"of"`
	Reason       string   `json:"reason,omitempty"`
	Band         *Margin  `json:"band,omitempty"`     // of totals alone
	Evidence     *Aged    `json:"evidence,omitempty"` // of totals, of regions and of departments
}

// ByMeasure is one value for each measure, which on the wire is the member of its
// name.
type ByMeasure[T any] geo.ByMeasure[T]

// MarshalJSON writes an object whose members stand in the order of [geo.Measures].
func (b ByMeasure[T]) MarshalJSON() ([]byte, error) {
	var members rest.Properties
	for _, m := range geo.Measures {
		members.Add(m.String(), b[m])
	}
	return members.MarshalJSON()
}

// EachMeasure asks for the value of every measure.
func EachMeasure[T any](of func(geo.Measure) T) (out ByMeasure[T]) {
	for _, m := range geo.Measures {
		out[m] = of(m)
	}
	return out
}

// Measures are the figures of one territory.
type Measures = ByMeasure[Figure]

// MeasuresOf puts figures on the wire; of says what each total is.
func MeasuresOf(f *coverage.Figures, of func(geo.Measure) string) Measures {
	return EachMeasure(func(m geo.Measure) Figure { return FigureOf(m, f.Of(m), of(m)) })
}

// AgedMeasuresOf puts figures on the wire with their evidence, which may be nil:
// not asked for.
func AgedMeasuresOf(f *coverage.Figures, e *coverage.Evidence, of func(geo.Measure) string) Measures {
	return EachMeasure(func(m geo.Measure) Figure {
		one := FigureOf(m, f.Of(m), of(m))
		one.Evidence = AgedFigure(e, f, m)
		return one
	})
}

// Shares is what part of each measure is covered; null where that has no
// meaning.
type Shares = ByMeasure[*float64]

// SharesOf puts the shares of every measure on the wire.
func SharesOf(f *coverage.Figures) Shares {
	return EachMeasure(func(m geo.Measure) *float64 { return FigureOf(m, f.Of(m), "").Share })
}

// FigureOf puts one figure on the wire; of says what its total is.
func FigureOf(m geo.Measure, f *coverage.Figure, of string) Figure {
	out := Figure{Of: of, Reason: f.Reason.English(), Approximate: f.Approximate, Missing: f.Missing}
	if f.Reason != "" {
		return out
	}
	out.Covered, out.Total, out.Unsourced = Amount(m, f.Covered), Amount(m, f.Total), Amount(m, f.Unsourced)
	if reach, ok := f.Reach(); ok && f.Undetermined > 0 {
		reach = rest.Round(reach, 4)
		out.Undetermined, out.ShareAtMost = Amount(m, f.Undetermined), &reach
	}
	if share, ok := f.Share(); ok {
		share = rest.Round(share, 4)
		out.Share = &share
	}
	return out
}

// Untold is what cannot be told of a figure: nil where there is none.
func Untold(m geo.Measure, f *coverage.Figure) any {
	if f.Reason != "" {
		return nil
	}
	return Amount(m, f.Undetermined)
}

// Amount is a number in the unit of its measure, as it is shown.
func Amount(m geo.Measure, n int64) any { return m.Amount(n) }

// OfUnit says what the totals of one unit are.
func OfUnit(name string, q coverage.Query) func(geo.Measure) string {
	return func(m geo.Measure) string { return coverage.DescribeUnit(name, q, m) }
}

// AddCoverage adds every part of every measure to the properties of a feature,
// or to the cells of a row.
func AddCoverage(p *rest.Properties, f *coverage.Figures) {
	for _, m := range geo.Measures {
		one := FigureOf(m, f.Of(m), "")
		name := m.String()
		p.Add(name+"_covered", one.Covered)
		p.Add(name+"_total", one.Total)
		p.Add(name+"_share", rest.OrNull(one.Share))
		p.Add(name+"_unsourced", one.Unsourced)
		p.Add(name+"_undetermined", one.Undetermined)
	}
	p.Add("area_approximate", f.Of(geo.AreaKM2).Approximate)
}

// AddFigures adds the covered part, under the name given to it, what of it
// cannot be told, and the total of every measure to the properties of a feature.
func AddFigures(p *rest.Properties, f *coverage.Figures, part string) {
	for _, m := range geo.Measures {
		one := FigureOf(m, f.Of(m), "")
		p.Add(m.String()+"_"+part, one.Covered)
		p.Add(m.String()+"_undetermined", one.Undetermined)
		p.Add(m.String()+"_total", one.Total)
	}
	p.Add("area_missing_boundaries", f.Of(geo.AreaKM2).Missing)
	p.Add("area_approximate", f.Of(geo.AreaKM2).Approximate)
}

// MeasureNames names every measure, as requests do.
func MeasureNames() []string {
	return rest.TextsOf(geo.Measures)
}
