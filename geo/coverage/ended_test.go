package coverage_test

import (
	"context"
	"errors"
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
)

// TestAnswersEndWithTheRequest: whatever is asked, the work ends with the context.
func TestAnswersEndWithTheRequest(t *testing.T) {
	s, q := build(t, geotest.Squares(true)), on(t, "2020-01-01", geo.Region)
	a, err := coverage.Analyse(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	for name, ask := range map[string]func() error{
		"Analyse":  func() error { _, err := coverage.Analyse(ended, s, q); return err },
		"TotalsOf": func() error { _, _, err := coverage.TotalsOf(ended, s, q); return err },
		"Gaps":     func() error { _, err := coverage.Gaps(ended, s, q); return err },
		"Overlaps": func() error { _, err := coverage.Overlaps(ended, s, q); return err },
		"Evidence": func() error { _, err := a.Evidence(ended); return err },
	} {
		if err := ask(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
