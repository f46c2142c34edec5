package snapshot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Double is ground that two units of one level both have, and that would count
// twice; one unit, both of them, whose own polygons share ground.
type Double struct {
	Level geo.Level
	Units [2]geo.Unit
	Files [2]string // that draw them
	Area  geo.Area
	Share float64   // of the ground of the smaller unit
	At    orb.Point // inside it
}

// String names both units and what they share.
func (d Double) String() string {
	names := make([]string, 2)
	for k, u := range d.Units {
		names[k] = strings.TrimSpace(fmt.Sprintf("%s %s", u.Code, u.Name))
	}
	return fmt.Sprintf("%s (%s) and %s (%s) share %.4f km² near %.4f %.4f, %.0f%% of the smaller one",
		names[0], d.Files[0], names[1], d.Files[1], d.Area.KM2(), d.At[0], d.At[1], 100*d.Share)
}

// Doubles holds that the ground of each level is no more than that of the union of
// its units, but for what careless drawing explains (mesh.PairTolerance,
// mesh.WholeTolerance), and returns what breaks it. Neighbourhoods are no level:
// those of the two geographies lie on each other. whole is false where borders meet
// in too many places to tell. Communes take a second or two.
func (s *Snapshot) Doubles(ctx context.Context) (list []Double, whole bool, err error) {
	whole = true
	for _, l := range s.meshes() {
		cover, err := l.ground.Mesh.Cover(ctx)
		if err != nil {
			return nil, false, err
		}
		whole = whole && cover.Whole
		for _, p := range cover.Doubles() {
			if l.unit(p.A) == nil || l.unit(p.B) == nil {
				continue // in no sum
			}
			list = append(list, Double{
				Level: l.level, Units: [2]geo.Unit{*l.unit(p.A), *l.unit(p.B)},
				Files: [2]string{l.ground.SourceOf(p.A).File, l.ground.SourceOf(p.B).File},
				Area:  p.Area, Share: cover.Share(p), At: p.At,
			})
		}
	}
	return list, whole, nil
}

// meshed is a mesh of its own, with the unit of each face; nil where it is none.
type meshed struct {
	level  geo.Level
	ground *Ground
	unit   func(face int) *geo.Unit
}

// meshedLevels are the levels in the order in which they name the faces of a mesh:
// the finest first, as the others are dissolved from it.
var meshedLevels = []geo.Level{geo.Commune, geo.Department, geo.Collectivity, geo.EPCI, geo.Region, geo.Region2015}

// meshes lists the base mesh, and those of the levels that files of their own draw.
func (s *Snapshot) meshes() []meshed {
	var list []meshed
	for _, level := range meshedLevels {
		l := s.levels[level]
		if l == nil {
			continue
		}
		own := !slices.ContainsFunc(list, func(m meshed) bool { return m.ground == l.Ground })
		if own {
			list = append(list, meshed{level, l.Ground, func(face int) *geo.Unit { return s.unitOfFace(l, face) }})
		}
	}
	return list
}

// unitOfFace returns the unit of a level that a face is of; of the base mesh, a
// collectivity where the face is none of the level.
func (s *Snapshot) unitOfFace(l *LevelGround, face int) *geo.Unit {
	if i := l.group[face]; i >= 0 {
		return &l.Units[i]
	}
	if c := s.levels[geo.Collectivity]; c != nil && c.Ground == l.Ground && c.group[face] >= 0 {
		return &c.Units[c.group[face]]
	}
	return nil
}
