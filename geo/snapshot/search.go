package snapshot

import (
	"fmt"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// Ground returns the boundaries of a level, nil where none are loaded.
func (s *Snapshot) Ground(level geo.Level) *LevelGround { return s.levels[level] }

// Quarters returns the polygons of neighbourhoods, nil where none are loaded.
// Their Units carry a code only; Snapshot.Neighbourhood tells the rest.
func (s *Snapshot) Quarters() *LevelGround { return s.neighbourhoods }

// Geometry returns the ground of a unit: nil, without error, where the unit
// exists and has none.
func (s *Snapshot) Geometry(level geo.Level, code string) (orb.MultiPolygon, error) {
	i, err := s.Position(level, code)
	if err != nil {
		return nil, err
	}
	l := s.levels[level]
	if l == nil {
		return nil, nil
	}
	return l.Polygon(i), nil
}

// Dissolve merges the base mesh by group of atoms: group[atom] in 0..n-1, or
// mesh.Outside to leave an atom out. Groups without ground come back nil.
func (s *Snapshot) Dissolve(g *Grain, group []int32, n int) []orb.MultiPolygon {
	if !g.HasGround {
		return make([]orb.MultiPolygon, n)
	}
	return s.baseMesh().Dissolve(faceGroups(g, group), n)
}

// Borders returns the length of what groups of atoms share; see
// [mesh.Mesh.Borders]. It is nil where the grain has no ground.
func (s *Snapshot) Borders(g *Grain, group []int32) []mesh.Border {
	if !g.HasGround {
		return nil
	}
	return s.baseMesh().Borders(faceGroups(g, group))
}

func (s *Snapshot) baseMesh() *mesh.Mesh { return s.levels[geo.Department].Ground.Mesh }

func faceGroups(g *Grain, group []int32) []int32 {
	faces := make([]int32, len(g.atomOfFace))
	for f, atom := range g.atomOfFace {
		faces[f] = mesh.Outside
		if atom >= 0 {
			faces[f] = group[atom]
		}
	}
	return faces
}

// Search calls f with the position of every unit whose ground meets a box, in
// ascending order, until f returns false. A box whose west is east of its east
// crosses the antimeridian. It refuses a box that is not on the globe.
func (l *LevelGround) Search(b orb.Bound, f func(unit int) bool) error {
	var hits []int
	if err := l.boxes().Search(b, func(id int) bool { hits = append(hits, id); return true }); err != nil {
		return err
	}
	parts, err := index.Split(b)
	if err != nil {
		return err
	}
	for _, unit := range sortedUnique(hits) {
		if l.meets(unit, parts) && !f(unit) {
			return nil
		}
	}
	return nil
}

// meets reports whether the ground of a unit, not its box alone, meets one of
// the boxes. Most units of a large window lie whole inside it, which their own
// box tells without cutting them out of the mesh.
func (l *LevelGround) meets(unit int, boxes []orb.Bound) bool {
	bound := l.bounds()[unit]
	for _, b := range boxes {
		if within(bound, b) {
			return true
		}
	}
	return Meets(l.Polygon(unit), boxes...)
}

func within(inner, outer orb.Bound) bool {
	return outer.Contains(inner.Min) && outer.Contains(inner.Max)
}

// Bound returns the smallest box around a unit, by its position; that of a unit
// without ground is empty.
func (l *LevelGround) Bound(unit int) orb.Bound { return l.bounds()[unit] }

// buildBounds returns the smallest box around each unit; that of a unit without
// ground is empty.
func (l *LevelGround) buildBounds() []orb.Bound {
	bounds := make([]orb.Bound, len(l.Units))
	seen := make([]bool, len(l.Units))
	for face, unit := range l.group {
		if unit < 0 {
			continue
		}
		b := l.Ground.Mesh.Bound(face)
		if seen[unit] {
			b = bounds[unit].Union(b)
		}
		bounds[unit], seen[unit] = b, true
	}
	return bounds
}

func (l *LevelGround) buildBoxes() *index.Boxes {
	boxes := index.NewBoxes()
	for unit, b := range l.bounds() {
		if !l.HasGround(unit) {
			continue
		}
		if err := boxes.Insert(b, unit); err != nil {
			panic(fmt.Sprintf("box of a face on the grid refused: %v", err)) // the mesh holds valid points only
		}
	}
	return boxes
}
