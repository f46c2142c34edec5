package revision

import (
	"fmt"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// A whole is a number that a sum of parts is held against. One that cannot be
// checked is left out of the list.
type whole struct {
	level      geo.Level
	code, name string
	field      string
	sum, of    any
	agrees     bool
}

func (w *whole) key() string { return string(w.level) + " " + w.code + " " + w.field }

// totals tells of sums that agreed with their wholes, or could not be checked,
// and do not agree now; and of the reverse. One that never agreed is no change.
func (c *comparison) totals() {
	wrong := func(s *snapshot.Snapshot) map[string]bool {
		out := map[string]bool{}
		for _, w := range wholesOf(s) {
			out[w.key()] = !w.agrees
		}
		return out
	}
	c.wholes(c.b, wrong(c.a), Refuse, Unreconciled)
	c.wholes(c.a, wrong(c.b), Note, Reconciled)
}

// wholes tells of those that do not agree on one side alone. Before is the
// whole, and After the sum that does not, or did not, add up to it.
func (c *comparison) wholes(s *snapshot.Snapshot, wrongElsewhere map[string]bool, severity Severity, kind Kind) {
	for _, w := range wholesOf(s) {
		if !w.agrees && !wrongElsewhere[w.key()] {
			c.add(Finding{Severity: severity, Topic: Totals, Kind: kind, Level: w.level, Code: w.code, Name: w.name,
				Field: w.field, Before: w.of, After: w.sum})
		}
	}
}

func wholesOf(s *snapshot.Snapshot) []whole {
	return append(append(decreedWholes(s), peopleWholes(s)...), areaWholes(s)...)
}

// decreed is where a data set must have every neighbourhood that the decrees
// list. Overseas it need not have those of 2024: no open list has those of
// Saint-Martin and French Polynesia.
var decreed = []struct {
	geography geo.Geography
	territory geo.Territory
}{
	{geo.QPV2015, geo.France},
	{geo.QPV2015, geo.Metropole},
	{geo.QPV2015, geo.Overseas},
	{geo.QPV2024, geo.Metropole},
}

// decreedWholes holds the neighbourhoods against the decrees. A country that
// has no department of France is not held to them.
func decreedWholes(s *snapshot.Snapshot) []whole {
	if _, ok := s.Coarse().Atom("75"); !ok {
		return nil
	}
	var out []whole
	for _, d := range decreed {
		n := 0
		listed, _ := d.geography.Listed(d.territory)
		for i := range s.Data.Neighbourhoods[d.geography] {
			if d.territory.Contains(s.Data.Neighbourhoods[d.geography][i].Department) {
				n++
			}
		}
		out = append(out, whole{
			field: fmt.Sprintf("neighbourhoods of %s", d.geography), name: d.territory.Describe(), code: string(d.territory),
			sum: n, of: listed, agrees: n == listed,
		})
	}
	return out
}

// peopleWholes holds the inhabitants of communes against those of their
// department, where all are known.
func peopleWholes(s *snapshot.Snapshot) []whole {
	sums, unknown := map[string]int64{}, map[string]bool{}
	for i := range s.Data.Catalogue.Units[geo.Commune] {
		u := &s.Data.Catalogue.Units[geo.Commune][i]
		sums[u.Department] += u.Population.N
		unknown[u.Department] = unknown[u.Department] || !u.Population.Known
	}
	var out []whole
	for _, u := range s.Coarse().Atoms {
		sum, ok := sums[u.Code]
		if !ok || unknown[u.Code] || !u.Population.Known {
			continue
		}
		out = append(out, whole{
			level: u.Level, code: u.Code, name: u.Name, field: "population", sum: sum, of: u.Population.N, agrees: sum == u.Population.N,
		})
	}
	return out
}

// agreement is how far, relatively, the area of a region as its own file draws
// it may be from that of its parts.
const agreement = 0.02

// areaWholes holds the areas of the parts of regions and EPCI against those of
// the files that draw these by themselves.
func areaWholes(s *snapshot.Snapshot) []whole {
	var out []whole
	for _, own := range []struct {
		layer geo.LayerName
		level geo.Level
	}{{geo.RegionLayer, geo.Region}, {geo.Region2015Layer, geo.Region2015}, {geo.EPCILayer, geo.EPCI}} {
		l := s.Ground(own.level)
		if _, loaded := s.Data.Layer(own.layer); !loaded || l == nil {
			continue
		}
		parts := areasOf(s, own.level)
		for i := range l.Units {
			u := &l.Units[i]
			face, ok := l.Ground.Face(u.Code)
			if !ok || parts[u.Code] == 0 {
				continue
			}
			m := movedOf(u, int64(l.Ground.Mesh.Area(face)), parts[u.Code])
			out = append(out, whole{
				level: own.level, code: u.Code, name: u.Name, field: "area_km2",
				sum: km2(m.after), of: km2(m.before), agrees: m.relative <= agreement,
			})
		}
	}
	return out
}
