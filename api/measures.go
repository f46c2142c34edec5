package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// A figure is one measure of one territory, with its denominator. The numbers
// are null where the measure has no meaning; Reason says why.
type figure struct {
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
	Band         *margin  `json:"band,omitempty"`     // of totals alone
	Evidence     *aged    `json:"evidence,omitempty"` // of totals, of regions and of departments
}

// byMeasure is one value for each measure, which on the wire is the member of its
// name.
type byMeasure[T any] geo.ByMeasure[T]

// MarshalJSON writes an object whose members stand in the order of [geo.Measures].
func (b byMeasure[T]) MarshalJSON() ([]byte, error) {
	var members properties
	for _, m := range geo.Measures {
		members.add(m.String(), b[m])
	}
	return members.MarshalJSON()
}

// eachMeasure asks for the value of every measure.
func eachMeasure[T any](of func(geo.Measure) T) (out byMeasure[T]) {
	for _, m := range geo.Measures {
		out[m] = of(m)
	}
	return out
}

// measures are the figures of one territory.
type measures = byMeasure[figure]

// measuresOf puts figures on the wire; of says what each total is.
func measuresOf(f *coverage.Figures, of func(geo.Measure) string) measures {
	return eachMeasure(func(m geo.Measure) figure { return figureOf(m, f.Of(m), of(m)) })
}

// agedMeasuresOf puts figures on the wire with their evidence, which may be nil:
// not asked for.
func agedMeasuresOf(f *coverage.Figures, e *coverage.Evidence, of func(geo.Measure) string) measures {
	return eachMeasure(func(m geo.Measure) figure {
		one := figureOf(m, f.Of(m), of(m))
		one.Evidence = agedFigure(e, f, m)
		return one
	})
}

// shares is what part of each measure is covered; null where that has no
// meaning.
type shares = byMeasure[*float64]

func sharesOf(f *coverage.Figures) shares {
	return eachMeasure(func(m geo.Measure) *float64 { return figureOf(m, f.Of(m), "").Share })
}

func figureOf(m geo.Measure, f *coverage.Figure, of string) figure {
	out := figure{Of: of, Reason: f.Reason.English(), Approximate: f.Approximate, Missing: f.Missing}
	if f.Reason != "" {
		return out
	}
	out.Covered, out.Total, out.Unsourced = amount(m, f.Covered), amount(m, f.Total), amount(m, f.Unsourced)
	if reach, ok := f.Reach(); ok && f.Undetermined > 0 {
		reach = round(reach, 4)
		out.Undetermined, out.ShareAtMost = amount(m, f.Undetermined), &reach
	}
	if share, ok := f.Share(); ok {
		share = round(share, 4)
		out.Share = &share
	}
	return out
}

// untold is what cannot be told of a figure: nil where there is none.
func untold(m geo.Measure, f *coverage.Figure) any {
	if f.Reason != "" {
		return nil
	}
	return amount(m, f.Undetermined)
}

// amount is a number in the unit of its measure, as it is shown.
func amount(m geo.Measure, n int64) any { return m.Amount(n) }

// ofUnit says what the totals of one unit are.
func ofUnit(name string, q coverage.Query) func(geo.Measure) string {
	return func(m geo.Measure) string { return coverage.DescribeUnit(name, q, m) }
}

// addCoverage adds every part of every measure to the properties of a feature,
// or to the cells of a row.
func (p *properties) addCoverage(f *coverage.Figures) {
	for _, m := range geo.Measures {
		one := figureOf(m, f.Of(m), "")
		name := m.String()
		p.add(name+"_covered", one.Covered)
		p.add(name+"_total", one.Total)
		p.add(name+"_share", orNull(one.Share))
		p.add(name+"_unsourced", one.Unsourced)
		p.add(name+"_undetermined", one.Undetermined)
	}
	p.add("area_approximate", f.Of(geo.AreaKM2).Approximate)
}

// addFigures adds the covered part, under the name given to it, what of it
// cannot be told, and the total of every measure to the properties of a feature.
func (p *properties) addFigures(f *coverage.Figures, part string) {
	for _, m := range geo.Measures {
		one := figureOf(m, f.Of(m), "")
		p.add(m.String()+"_"+part, one.Covered)
		p.add(m.String()+"_undetermined", one.Undetermined)
		p.add(m.String()+"_total", one.Total)
	}
	p.add("area_missing_boundaries", f.Of(geo.AreaKM2).Missing)
	p.add("area_approximate", f.Of(geo.AreaKM2).Approximate)
}

// measureNames names every measure, as requests do.
func measureNames() []string {
	return textsOf(geo.Measures)
}
