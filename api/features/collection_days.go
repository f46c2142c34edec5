package features

import (
	"time"

	"maillage/api/ask"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Undated is for collections whose items have no dates: they always match.
func Undated(*snapshot.Snapshot) geo.Interval { return ask.Always }

// SinceFirstDay is for collections that show the state on any day served.
func SinceFirstDay(*snapshot.Snapshot) geo.Interval {
	return geo.Interval{First: geo.MinDate, Last: geo.Future}
}

// unitDays is the period of the units of a level.
func unitDays(level geo.Level) func(s *snapshot.Snapshot) geo.Interval {
	return func(s *snapshot.Snapshot) geo.Interval {
		valid := unitValidity(level)
		if valid == nil || ask.Foreign(s) { // the dates of tiers are those of France
			return ask.Always
		}
		return valid(0)
	}
}

// PerimeterDays is from the first day of any perimeter to the last of any.
func PerimeterDays(s *snapshot.Snapshot) geo.Interval {
	if len(s.Perimeters) == 0 {
		return ask.Always
	}
	days := geo.Interval{First: geo.Future, Last: geo.Past}
	for i := range s.Perimeters {
		days = days.Hull(s.Perimeters[i].Days())
	}
	return days
}

// instants writes a period as OGC API wants it: from the first second of its
// first day to the last second of its last, null where it is open. Days are
// those of Paris, as datetime is read: what lies outside matches nothing.
func instants(p geo.Interval) [2]any {
	var ends [2]any
	if p.First != geo.Past {
		ends[0] = p.First.Start().Format(time.RFC3339)
	}
	if p.Last != geo.Future {
		ends[1] = (p.Last + 1).Start().Add(-time.Second).Format(time.RFC3339)
	}
	return ends
}
