package api

import (
	"maillage/geo"
	"maillage/geo/scenario"
)

// patch is ground that a scenario moves: the units it is made of, and what
// they hold. It has no evidence, which is of what is covered on a day.
type patch struct {
	Units  []unitWire `json:"units"`
	Pieces []unitWire `json:"pieces"` // units of which a drawn polygon holds a part
	amounts
}

// amounts is what ground holds, and what it may hold beside that; null where that
// is not known.
type amounts struct {
	AreaKM2                 any   `json:"area_km2"`
	Approximate             bool  `json:"area_approximate,omitempty"`
	Population              int64 `json:"population"`
	Neighbourhoods          int64 `json:"neighbourhoods"`
	NeighbourhoodPopulation any   `json:"neighbourhood_population"`
	NPNRUNeighbourhoods     any   `json:"npnru_neighbourhoods"`
	undetermined
}

// undetermined is what cannot be told whether ground holds it.
type undetermined struct {
	Population              int64 `json:"population_undetermined"`
	Neighbourhoods          int64 `json:"neighbourhoods_undetermined"`
	NeighbourhoodPopulation any   `json:"neighbourhood_population_undetermined"`
	NPNRUNeighbourhoods     any   `json:"npnru_neighbourhoods_undetermined"`
}

// burden is what a centre has to serve.
type burden struct {
	amounts
	Contracts             int `json:"city_contracts"`
	ContractsUndetermined int `json:"city_contracts_undetermined"`
}

func patchOf(g *scenario.Ground) patch {
	return patch{unitWires(g.Units), unitWires(g.Pieces), amountsOf(&g.Amounts)}
}

func amountsOf(a *scenario.Amounts) amounts {
	u := &a.Undetermined
	out := amounts{
		Approximate: a.Approximate, Population: a.Population, Neighbourhoods: a.Neighbourhoods,
		NeighbourhoodPopulation: known(a.NeighbourhoodPopulation), NPNRUNeighbourhoods: known(a.NPNRUNeighbourhoods),
		undetermined: undetermined{u.Population, u.Neighbourhoods, known(u.NeighbourhoodPopulation), known(u.NPNRUNeighbourhoods)},
	}
	if a.Area.Known {
		out.AreaKM2 = amount(geo.AreaKM2, a.Area.N)
	}
	return out
}

func burdenOf(b *scenario.Burden) burden {
	return burden{amountsOf(&b.Amounts), b.Contracts, b.ContractsUndetermined}
}

// addAmounts adds amounts to properties.
func (p *properties) addAmounts(a amounts) {
	p.add(geo.AreaKM2.String(), a.AreaKM2)
	p.add("area_approximate", a.Approximate)
	for _, one := range []struct {
		measure             geo.Measure
		value, undetermined any
	}{
		{geo.Population, a.Population, a.undetermined.Population},
		{geo.Neighbourhoods, a.Neighbourhoods, a.undetermined.Neighbourhoods},
		{geo.NeighbourhoodPopulation, a.NeighbourhoodPopulation, a.undetermined.NeighbourhoodPopulation},
		{geo.NPNRUNeighbourhoods, a.NPNRUNeighbourhoods, a.undetermined.NPNRUNeighbourhoods},
	} {
		p.add(one.measure.String(), one.value)
		p.add(one.measure.String()+"_undetermined", one.undetermined)
	}
}

// addBurden adds amounts and contracts to properties.
func (p *properties) addBurden(b burden) {
	p.addAmounts(b.amounts)
	p.add("city_contracts", b.Contracts)
	p.add("city_contracts_undetermined", b.ContractsUndetermined)
}
