package revision

import (
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// neighbourhoods compares both geographies, neighbourhood by neighbourhood.
func (c *comparison) neighbourhoods() {
	for _, q := range geo.Geographies {
		before, after := c.a.Data.Neighbourhoods[q], c.b.Data.Neighbourhoods[q]
		if c.emptied(Finding{Topic: Neighbourhoods, Field: string(q)}, len(before), len(after)) {
			continue
		}
		paired(before, after, func(n *geo.Neighbourhood) string { return n.Code }, c.neighbourhood)
	}
}

func (c *comparison) neighbourhood(p pair[geo.Neighbourhood]) {
	n := p.either()
	f := Finding{Topic: Neighbourhoods, Code: n.Code, Name: n.Name, Question: nil}
	if kind, alone := p.alone(); alone {
		f.Severity, f.Kind, f.Field = Review, kind, string(n.Geography)
		if kind == Gone {
			f.Severity = Refuse
		}
		c.add(f)
		return
	}
	a, b := p.before, p.after
	c.fields(f,
		field{"name", Note, orNil(a.Name), orNil(b.Name), Renamed},
		field{"department", Review, orNil(a.Department), orNil(b.Department), Moved},
		field{"region", Review, orNil(a.Region), orNil(b.Region), Moved},
		field{"region_2015", Review, orNil(a.Region2015), orNil(b.Region2015), Moved},
		field{"epci", Review, orNil(a.EPCI), orNil(b.EPCI), Moved},
		// The first code is that of the commune it counts in: order matters.
		field{"codes", Review, orNil(strings.Join(a.Codes, " ")), orNil(strings.Join(b.Codes, " ")), Moved},
		text("communes", joined(a.Communes), joined(b.Communes)),
		field{"population", Review, known(a.Population), known(b.Population), Changed},
		field{"population_2018", Note, known(a.Later), known(b.Later), Changed},
		field{"npnru", Review, orNil(string(a.NPNRU)), orNil(string(b.NPNRU)), Changed},
		field{"point", Note, pointOf(a.Point), pointOf(b.Point), Changed},
	)
}

// pointOf is a point on the grid, so that it can be compared; nil where none is
// known.
func pointOf(p *orb.Point) any {
	if p == nil {
		return nil
	}
	return [2]float64{onGrid(p[0]), onGrid(p[1])}
}
