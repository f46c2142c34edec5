package postgis_test

import (
	"testing"

	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo/geotest"
)

func open(t testing.TB, o postgis.Options) *postgis.Store {
	t.Helper()
	s, err := postgis.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // twice does no harm
	return s
}

// TestGenerations is the suite that every store of generations passes.
func TestGenerations(t *testing.T) {
	geotest.TestGenerations(t, func(t *testing.T) func(*testing.T) geotest.Generations {
		database := postgistest.Database(t)
		return func(t *testing.T) geotest.Generations {
			s, err := postgis.Open(postgis.Options{URL: database})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	})
}
