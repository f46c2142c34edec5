package tile_test

import (
	"bytes"
	"sync"
	"testing"

	"maillage/data/fixture"
	"maillage/geo/tile"
)

// TestSourcesAreShared asks one source for many tiles at once, over several
// zooms so that sheets come and go: every answer is the one given alone.
func TestSourcesAreShared(t *testing.T) {
	s := fixture.Embedded(t)
	alone, shared := open(t, s, "departments", tile.Query{}), open(t, s, "departments", tile.Query{})
	var wanted []tile.Address
	for _, zoom := range []int{0, 3, 6, 8, 9} {
		wanted = append(wanted, every(alone, zoom, 10)...)
	}
	want := map[tile.Address][]byte{}
	for _, a := range wanted {
		want[a] = alone.Tile(a)
	}
	var group sync.WaitGroup
	for k := range 8 {
		group.Go(func() {
			for i := range wanted {
				a := wanted[(i*7+k)%len(wanted)]
				if !bytes.Equal(shared.Tile(a), want[a]) {
					t.Errorf("%s: another tile when asked at once", a)
				}
			}
		})
	}
	group.Wait()
}
