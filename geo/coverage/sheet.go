package coverage

import (
	"context"

	"maillage/geo"
	"maillage/geo/mesh"
	"maillage/geo/snapshot"
)

// Sheet is what a regional service needs to vouch for one perimeter.
type Sheet struct {
	Perimeter *snapshot.Perimeter
	Query     Query
	Active    bool     // whether it holds at the asked date
	Inside    []Inside // departments and collectivities it touches, in order of code
	Outside   []Beyond // units just outside its edge
	Open      []Edge   // edge on the sea or abroad, by inside unit
	Figures   Figures  // Covered: what the perimeter holds; Total: the whole territory
	Doubts    []Assumption
}

// Inside is one unit of a perimeter.
type Inside struct {
	Unit                 geo.Unit
	Whole                bool  // false where only a part of it is in the perimeter
	Neighbourhoods       int64 // of the whole unit
	InhabitantsOfThem    geo.Count
	NeighbourhoodsInside geo.Count // unknown where some may lie across the edge
	OtherCentres         []string  // that cover some of it too at the date
}

// Beyond is a unit outside a perimeter that borders on it.
type Beyond struct {
	Unit    geo.Unit
	Centres []string // that cover some of it at the date
	Edges   []Edge   // with which units of the perimeter, in order of code
}

// Edge is a common border.
type Edge struct {
	Unit   geo.Unit // on the inside
	Metres float64
}

// NewSheet describes a perimeter at a date. It returns an error that wraps
// [geo.ErrNotFound] where there is no such perimeter. Borders are told between
// departments, where their boundaries are loaded.
func NewSheet(ctx context.Context, s *snapshot.Snapshot, id string, q Query) (*Sheet, error) {
	p, err := s.Perimeter(id)
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{Perimeter: p, Query: q, Active: p.Active(q.Date)}
	q.Level = geo.Department
	active := s.Active(q)
	others := s.View(q, active)
	others.Grain = s.Grain(q.Level, active.Fine() || snapshot.Network{p}.Fine())
	alone := others.Over(snapshot.Network{p})
	rows := others.Grain.Rows(geo.Department)
	sheet.fillInside(others, rows)
	sheet.fillEdges(others, rows)
	// The perimeter's own share of the territory, alone.
	t, err := newTally(ctx, alone)
	if err != nil {
		return nil, err
	}
	sheet.Figures = t.totals()
	if sheet.Active {
		sheet.Doubts = assumptions(alone)
	}
	return sheet, nil
}

func (sh *Sheet) fillInside(others snapshot.View, rows *snapshot.Rows) {
	p, g := sh.Perimeter, others.Grain
	w, atoms := g.Weights(sh.Query.Geography), p.Atoms(g)
	sums := g.Sum(rows, atoms, sh.Query.Geography)
	held := sums.Atoms
	cut := make([]bool, len(rows.Units))
	all := g.Straddlers(sh.Query.Geography)
	for i := range all {
		if n := &all[i]; n.Touches(atoms) && !n.Inside(atoms) {
			cut[rows.Of[n.Home]] = true
		}
	}
	for _, part := range p.Parts {
		atom := part.Atom
		if w[atom][geo.Neighbourhoods] > 0 {
			cut[rows.Of[atom]] = true
		}
	}
	totals := rows.Totals(sh.Query.Geography)
	p.Rows(rows).Each(func(r int) {
		in := Inside{
			Unit: rows.Units[r], Whole: held[r] == rows.Sizes[r],
			Neighbourhoods:       totals[r][geo.Neighbourhoods],
			NeighbourhoodsInside: geo.Known(sums.Weights[r][geo.Neighbourhoods]),
			OtherCentres:         centresInRow(rows, r, others.Network, p.Centre.ID),
		}
		if cut[r] {
			in.NeighbourhoodsInside = geo.Count{}
		}
		if sh.Query.Geography == geo.QPV2015 {
			in.InhabitantsOfThem = geo.Known(totals[r][geo.NeighbourhoodPopulation])
		}
		sh.Inside = append(sh.Inside, in)
	})
}

// centresInRow lists the centres, one aside, that cover some of a row.
func centresInRow(rows *snapshot.Rows, row int, perimeters []*snapshot.Perimeter, aside string) []string {
	var in []*snapshot.Perimeter
	for _, p := range perimeters {
		if p.Centre.ID != aside && p.Rows(rows).Has(row) {
			in = append(in, p)
		}
	}
	return centresOf(in)
}

func (sh *Sheet) fillEdges(others snapshot.View, rows *snapshot.Rows) {
	inside := sh.Perimeter.Rows(rows)
	beyond := map[int]*Beyond{}
	for _, b := range others.Snapshot.Borders(others.Grain, rows.Of) {
		in, out := int(b.A), int(b.B)
		if in == mesh.Outside || (out != mesh.Outside && inside.Has(out)) {
			in, out = out, in
		}
		if in == mesh.Outside || !inside.Has(in) || (out != mesh.Outside && inside.Has(out)) {
			continue
		}
		edge := Edge{Unit: rows.Units[in], Metres: b.Metres}
		if out == mesh.Outside {
			sh.Open = append(sh.Open, edge)
			continue
		}
		if beyond[out] == nil {
			beyond[out] = &Beyond{Unit: rows.Units[out], Centres: centresInRow(rows, out, others.Network, "")}
		}
		beyond[out].Edges = append(beyond[out].Edges, edge)
	}
	for r := range rows.Units {
		if beyond[r] != nil {
			sh.Outside = append(sh.Outside, *beyond[r])
		}
	}
}
