package snapshot

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Crossings estimates what [Snapshot.Cut] costs before it is done: how often the
// outline of polygons enters the box of a unit of the base mesh. Past most it
// stops and reckons the rest from the part it has counted. Positions must be on
// the globe. Its errors are those of ctx.
func (s *Snapshot) Crossings(ctx context.Context, drawn orb.MultiPolygon, most int) (int, error) {
	n, done, edges := 0, 0, 0
	for _, polygon := range drawn {
		for _, ring := range polygon {
			edges += max(0, len(ring)-1)
		}
	}
	for _, polygon := range drawn {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				if done++; done%1024 == 0 && ctx.Err() != nil {
					return 0, ctx.Err()
				}
				entered, err := s.enters(ring[i-1], ring[i])
				if err != nil {
					return 0, err
				}
				if n += entered; n > most {
					return int(float64(n) / float64(done) * float64(edges)), nil
				}
			}
		}
	}
	return n, nil
}

// enters counts the boxes of units that an edge enters from outside.
func (s *Snapshot) enters(from, to orb.Point) (n int, err error) {
	around := orb.MultiPoint{from, to}.Bound()
	for _, level := range []geo.Level{s.base.Level, geo.Collectivity} {
		l := s.Ground(level)
		if l == nil {
			continue
		}
		bounds := l.bounds()
		err = l.boxes().Search(around, func(unit int) bool {
			if b := bounds[unit]; !b.Contains(from) && edgeMeets(from, to, b) {
				n++
			}
			return true
		})
		if err != nil {
			return 0, err
		}
	}
	return n, nil
}
