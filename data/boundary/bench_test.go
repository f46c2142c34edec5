package boundary

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"testing"
	"time"

	"maillage/geo/geotest"

	"github.com/bytedance/sonic"
	"github.com/paulmach/orb/geojson"
)

// BenchmarkReadCommunes reads, screens and codes 35,357 communes from gzip. In
// the same run two peers decode the same bytes without any check: orb with
// encoding/json, and orb with sonic, the fastest general decoder.
func BenchmarkReadCommunes(b *testing.B) {
	path := geotest.Shared(b, "communes-ign-2018.geojson.gz")
	stored, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	std := timePeer(b, stored)
	geojson.CustomJSONUnmarshaler = sonic.ConfigStd
	fast := timePeer(b, stored)
	geojson.CustomJSONUnmarshaler = nil
	b.ReportAllocs()
	for b.Loop() {
		r, err := Read(context.Background(), "communes", bytes.NewReader(stored), Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(r.Bytes)
	}
	per := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(std.Seconds()/per, "x-orb-json")
	b.ReportMetric(fast.Seconds()/per, "x-orb-sonic")
}

// timePeer is the best of three.
func timePeer(b *testing.B, stored []byte) time.Duration {
	b.Helper()
	best := time.Hour
	for range 3 {
		start := time.Now()
		zr, err := gzip.NewReader(bytes.NewReader(stored))
		if err != nil {
			b.Fatal(err)
		}
		text, err := io.ReadAll(zr)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := geojson.UnmarshalFeatureCollection(text); err != nil {
			b.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	return best
}

// BenchmarkRing reads one ring of a thousand positions; encoding/json into
// pairs beside it.
func BenchmarkRing(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("[")
	for i := range 1000 {
		if i > 0 {
			text.WriteString(",")
		}
		text.WriteString("[5.5455" + string(rune('0'+i%10)) + ",45.71359]")
	}
	text.WriteString("]")
	start, rounds := time.Now(), 20
	for range rounds {
		var pairs [][2]float64
		if err := json.Unmarshal(text.Bytes(), &pairs); err != nil {
			b.Fatal(err)
		}
	}
	peer := time.Since(start).Seconds() / float64(rounds)
	b.SetBytes(int64(text.Len()))
	var d coords
	for b.Loop() {
		c := cursor{b: text.Bytes()}
		d.ring = d.ring[:0]
		if !c.take('[') {
			b.Fatal("no ring")
		}
		for !c.take(']') {
			c.take(',')
			p, err := d.position(&c)
			if err != nil {
				b.Fatal(err)
			}
			d.ring = append(d.ring, p)
		}
	}
	b.ReportMetric(peer/(b.Elapsed().Seconds()/float64(b.N)), "x-json")
}
