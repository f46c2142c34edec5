package snapshot

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"maillage/geo"
)

// Snapshot is one immutable state of everything. It is safe for concurrent use.
type Snapshot struct {
	// Generation identifies the content: equal data, equal generation.
	Generation string
	Data       *geo.Dataset
	Perimeters []Perimeter // in the order of centres, then of their records
	earliest   geo.Date    // see Perimeter.FirstDay

	baseLayout
}

// baseLayout is what a snapshot builds of its units, boundaries and neighbourhoods,
// whoever serves them: snapshots that differ in their centres alone share it.
type baseLayout struct {
	coarse, fine       *Grain
	base               *Grain // the grain of the base mesh
	levels             map[geo.Level]*LevelGround
	neighbourhoods     *LevelGround // polygons of neighbourhoods, nil where none is loaded
	neighbourhoodIndex map[string]neighbourhoodKey
	placements         func() ([]Placement, error)
	cuts               *cuts
	lacking            map[geo.Geography]geo.ByMeasure[geo.Lack]
}

type neighbourhoodKey struct {
	geography geo.Geography
	position  int
}

// Build makes a snapshot of a data set, which it keeps: do not change it
// afterwards. Where nobody worked its digest out, Build does, and sets it.
// Errors name what to mend.
func Build(ctx context.Context, d *geo.Dataset) (*Snapshot, error) { return Rebuild(ctx, d, nil) }

// Rebuild is [Build] beside an earlier snapshot, nil where there is none: what
// is built of units, boundaries and neighbourhoods is taken from it where
// the two data sets agree in all of these, to the last coordinate. A change of
// centres or perimeters then costs their compiling alone.
func Rebuild(ctx context.Context, d *geo.Dataset, before *Snapshot) (*Snapshot, error) {
	hashed := hashAsync(d) // beside the rest: it only reads, as that does
	defer hashed()
	s := &Snapshot{Data: d}
	if before != nil && sameLayout(before.Data, d) {
		s.baseLayout = before.baseLayout
	} else if err := s.buildLayout(ctx); err != nil {
		return nil, err
	}
	if err := s.compileAll(); err != nil {
		return nil, err
	}
	hashed()
	s.Generation = d.Generation()
	return s, nil
}

// buildLayout builds the base layout of the data set.
func (s *Snapshot) buildLayout(ctx context.Context) error {
	d := s.Data
	if err := checkOrder(&d.Catalogue); err != nil {
		return err
	}
	var communes *geo.Layer
	if l, ok := d.Layer(geo.CommuneLayer); ok {
		communes = &l
	}
	var err error
	if s.coarse, err = newGrain(geo.Department, departmentAtoms(&d.Catalogue), &d.Catalogue, coarseLevels); err != nil {
		return err
	}
	if s.fine, err = newGrain(geo.Commune, communeAtoms(d, communes), &d.Catalogue, fineLevels); err != nil {
		return err
	}
	if err := s.buildLevels(ctx, communes); err != nil {
		return err
	}
	s.indexCodes()
	s.lacking = lackingOf(d)
	s.placements = sync.OnceValues(s.findPlacements)
	s.cuts = &cuts{seed: maphash.MakeSeed()}
	return nil
}

// hashAsync starts to work out the digest of a data set that has none, and returns
// what waits for it to be set.
func hashAsync(d *geo.Dataset) (hashed func()) {
	if d.Digest != "" {
		return func() {}
	}
	digest := make(chan string, 1)
	go func() { digest <- d.Fingerprint() }()
	return sync.OnceFunc(func() { d.Digest = <-digest })
}

// checkOrder holds the catalogue to the order that look-ups rest on.
func checkOrder(cat *geo.Catalogue) error {
	for level, units := range cat.Units {
		for i := 1; i < len(units); i++ {
			if units[i-1].Code >= units[i].Code {
				return fmt.Errorf("%s %s comes after %s: sort the units of a level by code, each once",
					level, units[i].Code, units[i-1].Code)
			}
		}
	}
	return nil
}

func (s *Snapshot) compileAll() error {
	s.earliest = earliestStart(s.Data.Centres)
	for i := range s.Data.Centres {
		c := &s.Data.Centres[i]
		for k := range c.Perimeters {
			compiled, err := s.Compile(&c.Perimeters[k], c)
			if err != nil {
				return err
			}
			s.Perimeters = append(s.Perimeters, compiled)
		}
	}
	all := make(Network, len(s.Perimeters))
	for i := range s.Perimeters {
		all[i] = &s.Perimeters[i]
	}
	return s.Countable(all)
}

// Grain returns the grain in which figures of a level are counted, over a
// network that is or is not told in whole departments; see [Network.Fine].
func (s *Snapshot) Grain(level geo.Level, fine bool) *Grain {
	if fine || level == geo.EPCI || level == geo.Commune {
		return s.fine
	}
	return s.coarse
}

// Base returns the grain of the base mesh.
func (s *Snapshot) Base() *Grain { return s.base }

// Territory is all the ground there is, as the data set names it.
func (s *Snapshot) Territory() geo.Territory { return s.coarse.own }

// Coarse returns the department grain.
func (s *Snapshot) Coarse() *Grain { return s.coarse }

func (s *Snapshot) indexCodes() {
	s.neighbourhoodIndex = map[string]neighbourhoodKey{}
	for q, hoods := range s.Data.Neighbourhoods {
		for i := range hoods {
			s.neighbourhoodIndex[hoods[i].Code] = neighbourhoodKey{q, i}
		}
	}
}

// Units returns the units of a level, sorted by code: at level commune, those
// of the boundary file where one is loaded. The slice is shared.
func (s *Snapshot) Units(level geo.Level) []geo.Unit {
	if l := s.levels[level]; l != nil {
		return l.Units
	}
	return s.Data.Catalogue.Units[level]
}

// Unit returns one unit, or an error that wraps [geo.ErrNotFound].
func (s *Snapshot) Unit(level geo.Level, code string) (geo.Unit, error) {
	i, err := s.Position(level, code)
	if err != nil {
		return geo.Unit{}, err
	}
	return s.Units(level)[i], nil
}

// Position returns the position of a unit in Units(level), or an error that
// wraps [geo.ErrNotFound].
func (s *Snapshot) Position(level geo.Level, code string) (int, error) {
	i, ok := slices.BinarySearchFunc(s.Units(level), code, func(u geo.Unit, code string) int {
		return strings.Compare(u.Code, code)
	})
	if !ok {
		return 0, fmt.Errorf("no %s has the code %q: %w", level, code, geo.ErrNotFound)
	}
	return i, nil
}

// Neighbourhood returns a neighbourhood of either geography by its code, or an
// error that wraps [geo.ErrNotFound].
func (s *Snapshot) Neighbourhood(code string) (*geo.Neighbourhood, error) {
	k, ok := s.neighbourhoodIndex[code]
	if !ok {
		return nil, fmt.Errorf("no neighbourhood has the code %q: %w", code, geo.ErrNotFound)
	}
	return &s.Data.Neighbourhoods[k.geography][k.position], nil
}

// Centre returns a centre by its ID, or an error that wraps [geo.ErrNotFound].
func (s *Snapshot) Centre(id string) (*geo.Centre, error) {
	for i := range s.Data.Centres {
		if s.Data.Centres[i].ID == id {
			return &s.Data.Centres[i], nil
		}
	}
	return nil, fmt.Errorf("no centre has the id %q: %w", id, geo.ErrNotFound)
}

// Perimeter returns a perimeter by its ID, or an error that wraps
// [geo.ErrNotFound].
func (s *Snapshot) Perimeter(id string) (*Perimeter, error) {
	for i := range s.Perimeters {
		if s.Perimeters[i].ID == id {
			return &s.Perimeters[i], nil
		}
	}
	return nil, fmt.Errorf("no perimeter has the id %q: %w", id, geo.ErrNotFound)
}

// PerimetersOf returns the perimeters of a centre, in the order of its record. The
// slice is shared.
func (s *Snapshot) PerimetersOf(centre string) []Perimeter {
	of := func(p Perimeter) bool { return p.Centre.ID == centre }
	first := slices.IndexFunc(s.Perimeters, of)
	if first < 0 {
		return nil
	}
	next := first
	for next < len(s.Perimeters) && of(s.Perimeters[next]) {
		next++
	}
	return s.Perimeters[first:next]
}

// ErrNoGround is wrapped by what needs a layer of boundaries that is not loaded.
var ErrNoGround = errors.New("no boundaries loaded")
