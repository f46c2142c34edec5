package tile

import (
	"context"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

var unitFields = map[string]string{
	"code": "INSEE code, or SIREN of an EPCI", "name": "its name", "level": "its level",
	"department": "code of the department it lies in", "region": "code of the region since 2016 it lies in",
	"region_2015": "code of the region before 2016 it lies in", "epci": "SIREN of the EPCI it belongs to",
	"population": "inhabitants",
}

func unitLayer(level geo.Level, name, title, about string, minZoom int) *Layer {
	return &Layer{
		Name: name, Title: title, About: about, MinZoom: minZoom, Fields: unitFields, level: level,
		open: func(_ context.Context, s *snapshot.Snapshot, _ Query) (*Source, error) {
			return openUnits(s, level), nil
		},
	}
}

func openUnits(s *snapshot.Snapshot, level geo.Level) *Source {
	ground := s.Ground(level)
	out := &Source{}
	for i := range ground.Units {
		if !ground.HasGround(i) {
			continue
		}
		u := &ground.Units[i]
		f := feature{id: u.Code, properties: func() []Property { return unitProperties(u) }}
		f.ground, f.bound = unitGround(ground, i)
		out.features = append(out.features, f)
	}
	return out
}

// unitGround is the ground of a unit at any zoom, and its box. A commune is one
// face, cut out of the simplified mesh; the coarser levels are dissolved.
func unitGround(l *snapshot.LevelGround, unit int) (func(zoom int) orb.MultiPolygon, orb.Bound) {
	m := l.Ground.Mesh
	if l.Level == geo.Commune {
		face, _ := l.Ground.Face(l.Units[unit].Code) // the caller has asked whether it has one
		return func(zoom int) orb.MultiPolygon { return m.Simplified(zoom).Polygon(face) }, m.Bound(face)
	}
	mp := l.Polygon(unit)
	return thinned(m, mp), mp.Bound()
}

func unitProperties(u *geo.Unit) []Property {
	var p list
	p.add("code", u.Code)
	p.add("name", u.Name)
	p.add("level", string(u.Level))
	p.add("department", u.Department)
	p.add("region", u.Region)
	p.add("region_2015", u.Region2015)
	p.add("epci", u.EPCI)
	p.add("population", u.Population)
	return p
}

var neighbourhoodFields = map[string]string{
	"code": "code of the neighbourhood", "name": "its name", "geography": "2015 or 2024",
	"communes": "names of its communes, joined by +", "department": "code of its department",
	"region": "code of its region since 2016", "region_2015": "code of its region before 2016",
	"population_2013": "inhabitants in 2013", "population_2018": "inhabitants in 2018",
	"npnru":              "whether the national programme of urban renewal lists it, by a list kept by hand (2025) of the 2015 geography; absent for that of 2024",
	"geometry_precision": "polygon: its outline; commune-point: a point of its main commune, not of itself",
}

// openNeighbourhoods leaves out those that no source places.
func openNeighbourhoods(_ context.Context, s *snapshot.Snapshot, q Query) (*Source, error) {
	out := &Source{}
	hoods := s.Data.Neighbourhoods[q.Geography]
	for i := range hoods {
		n := &hoods[i]
		var f feature
		precision := "polygon"
		if polygon := s.Quarter(n.Code); polygon != nil {
			f.ground, f.bound = thinned(s.Quarters().Ground.Mesh, polygon), polygon.Bound()
		} else if n.Point != nil {
			precision = "commune-point"
			f.point, f.bound = n.Point, orb.Bound{Min: *n.Point, Max: *n.Point}
		} else {
			continue
		}
		out.add(n.Code, neighbourhoodProperties(n, precision), f)
	}
	return out, nil
}

func neighbourhoodProperties(n *geo.Neighbourhood, precision string) list {
	var p list
	p.add("code", n.Code)
	p.add("name", n.Name)
	p.add("geography", string(n.Geography))
	p.add("communes", strings.Join(n.Communes, "+"))
	p.add("department", n.Department)
	p.add("region", n.Region)
	p.add("region_2015", n.Region2015)
	p.add("population_2013", n.Population)
	p.add("population_2018", n.Later)
	if n.NPNRU != "" {
		p.add("npnru", n.NPNRU == geo.Listed)
	}
	p.add("geometry_precision", precision)
	return p
}
