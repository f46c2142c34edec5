package realign

import (
	"maillage/geo"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// Ground is units that a centre gains or loses: Whole where all of the unit is
// meant, Part where a drawn perimeter holds, or held, some of it. Who holds
// none and gains a part holds a part; who holds a part and gains one holds the
// whole; losing goes back the same way. Departments of which every commune is
// meant stand as one unit. In order of code.
type Ground struct {
	Whole, Part []geo.Unit
}

// plot turns the ground of perimeters into sets that can be added and taken
// apart. Of n atoms, bit i says that atom i is held whole, bit n+i that some
// of it is held: a whole atom has both.
type plot struct {
	g *snapshot.Grain
	n int
}

func (pl *plot) empty() geo.Bitset { return geo.NewBitset(2 * pl.n) }

// of returns the ground of one perimeter.
func (pl *plot) of(p *snapshot.Perimeter) geo.Bitset {
	set := pl.empty()
	p.Atoms(pl.g).Each(func(i int) { set.Add(i) })
	p.Touched(pl.g).Each(func(i int) { set.Add(pl.n + i) })
	return set
}

// ground describes bits that were added or taken away: an atom with both is
// meant whole. With one it is a part: all that was held where that was not the
// whole, or what is missing to the whole.
func (pl *plot) ground(set geo.Bitset) Ground {
	whole, part := geo.NewBitset(pl.n), geo.NewBitset(pl.n)
	for i := range pl.n {
		switch {
		case set.Has(i) && set.Has(pl.n+i):
			whole.Add(i)
		case set.Has(i) || set.Has(pl.n+i):
			part.Add(i)
		}
	}
	return Ground{holdings.NamesInOrder(pl.g, whole), holdings.NamesInOrder(pl.g, part)}
}
