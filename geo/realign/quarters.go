package realign

import (
	"maps"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// NeighbourhoodCrosswalk relates the two geographies of priority
// neighbourhoods by count, through communes; the package documentation says
// what that can tell. Every list is in order of code, collectivities last.
type NeighbourhoodCrosswalk struct {
	// Communes has a row for each commune with a neighbourhood of either
	// geography, and one for each department or collectivity with some that no
	// commune of its own places.
	Communes    []Relation
	Departments []Relation
	Regions     []Relation // those since 2016
	Total       Relation   // its Unit is empty
	// Common is the territory that both geographies have: Total without the
	// collectivities. Comparisons of 2015 with 2024 use it.
	Common Relation
}

// Relation is the neighbourhoods of both geographies in one territory.
type Relation struct {
	Unit         geo.Unit
	Before, Then Side // 2015 and 2024
}

// Side is the neighbourhoods of one geography in one territory, each counted
// once, in its main commune. Related and the three reasons for being
// undetermined add up to Count.
type Side struct {
	Count   int
	Related int // in one commune, where the other geography has neighbourhoods too
	// Undetermined: of no known commune of their territory; across several
	// communes; in a commune where the other geography has none.
	NoCommune, SeveralCommunes, NoCounterpart int
	Reason                                    geo.Lack // why there is no count; "" where there is one
}

// Undetermined returns how many cannot be related.
func (s *Side) Undetermined() int { return s.NoCommune + s.SeveralCommunes + s.NoCounterpart }

// Shares returns the related and the undetermined share of the count, which add
// up to one; false where there is no neighbourhood or no count.
func (s *Side) Shares() (related, undetermined float64, ok bool) {
	if s.Reason != "" || s.Count == 0 {
		return 0, 0, false
	}
	related = float64(s.Related) / float64(s.Count)
	return related, 1 - related, true
}

func (s *Side) add(o *Side) {
	s.Count += o.Count
	s.Related += o.Related
	s.NoCommune += o.NoCommune
	s.SeveralCommunes += o.SeveralCommunes
	s.NoCounterpart += o.NoCounterpart
}

// NeighbourhoodsThroughCommunes relates the two geographies.
func NeighbourhoodsThroughCommunes(s *snapshot.Snapshot) *NeighbourhoodCrosswalk {
	p := newPlacer(s)
	communes, departments, regions := ledger{}, ledger{}, ledger{}
	out := &NeighbourhoodCrosswalk{}
	for _, q := range geo.Geographies {
		for i := range s.Data.Neighbourhoods[q] {
			n := &s.Data.Neighbourhoods[q][i]
			one := p.side(n)
			department := p.departments[n.Department]
			place := department
			if u := p.home(n); u != nil {
				place = *u
			}
			rows := []*Relation{communes.row(place), departments.row(department), regions.row(p.regions[n.Region]), &out.Total}
			if department.Level == geo.Department {
				rows = append(rows, &out.Common)
			}
			for _, r := range rows {
				r.side(q).add(&one)
			}
		}
	}
	out.Communes, out.Departments, out.Regions = communes.sorted(), departments.sorted(), regions.sorted()
	return out
}

func (r *Relation) side(q geo.Geography) *Side {
	if q == geo.QPV2015 {
		return &r.Before
	}
	return &r.Then
}

// ledger holds the relations of one level.
type ledger map[geo.UnitRef]*Relation

func (l ledger) row(u geo.Unit) *Relation {
	key := geo.UnitRef{Level: u.Level, Code: u.Code}
	if l[key] == nil {
		l[key] = &Relation{Unit: u}
		if u.Level == geo.Collectivity {
			l[key].Then.Reason = geo.LackQPV2024Here
		}
	}
	return l[key]
}

func (l ledger) sorted() []Relation {
	last := func(u *geo.Unit) int {
		if u.Level == geo.Collectivity {
			return 1
		}
		return 0
	}
	out := make([]Relation, 0, len(l))
	for _, r := range l {
		if r.Then.Count > 0 {
			r.Then.Reason = ""
		}
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Relation) int {
		if d := last(&a.Unit) - last(&b.Unit); d != 0 {
			return d
		}
		return strings.Compare(a.Unit.Code, b.Unit.Code)
	})
	return out
}

// placer finds the commune of a neighbourhood, in the catalogue's vintage.
type placer struct {
	catalogue            *geo.Catalogue
	communes             []geo.Unit
	departments, regions map[string]geo.Unit
	// named holds the communes that neighbourhoods of a geography name.
	named map[geo.Geography]map[string]bool
}

func newPlacer(s *snapshot.Snapshot) *placer {
	cat := &s.Data.Catalogue
	p := &placer{
		catalogue: cat, communes: cat.Units[geo.Commune],
		departments: byCode(cat.Units[geo.Department]), regions: byCode(cat.Units[geo.Region]),
		named: map[geo.Geography]map[string]bool{},
	}
	collectivities := byCode(cat.Units[geo.Collectivity])
	maps.Copy(p.departments, collectivities)
	maps.Copy(p.regions, collectivities)
	for _, q := range geo.Geographies {
		p.named[q] = map[string]bool{}
		for i := range s.Data.Neighbourhoods[q] {
			for _, code := range s.Data.Neighbourhoods[q][i].Codes {
				p.named[q][p.catalogue.CommuneToday(code)] = true
			}
		}
	}
	return p
}

func byCode(units []geo.Unit) map[string]geo.Unit {
	out := make(map[string]geo.Unit, len(units))
	for _, u := range units {
		out[u.Code] = u
	}
	return out
}

// home returns the main commune of a neighbourhood, nil where it is not known
// or lies in another department.
func (p *placer) home(n *geo.Neighbourhood) *geo.Unit {
	if len(n.Codes) == 0 {
		return nil
	}
	i, ok := slices.BinarySearchFunc(p.communes, p.catalogue.CommuneToday(n.Codes[0]), func(u geo.Unit, code string) int {
		return strings.Compare(u.Code, code)
	})
	if !ok || p.communes[i].Department != n.Department {
		return nil
	}
	return &p.communes[i]
}

// side counts one neighbourhood.
func (p *placer) side(n *geo.Neighbourhood) Side {
	other := geo.QPV2024
	if n.Geography == geo.QPV2024 {
		other = geo.QPV2015
	}
	home := p.home(n)
	one := Side{Count: 1}
	switch {
	case len(n.Codes) > 1 || len(n.Communes) > 1:
		one.SeveralCommunes = 1
	case home == nil:
		one.NoCommune = 1
	case !p.named[other][home.Code]:
		one.NoCounterpart = 1
	default:
		one.Related = 1
	}
	return one
}
