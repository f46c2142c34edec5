package scenario

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/overlay"
)

// Ground is units held whole, named by departments where these are whole and by
// communes elsewhere, and pieces of others.
type Ground struct {
	Units   []geo.Unit
	Pieces  []geo.Unit // units of which a drawn polygon holds a part
	Amounts Amounts

	atoms    geo.Bitset
	polygons []orb.MultiPolygon // beside Pieces
}

// Empty reports whether there is no ground at all.
func (g *Ground) Empty() bool { return len(g.Units) == 0 && len(g.Pieces) == 0 }

// CentreGround is what one centre gains and loses.
type CentreGround struct {
	Centre       string
	Name         string
	Gained, Lost Ground
	// Holders are the centres that hold some of the ground lost afterwards,
	// in order.
	Holders []string
}

// side is every centre's ground before the changes, or after.
type side struct {
	ids     []string
	grounds []holdings.Footprint
}

// sides tells what each centre holds before and after, in order of IDs. Both
// sides name the same centres.
func (st *state) sides() (before, after side, err error) {
	ids := st.ids()
	before, after = side{ids: ids}, side{ids: ids}
	for _, id := range ids {
		h, ok := st.touched[id]
		if !ok {
			was, err := st.Footprint(st.base.Centre(id))
			if err != nil {
				return before, after, err
			}
			h = &holding{base: was, now: was}
		}
		before.grounds = append(before.grounds, h.base)
		after.grounds = append(after.grounds, h.now)
	}
	return before, after, nil
}

// effects fills in what follows from comparing the two sides.
func (st *state) effects(r *Result) error {
	before, after, err := st.sides()
	if err != nil {
		return err
	}
	m := measurer{Atlas: st.Atlas, q: r.Query, in: st.Grain.Territory(r.Query.Territory)}
	r.Loads = m.loads(st, before, after)
	if r.After == r.Before {
		none := m.Nothing()
		r.Closed, r.Opened = m.weigh(none), m.weigh(none)
		return nil
	}
	was, is, err := m.covers(before, after)
	if err != nil {
		return err
	}
	if r.Opened, err = m.less(was, is); err != nil {
		return err
	}
	if r.Closed, err = m.less(is, was); err != nil {
		return err
	}
	if err := m.centres(st, r, before, after); err != nil {
		return err
	}
	return m.overlaps(r, before, after)
}

// measurer weighs ground in the territory of a query.
type measurer struct {
	holdings.Atlas
	q  coverage.Query
	in geo.Bitset
}

// less weighs the ground of a that is not in b, within the territory.
func (m *measurer) less(a, b holdings.Footprint) (Ground, error) {
	p, err := m.Rest(a, b)
	if err != nil {
		return Ground{}, err
	}
	return m.weigh(p), nil
}

// weigh adds up ground, within the territory.
func (m *measurer) weigh(p holdings.Footprint) Ground {
	var g Ground
	g.atoms = p.Whole.Intersection(m.in)
	g.Units = holdings.Names(m.Grain, g.atoms)
	cut, area := geo.NewBitset(len(m.Grain.Atoms)), int64(0)
	for _, atom := range p.Cut() {
		if !m.in.Has(atom) {
			continue
		}
		g.Pieces = append(g.Pieces, m.Grain.Atoms[atom])
		g.polygons = append(g.polygons, p.Pieces[atom])
		cut.Add(atom)
		area += int64(overlay.Area(p.Pieces[atom]))
	}
	g.Amounts = m.amounts(g.atoms, cut, area)
	return g
}

// covers unites the grounds of each side. Pieces are united only on the atoms
// where some centre's ground changes; elsewhere both sides have the same.
func (m *measurer) covers(before, after side) (was, is holdings.Footprint, err error) {
	differ := geo.NewBitset(len(m.Grain.Atoms))
	for i := range before.grounds {
		b, a := before.grounds[i], after.grounds[i]
		differ.Or(b.Whole.SymmetricDifference(a.Whole))
		for _, atom := range holdings.Recut(b, a) {
			differ.Add(atom)
		}
	}
	if was, err = m.Union(before.grounds, differ); err != nil {
		return was, is, err
	}
	is, err = m.Union(after.grounds, differ)
	return was, is, err
}

// centres tells who gains and who loses.
func (m *measurer) centres(st *state, r *Result, before, after side) error {
	for i, id := range before.ids {
		h, ok := st.touched[id]
		if !ok {
			continue
		}
		if err := m.Context.Err(); err != nil {
			return err
		}
		c := CentreGround{Centre: id, Name: h.record.Name}
		var err error
		if c.Gained, err = m.less(h.now, h.base); err != nil {
			return err
		}
		if c.Lost, err = m.less(h.base, h.now); err != nil {
			return err
		}
		if c.Gained.Empty() && c.Lost.Empty() {
			continue
		}
		for k, other := range after.ids {
			if k == i {
				continue
			}
			if takes, err := m.meets(&c.Lost, after.grounds[k]); err != nil {
				return err
			} else if takes {
				c.Holders = append(c.Holders, other)
			}
		}
		r.Ground = append(r.Ground, c)
	}
	return nil
}

// meets reports whether a ground holds some of what was lost.
func (m *measurer) meets(lost *Ground, g holdings.Footprint) (bool, error) {
	if lost.atoms.Intersects(g.Whole) {
		return true, nil
	}
	for atom := range g.Pieces {
		if lost.atoms.Has(atom) {
			return true, nil
		}
	}
	for k, u := range lost.Pieces {
		atom, _ := m.Grain.Atom(u.Code)
		if g.Whole.Has(atom) {
			return true, nil
		}
		held, err := m.Held(g, atom)
		if err != nil {
			return false, err
		}
		if both, err := m.Shared(lost.polygons[k], held); err != nil || both != nil {
			return both != nil, err
		}
	}
	return false, nil
}
