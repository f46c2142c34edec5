package wire

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Assumption is one end of a perimeter that decided something unproven.
type Assumption struct {
	Centre         string    `json:"centre"`
	Perimeter      string    `json:"perimeter"`
	End            string    `json:"end"`
	Known          geo.Fuzzy `json:"known"`
	Precision      string    `json:"precision"`
	Attested       geo.Fuzzy `json:"attested"` // the latest dated source that shows the perimeter
	Departments    int64     `json:"departments"`
	Neighbourhoods int64     `json:"neighbourhoods"`
}

// AssumptionsOf puts the ends of perimeters that decided something unproven on the wire.
func AssumptionsOf(assumed []coverage.Assumption) []Assumption {
	out := make([]Assumption, len(assumed))
	for i, a := range assumed {
		out[i] = Assumption{
			Centre: a.Perimeter.Centre.ID, Perimeter: a.Perimeter.ID, End: string(a.End),
			Known: a.Known, Precision: string(a.Precision), Attested: a.Perimeter.Attested,
			Departments: a.Departments, Neighbourhoods: a.Neighbourhoods,
		}
	}
	return out
}

// Network sets the centres known here against those published at the date.
type Network struct {
	Known       int       `json:"known"`
	Published   any       `json:"published"`
	PublishedAt geo.Fuzzy `json:"published_at"`
	Source      string    `json:"source,omitempty"`
}

// NetworkOf sets the centres known against those published.
func NetworkOf(a *coverage.Analysis) Network {
	n := Network{Known: a.Known}
	if a.Size != nil {
		n.Published, n.PublishedAt, n.Source = Known(a.Size.Count), a.Size.Date, a.Size.Source
	}
	return n
}

// NoPerimeter names the columns of a table.
var NoPerimeter = &snapshot.Perimeter{Perimeter: &geo.Perimeter{}, Centre: &geo.Centre{}}
