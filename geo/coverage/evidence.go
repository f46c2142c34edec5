package coverage

import (
	"cmp"
	"slices"

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

// Evidence is what is covered, by the age of the freshest evidence for it. In
// each measure the ages add up to what is covered.
type Evidence [ages]Figures

// At returns how much is covered of a measure on evidence of an age, in the unit
// of figures; false where it cannot be told.
func (e *Evidence) At(a Age, m geo.Measure) (int64, bool) {
	f := e[a].Of(m)
	return f.Covered, f.Reason == ""
}

// EvidenceOf parts the totals of an analysis by the age of the evidence.
func EvidenceOf(s *snapshot.Snapshot, a *Analysis, active snapshot.Network) (*Evidence, error) {
	q := a.Query
	g := s.Grain(q.Level, active.Fine())
	out := &Evidence{}
	var fresh snapshot.Network
	var before Figures
	for _, age := range Ages {
		if of := ofAge(active, q.Date, age); age == AttestedOnDay || len(of) > 0 {
			fresh = upTo(active, q.Date, age)
			t, err := newTally(s, g, q, fresh)
			if err != nil {
				return nil, err
			}
			out[age] = t.totals()
		} else {
			out[age] = before
		}
		before, out[age] = out[age], lessCovered(out[age], before, age, a.Totals)
	}
	return out, nil
}

// lessCovered takes from figures what is covered on fresher evidence already.
func lessCovered(f, fresher Figures, age Age, totals Figures) Figures {
	for i := range f {
		switch {
		case totals[i].Reason != "":
			f[i] = Figure{Reason: totals[i].Reason}
		case f[i].Reason != "" || age > AttestedOnDay && fresher[i].Reason != "":
			f[i].Reason = "the evidence for a part of this total cannot be told"
		case age > AttestedOnDay:
			f[i].Covered -= fresher[i].Covered
		}
	}
	return f
}

func ofAge(active snapshot.Network, d geo.Date, age Age) (out snapshot.Network) {
	for _, p := range active {
		if AgeOf(p, d) == age {
			out = append(out, p)
		}
	}
	return out
}

func upTo(active snapshot.Network, d geo.Date, age Age) (out snapshot.Network) {
	for _, p := range active {
		if AgeOf(p, d) <= age {
			out = append(out, p)
		}
	}
	return out
}

// oldest tells, for each row, the latest date that a cited source bears of all
// that is covered of it: of each atom the freshest, of the row the oldest. It is
// unknown where something is covered on undated evidence, or nothing is whole.
func (t *tally) oldest() []geo.Fuzzy {
	freshest := make([]*snapshot.Perimeter, len(t.g.Atoms))
	for _, p := range t.active {
		dated := p.Sourced && p.Attested.Known()
		p.Atoms(t.g).Each(func(i int) {
			if dated && (freshest[i] == nil || p.Attested.Last() > freshest[i].Attested.Last()) {
				freshest[i] = p
			}
		})
	}
	out := make([]geo.Fuzzy, len(t.rowsOf.Units))
	undated := make([]bool, len(out))
	t.covered.Each(func(i int) {
		row := t.rowsOf.Of[i]
		switch p := freshest[i]; {
		case p == nil:
			undated[row] = true
		case p.Attested.Last() < out[row].Last():
			out[row] = p.Attested
		}
	})
	for row := range out {
		if undated[row] {
			out[row] = geo.Fuzzy{}
		}
	}
	return out
}

// Need is a perimeter for which no cited source bears that it holds on a day,
// with what rests on it.
type Need struct {
	Perimeter *snapshot.Perimeter
	Age       Age
	// Neighbourhoods it covers that no perimeter of fresher evidence does.
	Neighbourhoods int64
}

// Needs lists the perimeters that most need a fresh source in one unit of a
// level, by the neighbourhoods at stake, then the oldest evidence first. One on
// which none rests is left out.
func Needs(s *snapshot.Snapshot, q Query, unit geo.UnitRef) []Need {
	active := Active(s, q)
	g := s.Grain(q.Level, active.Fine())
	in := geo.NewBitset(len(g.Atoms))
	level := unit.Level
	if level == geo.Collectivity {
		level = geo.Department
	}
	if rows := g.Rows(level); rows != nil {
		if row, ok := rows.Row(unit.Code); ok {
			for _, i := range rows.Atoms(row) {
				in.Add(int(i))
			}
		}
	}
	var out []Need
	for _, p := range active {
		age := AgeOf(p, q.Date)
		if age == AttestedOnDay {
			continue
		}
		fresher := Covered(g, upTo(active, q.Date, age-1))
		fresher.And(in)
		with := p.Atoms(g).Clone()
		with.And(in)
		with.Or(fresher)
		n := g.Add(with, q.Geography)[geo.Neighbourhoods] - g.Add(fresher, q.Geography)[geo.Neighbourhoods]
		if n > 0 {
			out = append(out, Need{p, age, n})
		}
	}
	slices.SortStableFunc(out, func(a, b Need) int {
		return cmp.Or(cmp.Compare(b.Neighbourhoods, a.Neighbourhoods), cmp.Compare(b.Age, a.Age))
	})
	return out
}
