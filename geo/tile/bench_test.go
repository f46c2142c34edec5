package tile_test

import (
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
	"github.com/paulmach/orb/simplify"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/snapshot"
	"maillage/geo/tile"
)

// byOrb cuts a tile polygon by polygon: copy, project, clip, simplify, encode.
// Features come ready, and a box spares those that lie elsewhere.
func byOrb(b *testing.B, features []*geojson.Feature, bounds []orb.Bound, name string, at tile.Address) int {
	a := maptile.New(uint32(at.X), uint32(at.Y), maptile.Zoom(at.Z))
	fc := geojson.NewFeatureCollection()
	for i, f := range features {
		if bounds[i].Intersects(a.Bound(float64(tile.Buffer) / 4096)) {
			fc.Append(&geojson.Feature{Type: "Feature", ID: f.ID, Properties: f.Properties, Geometry: orb.Clone(f.Geometry)})
		}
	}
	layers := mvt.NewLayers(map[string]*geojson.FeatureCollection{name: fc})
	layers[0].Version = 2
	layers.ProjectToTile(a)
	layers.Clip(orb.Bound{Min: orb.Point{-tile.Buffer, -tile.Buffer}, Max: orb.Point{4096 + tile.Buffer, 4096 + tile.Buffer}})
	layers.Simplify(simplify.Visvalingam(8, 4))
	layers.RemoveEmpty(1, 1)
	out, err := mvt.Marshal(layers)
	if err != nil {
		b.Fatal(err)
	}
	return len(out)
}

// every lists some tiles of a zoom, spread evenly.
func every(src *tile.Source, zoom, most int) []tile.Address {
	all := src.Touched(zoom)
	var out []tile.Address
	for k := range min(most, len(all)) {
		out = append(out, all[k*len(all)/min(most, len(all))])
	}
	return out
}

// BenchmarkTiles cuts tiles at several zooms. Cold, a source has drawn none
// before; the mesh is simplified, which a generation pays once, as
// BenchmarkSimplify of geo/mesh shows. Orb clips, simplifies and encodes polygon by polygon.
func BenchmarkTiles(b *testing.B) {
	for _, l := range []struct {
		name  string
		load  func(b *testing.B) *snapshot.Snapshot
		zooms []int
	}{
		{"departments", func(b *testing.B) *snapshot.Snapshot { return fixture.Embedded(b) }, []int{5, 8, 11}},
		{"communes", func(b *testing.B) *snapshot.Snapshot { return fixture.Communes(b) }, []int{6, 9, 12}},
	} {
		b.Run(l.name, func(b *testing.B) {
			s := l.load(b)
			level := map[string]geo.Level{"departments": geo.Department, "communes": geo.Commune}[l.name]
			ground := s.Ground(level)
			var features []*geojson.Feature
			var bounds []orb.Bound
			for i := range ground.Units {
				if mp := ground.Polygon(i); mp != nil {
					f := geojson.NewFeature(mp)
					f.ID, f.Properties = i+1, geojson.Properties{"code": ground.Units[i].Code, "name": ground.Units[i].Name, "level": string(level), "department": ground.Units[i].Department, "region": ground.Units[i].Region}
					features, bounds = append(features, f), append(bounds, mp.Bound())
				}
			}
			var tiles []tile.Address
			for _, zoom := range l.zooms {
				tiles = append(tiles, every(open(b, s, l.name, tile.Query{}), zoom, 12)...)
			}
			start := time.Now()
			for _, a := range tiles {
				byOrb(b, features, bounds, l.name, a)
			}
			theirs := float64(time.Since(start)) / float64(len(tiles))
			open(b, s, l.name, tile.Query{}).Tile(tiles[0]) // simplify the mesh
			run := func(warm bool) func(b *testing.B) {
				return func(b *testing.B) {
					src := open(b, s, l.name, tile.Query{})
					n := 0
					for b.Loop() {
						if !warm && n%len(tiles) == 0 {
							src = open(b, s, l.name, tile.Query{})
						}
						src.Tile(tiles[n%len(tiles)])
						n++
					}
					ours := float64(b.Elapsed()) / float64(n)
					b.ReportMetric(1e9/ours, "tiles/s")
					b.ReportMetric(theirs/ours, "orb/ours")
				}
			}
			b.Run("cold", run(false))
			b.Run("warm", run(true))
		})
	}
}
