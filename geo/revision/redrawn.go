package revision

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// redrawn counts, layer by layer, the boundaries that both sides have and that
// are not the same line on the grid of meshes.
func (c *comparison) redrawn() {
	for i := range c.b.Data.Layers {
		after := &c.b.Data.Layers[i]
		before, ok := c.a.Data.Layer(after.Name)
		if !ok {
			continue
		}
		lines := make(map[string]uint64, len(before.Features))
		for _, f := range before.Features {
			if len(f.Geometry) > 0 {
				lines[f.Code] = outline(f.Geometry)
			}
		}
		s := &Shift{}
		for _, f := range after.Features {
			old, ok := lines[f.Code]
			if !ok || len(f.Geometry) == 0 {
				continue
			}
			s.Compared++
			if outline(f.Geometry) != old {
				s.Changed++
			}
		}
		if s.Changed > 0 {
			c.add(Finding{Severity: Note, Topic: Ground, Kind: Redrawn, Code: string(after.Name), Field: "boundaries", Shift: s})
		}
	}
}

// outline is a number that two geometries share when they have the same edges on
// the grid of 1e-7 degree, wherever their rings begin, whichever way they run,
// in whatever order they stand.
func outline(m orb.MultiPolygon) uint64 {
	var sum uint64
	for _, p := range m {
		for _, r := range p {
			for i := 1; i < len(r); i++ {
				a, b := gridded(r[i-1]), gridded(r[i])
				if a != b {
					sum += mix(min(a, b)) + mix(mix(max(a, b))+1)
				}
			}
		}
	}
	return sum
}

// gridded is a point as one number.
func gridded(p orb.Point) uint64 {
	return uint64(uint32(int32(math.Round(p[0]*1e7))))<<32 | uint64(uint32(int32(math.Round(p[1]*1e7))))
}

// mix scatters a number over all others (the finaliser of splitmix64), so that
// sums of edges do not meet by chance.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sameGround reports whether two geometries have the same edges.
func sameGround(a, b orb.MultiPolygon) bool {
	return len(a) == 0 && len(b) == 0 || len(a) > 0 && len(b) > 0 && outline(a) == outline(b)
}

// refText names a unit as in a list: "department 2A".
func refText(r geo.UnitRef) string { return string(r.Level) + " " + r.Code }

func refTexts(refs []geo.UnitRef) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = refText(r)
	}
	return out
}

func joined(texts []string) string { return strings.Join(texts, ", ") }

// onGrid is a coordinate as the grid of meshes holds it.
func onGrid(x float64) float64 { return math.Round(x*1e7) / 1e7 }
