package geo_test

import (
	"testing"
	"time"

	"maillage/geo"
)

// TestDaysBeginInParis: a day begins at the first second that is read as it.
func TestDaysBeginInParis(t *testing.T) {
	for d := geo.MinDate; d <= geo.MaxDate; d++ {
		if start := d.Start(); geo.DateIn(start) != d || geo.DateIn(start.Add(-time.Second)) != d-1 {
			t.Fatalf("%v begins at %v", d, start)
		}
	}
}
