package scenario

import (
	"maillage/geo"
	"maillage/geo/overlay"
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
	on := m.contracts()
	for i, id := range before.ids {
		out[i] = Load{Centre: id, Before: m.burden(before.grounds[i], on)}
		out[i].After = out[i].Before
		h, touched := st.touched[id]
		if touched {
			out[i].Name = h.record.Name
			out[i].After = m.burden(after.grounds[i], on)
		} else if c, err := m.s.Centre(id); err == nil {
			out[i].Name = c.Name
		}
	}
	return out
}

// burden weighs a ground and counts the contracts on it.
func (m *measurer) burden(g ground, on []contract) Burden {
	held := g.whole.Clone()
	held.And(m.in)
	sum := m.g.Add(held, m.q.Geography)
	for atom, piece := range g.pieces {
		if m.in.Has(atom) {
			sum[geo.AreaKM2] += int64(overlay.Area(piece))
			held.Add(atom)
		}
	}
	return Burden{Amounts: m.amounts(sum, held), Contracts: m.count(on, held)}
}

// contract is a city contract, placed: a row for each of its departments, and
// that of the EPCI or commune that signs, -1 where the grain cannot tell it.
type contract struct {
	departments []int32
	territory   int32
	level       geo.Level
}

func (m *measurer) contracts() []contract {
	departments := m.rows(geo.Department)
	data := m.s.Data.Contracts
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
		if rows := m.rows(c.level); rows != nil {
			if row, ok := rows.Row(data[i].Territory.Code); ok {
				c.territory = int32(row)
			}
		}
		out[i] = c
	}
	return out
}

// count counts the contracts of which a set of atoms holds some ground.
func (m *measurer) count(contracts []contract, held geo.Bitset) int {
	departments := m.rows(geo.Department)
	touched := geo.NewBitset(len(departments.Units))
	held.Each(func(atom int) { touched.Add(int(departments.Of[atom])) })
	n := 0
	for i := range contracts {
		for _, row := range contracts[i].departments {
			if touched.Has(int(row)) && m.signs(&contracts[i], row, held) {
				n++
				break
			}
		}
	}
	return n
}

// signs reports whether a set of atoms holds some of what signs a contract in
// one department, where that is known.
func (m *measurer) signs(c *contract, department int32, held geo.Bitset) bool {
	if c.territory < 0 {
		return true
	}
	departments, known := m.rows(geo.Department), false
	for _, atom := range m.rows(c.level).Atoms(int(c.territory)) {
		if departments.Of[atom] == department {
			known = true
			if held.Has(int(atom)) {
				return true
			}
		}
	}
	return !known
}
