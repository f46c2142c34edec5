package locate

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// SearchLevels is the order in which equals are found.
var SearchLevels = []geo.Level{geo.Region, geo.Department, geo.Collectivity, geo.Region2015, geo.EPCI, geo.Commune}

// namesIn lists what of a snapshot can be found by name: units whose ground is
// loaded, centres, and the neighbourhoods of both geographies.
func namesIn(s *snapshot.Snapshot) []nameable {
	departments := map[string]string{}
	for _, level := range ask.Territories {
		for _, u := range s.Units(level) {
			departments[u.Code] = u.Name
		}
	}
	var out []nameable
	for _, level := range SearchLevels {
		if level == geo.EPCI {
			out = append(out, centresIn(s)...) // a centre is named after a region more often than after a commune
		}
		units := unitsIn(s, level, departments)
		out = append(out, units...)
		out = append(out, byFormerCode(s, level, units)...)
	}
	for _, geography := range geo.Geographies {
		out = append(out, neighbourhoodsIn(s, geography, departments)...)
	}
	return out
}

func unitsIn(s *snapshot.Snapshot, level geo.Level, departments map[string]string) (out []nameable) {
	ground := s.Ground(level)
	if ground == nil {
		return nil
	}
	units := s.Units(level)
	for i := range units {
		u := &units[i]
		one := nameable{collection: wire.CollectionName(level), id: u.Code, name: u.Name, keys: keysOf(u.Name)}
		if level == geo.EPCI || level == geo.Commune {
			one.context = departments[u.Department]
		}
		if ground.HasGround(i) {
			one.box = func() *[4]float64 { return wire.BoxOfBound(ground.Polygon(i).Bound()) }
		}
		out = append(out, one)
	}
	return out
}

func centresIn(s *snapshot.Snapshot) (out []nameable) {
	for i := range s.Data.Centres {
		c := &s.Data.Centres[i]
		keys := keysOf(append([]string{c.Name, c.Acronym, c.ID}, c.FormerNames...)...)
		out = append(out, nameable{collection: "centres", id: c.ID, name: c.Name, context: c.Seat, keys: keys})
	}
	return out
}

func neighbourhoodsIn(s *snapshot.Snapshot, geography geo.Geography, departments map[string]string) (out []nameable) {
	hoods := s.Data.Neighbourhoods[geography]
	for i := range hoods {
		n := &hoods[i]
		context := strings.Join(n.Communes, ", ")
		if d := departments[n.Department]; d != "" {
			context += " (" + d + ")"
		}
		one := nameable{
			collection: "neighbourhoods", id: n.Code, name: n.Name, context: context, geography: geography,
			keys: keysOf(append([]string{n.Name}, n.Communes...)...),
		}
		one.box = func() *[4]float64 {
			if polygon := s.Quarter(n.Code); polygon != nil {
				return wire.BoxOfBound(polygon.Bound())
			}
			if n.Point != nil {
				return wire.BoxOfBound(n.Point.Bound())
			}
			return nil
		}
		out = append(out, one)
	}
	return out
}

// keysOf folds some names, as they are and spelled out; what has none has no key.
func keysOf(names ...string) (out []string) {
	for _, name := range names {
		words := Folded(name)
		if len(words) == 0 {
			continue
		}
		key, whole := strings.Join(words, " "), strings.Join(spelled(words), " ")
		if out = append(out, key); whole != key {
			out = append(out, whole)
		}
	}
	return out
}
