package snapshot

import "maillage/geo"

// MissingBoundaries is units that have no boundary, so that nobody can tell
// whether a point outside all others lies in one of them.
type MissingBoundaries struct {
	Level geo.Level
	N     int
	Codes []string // of the first of them, a few
}

// fewCodes is how many codes are named.
const fewCodes = 5

func (b *MissingBoundaries) add(u *geo.Unit) {
	b.Level = u.Level
	b.N++
	if len(b.Codes) < fewCodes {
		b.Codes = append(b.Codes, u.Code)
	}
}

// findMissingBoundaries marks the atoms of the base grain that should have a boundary and
// have none: departments that no file draws, and communes whose geometry was
// refused or whose whole department is missing. A commune of the catalogue that
// a file of another vintage leaves out has its ground in another's.
func (s *Snapshot) findMissingBoundaries(communes *geo.Layer) {
	refused := map[string]bool{}
	if communes != nil {
		for _, f := range communes.Features {
			if len(f.Geometry) == 0 {
				refused[f.Code] = true
			}
		}
	}
	s.coarse.missingBoundaries = make([]int32, len(s.coarse.Atoms))
	s.fine.missingBoundaries = make([]int32, len(s.fine.Atoms))
	for i := range s.base.Atoms {
		department, ok := s.coarse.Atom(departmentOf(&s.base.Atoms[i]))
		if !ok || s.coarse.grounded.Has(department) && !refused[s.base.Atoms[i].Code] {
			continue
		}
		s.base.missingBoundaries[i] = 1
		if s.base == s.fine {
			s.coarse.missingBoundaries[department]++
		}
	}
}

// MissingBoundaries returns, for each atom of a grain, how many units of the base mesh in it
// have no boundary. The slice is shared.
func (g *Grain) MissingBoundaries() []int32 { return g.missingBoundaries }

// markMissingBoundaries tells a level dissolved from the base mesh what is missing of it:
// near the units around each atom that lacks one, and everywhere where a whole
// department has no boundary.
func (s *Snapshot) markMissingBoundaries(l *LevelGround) {
	l.missingNear = map[int]*MissingBoundaries{}
	for i, n := range s.base.missingBoundaries {
		if n == 0 {
			continue
		}
		atom := &s.base.Atoms[i]
		department, _ := s.coarse.Atom(departmentOf(atom))
		if !s.coarse.grounded.Has(department) {
			l.missingAnywhere.add(atom)
			continue
		}
		for unit := range l.Units {
			if !around(&l.Units[unit], atom) {
				continue
			}
			if l.missingNear[unit] == nil {
				l.missingNear[unit] = &MissingBoundaries{}
			}
			l.missingNear[unit].add(atom)
		}
	}
}

// around reports whether a unit is one of those a commune may lie beside: what
// contains it, or shares its department.
func around(u, commune *geo.Unit) bool {
	switch u.Level {
	case geo.Region:
		return u.Code == commune.Region
	case geo.Region2015:
		return u.Code == commune.Region2015
	case geo.Department:
		return u.Code == commune.Department
	case geo.EPCI:
		return u.Code == commune.EPCI || u.Department == commune.Department
	case geo.Commune:
		return u.Department == commune.Department
	}
	return false
}

// markUnitsWithoutBoundary tells a level that a file of its own draws what that file
// leaves out.
func (l *LevelGround) markUnitsWithoutBoundary() {
	for i := range l.Units {
		if !l.HasGround(i) {
			l.missingAnywhere.add(&l.Units[i])
		}
	}
}

// mayHold returns what may hold a point that no unit holds, given the nearest
// unit; nil where everything there has its boundary.
func (l *LevelGround) mayHold(nearest int) *MissingBoundaries {
	if l.missingAnywhere.N > 0 {
		return &l.missingAnywhere
	}
	return l.missingNear[nearest]
}
