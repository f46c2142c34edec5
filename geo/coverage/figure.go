package coverage

import (
	"fmt"
	"strconv"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Figure is one measure of one territory. Areas are in cm² ([geo.Area]).
type Figure struct {
	Covered      int64
	Total        int64
	Unsourced    int64  // covered only by perimeters without a published source
	Undetermined int64  // neither covered nor not: in atoms a drawn perimeter cuts, or partly in covered ones
	Missing      int64  // of an area: units without a boundary, which it lacks
	Approximate  bool   // measured on boundaries marked approximate
	Reason       string // why there is no figure; "" where there is one
}

// Figures is one figure for each of [geo.Measures], in their order.
type Figures [5]Figure

// Positions in Figures; the last four are those of snapshot.Weights, plus one.
const (
	departments = iota
	area
	population
	neighbourhoods
	neighbourhoodPopulation
)

// Of returns the figure of a measure.
func (f *Figures) Of(m geo.Measure) *Figure {
	for i, name := range geo.Measures {
		if name == m {
			return &f[i]
		}
	}
	panic(fmt.Sprintf("no measure %q", m))
}

// add adds the counts of another figure of the same measure.
func (f *Figure) add(o Figure) {
	f.Covered += o.Covered
	f.Total += o.Total
	f.Unsourced += o.Unsourced
	f.Undetermined += o.Undetermined
	f.Missing += o.Missing
}

// Share returns covered over total, and false where that has no meaning. It is
// the least the share may be; see Reach.
func (f *Figure) Share() (float64, bool) {
	if f.Reason != "" || f.Total == 0 {
		return 0, false
	}
	return float64(f.Covered) / float64(f.Total), true
}

// Reach returns the largest share the territory may have: what cannot be told
// counted as covered. It is Share where everything can be told.
func (f *Figure) Reach() (float64, bool) {
	most := *f
	most.Covered += f.Undetermined
	return most.Share()
}

// Reasons for having no figure.
const (
	noPopulation2024 = "no population is published for the neighbourhoods of the 2024 geography"
	noQPV2024Here    = "the 2024 geography published here has no neighbourhoods of Saint-Martin and French Polynesia (91 of the 1,584 published)"
	noDepartments    = "a department is not a part of a territory of this level"
	noFineBoundaries = "areas at this level are counted by commune, and no boundaries of communes are loaded (--layer communes=FILE)"
	noBoundaries     = "no boundaries are loaded for this territory"
	inCommunes       = "its inhabitants are counted in its communes"
	noCensus         = "not in the catalogue's vintage: its inhabitants are counted in the commune that took it over"
)

// Describe says in words what the total of a measure is, for one query.
func Describe(s *snapshot.Snapshot, q Query, m geo.Measure) string {
	where := q.Territory.Describe()
	switch m {
	case geo.Departments:
		if country := q.Territory.Country(); country != "" {
			return "NUTS 3 regions of " + country
		}
		return "departments of " + where + "; overseas collectivities are not departments"
	case geo.AreaKM2:
		return "geodesic area (WGS84), in km², of " + where + ", on the boundaries loaded"
	case geo.Population:
		return fmt.Sprintf("inhabitants of %s: %s, at every date", where, s.Data.Catalogue.PopulationOf)
	case geo.Neighbourhoods:
		if q.Geography == geo.QPV2024 {
			where = with2024(s, q.Territory)
		}
		return fmt.Sprintf("priority neighbourhoods (QPV) of the %s geography in %s", q.Geography, where)
	default:
		if q.Geography == geo.QPV2024 {
			return noPopulation2024
		}
		return "inhabitants (legal population 2013) of the priority neighbourhoods (QPV) of the 2015 geography in " + where
	}
}

// with2024 is the part of a territory that has neighbourhoods of 2024, and how
// many of those published it has.
func with2024(s *snapshot.Snapshot, t geo.Territory) string {
	none := "; none is published here for Saint-Martin and French Polynesia"
	if listed, ok := geo.QPV2024.Listed(t); ok {
		none += ": " + grouped(inTerritory(s.Data.Neighbourhoods[geo.QPV2024], t)) + " of " + grouped(listed) + " published"
	}
	switch t {
	case geo.France:
		return geo.Metropole.Describe() + " and " + geo.DROM.Describe() + none
	case geo.Overseas:
		return geo.DROM.Describe() + none
	}
	return t.Describe()
}

func inTerritory(hoods []geo.Neighbourhood, t geo.Territory) (n int) {
	for i := range hoods {
		if t.Contains(hoods[i].Department) {
			n++
		}
	}
	return n
}

// grouped writes a number below a million as English prose does: 1,493.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
