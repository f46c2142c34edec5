package geo

import "testing"

// Every row of the table is whole, and is found by its name.
func TestMeasureTable(t *testing.T) {
	for _, m := range Measures {
		row := &measureTable[m]
		if row.name == "" || row.each == 0 || row.of == "" || row.ofUnit == "" {
			t.Errorf("measure %d (%s) has no whole row in measureTable: %+v", m, row.name, *row)
		}
		if (row.each == 1) != (row.unit == "") || (row.each == 1) != (row.decimals == 0) {
			t.Errorf("%s: unit %q, %d decimals, and %d of what is counted make one", m, row.unit, row.decimals, row.each)
		}
		if len(row.lacks) > 0 && !row.ofNeighbourhoods {
			t.Errorf("%s hangs on no geography, and one lacks it", m)
		}
		if got, err := ParseMeasure(m.String()); err != nil || got != m {
			t.Errorf("%s is read as %s, %v", m, got, err)
		}
	}
	if _, err := ParseMeasure("hectares"); err == nil {
		t.Error("hectares are read as a measure")
	}
}

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		m    Measure
		n    int64
		want any
	}{{Neighbourhoods, 1202, int64(1202)}, {AreaKM2, 121_057_258_123_456, 12105.7258}, {AreaKM2, -10_000_000_000, -1.0}, {Population, 0, int64(0)}} {
		if got := c.m.Amount(c.n); got != c.want {
			t.Errorf("%d of %s is shown as %v, want %v", c.n, c.m, got, c.want)
		}
	}
}
