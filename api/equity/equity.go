package equity

import (
	"math/big"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/equity"
)

// Answer is how evenly the load lies.
type Answer struct {
	wire.Echo
	Centres      []centreEquity             `json:"centres"`
	Regions      []regionEquity             `json:"regions"`
	Held         quantities                 `json:"held"`
	Shared       quantities                 `json:"shared"`
	Covered      quantities                 `json:"covered"`
	Unsourced    quantities                 `json:"unsourced"`    // of covered
	Undetermined quantities                 `json:"undetermined"` // beside covered
	Evidence     wire.ByMeasure[*wire.Aged] `json:"evidence"`     // of covered
	approximate
	Cut        int               `json:"cut_units"` // that a drawn perimeter covers in part: counted for nobody
	Inequality inequality        `json:"inequality"`
	Reasons    map[string]string `json:"reasons"` // why a measure has no figure
	wire.Envelope
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
	wire.Unit
	Centres      []string                   `json:"centres"`
	Total        quantities                 `json:"total"`
	Covered      quantities                 `json:"covered"`
	Unsourced    quantities                 `json:"unsourced"`    // of covered
	Undetermined quantities                 `json:"undetermined"` // beside covered
	Evidence     wire.ByMeasure[*wire.Aged] `json:"evidence"`     // of covered
	approximate
}

// approximate says that the areas beside it are measured, if only in part, on
// boundaries marked approximate.
type approximate struct {
	Area bool `json:"area_approximate,omitempty"`
}

// quantities is one number for each measure, null where it has no meaning.
type quantities = wire.ByMeasure[any]

// inequality is that of the centres, and of the regions, measure by measure.
type inequality struct {
	Centres wire.ByMeasure[*unevenness] `json:"centres"`
	Regions wire.ByMeasure[*unevenness] `json:"regions"`
}

// unevenness is a Gini coefficient and the curve it comes from.
type unevenness struct {
	Gini   float64       `json:"gini"`
	Lorenz []LorenzPoint `json:"lorenz"`
}

// LorenzPoint is a share of the centres (or regions), the lightest first, and
// the share of the total they have.
type LorenzPoint struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

func computeEquity(c *ask.Call) (*equity.Loads, error) { return loads(c) }

func equityJSON(c *ask.Call, l *equity.Loads) (rest.Answer, error) {
	links := c.Alternates()
	out := Answer{
		Echo: wire.EchoOf(&c.Question), Centres: make([]centreEquity, len(l.Centres)),
		Regions: make([]regionEquity, len(l.Regions)),
		Held:    quantitiesOf(l, amountOf(&l.Held)), Shared: quantitiesOf(l, shareOf(&l.Share)),
		Covered:   quantitiesOf(l, amountOf(&l.Covered)),
		Unsourced: quantitiesOf(l, amountOf(&l.Unsourced)), Undetermined: quantitiesOf(l, amountOf(&l.Undetermined)),
		Evidence: agedQuantities(l, &l.Evidence), approximate: approximate{l.Approximate()},
		Cut: l.Cut, Reasons: wire.Reasons(c), Envelope: wire.EnvelopeOf(c, links...).Rounded(wire.AreasRounded),
		Inequality: inequality{unevennessOf(l, &l.Uneven), unevennessOf(l, &l.UnevenRegions)},
	}
	for i := range l.Centres {
		one := &l.Centres[i]
		out.Centres[i] = centreEquity{
			ID: one.Centre, Name: nameOf(c, one.Centre), Held: quantitiesOf(l, amountOf(&one.Held)),
			Undetermined: quantitiesOf(l, amountOf(&one.Undetermined)),
			Shared:       quantitiesOf(l, shareOf(&one.Share)), Overseas: quantitiesOf(l, shareOf(&one.Overseas)),
			Unsourced: quantitiesOf(l, shareOf(&one.Unsourced)), approximate: approximate{one.Approximate},
		}
	}
	for i := range l.Regions {
		r := &l.Regions[i]
		out.Regions[i] = regionEquity{
			Unit: wire.UnitOf(&r.Unit), Centres: rest.Codes(r.Centres), Total: quantitiesOf(l, amountOf(&r.Total)),
			Covered:   quantitiesOf(l, amountOf(&r.Covered)),
			Unsourced: quantitiesOf(l, amountOf(&r.Unsourced)), Undetermined: quantitiesOf(l, amountOf(&r.Undetermined)),
			Evidence: agedQuantities(l, &r.Evidence), approximate: approximate{r.Approximate},
		}
	}
	return rest.Answer{Value: out, Links: links}, nil
}

// loads are those of every centre and region.
func loads(c *ask.Call) (*equity.Loads, error) {
	q := c.Analysis()
	q.Level = geo.Region // rows are always those of regions
	return equity.Measure(c.Snapshot, q)
}

// nameOf is the name of a centre.
func nameOf(c *ask.Call, id string) string {
	centre, err := c.Snapshot.Centre(id)
	if err != nil {
		return ""
	}
	return centre.Name
}

// amountOf reads whole amounts, measure by measure.
func amountOf(a *equity.Amounts) func(geo.Measure) any {
	return func(m geo.Measure) any { return wire.Amount(m, a[m]) }
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
	return rest.Round(m.Fraction(f), 4)
}

// quantitiesOf reads every measure that has a meaning.
func quantitiesOf(l *equity.Loads, of func(geo.Measure) any) quantities {
	return wire.EachMeasure(func(m geo.Measure) any {
		if l.Reasons[m] != "" {
			return nil
		}
		return of(m)
	})
}

// agedQuantities is what is covered by the age of the evidence; null for a
// measure without meaning.
func agedQuantities(l *equity.Loads, e *coverage.Evidence) wire.ByMeasure[*wire.Aged] {
	return wire.EachMeasure(func(m geo.Measure) *wire.Aged {
		if l.Reasons[m] != "" {
			return nil
		}
		return wire.AgedOf(e, m)
	})
}

func unevennessOf(l *equity.Loads, all *geo.ByMeasure[equity.Inequality]) (out wire.ByMeasure[*unevenness]) {
	for _, m := range geo.Measures {
		if l.Reasons[m] != "" {
			continue
		}
		gini, _ := all[m].Gini.Float64()
		u := &unevenness{Gini: rest.Round(gini, 6), Lorenz: make([]LorenzPoint, len(all[m].Lorenz))}
		for k, p := range all[m].Lorenz {
			x, _ := p.Centres.Float64()
			y, _ := p.Total.Float64()
			u.Lorenz[k] = LorenzPoint{rest.Round(x, 6), rest.Round(y, 6)}
		}
		out[m] = u
	}
	return out
}

// equityTable writes a row for each centre, for each region, and one for the
// inequality of either; the first column tells them apart.
func equityTable(c *ask.Call, l *equity.Loads) (*rest.Table, error) {
	columns := equityRow(c, "", "", "")
	columns.Add("centres", nil)
	for _, part := range []string{"held", "shared", "overseas", "total", "covered", "unsourced", "undetermined", "gini"} {
		addQuantities(&columns, part, quantities{})
	}
	wire.AddAges(&columns, nil, geo.Neighbourhoods, "")
	columns.Add("area_approximate", nil)
	t := wire.NewTable(c, "maillage-equity-"+c.Date.String(), columns.Names()...)
	for i := range l.Centres {
		one := &l.Centres[i]
		p := equityRow(c, "centre", one.Centre, nameOf(c, one.Centre))
		addQuantities(&p, "held", quantitiesOf(l, amountOf(&one.Held)))
		addQuantities(&p, "shared", quantitiesOf(l, shareOf(&one.Share)))
		addQuantities(&p, "overseas", quantitiesOf(l, shareOf(&one.Overseas)))
		addQuantities(&p, "unsourced", quantitiesOf(l, shareOf(&one.Unsourced)))
		addQuantities(&p, "undetermined", quantitiesOf(l, amountOf(&one.Undetermined)))
		p.Add("area_approximate", one.Approximate)
		t.AddNamed(p)
	}
	for i := range l.Regions {
		r := &l.Regions[i]
		p := equityRow(c, "region", r.Unit.Code, r.Unit.Name)
		p.Add("centres", rest.Codes(r.Centres))
		addQuantities(&p, "total", quantitiesOf(l, amountOf(&r.Total)))
		addQuantities(&p, "covered", quantitiesOf(l, amountOf(&r.Covered)))
		addQuantities(&p, "unsourced", quantitiesOf(l, amountOf(&r.Unsourced)))
		addQuantities(&p, "undetermined", quantitiesOf(l, amountOf(&r.Undetermined)))
		wire.AddAges(&p, &r.Evidence, geo.Neighbourhoods, "")
		p.Add("area_approximate", r.Approximate)
		t.AddNamed(p)
	}
	for _, row := range []struct {
		name string
		of   *geo.ByMeasure[equity.Inequality]
	}{{"inequality of centres", &l.Uneven}, {"inequality of regions", &l.UnevenRegions}} {
		p := equityRow(c, row.name, "", "")
		uneven := unevennessOf(l, row.of)
		addQuantities(&p, "gini", quantitiesOf(l, func(m geo.Measure) any { return uneven[m].Gini }))
		t.AddNamed(p)
	}
	return t, nil
}

func equityRow(c *ask.Call, row, code, name string) rest.Properties {
	p := rest.Properties{{Name: "row", Value: row}}
	wire.AddEcho(&p, c)
	p.Add("territory", string(c.Territory))
	p.Add("code", code)
	p.Add("name", name)
	return p
}

// addQuantities adds one number for each measure, under the name given to it.
func addQuantities(p *rest.Properties, part string, q quantities) {
	for i, v := range q {
		p.Add(geo.Measures[i].String()+"_"+part, v)
	}
}
