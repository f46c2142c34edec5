package snapshot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/mesh"
)

// buildLevels builds the base mesh, weighs the atoms of both grains on it, and groups
// its faces into every level.
func (s *Snapshot) buildLevels(ctx context.Context, communes *geo.Layer) error {
	s.base = s.coarse
	layer, _ := s.Data.Layer(geo.DepartmentLayer)
	if communes != nil {
		s.base, layer = s.fine, *communes
	}
	collectivities, _ := s.Data.Layer(geo.CollectivityLayer)
	collectivities.Features = s.notDrawnBy(layer, collectivities.Features)
	ground, err := newGround(ctx, layer, collectivities)
	if err != nil {
		return err
	}
	s.placeFaces(ground)
	s.findMissingBoundaries(communes)
	if err := s.weigh(ground); err != nil {
		return err
	}
	s.levels = map[geo.Level]*LevelGround{}
	tiers := []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.Collectivity, geo.EPCI}
	if s.Territory() != geo.France {
		tiers = []geo.Level{geo.Region, geo.Department} // the others are France's alone
	}
	for _, level := range tiers {
		if level != geo.EPCI || communes != nil {
			s.levels[level] = s.dissolved(level, ground)
		}
	}
	if communes != nil {
		s.levels[geo.Commune] = s.communeLevel(communes, ground)
	}
	for _, l := range s.levels {
		s.markMissingBoundaries(l)
	}
	return s.buildOwnLayers(ctx)
}

// notDrawnBy returns the features of collectivities that the base layer draws
// neither itself nor by communes of theirs: their ground must not stand twice.
func (s *Snapshot) notDrawnBy(base geo.Layer, collectivities []geo.Feature) []geo.Feature {
	drawn := map[string]bool{}
	for _, f := range base.Features {
		if len(f.Geometry) == 0 {
			continue
		}
		drawn[f.Code] = true
		if atom, ok := s.fine.Atom(f.Code); ok {
			drawn[departmentOf(&s.fine.Atoms[atom])] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(collectivities), func(f geo.Feature) bool { return drawn[f.Code] })
}

// placeFaces tells which atom of each grain every face of the base mesh lies
// in. The commune grain has no ground over a mesh of departments.
func (s *Snapshot) placeFaces(ground *Ground) {
	s.coarse.place(ground, func(code string) (int, bool) {
		if atom, ok := s.coarse.Atom(code); ok {
			return atom, true
		}
		return s.departmentOfCommune(code)
	})
	if s.base == s.fine {
		s.fine.place(ground, s.fine.Atom)
	}
}

// place ties the faces of the base mesh to atoms; faces of unknown code stay
// outside.
func (g *Grain) place(ground *Ground, atomOf func(code string) (int, bool)) {
	g.HasGround = true
	g.atomOfFace = make([]int32, ground.Mesh.Len())
	for f, code := range ground.Codes {
		g.atomOfFace[f] = mesh.Outside
		atom, ok := atomOf(code)
		if !ok {
			continue
		}
		g.atomOfFace[f] = int32(atom)
		g.grounded.Add(atom)
		if ground.SourceOf(f).Approximate {
			g.approximate.Add(atom)
		}
	}
}

func (s *Snapshot) departmentOfCommune(code string) (int, bool) {
	i, ok := s.fine.Atom(code)
	if !ok {
		return 0, false
	}
	return s.coarse.Atom(departmentOf(&s.fine.Atoms[i]))
}

// weigh fills the weights of both grains. The commune grain has areas only
// where communes are the base; there a collectivity's ground is the atom of
// its own code, or is told by its department row alone.
func (s *Snapshot) weigh(ground *Ground) error {
	for _, g := range []*Grain{s.coarse, s.fine} {
		var area []geo.Area
		if g.HasGround {
			area = make([]geo.Area, len(g.Atoms))
			for f, atom := range g.atomOfFace {
				if atom >= 0 {
					area[atom] += ground.Mesh.Area(f)
				}
			}
		}
		if err := g.fill(area, s.Data.Neighbourhoods); err != nil {
			return err
		}
	}
	return nil
}

// dissolved groups the faces of the base mesh into the units of a level.
func (s *Snapshot) dissolved(level geo.Level, ground *Ground) *LevelGround {
	g := s.coarse
	rowLevel := level
	switch level {
	case geo.EPCI:
		g = s.fine
	case geo.Collectivity:
		rowLevel = geo.Department
	}
	rows := g.Rows(rowLevel)
	units := s.Data.Catalogue.Units[level]
	position := make(map[string]int32, len(units))
	for i, u := range units {
		position[u.Code] = int32(i)
	}
	group := make([]int32, len(g.atomOfFace))
	for f, atom := range g.atomOfFace {
		group[f] = mesh.Outside
		if atom < 0 {
			continue
		}
		if i, ok := position[rows.Units[rows.Of[atom]].Code]; ok {
			group[f] = i
		}
	}
	return newLevelGround(level, units, ground, group)
}

// communeLevel is the boundary file's communes, one face each.
func (s *Snapshot) communeLevel(communes *geo.Layer, ground *Ground) *LevelGround {
	units := make([]geo.Unit, 0, len(communes.Features))
	group := make([]int32, ground.Mesh.Len())
	for i := range group {
		group[i] = mesh.Outside
	}
	inFile := make(map[string]bool, len(communes.Features))
	for _, f := range communes.Features {
		inFile[f.Code] = true
	}
	for i := range s.fine.Atoms { // atoms are sorted by code
		u := s.fine.Atoms[i]
		if !inFile[u.Code] {
			continue
		}
		if f, ok := ground.Face(u.Code); ok {
			group[f] = int32(len(units))
		}
		units = append(units, u)
	}
	return newLevelGround(geo.Commune, units, ground, group)
}

// ownLayers are the levels that may come from a file of their own.
var ownLayers = map[geo.LayerName]geo.Level{
	geo.RegionLayer:     geo.Region,
	geo.Region2015Layer: geo.Region2015,
	geo.EPCILayer:       geo.EPCI,
}

func (s *Snapshot) buildOwnLayers(ctx context.Context) error {
	for _, l := range s.Data.Layers {
		if level, ok := ownLayers[l.Name]; ok {
			g, err := newGround(ctx, l)
			if err != nil {
				return err
			}
			s.levels[level] = ownLevel(level, l, g, s.Data.Catalogue.Units[level])
		}
		if l.Name == geo.NeighbourhoodLayer {
			if err := s.buildNeighbourhoods(ctx, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// ownLevel is the boundaries of a level as its own file draws it. Units the file
// does not draw have no ground; those the catalogue does not list are kept.
func ownLevel(level geo.Level, l geo.Layer, g *Ground, listed []geo.Unit) *LevelGround {
	units := slices.Clone(listed)
	known := make(map[string]bool, len(units))
	for _, u := range units {
		known[u.Code] = true
	}
	for _, f := range l.Features {
		if !known[f.Code] {
			known[f.Code] = true
			units = append(units, geo.Unit{Level: level, Code: f.Code, Name: f.Name})
		}
	}
	slices.SortFunc(units, func(a, b geo.Unit) int { return strings.Compare(a.Code, b.Code) })
	position := make(map[string]int32, len(units))
	for i, u := range units {
		position[u.Code] = int32(i)
	}
	group := make([]int32, g.Mesh.Len())
	for f, code := range g.Codes {
		group[f] = position[code]
	}
	out := newLevelGround(level, units, g, group)
	out.markUnitsWithoutBoundary()
	return out
}

// buildNeighbourhoods keeps the polygons of neighbourhoods that the facts know.
func (s *Snapshot) buildNeighbourhoods(ctx context.Context, l geo.Layer) error {
	g, err := newGround(ctx, l)
	if err != nil {
		return fmt.Errorf("neighbourhoods: %w", err)
	}
	units := make([]geo.Unit, len(g.Codes))
	group := make([]int32, len(g.Codes))
	for f, code := range g.Codes {
		units[f] = geo.Unit{Code: code}
		group[f] = int32(f)
	}
	s.neighbourhoods = newLevelGround("", units, g, group)
	return nil
}
