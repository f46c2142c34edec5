package snapshot

import "maillage/geo"

// FirstDay returns the first day on which the perimeter may hold. Of a start
// that no source gives it is the first day of the year, month or day in which
// its centre was founded, and never before the earliest published start of any
// perimeter of the data set: what no source dates does not reach back before the
// network did. It is [geo.Past] where neither is known.
func (p *Perimeter) FirstDay() geo.Date { return p.first }

// LastDay returns the last day on which the perimeter may hold, [geo.Future]
// where its end is not known.
func (p *Perimeter) LastDay() geo.Date { return p.To.Last() }

// Days returns the days on which the perimeter may hold.
func (p *Perimeter) Days() geo.Interval {
	return geo.Interval{First: p.FirstDay(), Last: p.LastDay()}
}

// Active reports whether the perimeter holds on a day: both ends included, a
// month or year without a day taken whole, an unknown end open.
func (p *Perimeter) Active(d geo.Date) bool { return p.Days().Has(d) }

// firstDay returns the first day of a perimeter of a centre.
func (s *Snapshot) firstDay(p *geo.Perimeter, c *geo.Centre) geo.Date {
	if p.From.Known() {
		return p.From.First()
	}
	first := s.earliest
	if founded, err := geo.ParseFuzzy(c.Founded); err == nil { // else it is words
		first = max(first, founded.First())
	}
	if p.To.Known() {
		first = min(first, p.To.First()) // what ended had begun
	}
	return first
}

// earliestStart returns the first day of the earliest published start of any
// perimeter, Past where none is known.
func earliestStart(centres []geo.Centre) geo.Date {
	earliest := geo.Future
	for i := range centres {
		for k := range centres[i].Perimeters {
			if from := centres[i].Perimeters[k].From; from.Known() {
				earliest = min(earliest, from.First())
			}
		}
	}
	if earliest == geo.Future {
		return geo.Past
	}
	return earliest
}
