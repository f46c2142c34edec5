package features

import (
	"time"

	"maillage/api/ask"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Undated is for collections whose items have no dates: they always match.
func Undated(*snapshot.Snapshot) ask.Period { return ask.Always }

// SinceFirstDay is for collections that show the state on any day served.
func SinceFirstDay(*snapshot.Snapshot) ask.Period {
	return ask.Period{First: geo.MinDate, Last: geo.Future}
}

// unitDays is the period of the units of a level.
func unitDays(level geo.Level) func(s *snapshot.Snapshot) ask.Period {
	return func(s *snapshot.Snapshot) ask.Period {
		valid := unitValidity(level)
		if valid == nil || ask.Foreign(s) { // the dates of tiers are those of France
			return ask.Always
		}
		first, last := valid(0)
		return ask.Period{First: first, Last: last}
	}
}

// PerimeterDays is from the first day of any perimeter to the last of any.
func PerimeterDays(s *snapshot.Snapshot) ask.Period {
	if len(s.Perimeters) == 0 {
		return ask.Always
	}
	days := ask.Period{First: geo.Future, Last: geo.Past}
	for i := range s.Perimeters {
		first, last := wire.ValidDays(&s.Perimeters[i])
		days = ask.Period{First: min(days.First, first), Last: max(days.Last, last)}
	}
	return days
}

// instants writes a period as OGC API wants it: from the first second of its
// first day to the last second of its last, null where it is open. Days are
// those of Paris, as datetime is read: what lies outside matches nothing.
func instants(p ask.Period) [2]any {
	var ends [2]any
	if p.First != geo.Past {
		ends[0] = p.First.Start().Format(time.RFC3339)
	}
	if p.Last != geo.Future {
		ends[1] = (p.Last + 1).Start().Add(-time.Second).Format(time.RFC3339)
	}
	return ends
}
