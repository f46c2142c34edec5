package coverage

import (
	"fmt"
	"strconv"
	"strings"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Figure is one measure of one territory. Areas are in cm² ([geo.Area]).
type Figure struct {
	Covered      int64
	Total        int64
	Unsourced    int64    // covered only by perimeters without a published source
	Undetermined int64    // neither covered nor not: in atoms a drawn perimeter cuts, or partly in covered ones
	Missing      int64    // of an area: units without a boundary, which it lacks
	Approximate  bool     // measured on boundaries marked approximate
	Reason       geo.Lack // why there is no figure; "" where there is one
}

// Figures is one figure for each measure.
type Figures = geo.ByMeasure[Figure]

// add adds the counts of another figure of the same measure.
func (f *Figure) add(o Figure) {
	f.Covered += o.Covered
	f.Total += o.Total
	f.Unsourced += o.Unsourced
	f.Undetermined += o.Undetermined
	f.Missing += o.Missing
}

// Uncovered returns what is neither covered nor Undetermined.
func (f *Figure) Uncovered() int64 { return f.Total - f.Covered - f.Undetermined }

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

// Describe says in words what the total of a measure is, for one query.
func Describe(s *snapshot.Snapshot, q Query, m geo.Measure) string {
	if reason := s.Lacking(m, q.Geography); reason != "" {
		return reason.English()
	}
	ground := q.Territory.Describe()
	if country := q.Territory.Country(); country != "" && m == geo.Departments {
		return "NUTS 3 regions of " + country
	}
	if m.OfNeighbourhoods() && q.Geography == geo.QPV2024 {
		ground = with2024(s, q.Territory)
	}
	of, _ := m.Words()
	return fill(of, ground, q.Geography, s.Data.Catalogue.PopulationOf)
}

// DescribeUnit says in words what the total of a measure is, for one unit.
func DescribeUnit(name string, q Query, m geo.Measure) string {
	_, of := m.Words()
	return fill(of, name, q.Geography, "")
}

func fill(words, ground string, q geo.Geography, people string) string {
	return strings.NewReplacer("{ground}", ground, "{geography}", string(q), "{people}", people).Replace(words)
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
