package realign

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// pieces is what is held of the atoms that drawn perimeters cut.
type pieces struct {
	held  [][]piece // by centre, of the atoms it does not hold whole
	union []piece   // by all centres, of the atoms none holds whole
}

// piece is a part of an atom, as a share of its area.
type piece struct {
	atom  int
	share float64
}

// cuts reports whether some perimeter of a network cuts atoms.
func (st *standing) cuts(network snapshot.Network) bool {
	if st.g != st.s.Base() {
		return false
	}
	for _, p := range network {
		if len(p.Parts) > 0 {
			return true
		}
	}
	return false
}

// pieces measures the cut atoms. Grounds that meet are counted once.
func (st *standing) pieces(ctx context.Context) (pieces, error) {
	out := pieces{held: make([][]piece, len(st.centres))}
	all := map[int][]orb.MultiPolygon{}
	for k, h := range st.centres {
		if !st.cuts(h.network) {
			continue
		}
		own := map[int][]orb.MultiPolygon{}
		for _, p := range h.network {
			for _, part := range p.Parts {
				if !h.whole.Has(part.Atom) {
					own[part.Atom] = append(own[part.Atom], part.Inside)
				}
				if !st.whole.Has(part.Atom) {
					all[part.Atom] = append(all[part.Atom], part.Inside)
				}
			}
		}
		var err error
		if out.held[k], err = st.areaShares(ctx, own); err != nil {
			return out, err
		}
	}
	var err error
	out.union, err = st.areaShares(ctx, all)
	return out, err
}

// areaShares returns the pieces in order of atoms, so that sums over them are
// the same each time.
func (st *standing) areaShares(ctx context.Context, grounds map[int][]orb.MultiPolygon) ([]piece, error) {
	weights := st.g.Weights(geo.QPV2015)
	out := make([]piece, 0, len(grounds))
	for _, atom := range slices.Sorted(maps.Keys(grounds)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		ground, err := overlay.UnionAll(grounds[atom])
		if err != nil {
			return nil, fmt.Errorf("drawn ground in %s %s: %w", st.g.Level, st.g.Atoms[atom].Code, err)
		}
		share := float64(overlay.Area(ground)) / float64(weights[atom][geo.AreaKM2])
		out = append(out, piece{atom, min(1, share)})
	}
	return out, nil
}
