package geo

import (
	"fmt"
	"math"
)

// Measure is what a share of coverage is counted in. To add one: a constant here,
// in the order in which measures are shown, its row in the table below, and what
// one atom weighs (geo/snapshot). CONTRIBUTING.md says what its words are.
type Measure uint8

// The measures. Areas are counted as [Area], the others one by one.
const (
	Departments Measure = iota
	AreaKM2
	Population
	Neighbourhoods
	NeighbourhoodPopulation
	NPNRUNeighbourhoods // those that the national programme of urban renewal lists
	measureCount
)

// ByMeasure is one value for each of [Measures], at the index of its measure.
type ByMeasure[T any] [measureCount]T

// Of returns the value of a measure.
func (b *ByMeasure[T]) Of(m Measure) *T { return &b[m] }

// Measures lists the measures in the order they are shown.
var Measures = func() []Measure {
	all := make([]Measure, measureCount)
	for i := range all {
		all[i] = Measure(i)
	}
	return all
}()

// measureRow is what one measure is.
type measureRow struct {
	name     string // in requests, answers, columns and tiles
	unit     string // "" where it is counted one by one
	each     int64  // how much of what is counted makes one of the unit
	decimals int    // that are shown
	// of says what the total of a territory is, and ofUnit that of one unit, where
	// {ground} is its name, {geography} the vintage of the neighbourhoods and
	// {people} what the inhabitants of the catalogue are.
	of, ofUnit string
	// ofNeighbourhoods tells that it adds up over neighbourhoods, and so hangs on
	// their geography. lacks are the geographies that do not have it, and why.
	ofNeighbourhoods bool
	lacks            map[Geography]Lack
}

// measureTable is what each measure is.
var measureTable = ByMeasure[measureRow]{
	Departments: {
		name: "departments", each: 1,
		of: "departments of {ground}; overseas collectivities are not departments", ofUnit: "departments of {ground}",
	},
	AreaKM2: {
		name: "area_km2", unit: "km²", each: 1e10, decimals: 4, // 100 m², far below the accuracy of any boundary
		of: "geodesic area (WGS84), in km², of {ground}, on the boundaries loaded", ofUnit: "area of {ground}, in km²",
	},
	Population: {
		name: "population", each: 1,
		of: "inhabitants of {ground}: {people}, at every date", ofUnit: "inhabitants of {ground}",
	},
	Neighbourhoods: {
		name: "neighbourhoods", each: 1, ofNeighbourhoods: true,
		of: "priority neighbourhoods (QPV) of the {geography} geography in {ground}", ofUnit: "QPV {geography} of {ground}",
	},
	NeighbourhoodPopulation: {
		name: "neighbourhood_population", each: 1, ofNeighbourhoods: true,
		of:     "inhabitants (legal population 2013) of the priority neighbourhoods (QPV) of the {geography} geography in {ground}",
		ofUnit: "inhabitants of the QPV {geography} of {ground}",
		lacks:  map[Geography]Lack{QPV2024: LackPopulation2024},
	},
	NPNRUNeighbourhoods: {
		name: "npnru_neighbourhoods", each: 1, ofNeighbourhoods: true,
		of: "priority neighbourhoods (QPV) of the {geography} geography in {ground} that the national programme of urban renewal (NPNRU) lists, " +
			"by the list kept by hand from ANRU's spreadsheet in a public repository (2025; 448 in all of France, 450 by other texts): " +
			"it does not say which are of national and which of regional interest, nor since when each",
		ofUnit: "QPV {geography} of {ground} that the NPNRU lists",
		lacks:  map[Geography]Lack{QPV2024: LackNPNRU2024},
	},
}

// String returns the measure's name, as in requests and answers.
func (m Measure) String() string { return measureTable[m].name }

// MarshalText returns the measure's name.
func (m Measure) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// ParseMeasure reads a measure by its name.
func ParseMeasure(s string) (Measure, error) {
	for _, m := range Measures {
		if m.String() == s {
			return m, nil
		}
	}
	return 0, fmt.Errorf("measure %.40q: want one of %v", s, Measures)
}

// Unit is the unit of the measure: "km²", or "" where it is counted one by one.
func (m Measure) Unit() string { return measureTable[m].unit }

// OfNeighbourhoods reports whether the measure adds up over neighbourhoods, and
// so hangs on their geography.
func (m Measure) OfNeighbourhoods() bool { return measureTable[m].ofNeighbourhoods }

// Lacking says why the neighbourhoods of a geography do not have the measure, ""
// where they have.
func (m Measure) Lacking(g Geography) Lack { return measureTable[m].lacks[g] }

// Words are what the total of the measure is, of a territory and of one unit:
// texts in which {ground}, {geography} and {people} stand for what is asked.
func (m Measure) Words() (of, ofUnit string) { return measureTable[m].of, measureTable[m].ofUnit }

// Amount is an amount as it is shown: a whole number (int64), or one in the unit
// of the measure (float64) with its decimals. Every form of an answer shows it so.
func (m Measure) Amount(n int64) any {
	row := &measureTable[m]
	if row.each == 1 {
		return n
	}
	return m.round(float64(n) / float64(row.each))
}

// Fraction is an amount that may be no whole number, in the unit of the measure.
func (m Measure) Fraction(n float64) float64 { return n / float64(measureTable[m].each) }

func (m Measure) round(v float64) float64 {
	scale := math.Pow10(measureTable[m].decimals)
	return math.Round(v*scale) / scale
}

// Area is a geodesic area in whole square centimetres. Integers make sums of
// parts equal the whole exactly, in any order; the Earth (5.1e18 cm²) fits.
type Area int64

// KM2 returns the area in square kilometres.
func (a Area) KM2() float64 { return float64(a) / 1e10 }
