package tile

import (
	"cmp"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// feature is one row of a layer, before any zoom.
type feature struct {
	id         string
	properties func() []Property
	ground     func(zoom int) orb.MultiPolygon
	bound      orb.Bound  // of the ground, in degrees
	point      *orb.Point // in place of ground
}

// SourceWeight is about how many positions a Source keeps, of eight bytes each.
const SourceWeight = 500_000

// A Source cuts tiles out of one layer of one snapshot, for one question. It is
// safe for concurrent use.
type Source struct {
	name     string
	features []feature
	held     int // beyond what the snapshot holds anyway

	mu   sync.Mutex
	kept []*sheet // the oldest first
}

// sheet is a layer at one zoom, each feature shaped when a tile first holds it.
type sheet struct {
	zoom   int
	weight atomic.Int64
	shapes []lazyShape
}

type lazyShape struct {
	once sync.Once
	shape
}

// Tile returns the tile of an address, one layer encoded as a Mapbox Vector
// Tile without compression; nil where it holds nothing.
func (s *Source) Tile(a Address) []byte {
	e, w := newEncoder(a), a.window()
	sheet, near := s.sheet(a.Z), a.around(Buffer+1)
	for i := range s.features {
		f := &s.features[i]
		if !f.bound.Intersects(near) {
			continue
		}
		one := s.shape(sheet, i)
		if !one.box.meets(w) || !one.draw(e, w) {
			continue
		}
		kind := uint64(polygonType)
		if f.point != nil {
			kind = pointType
		}
		e.add(number53(f.id), f.properties(), kind)
	}
	return e.tile(s.name)
}

// Held returns what the source alone holds whatever the zoom, in positions of
// eight bytes: ground that it dissolved, and properties. What it keeps by zoom
// comes on top, see [SourceWeight].
func (s *Source) Held() int { return s.held }

// add adds a feature whose properties are worked out already.
func (s *Source) add(id string, p list, f feature) {
	const positions = 6 // a property takes, in about as many bytes
	s.held += positions * len(p)
	f.id, f.properties = id, func() []Property { return p }
	s.features = append(s.features, f)
}

// Len returns the number of features.
func (s *Source) Len() int { return len(s.features) }

// Bound returns the box around every feature, in degrees, and false where there
// is no ground at all.
func (s *Source) Bound() (orb.Bound, bool) {
	var all orb.Bound
	for i := range s.features {
		if i == 0 {
			all = s.features[i].bound
		}
		all = all.Union(s.features[i].bound)
	}
	return all, len(s.features) > 0
}

// Touched returns the tiles of a zoom that may hold something, by the boxes of
// polygons, in order of rows, then columns.
func (s *Source) Touched(zoom int) []Address {
	seen := map[Address]bool{}
	for i := range s.features {
		f := &s.features[i]
		if f.point != nil {
			touch(seen, f.bound, zoom)
			continue
		}
		for _, p := range f.ground(zoom) {
			touch(seen, p.Bound(), zoom)
		}
	}
	out := make([]Address, 0, len(seen))
	for a := range seen {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Address) int { return cmp.Or(a.Y-b.Y, a.X-b.X) })
	return out
}

// touch notes the tiles that a box meets, their buffers included.
func touch(seen map[Address]bool, b orb.Bound, zoom int) {
	u := unitsOf(b, zoom)
	last := int32(1)<<zoom - 1
	cell := func(v int32) int { return int(min(max(v>>12, 0), last)) }
	for y := cell(u.minY - Buffer); y <= cell(u.maxY+Buffer); y++ {
		for x := cell(u.minX - Buffer); x <= cell(u.maxX+Buffer); x++ {
			seen[Address{zoom, x, y}] = true
		}
	}
}

// shape returns a feature in the units of a sheet.
func (s *Source) shape(in *sheet, i int) *shape {
	l := &in.shapes[i]
	l.once.Do(func() {
		f := &s.features[i]
		if f.point != nil {
			p := project(*f.point, in.zoom)
			l.shape = shape{points: []position{p}, box: box{p.x, p.y, p.x, p.y}}
		} else {
			l.shape = shapeOf(f.ground(in.zoom), in.zoom)
		}
		in.weight.Add(int64(l.weight()))
	})
	return &l.shape
}

// unitsOf is a box in units of a zoom, one wider on every side: a speck is
// drawn that far out.
func unitsOf(b orb.Bound, zoom int) box {
	west, east := project(orb.Point{b.Min[0], b.Max[1]}, zoom), project(orb.Point{b.Max[0], b.Min[1]}, zoom)
	return box{west.x - 1, west.y - 1, east.x + 1, east.y + 1}
}

// sheet returns the sheet of a zoom. Where all hold too much the oldest go, the
// asked one too if it alone does: it starts again empty.
func (s *Source) sheet(zoom int) *sheet {
	s.mu.Lock()
	defer s.mu.Unlock()
	held, gone := int64(0), 0
	for _, one := range s.kept {
		held += one.weight.Load()
	}
	for held > SourceWeight {
		held -= s.kept[gone].weight.Load()
		gone++
	}
	s.kept = slices.Delete(s.kept, 0, gone)
	for _, one := range s.kept {
		if one.zoom == zoom {
			return one
		}
	}
	made := &sheet{zoom: zoom, shapes: make([]lazyShape, len(s.features))}
	s.kept = append(s.kept, made)
	return made
}

// number53 turns an identifier into a number, the same in every tile and every
// generation: FNV-1a cut to the 53 bits that JavaScript holds exactly.
func number53(id string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, id) // a hash never fails
	return h.Sum64() & (1<<53 - 1)
}

// thinned is ground that is whole faces of a mesh, or nearly, at any zoom.
func thinned(m *mesh.Mesh, mp orb.MultiPolygon) func(zoom int) orb.MultiPolygon {
	return func(zoom int) orb.MultiPolygon { return m.Thin(mp, zoom) }
}

func rounded(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(v*p) / p
}
