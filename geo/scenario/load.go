package scenario

import (
	"maillage/geo"
	"maillage/geo/holdings"
	"maillage/geo/overlay"
)

// Load is what one centre has to serve, before and after.
type Load struct {
	Centre        string
	Name          string
	Before, After Burden
}

// Burden is what a centre holds, and the city contracts there. A contract counts
// once, by its code, for each centre that holds some of its ground: in each of
// its departments that of the EPCI or commune that signs. Where the grain does
// not know that ground (no EPCI at department grain, one dissolved since at
// commune grain), a centre that holds a whole department of the contract holds
// some of it, and of a centre that holds a part of one it cannot be told: the
// number is at least Contracts, at most that and ContractsUndetermined.
type Burden struct {
	Amounts
	Contracts             int
	ContractsUndetermined int
}

// loads tells what every centre serves.
func (m *measurer) loads(st *state, before, after side) []Load {
	out := make([]Load, len(before.ids))
	on := m.contracts()
	for i, id := range before.ids {
		out[i] = Load{Centre: id, Before: m.burden(before.grounds[i], on)}
		out[i].After = out[i].Before
		h, touched := st.touched[id]
		if touched {
			out[i].Name = h.record.Name
			out[i].After = m.burden(after.grounds[i], on)
		} else if c, err := m.Snapshot.Centre(id); err == nil {
			out[i].Name = c.Name
		}
	}
	return out
}

// burden weighs a ground and counts the contracts on it.
func (m *measurer) burden(g holdings.Footprint, on []contract) Burden {
	whole := g.Whole.Intersection(m.in)
	cut, area := geo.NewBitset(len(m.Grain.Atoms)), int64(0)
	for atom, piece := range g.Pieces {
		if m.in.Has(atom) {
			cut.Add(atom)
			area += int64(overlay.Area(piece))
		}
	}
	b := Burden{Amounts: m.amounts(whole, cut, area)}
	b.Contracts, b.ContractsUndetermined = m.count(on, whole, cut)
	return b
}

// contract is a city contract, placed: a row for each of its departments, and
// that of the EPCI or commune that signs, -1 where the grain cannot tell it.
type contract struct {
	departments []int32
	territory   int32
	level       geo.Level
}

func (m *measurer) contracts() []contract {
	departments := rowsOf(m.Grain, geo.Department)
	data := m.Snapshot.Data.Contracts
	out := make([]contract, len(data))
	all := make([]int32, 0, len(data)+len(data)/8) // rarely more than one each
	for i := range data {
		c := contract{territory: -1, level: data[i].Territory.Level}
		first := len(all)
		for _, code := range data[i].Departments {
			if row, ok := departments.Row(code); ok {
				all = append(all, int32(row))
			}
		}
		c.departments = all[first:]
		if rows := rowsOf(m.Grain, c.level); rows != nil {
			if row, ok := rows.Row(data[i].Territory.Code); ok {
				c.territory = int32(row)
			}
		}
		out[i] = c
	}
	return out
}

// count counts the contracts of which some ground is held, with atoms held whole
// and pieces of others, and those of which that cannot be told.
func (m *measurer) count(contracts []contract, whole, cut geo.Bitset) (held, undetermined int) {
	departments, touched := rowsOf(m.Grain, geo.Department), whole.Union(cut)
	full, some := departments.Count(whole), departments.Count(touched)
	for i := range contracts {
		best := outside
		for _, row := range contracts[i].departments {
			if some[row] == 0 {
				continue
			}
			here := m.signs(&contracts[i], row, touched)
			if here == untold && full[row] == departments.Sizes[row] {
				here = within
			}
			best = max(best, here)
		}
		switch best {
		case within:
			held++
		case untold:
			undetermined++
		}
	}
	return held, undetermined
}

// standing tells whether a ground holds some of a contract's, from the least to
// the most.
type standing int

const (
	outside standing = iota
	untold
	within
)

// signs tells whether a set of atoms holds some of what signs a contract in one
// department of it.
func (m *measurer) signs(c *contract, department int32, touched geo.Bitset) standing {
	if c.territory < 0 {
		return untold
	}
	departments, known := rowsOf(m.Grain, geo.Department), false
	for _, atom := range rowsOf(m.Grain, c.level).Atoms(int(c.territory)) {
		if departments.Of[atom] == department {
			known = true
			if touched.Has(int(atom)) {
				return within
			}
		}
	}
	if known {
		return outside
	}
	return untold
}
