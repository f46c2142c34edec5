package rest

import (
	"fmt"
	"strings"
	"testing"
)

// TestSeriesStandsInItsPlace: an answer made item by item is the same text, in
// as many pieces as it takes, whatever its strings hold.
func TestSeriesStandsInItsPlace(t *testing.T) {
	type answered struct {
		Note     string   `json:"note"`
		Features []string `json:"features"`
		Last     string   `json:"last"`
	}
	tricky := `"features":[]`
	for _, n := range []int{0, 1, 2, 3 * pieceBytes / 100} {
		whole := answered{Note: tricky, Features: []string{}, Last: tricky}
		long := &Series{"features", n, func(i int) any { return fmt.Sprintf("<%d> %s", i, strings.Repeat("é&", 40)) }}
		got, err := Answer{Value: whole, Long: long}.encode(&Request{Ctx: t.Context(), As: AsJSON("")})
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			whole.Features = append(whole.Features, long.At(i).(string))
		}
		want, err := encodeJSON(whole)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		size := got.size()
		got.writeTo(&text)
		if text.String() != string(want) || size != len(want) {
			t.Errorf("%d items: %d bytes, want %d", n, size, len(want))
		}
		for _, p := range got.pieces {
			if p != nil {
				t.Error("a piece that was sent is held")
			}
		}
	}
}
