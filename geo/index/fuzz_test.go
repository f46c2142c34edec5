package index_test

import (
	"context"
	"testing"

	"maillage/geo/geotest"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// Whatever the faces, every position has an answer; where they fit, the right
// one.
func FuzzLocate(f *testing.F) {
	f.Add([]byte{0x00, 0x20, 0x22, 0x02, 0xFF, 0x20, 0x40, 0x42, 0x22})
	f.Add([]byte{0x00, 0x90, 0x99, 0x09, 0xF0, 0x22, 0x24, 0x44, 0x42})
	f.Add([]byte{0x00, 0x20, 0x22, 0x02, 0xFF, 0x11, 0x31, 0x33, 0x13})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200 {
			t.Skip("longer adds nothing")
		}
		faces := geotest.Board(data)
		m, err := mesh.Build(context.Background(), faces)
		if err != nil {
			t.Fatal(err)
		}
		audit, err := m.Audit(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		sound := len(audit.Findings) == len(audit.Of(mesh.Gap))
		l := index.NewLocator(m)
		for i := range 16 * 16 {
			p := mesh.Point{X: int32(i>>4) * 10_000_000, Y: int32(i&15) * 10_000_000}
			got := l.Locate(p.Orb())
			if got < mesh.Outside || got >= m.Len() {
				t.Fatalf("at %v: face %d of %d", p, got, m.Len())
			}
			if want := oracle(faces, p); sound && got != want {
				t.Fatalf("at %v: face %d, want %d", p, got, want)
			}
		}
	})
}
