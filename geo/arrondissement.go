package geo

import "fmt"

// arrondissements are the municipal arrondissements of Paris, Marseille and
// Lyon, the three communes that law 82-1169 of 31 December 1982 divides so: how
// many each has, and the code that comes before that of its first.
var arrondissements = map[string]struct{ n, before int }{
	"75056": {20, 75100},
	"13055": {16, 13200},
	"69123": {9, 69380},
}

// Arrondissements returns the codes of the municipal arrondissements that make
// up a commune, in order; nil of a commune that is not divided so.
func Arrondissements(commune string) []string {
	of, ok := arrondissements[commune]
	if !ok {
		return nil
	}
	codes := make([]string, of.n)
	for i := range codes {
		codes[i] = fmt.Sprintf("%05d", of.before+1+i)
	}
	return codes
}
