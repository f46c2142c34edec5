package snapshot

import "maillage/geo"

// Bare is units that have no boundary, so that nobody can tell whether a point
// outside all others lies in one of them.
type Bare struct {
	Level geo.Level
	N     int
	Codes []string // of the first of them, a few
}

// fewCodes is how many codes a Bare names.
const fewCodes = 5

func (b *Bare) add(u *geo.Unit) {
	b.Level = u.Level
	b.N++
	if len(b.Codes) < fewCodes {
		b.Codes = append(b.Codes, u.Code)
	}
}

// findBare marks the atoms of the base grain that should have a boundary and
// have none: departments that no file draws, and communes whose geometry was
// refused or whose whole department is missing. A commune of the catalogue that
// a file of another vintage leaves out has its ground in another's.
func (s *Snapshot) findBare(communes *geo.Layer) {
	refused := map[string]bool{}
	if communes != nil {
		for _, f := range communes.Features {
			if len(f.Geometry) == 0 {
				refused[f.Code] = true
			}
		}
	}
	s.coarse.bare = make([]int32, len(s.coarse.Atoms))
	s.fine.bare = make([]int32, len(s.fine.Atoms))
	for i := range s.base.Atoms {
		department, ok := s.coarse.Atom(departmentOf(&s.base.Atoms[i]))
		if !ok || s.coarse.grounded.Has(department) && !refused[s.base.Atoms[i].Code] {
			continue
		}
		s.base.bare[i] = 1
		if s.base == s.fine {
			s.coarse.bare[department]++
		}
	}
}

// Bare returns, for each atom of a grain, how many units of the base mesh in it
// have no boundary. The slice is shared.
func (g *Grain) Bare() []int32 { return g.bare }

// markBare tells a level dissolved from the base mesh what is missing of it:
// near the units around each bare atom, and everywhere where a whole
// department has no boundary.
func (s *Snapshot) markBare(l *LevelGround) {
	l.bareNear = map[int]*Bare{}
	for i, n := range s.base.bare {
		if n == 0 {
			continue
		}
		atom := &s.base.Atoms[i]
		department, _ := s.coarse.Atom(departmentOf(atom))
		if !s.coarse.grounded.Has(department) {
			l.bareAnywhere.add(atom)
			continue
		}
		for unit := range l.Units {
			if !around(&l.Units[unit], atom) {
				continue
			}
			if l.bareNear[unit] == nil {
				l.bareNear[unit] = &Bare{}
			}
			l.bareNear[unit].add(atom)
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

// markBareUnits tells a level that a file of its own draws what that file
// leaves out.
func (l *LevelGround) markBareUnits() {
	for i := range l.Units {
		if !l.HasGround(i) {
			l.bareAnywhere.add(&l.Units[i])
		}
	}
}

// mayHold returns what may hold a point that no unit holds, given the nearest
// unit; nil where everything there has its boundary.
func (l *LevelGround) mayHold(nearest int) *Bare {
	if l.bareAnywhere.N > 0 {
		return &l.bareAnywhere
	}
	return l.bareNear[nearest]
}
