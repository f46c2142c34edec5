package geotest

import (
	"fmt"
	"math/rand/v2"

	"maillage/geo"
)

// Straddling is the country of Squares with neighbourhoods in two or three
// communes of a department, drawn at random.
func Straddling(rng *rand.Rand, fine bool, centres ...geo.Centre) *geo.Dataset {
	d := Squares(fine, centres...)
	for k, code := range []string{"A1", "A1", "A2", "A2", "B1", "B2", "B2"} {
		at := rng.Perm(4)[:2+rng.IntN(2)]
		n := geo.Neighbourhood{Code: fmt.Sprintf("QS%d", k), Geography: geo.QPV2015, Department: code, Region: "R" + code[:1], Population: geo.Known(7)}
		n.Region2015 = map[string]string{"A1": "OA", "A2": "OM", "B1": "OM", "B2": "OB"}[code]
		for _, i := range at {
			n.Codes = append(n.Codes, fmt.Sprintf("%s00%d", code, i+1))
		}
		d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], n)
	}
	return d
}

// SomeCommunes is a perimeter of communes drawn at random.
func SomeCommunes(rng *rand.Rand) geo.Perimeter {
	p := Over("2010-01-01", "")
	p.Sourced = rng.IntN(2) == 0
	for _, code := range []string{"A1", "A2", "B1", "B2"} {
		for i := range 4 {
			if rng.IntN(2) == 0 {
				p.Units = append(p.Units, geo.UnitRef{Level: geo.Commune, Code: fmt.Sprintf("%s00%d", code, i+1)})
			}
		}
	}
	return p
}
