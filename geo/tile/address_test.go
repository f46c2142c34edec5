package tile_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/maptile"

	"maillage/data/fixture"
	"maillage/geo/tile"
)

// TestAddressesAgreeWithOrb holds positions and boxes to orb's own tiles.
func TestAddressesAgreeWithOrb(t *testing.T) {
	for _, p := range []orb.Point{{2.35, 48.85}, {-61.5, 16.2}, {55.5, -21.1}, {-149.5, -17.6}, {-180, 85}, {179.999, -85}, {0.001, 0.001}} {
		for zoom := range tile.MaxZoom + 1 {
			a, want := tile.At(p, zoom), maptile.At(p, maptile.Zoom(zoom))
			if a.X != int(want.X) || a.Y != int(want.Y) {
				t.Errorf("%v at zoom %d: %s, orb says %v", p, zoom, a, want)
			}
			got, bound := a.Bound(), want.Bound()
			for k := range 2 {
				if math.Abs(got.Min[k]-bound.Min[k]) > 1e-9 || math.Abs(got.Max[k]-bound.Max[k]) > 1e-9 {
					t.Errorf("%s: %v, orb says %v", a, got, bound)
				}
			}
		}
	}
}

func TestAddressesRefused(t *testing.T) {
	for _, c := range [][3]string{
		{"15", "0", "0"}, {"-1", "0", "0"}, {"", "0", "0"}, {"0", "1", "0"}, {"0", "0", "1"}, {"3", "8", "0"}, {"3", "0", "8"},
		{"6", "032", "22"}, {"6", "+32", "22"}, {"6", "32", "22.0"}, {"1e1", "0", "0"}, {"6", "99999999999999999999", "0"}, {"6", "32", "２２"},
	} {
		if a, err := tile.Parse(c[0], c[1], c[2]); err == nil {
			t.Errorf("%q is taken as %s", c, a)
		}
	}
}

// FuzzAddress: whatever the texts, an address is refused or lies in the world
// and is written as it was read, and its tile can be cut.
func FuzzAddress(f *testing.F) {
	f.Add("0", "0", "0")
	f.Add("6", "32", "22")
	f.Add("14", "16383", "16383")
	f.Add("14", "16384", "-1")
	src := open(f, fixture.Embedded(f), "departments", tile.Query{})
	f.Fuzz(func(t *testing.T, z, x, y string) {
		a, err := tile.Parse(z, x, y)
		if err != nil {
			return
		}
		if a.String() != z+"/"+x+"/"+y || a.Z > tile.MaxZoom || a.X >= 1<<a.Z || a.Y >= 1<<a.Z || a.X < 0 || a.Y < 0 {
			t.Fatalf("%q/%q/%q is read as %s", z, x, y, a)
		}
		if tile.At(a.Bound().Center(), a.Z) != a {
			t.Fatalf("%s: its middle lies in %s", a, tile.At(a.Bound().Center(), a.Z))
		}
		if b := src.Tile(a); b != nil {
			decode(t, b)
		}
		if _, err := strconv.Atoi(z); err != nil {
			t.Fatal(err)
		}
	})
}
