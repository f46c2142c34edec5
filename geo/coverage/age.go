package coverage

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Age is how old, on a day, the evidence is that a perimeter holds.
type Age int

// The ages. A perimeter is attested on a day when a cited source bears that it
// held on that day: from its start as published to the latest date of a source.
// Past that date its evidence is so much older than the day. It is undated where
// no source is, or where the day comes before the one date that is known.
const (
	AttestedOnDay Age = iota
	UpToOneYear
	UpToThreeYears
	UpToFiveYears
	Older
	Undated
	ages // how many there are
)

// Ages lists the ages, the freshest first.
var Ages = [ages]Age{AttestedOnDay, UpToOneYear, UpToThreeYears, UpToFiveYears, Older, Undated}

// String returns the age as answers name it.
func (a Age) String() string {
	return [ages]string{"attested", "up_to_1_year", "up_to_3_years", "up_to_5_years", "older", "undated"}[a]
}

// AgeOf tells how old the evidence for a perimeter is on a day.
func AgeOf(p *snapshot.Perimeter, d geo.Date) Age {
	last := p.Attested.Last()
	switch {
	case !p.Sourced || !p.Attested.Known():
		return Undated
	case !p.From.Known() && d < p.Attested.First():
		return Undated // no source says that it had begun
	case d <= last:
		return AttestedOnDay
	case d <= last.AddMonths(12):
		return UpToOneYear
	case d <= last.AddMonths(36):
		return UpToThreeYears
	case d <= last.AddMonths(60):
		return UpToFiveYears
	default:
		return Older
	}
}
