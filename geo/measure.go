package geo

// Measure is what a share of coverage is counted in.
type Measure string

// The measures. Areas are counted as [Area], the others one by one.
const (
	Departments             Measure = "departments"
	AreaKM2                 Measure = "area_km2"
	Population              Measure = "population"
	Neighbourhoods          Measure = "neighbourhoods"
	NeighbourhoodPopulation Measure = "neighbourhood_population"
)

// Measures lists the measures in the order they are shown.
var Measures = []Measure{Departments, AreaKM2, Population, Neighbourhoods, NeighbourhoodPopulation}

// Area is a geodesic area in whole square centimetres. Integers make sums of
// parts equal the whole exactly, in any order; the Earth (5.1e18 cm²) fits.
type Area int64

// KM2 returns the area in square kilometres.
func (a Area) KM2() float64 { return float64(a) / 1e10 }
