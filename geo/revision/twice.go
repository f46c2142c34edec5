package revision

import (
	"context"
	"slices"
	"strings"
)

// doubles tells of ground of the later snapshot that counts twice.
func (c *comparison) doubles(ctx context.Context) error {
	list, whole, err := c.b.Doubles(ctx)
	if err != nil {
		return err
	}
	for _, d := range list {
		a, b := d.Units[0], d.Units[1]
		c.add(Finding{
			Severity: Refuse, Topic: Ground, Kind: CountedTwice, Level: d.Level,
			Code: a.Code + "+" + b.Code, Name: strings.Join(slices.Compact(nonEmpty(a.Name, b.Name)), " + "),
			Field: "area_km2", After: km2(int64(d.Area)), Geometry: d.At,
		})
	}
	if !whole {
		c.add(Finding{Severity: Review, Topic: Ground, Kind: Untold, Field: "area_km2"})
	}
	return nil
}
