package api

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"maillage/geo/tile"
)

// BenchmarkServedTile answers a tile that is kept, headers and all; the metric
// is how many times longer cutting it anew takes.
func BenchmarkServedTile(b *testing.B) {
	s, err := New(Options{Store: storeOf(embedded())})
	if err != nil {
		b.Fatal(err)
	}
	l, err := tile.Find("departments")
	if err != nil {
		b.Fatal(err)
	}
	const rounds = 20
	start := time.Now()
	for range rounds {
		src, err := l.Open(b.Context(), embedded(), tile.Query{})
		if err != nil {
			b.Fatal(err)
		}
		src.Tile(tile.Address{Z: 6, X: 32, Y: 22})
	}
	cold := float64(time.Since(start)) / rounds
	r := httptest.NewRequest(http.MethodGet, "/tiles/departments/6/32/22.mvt", nil)
	for b.Loop() {
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
	b.ReportMetric(cold/(float64(b.Elapsed())/float64(b.N)), "cold/ours")
}
