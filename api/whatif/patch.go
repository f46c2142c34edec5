package whatif

import (
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/scenario"
)

// Patch is ground that a scenario moves: the units it is made of, and what
// they hold. It has no evidence, which is of what is covered on a day.
type Patch struct {
	Units  []wire.Unit `json:"units"`
	Pieces []wire.Unit `json:"pieces"` // units of which a drawn polygon holds a part
	Amounts
}

// Amounts is what ground holds, and what it may hold beside that; null where that
// is not known.
type Amounts struct {
	AreaKM2                 any   `json:"area_km2"`
	Approximate             bool  `json:"area_approximate,omitempty"`
	Population              int64 `json:"population"`
	Neighbourhoods          int64 `json:"neighbourhoods"`
	NeighbourhoodPopulation any   `json:"neighbourhood_population"`
	NPNRUNeighbourhoods     any   `json:"npnru_neighbourhoods"`
	Undetermined
}

// Undetermined is what cannot be told whether ground holds it.
type Undetermined struct {
	Population              int64 `json:"population_undetermined"`
	Neighbourhoods          int64 `json:"neighbourhoods_undetermined"`
	NeighbourhoodPopulation any   `json:"neighbourhood_population_undetermined"`
	NPNRUNeighbourhoods     any   `json:"npnru_neighbourhoods_undetermined"`
}

// burden is what a centre has to serve.
type burden struct {
	Amounts
	Contracts             int `json:"city_contracts"`
	ContractsUndetermined int `json:"city_contracts_undetermined"`
}

func patchOf(g *scenario.Ground) Patch {
	return Patch{wire.Units(g.Units), wire.Units(g.Pieces), amountsOf(&g.Amounts)}
}

func amountsOf(a *scenario.Amounts) Amounts {
	u := &a.Undetermined
	out := Amounts{
		Approximate: a.Approximate, Population: a.Population, Neighbourhoods: a.Neighbourhoods,
		NeighbourhoodPopulation: wire.Known(a.NeighbourhoodPopulation),
		NPNRUNeighbourhoods:     wire.Known(a.NPNRUNeighbourhoods),
		Undetermined: Undetermined{
			Population: u.Population, Neighbourhoods: u.Neighbourhoods,
			NeighbourhoodPopulation: wire.Known(u.NeighbourhoodPopulation),
			NPNRUNeighbourhoods:     wire.Known(u.NPNRUNeighbourhoods),
		},
	}
	if a.Area.Known {
		out.AreaKM2 = wire.Amount(geo.AreaKM2, a.Area.N)
	}
	return out
}

func burdenOf(b *scenario.Burden) burden {
	return burden{amountsOf(&b.Amounts), b.Contracts, b.ContractsUndetermined}
}

// addAmounts adds amounts to properties.
func addAmounts(p *rest.Properties, a Amounts) {
	p.Add(geo.AreaKM2.String(), a.AreaKM2)
	p.Add("area_approximate", a.Approximate)
	for _, one := range []struct {
		measure             geo.Measure
		value, undetermined any
	}{
		{geo.Population, a.Population, a.Undetermined.Population},
		{geo.Neighbourhoods, a.Neighbourhoods, a.Undetermined.Neighbourhoods},
		{geo.NeighbourhoodPopulation, a.NeighbourhoodPopulation, a.Undetermined.NeighbourhoodPopulation},
		{geo.NPNRUNeighbourhoods, a.NPNRUNeighbourhoods, a.Undetermined.NPNRUNeighbourhoods},
	} {
		p.Add(one.measure.String(), one.value)
		p.Add(one.measure.String()+"_undetermined", one.undetermined)
	}
}

// addBurden adds amounts and contracts to properties.
func addBurden(p *rest.Properties, b burden) {
	addAmounts(p, b.Amounts)
	p.Add("city_contracts", b.Contracts)
	p.Add("city_contracts_undetermined", b.ContractsUndetermined)
}
