package snapshot

import (
	"context"
	"fmt"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// Ground is the boundaries of one or more layers as a mesh.
type Ground struct {
	Mesh    *mesh.Mesh
	Codes   []string // unit of each face
	Sources []geo.Source

	sourceOf []int32 // position in Sources of each face
	locator  *index.Locator
	faceOf   map[string]int32
	outlines []*outline // of the levels laid on it
}

// newGround builds the mesh of several layers, whose codes must not meet.
// Features without geometry have no face.
func newGround(ctx context.Context, layers ...geo.Layer) (*Ground, error) {
	g := &Ground{faceOf: map[string]int32{}}
	var faces []orb.MultiPolygon
	for k, l := range layers {
		g.Sources = append(g.Sources, l.Source)
		for _, f := range l.Features {
			if len(f.Geometry) == 0 {
				continue
			}
			if _, twice := g.faceOf[f.Code]; twice {
				return nil, fmt.Errorf("layer %s: code %s stands twice", l.Name, f.Code)
			}
			g.faceOf[f.Code] = int32(len(faces))
			g.Codes = append(g.Codes, f.Code)
			g.sourceOf = append(g.sourceOf, int32(k))
			faces = append(faces, f.Geometry)
		}
	}
	m, err := mesh.Build(ctx, faces)
	if err != nil {
		return nil, err
	}
	g.Mesh = m
	g.locator = index.NewLocator(m)
	return g, nil
}

// Face returns the face of a unit, and false where it has no ground.
func (g *Ground) Face(code string) (int, bool) {
	f, ok := g.faceOf[code]
	return int(f), ok
}

// SourceOf returns where the boundary of a face comes from.
func (g *Ground) SourceOf(face int) *geo.Source { return &g.Sources[g.sourceOf[face]] }

// LevelGround is the ground of one level: the faces of a mesh grouped by unit.
// What costs to derive (polygons, boxes, distances) is derived once, when first
// asked for.
type LevelGround struct {
	Level  geo.Level
	Units  []geo.Unit
	Ground *Ground
	group  []int32 // unit of each face, mesh.Outside where none
	faces  []int32 // a face of each unit, -1 where it has no ground

	missingAnywhere MissingBoundaries          // units without a boundary, wherever they are
	missingNear     map[int]*MissingBoundaries // those near each unit

	polygons func() []orb.MultiPolygon
	boundary func() *index.Boundary
	outline  *outline
	bounds   func() []orb.Bound
	boxes    func() *index.Boxes
}

func newLevelGround(level geo.Level, units []geo.Unit, g *Ground, group []int32) *LevelGround {
	l := &LevelGround{Level: level, Units: units, Ground: g, group: group}
	l.faces = make([]int32, len(units))
	for i := range l.faces {
		l.faces[i] = -1
	}
	for f, u := range group {
		if u >= 0 {
			l.faces[u] = int32(f)
		}
	}
	l.polygons = sync.OnceValue(func() []orb.MultiPolygon { return g.Mesh.Dissolve(group, len(units)) })
	l.boundary = sync.OnceValue(func() *index.Boundary { return index.NewBoundary(g.Mesh, group) })
	l.outline = g.outlineOf(group)
	l.bounds = sync.OnceValue(l.buildBounds)
	l.boxes = sync.OnceValue(l.buildBoxes)
	return l
}

// HasGround reports whether a unit, by its position, has a geometry.
func (l *LevelGround) HasGround(unit int) bool { return l.faces[unit] >= 0 }

// Source returns where the boundary of a unit comes from; nil where it has none.
func (l *LevelGround) Source(unit int) *geo.Source {
	if l.faces[unit] < 0 {
		return nil
	}
	return l.Ground.SourceOf(int(l.faces[unit]))
}

// Polygon returns the ground of a unit, nil where it has none. Communes are
// cut out of the mesh each time; coarser levels are kept.
func (l *LevelGround) Polygon(unit int) orb.MultiPolygon {
	if l.faces[unit] < 0 {
		return nil
	}
	if l.oneFaceEach() {
		return l.Ground.Mesh.Polygon(int(l.faces[unit]))
	}
	return l.polygons()[unit]
}

// oneFaceEach reports whether units are single faces, which need no dissolve.
func (l *LevelGround) oneFaceEach() bool { return l.Level == geo.Commune }
