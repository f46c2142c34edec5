package api

import (
	"testing"

	"maillage/api/coverage"
	"maillage/api/wire"
	"maillage/geo"
)

// TestTotalsAreAnInterval: every total says what is attested, the default and
// what may be, each the total of that threshold, whichever was asked; the rows
// do not.
func TestTotalsAreAnInterval(t *testing.T) {
	web := newTest(t)
	for _, rest := range []string{
		"", "&territory=metropole&qpv=2024", "&level=department&scope=any", "&level=epci&territory=com",
	} {
		at := map[string]wire.Measures{}
		for _, c := range []string{"high", "medium", "low"} {
			got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&min_confidence="+c+rest))
			at[c] = got.Totals
			for _, row := range got.Territories {
				if row.Measures[geo.Neighbourhoods].Band != nil {
					t.Fatalf("%s: the row of %s has a band", rest, row.Name)
				}
			}
		}
		for c, asked := range at {
			for i, f := range asked {
				high, medium, low := at["high"][i], at["medium"][i], at["low"][i]
				if f.Band == nil {
					if f.Reason == "" {
						t.Errorf("%s at %s: no band in %+v", rest, c, f)
					}
					continue
				}
				for _, pair := range []struct {
					told wire.Counted
					want wire.Figure
				}{{f.Band.High, high}, {f.Band.Medium, medium}, {f.Band.Low, low}} {
					if pair.told.Covered != pair.want.Covered || (pair.told.Share == nil) != (pair.want.Share == nil) ||
						pair.told.Share != nil && *pair.told.Share != *pair.want.Share {
						t.Errorf("%s at %s: band %+v, want %+v", rest, c, pair.told, pair.want)
					}
				}
			}
		}
	}
	b := decode[coverage.Answer](t,
		get(t, web.URL+"/analysis/coverage?datetime=2017-03-16")).Totals[geo.Neighbourhoods].Band
	if *b.High.Share != 0.4458 || *b.Medium.Share != 0.7939 || *b.Low.Share != 0.8256 {
		t.Errorf("16 March 2017 reads %v [%v, %v], want 0.7939 [0.4458, 0.8256]", *b.Medium.Share, *b.High.Share,
			*b.Low.Share)
	}
}
