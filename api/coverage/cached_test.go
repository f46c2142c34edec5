package coverage

import (
	"testing"

	"maillage/geo/geotest"
)

// TestGeometryIsWeighed counts a geometry by hand.
func TestGeometryIsWeighed(t *testing.T) {
	if got, want := bytesOf(geotest.Square(0, 0, 1)), 24+24+5*16; got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
}
