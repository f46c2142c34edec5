package api

import (
	"math/big"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/equity"
)

// equityAnswer is how evenly the load lies.
type equityAnswer struct {
	asked
	Centres      []centreEquity   `json:"centres"`
	Regions      []regionEquity   `json:"regions"`
	Held         quantities       `json:"held"`
	Shared       quantities       `json:"shared"`
	Covered      quantities       `json:"covered"`
	Unsourced    quantities       `json:"unsourced"`    // of covered
	Undetermined quantities       `json:"undetermined"` // beside covered
	Evidence     byMeasure[*aged] `json:"evidence"`     // of covered
	approximate
	Cut        int               `json:"cut_units"` // that a drawn perimeter covers in part: counted for nobody
	Inequality inequality        `json:"inequality"`
	Reasons    map[string]string `json:"reasons"` // why a measure has no figure
	footing
}

// centreEquity is what one centre covers.
type centreEquity struct {
	ID           string     `json:"id"`
	Name         string     `json:"name"`
	Held         quantities `json:"held"`         // what it shares counted in full
	Undetermined quantities `json:"undetermined"` // beside held
	Shared       quantities `json:"shared"`       // what it shares split between the centres there
	Overseas     quantities `json:"overseas"`     // of shared
	Unsourced    quantities `json:"unsourced"`    // of shared: no perimeter of its own there has a published source
	approximate
}

// regionEquity is what is covered of one region since 2016, or collectivity.
type regionEquity struct {
	unitWire
	Centres      []string         `json:"centres"`
	Total        quantities       `json:"total"`
	Covered      quantities       `json:"covered"`
	Unsourced    quantities       `json:"unsourced"`    // of covered
	Undetermined quantities       `json:"undetermined"` // beside covered
	Evidence     byMeasure[*aged] `json:"evidence"`     // of covered
	approximate
}

// approximate says that the areas beside it are measured, if only in part, on
// boundaries marked approximate.
type approximate struct {
	Area bool `json:"area_approximate,omitempty"`
}

// quantities is one number for each measure, null where it has no meaning.
type quantities = byMeasure[any]

// inequality is that of the centres, and of the regions, measure by measure.
type inequality struct {
	Centres byMeasure[*unevenness] `json:"centres"`
	Regions byMeasure[*unevenness] `json:"regions"`
}

// unevenness is a Gini coefficient and the curve it comes from.
type unevenness struct {
	Gini   float64       `json:"gini"`
	Lorenz []lorenzPoint `json:"lorenz"`
}

// lorenzPoint is a share of the centres (or regions), the lightest first, and
// the share of the total they have.
type lorenzPoint struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

func computeEquity(c *call) (*equity.Loads, error) { return c.loads() }

func equityJSON(c *call, l *equity.Loads) (answer, error) {
	links := c.alternates()
	out := equityAnswer{
		asked: askedOf(&c.question), Centres: make([]centreEquity, len(l.Centres)), Regions: make([]regionEquity, len(l.Regions)),
		Held: quantitiesOf(l, amountOf(&l.Held)), Shared: quantitiesOf(l, shareOf(&l.Share)), Covered: quantitiesOf(l, amountOf(&l.Covered)),
		Unsourced: quantitiesOf(l, amountOf(&l.Unsourced)), Undetermined: quantitiesOf(l, amountOf(&l.Undetermined)), Evidence: agedQuantities(l, &l.Evidence), approximate: approximate{l.Approximate()},
		Cut: l.Cut, Reasons: c.reasons(), footing: footingOf(c, links...).rounded(areasRounded),
		Inequality: inequality{unevennessOf(l, &l.Uneven), unevennessOf(l, &l.UnevenRegions)},
	}
	for i := range l.Centres {
		one := &l.Centres[i]
		out.Centres[i] = centreEquity{
			one.Centre, c.nameOf(one.Centre), quantitiesOf(l, amountOf(&one.Held)), quantitiesOf(l, amountOf(&one.Undetermined)),
			quantitiesOf(l, shareOf(&one.Share)), quantitiesOf(l, shareOf(&one.Overseas)),
			quantitiesOf(l, shareOf(&one.Unsourced)), approximate{one.Approximate},
		}
	}
	for i := range l.Regions {
		r := &l.Regions[i]
		out.Regions[i] = regionEquity{
			unitWireOf(&r.Unit), codes(r.Centres), quantitiesOf(l, amountOf(&r.Total)), quantitiesOf(l, amountOf(&r.Covered)),
			quantitiesOf(l, amountOf(&r.Unsourced)), quantitiesOf(l, amountOf(&r.Undetermined)), agedQuantities(l, &r.Evidence), approximate{r.Approximate},
		}
	}
	return answer{value: out, links: links}, nil
}

// loads are those of every centre and region.
func (c *call) loads() (*equity.Loads, error) {
	q := c.analysis()
	q.Level = geo.Region // rows are always those of regions
	return equity.Measure(c.snapshot, q)
}

// nameOf is the name of a centre.
func (c *call) nameOf(id string) string {
	centre, err := c.snapshot.Centre(id)
	if err != nil {
		return ""
	}
	return centre.Name
}

// amountOf reads whole amounts, measure by measure.
func amountOf(a *equity.Amounts) func(geo.Measure) any {
	return func(m geo.Measure) any { return amount(m, a[m]) }
}

// shareOf reads fractions, to four decimals.
func shareOf(s *equity.Shares) func(geo.Measure) any {
	return func(m geo.Measure) any { return quantity(m, s[m]) }
}

// quantity is a fraction in the unit of its measure, to four decimals.
func quantity(m geo.Measure, r *big.Rat) float64 {
	if r == nil {
		return 0
	}
	f, _ := r.Float64() // the nearest
	return round(m.Fraction(f), 4)
}

// quantitiesOf reads every measure that has a meaning.
func quantitiesOf(l *equity.Loads, of func(geo.Measure) any) quantities {
	return eachMeasure(func(m geo.Measure) any {
		if l.Reasons[m] != "" {
			return nil
		}
		return of(m)
	})
}

// agedQuantities is what is covered by the age of the evidence; null for a
// measure without meaning.
func agedQuantities(l *equity.Loads, e *coverage.Evidence) byMeasure[*aged] {
	return eachMeasure(func(m geo.Measure) *aged {
		if l.Reasons[m] != "" {
			return nil
		}
		return agedOf(e, m)
	})
}

func unevennessOf(l *equity.Loads, all *geo.ByMeasure[equity.Inequality]) (out byMeasure[*unevenness]) {
	for _, m := range geo.Measures {
		if l.Reasons[m] != "" {
			continue
		}
		gini, _ := all[m].Gini.Float64()
		u := &unevenness{Gini: round(gini, 6), Lorenz: make([]lorenzPoint, len(all[m].Lorenz))}
		for k, p := range all[m].Lorenz {
			x, _ := p.Centres.Float64()
			y, _ := p.Total.Float64()
			u.Lorenz[k] = lorenzPoint{round(x, 6), round(y, 6)}
		}
		out[m] = u
	}
	return out
}

// equityTable writes a row for each centre, for each region, and one for the
// inequality of either; the first column tells them apart.
func equityTable(c *call, l *equity.Loads) (*table, error) {
	columns := equityRow(c, "", "", "")
	columns.add("centres", nil)
	for _, part := range []string{"held", "shared", "overseas", "total", "covered", "unsourced", "undetermined", "gini"} {
		columns.addQuantities(part, quantities{})
	}
	columns.addAges(nil, geo.Neighbourhoods, "")
	columns.add("area_approximate", nil)
	t := newTable(c, "maillage-equity-"+c.Date.String(), columns.names()...)
	for i := range l.Centres {
		one := &l.Centres[i]
		p := equityRow(c, "centre", one.Centre, c.nameOf(one.Centre))
		p.addQuantities("held", quantitiesOf(l, amountOf(&one.Held)))
		p.addQuantities("shared", quantitiesOf(l, shareOf(&one.Share)))
		p.addQuantities("overseas", quantitiesOf(l, shareOf(&one.Overseas)))
		p.addQuantities("unsourced", quantitiesOf(l, shareOf(&one.Unsourced)))
		p.addQuantities("undetermined", quantitiesOf(l, amountOf(&one.Undetermined)))
		p.add("area_approximate", one.Approximate)
		t.addNamed(p)
	}
	for i := range l.Regions {
		r := &l.Regions[i]
		p := equityRow(c, "region", r.Unit.Code, r.Unit.Name)
		p.add("centres", codes(r.Centres))
		p.addQuantities("total", quantitiesOf(l, amountOf(&r.Total)))
		p.addQuantities("covered", quantitiesOf(l, amountOf(&r.Covered)))
		p.addQuantities("unsourced", quantitiesOf(l, amountOf(&r.Unsourced)))
		p.addQuantities("undetermined", quantitiesOf(l, amountOf(&r.Undetermined)))
		p.addAges(&r.Evidence, geo.Neighbourhoods, "")
		p.add("area_approximate", r.Approximate)
		t.addNamed(p)
	}
	for _, row := range []struct {
		name string
		of   *geo.ByMeasure[equity.Inequality]
	}{{"inequality of centres", &l.Uneven}, {"inequality of regions", &l.UnevenRegions}} {
		p := equityRow(c, row.name, "", "")
		uneven := unevennessOf(l, row.of)
		p.addQuantities("gini", quantitiesOf(l, func(m geo.Measure) any { return uneven[m].Gini }))
		t.addNamed(p)
	}
	return t, nil
}

func equityRow(c *call, row, code, name string) properties {
	p := properties{{"row", row}}
	p.addAsked(c)
	p.add("territory", string(c.Territory))
	p.add("code", code)
	p.add("name", name)
	return p
}

// addQuantities adds one number for each measure, under the name given to it.
func (p *properties) addQuantities(part string, q quantities) {
	for i, v := range q {
		p.add(geo.Measures[i].String()+"_"+part, v)
	}
}
