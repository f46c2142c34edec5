package api

import (
	"time"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// undated is for collections whose items have no dates: they always match.
func undated(*snapshot.Snapshot) period { return always }

// sinceFirstDay is for collections that show the state on any day served.
func sinceFirstDay(*snapshot.Snapshot) period { return period{geo.MinDate, geo.Future} }

// unitDays is the period of the units of a level.
func unitDays(level geo.Level) func(s *snapshot.Snapshot) period {
	return func(s *snapshot.Snapshot) period {
		valid := unitValidity(level)
		if valid == nil || foreign(s) { // the dates of tiers are those of France
			return always
		}
		first, last := valid(0)
		return period{first, last}
	}
}

// perimeterDays is from the first day of any perimeter to the last of any.
func perimeterDays(s *snapshot.Snapshot) period {
	if len(s.Perimeters) == 0 {
		return always
	}
	days := period{geo.Future, geo.Past}
	for i := range s.Perimeters {
		first, last := validDays(&s.Perimeters[i])
		days = period{min(days.first, first), max(days.last, last)}
	}
	return days
}

// validDays is from the first to the last day on which a perimeter may hold.
func validDays(p *snapshot.Perimeter) (first, last geo.Date) { return p.FirstDay(), p.LastDay() }

// instants writes a period as OGC API wants it: from the first second of its
// first day to the last second of its last, null where it is open. Days are
// those of Paris, as datetime is read: what lies outside matches nothing.
func (p period) instants() [2]any {
	var ends [2]any
	if p.first != geo.Past {
		ends[0] = p.first.Start().Format(time.RFC3339)
	}
	if p.last != geo.Future {
		ends[1] = (p.last + 1).Start().Add(-time.Second).Format(time.RFC3339)
	}
	return ends
}
