package api

import (
	"maillage/geo"
	"maillage/geo/scenario"
)

// patch is ground that a scenario moves: the units it is made of, and what
// they hold.
type patch struct {
	Units  []unitWire `json:"units"`
	Pieces []unitWire `json:"pieces"` // units of which a drawn polygon holds a part
	amounts
}

// amounts is what ground holds; null where that is not known.
type amounts struct {
	AreaKM2                 any   `json:"area_km2"`
	Approximate             bool  `json:"area_approximate,omitempty"`
	Population              int64 `json:"population"`
	Neighbourhoods          int64 `json:"neighbourhoods"`
	NeighbourhoodPopulation any   `json:"neighbourhood_population"`
	NPNRUNeighbourhoods     any   `json:"npnru_neighbourhoods"`
}

// burden is what a centre has to serve.
type burden struct {
	amounts
	Contracts int `json:"city_contracts"`
}

func patchOf(g *scenario.Ground) patch {
	return patch{unitWires(g.Units), unitWires(g.Pieces), amountsOf(g.Amounts)}
}

func amountsOf(a scenario.Amounts) amounts {
	out := amounts{
		Approximate: a.Approximate, Population: a.Population, Neighbourhoods: a.Neighbourhoods,
		NeighbourhoodPopulation: known(a.NeighbourhoodPopulation), NPNRUNeighbourhoods: known(a.NPNRUNeighbourhoods),
	}
	if a.Area.Known {
		out.AreaKM2 = amount(geo.AreaKM2, a.Area.N)
	}
	return out
}

func burdenOf(b *scenario.Burden) burden { return burden{amountsOf(b.Amounts), b.Contracts} }

// addAmounts adds amounts to properties, after a prefix.
func (p *properties) addAmounts(prefix string, a amounts) {
	p.add(prefix+geo.AreaKM2.String(), a.AreaKM2)
	p.add(prefix+"area_approximate", a.Approximate)
	p.add(prefix+geo.Population.String(), a.Population)
	p.add(prefix+geo.Neighbourhoods.String(), a.Neighbourhoods)
	p.add(prefix+geo.NeighbourhoodPopulation.String(), a.NeighbourhoodPopulation)
	p.add(prefix+geo.NPNRUNeighbourhoods.String(), a.NPNRUNeighbourhoods)
}
