package holdings

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Holdings is what the network of a view holds, on its grain.
type Holdings struct {
	snapshot.View
	Centres []*Centre  // in the order of the network
	Whole   geo.Bitset // atoms that some centre holds whole
	Touched geo.Bitset // atoms of which some centre holds all or a piece

	byID map[string]*Centre
}

// Centre is what one centre holds: its perimeters together. Its sets are not to
// be changed.
type Centre struct {
	Record  *geo.Centre
	Network snapshot.Network // its perimeters, in the order of the network
	Whole   geo.Bitset       // atoms held whole
	Touched geo.Bitset       // atoms of which all or a piece is held
	// Pieces is what is drawn of the atoms not held whole, in the order of the
	// perimeters; nil where nothing is.
	Pieces map[int][]orb.MultiPolygon

	grain *snapshot.Grain
}

// Of sorts what the network of a view holds by centre.
func Of(v snapshot.View) *Holdings {
	n := len(v.Grain.Atoms)
	h := &Holdings{View: v, Whole: geo.NewBitset(n), Touched: geo.NewBitset(n), byID: map[string]*Centre{}}
	for _, p := range v.Network {
		c := h.byID[p.Centre.ID]
		if c == nil {
			c = &Centre{Record: p.Centre, Whole: geo.NewBitset(n), grain: v.Grain}
			h.byID[p.Centre.ID] = c
			h.Centres = append(h.Centres, c)
		}
		c.Network = append(c.Network, p)
		c.Whole.Or(p.Atoms(v.Grain))
	}
	cuts := v.Cuts()
	for _, c := range h.Centres {
		c.Touched = c.Whole
		if cuts {
			c.addPieces()
		}
		h.Whole.Or(c.Whole)
		h.Touched.Or(c.Touched)
	}
	return h
}

// addPieces collects what the perimeters draw of atoms that none of them covers
// whole.
func (c *Centre) addPieces() {
	for _, p := range c.Network {
		for _, part := range p.Parts {
			if c.Whole.Has(part.Atom) {
				continue
			}
			if c.Pieces == nil {
				c.Pieces, c.Touched = map[int][]orb.MultiPolygon{}, c.Whole.Clone()
			}
			c.Pieces[part.Atom] = append(c.Pieces[part.Atom], part.Inside)
			c.Touched.Add(part.Atom)
		}
	}
}

// Centre returns what the centre of an ID holds, nil where the network has no
// perimeter of it.
func (h *Holdings) Centre(id string) *Centre { return h.byID[id] }

// Common returns the atoms that one centre holds whole, and of which another
// holds all or a piece.
func (h *Holdings) Common() geo.Bitset {
	n := len(h.Grain.Atoms)
	common, whole, touched := geo.NewBitset(n), geo.NewBitset(n), geo.NewBitset(n)
	for _, c := range h.Centres {
		if c.Touched.Intersects(touched) {
			common.Or(c.Whole.Intersection(touched))
			common.Or(c.Touched.Intersection(whole))
		}
		whole.Or(c.Whole)
		touched.Or(c.Touched)
	}
	return common
}

// Pieces is what the centres draw of the atoms that none of them holds whole,
// centre after centre.
func (h *Holdings) Pieces() map[int][]orb.MultiPolygon {
	out := map[int][]orb.MultiPolygon{}
	for _, c := range h.Centres {
		for atom, pieces := range c.Pieces {
			if !h.Whole.Has(atom) {
				out[atom] = append(out[atom], pieces...)
			}
		}
	}
	return out
}

// Sourced returns the atoms that perimeters of the centre with a published source
// hold whole.
func (c *Centre) Sourced() geo.Bitset { return c.Network.Sourced().Atoms(c.grain) }

// Rows returns the rows of a level in which the centre holds all of an atom or a
// piece.
func (c *Centre) Rows(r *snapshot.Rows) geo.Bitset {
	set := geo.NewBitset(len(r.Units))
	for _, p := range c.Network {
		set.Or(p.Rows(r))
	}
	return set
}
