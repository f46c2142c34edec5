package boundary

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"maillage/geo/geotest"

	"github.com/twpayne/go-shapefile"
)

// BenchmarkReadFormats reads 35,357 communes in ETRS89-LAEA metres from each
// format: projects, checks and codes them. In the same run GeoJSON in degrees
// is read, the fastest path here, and a peer decodes the Shapefile without any
// check or projection.
func BenchmarkReadFormats(b *testing.B) {
	source := geotest.Shared(b, "communes-ign-2018.geojson.gz")
	read := func(path string) {
		if _, err := ReadFile(context.Background(), path, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	geojson := bestOfThree(func() { read(source) })
	dir := b.TempDir()
	for _, to := range targets("EPSG:3035") {
		if to.crs != "" || strings.Contains(to.name, "Latin-1") || strings.Contains(to.name, "without") {
			continue
		}
		path := filepath.Join(dir, to.file)
		ogr(b, append(append([]string{"-f", to.driver, "-t_srs", "EPSG:3035", "-nln", "layer"}, to.options...), path, "/vsigzip/"+source)...)
		b.Run(to.name, func(b *testing.B) {
			var peer time.Duration
			if to.name == "Shapefile" {
				peer = bestOfThree(func() {
					if _, err := shapefile.Read(strings.TrimSuffix(path, ".shp"), nil); err != nil {
						b.Fatal(err)
					}
				})
			}
			b.ReportAllocs()
			for b.Loop() {
				read(path)
			}
			per := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(geojson.Seconds()/per, "x-geojson")
			if peer > 0 {
				b.ReportMetric(peer.Seconds()/per, "x-go-shapefile")
			}
		})
	}
}

// bestOfThree is the shortest of three.
func bestOfThree(run func()) time.Duration {
	least := time.Hour
	for range 3 {
		start := time.Now()
		run()
		least = min(least, time.Since(start))
	}
	return least
}
