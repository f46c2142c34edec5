package realign

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
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

// pieces measures the cut atoms. Grounds that meet are counted once.
func (st *byRegion) pieces(ctx context.Context) (pieces, error) {
	out := pieces{held: make([][]piece, len(st.centres))}
	var err error
	for k, h := range st.centres {
		if out.held[k], err = st.areaShares(ctx, h.Pieces); err != nil {
			return out, err
		}
	}
	out.union, err = st.areaShares(ctx, st.Pieces())
	return out, err
}

// areaShares returns the pieces in order of atoms, so that sums over them are
// the same each time.
func (st *byRegion) areaShares(ctx context.Context, grounds map[int][]orb.MultiPolygon) ([]piece, error) {
	weights := st.Grain.Weights(geo.QPV2015)
	out := make([]piece, 0, len(grounds))
	for _, atom := range slices.Sorted(maps.Keys(grounds)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		ground, err := overlay.UnionAll(grounds[atom])
		if err != nil {
			return nil, fmt.Errorf("drawn ground in %s %s: %w", st.Grain.Level, st.Grain.Atoms[atom].Code, err)
		}
		share := float64(overlay.Area(ground)) / float64(weights[atom][geo.AreaKM2])
		out = append(out, piece{atom, min(1, share)})
	}
	return out, nil
}
