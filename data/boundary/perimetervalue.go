package boundary

import (
	"fmt"
	"time"

	"maillage/geo"
)

// dateOf reads a date as its source publishes it, of the years that the
// project knows.
func dateOf(s string) (geo.Fuzzy, error) {
	d, err := geo.ParseFuzzy(dayAsWritten(s))
	if err == nil && d.Known() && (d.First() < geo.MinDate || d.Last() > geo.MaxDate) {
		return geo.Fuzzy{}, fmt.Errorf("date %q is before %s or after %s; write null for a date that is open", s, geo.MinDate, geo.MaxDate)
	}
	return d, err
}

// dayAsWritten brings a day as fields of type Date write it (20200101 in a .dbf,
// 2020/01/01 by GDAL, with a midnight in FlatGeobuf) to the form of other texts.
func dayAsWritten(s string) string {
	for _, layout := range []string{"20060102", "2006/01/02", "2006-01-02T00:00:00", "2006-01-02T00:00:00Z"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return s
}

func scopeOf(s string) (geo.Scope, error) {
	switch scope := geo.Scope(s); scope {
	case geo.Policy, geo.Outside:
		return scope, nil
	}
	return "", fmt.Errorf("scope %q: want policy or outside-policy", clip(s))
}
