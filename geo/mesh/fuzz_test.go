package mesh_test

import (
	"context"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

func seeds(f *testing.F) {
	f.Add([]byte{0x00, 0x20, 0x22, 0x02, 0xFF, 0x20, 0x40, 0x42, 0x22})       // two squares side by side
	f.Add([]byte{0x00, 0x90, 0x99, 0x09, 0xF0, 0x22, 0x24, 0x44, 0x42})       // a hole
	f.Add([]byte{0x00, 0x22, 0x20, 0x02})                                     // a bow tie
	f.Add([]byte{0x00, 0x20, 0x22, 0x02, 0xFF, 0x00, 0x20, 0x22, 0x02, 0xFF}) // twice the same
	f.Add([]byte{0x00, 0x20, 0x22, 0x02, 0xF8, 0x22, 0x42, 0x44, 0x24})       // a corner shared
	f.Add([]byte{0x00, 0x20, 0x40, 0x20, 0x22, 0x02})                         // a spike
}

// Whatever the faces: no panic, closed rings, every group's area the sum of its
// faces' to the square centimetre.
func FuzzDissolve(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 400 {
			t.Skip("longer adds nothing")
		}
		m, err := mesh.Build(context.Background(), geotest.Board(data))
		if err != nil {
			t.Fatal(err)
		}
		group := make([]int32, m.Len())
		in, sum := geo.NewBitset(m.Len()), geo.Area(0)
		for i := range group {
			group[i] = int32(i%3) - 1
			if group[i] == 0 {
				in.Add(i)
				sum += m.Area(i)
			}
			checkRings(t, m.Polygon(i))
		}
		for _, mp := range m.Dissolve(group, 2) {
			checkRings(t, mp)
		}
		if got := mesh.UnionArea(m, in); got != sum {
			t.Fatalf("union %d cm², faces %d", got, sum)
		}
		if _, err := m.Audit(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}

func checkRings(t *testing.T, mp orb.MultiPolygon) {
	for _, p := range mp {
		for _, r := range p {
			if len(r) < 4 || !r.Closed() {
				t.Fatalf("ring %v", r)
			}
		}
	}
}

// A face that passes the audit alone comes out valid; so does every union of
// faces that pass it together.
func FuzzSoundMeshGivesValidPolygons(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200 {
			t.Skip("longer adds nothing")
		}
		m, err := mesh.Build(context.Background(), geotest.Board(data))
		if err != nil {
			t.Fatal(err)
		}
		audit, err := m.Audit(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range audit.Findings {
			if f.Rule != mesh.Gap && f.Rule != mesh.Spike && f.Rule != mesh.Collapsed {
				t.Skip("not sound")
			}
		}
		all := m.Dissolve(make([]int32, m.Len()), 1)[0]
		if err := overlay.Validate(all); err != nil {
			t.Fatalf("%v: %v", err, all)
		}
	})
}

// What screening passes is valid, by simplefeatures' full validation, and what
// it says crosses is not.
func FuzzSuspect(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200 {
			t.Skip("longer adds nothing")
		}
		mp := geotest.Board(data)[0]
		reason, _, suspect := mesh.Suspect(mp)
		err := overlay.Validate(mp)
		if !suspect && err != nil {
			t.Fatalf("passed, but %v: %v", err, mp)
		}
		if reason == "edges cross" && err == nil {
			t.Fatalf("edges cross in valid %v", mp)
		}
	})
}
