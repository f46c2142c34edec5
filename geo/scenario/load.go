package scenario

import (
	"maillage/geo"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// Load is what one centre has to serve, before and after.
type Load struct {
	Centre        string
	Name          string
	Before, After Burden
}

// Burden is what a centre holds, and the city contracts there. A contract counts
// once, by its code, for each centre that holds some of its ground: its
// departments at department grain; at commune grain the part of the signing
// EPCI or commune in each of these, or the whole department where that is not
// known.
type Burden struct {
	Amounts
	Contracts int
}

// loads tells what every centre serves.
func (m *measurer) loads(st *state, before, after side) []Load {
	out := make([]Load, len(before.ids))
	contracts := m.contracts(st)
	for i, id := range before.ids {
		out[i] = Load{Centre: id, Before: m.burden(before.grounds[i], contracts)}
		out[i].After = out[i].Before
		h, touched := st.touched[id]
		if touched {
			out[i].Name = h.record.Name
			out[i].After = m.burden(after.grounds[i], contracts)
		} else if c, err := m.s.Centre(id); err == nil {
			out[i].Name = c.Name
		}
	}
	return out
}

// burden weighs a ground and counts the contracts on it.
func (m *measurer) burden(g ground, contracts lists) Burden {
	held := g.whole.Clone()
	held.And(m.in)
	weights := m.g.Weights(m.q.Geography)
	var sum snapshot.Weights
	var b Burden
	held.Each(func(i int) { sum.Add(&weights[i]) })
	for atom, piece := range g.pieces {
		if m.in.Has(atom) {
			sum[snapshot.Area] += int64(overlay.Area(piece))
			held.Add(atom)
		}
	}
	seen := make([]bool, len(m.s.Data.Contracts))
	held.Each(func(i int) {
		for _, k := range contracts.of(i) {
			if !seen[k] {
				seen[k] = true
				b.Contracts++
			}
		}
	})
	b.Amounts = m.amounts(sum)
	return b
}

// contracts lists, for each atom, the city contracts that are about it.
func (m *measurer) contracts(st *state) lists {
	var atoms, contracts []int32
	data := m.s.Data.Contracts
	for i := range data {
		for _, department := range data[i].Departments {
			for _, atom := range st.signed(&data[i], department) {
				atoms = append(atoms, atom)
				contracts = append(contracts, int32(i))
			}
		}
	}
	return listed(atoms, contracts, len(m.g.Atoms))
}

// signed returns the atoms of one department that a contract is about.
func (st *state) signed(c *geo.CityContract, department string) []int32 {
	if st.g.Level == geo.Department {
		if atom, ok := st.g.Atom(department); ok {
			return []int32{int32(atom)}
		}
		return nil
	}
	departments := st.level(geo.Department)
	row, ok := departments.rows.Row(department)
	if !ok {
		return nil
	}
	var here []int32
	territory := st.level(c.Territory.Level)
	if k, ok := territory.rows.Row(c.Territory.Code); ok {
		for _, atom := range territory.of(k) {
			if int(departments.rows.Of[atom]) == row {
				here = append(here, atom)
			}
		}
	}
	if here == nil {
		return departments.of(row)
	}
	return here
}
