package realign

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Meeting is the ground that a region before 2016 and a region since have in
// common. A collectivity meets itself.
type Meeting struct {
	Old, New    geo.Unit
	Departments []string // codes of the departments, or the collectivity, in both
	Count       Part     // of departments; of none for collectivities
	Area        Part     // in cm² ([geo.Area])
	Population  Part
	Approximate bool // areas are measured on boundaries marked approximate
}

// Part is what is in both regions, and in all of each. Over the meetings of one
// region, N adds up to OfOld or OfNew: shares add up to one in whole numbers.
type Part struct {
	N, OfOld, OfNew int64
	Reason          geo.Lack // why there is no number; "" where there is one
}

// ShareOfOld returns N over OfOld, and false where that has no meaning.
func (p *Part) ShareOfOld() (float64, bool) { return p.share(p.OfOld) }

// ShareOfNew returns N over OfNew, and false where that has no meaning.
func (p *Part) ShareOfNew() (float64, bool) { return p.share(p.OfNew) }

func (p *Part) share(total int64) (float64, bool) {
	if p.Reason != "" || total == 0 {
		return 0, false
	}
	return float64(p.N) / float64(total), true
}

// RegionCrosswalk relates the regions before 2016 to those since, by the
// departments they have in common: one entry for each pair that meets, in
// order of the old region's code, then of the new one's; collectivities last.
func RegionCrosswalk(s *snapshot.Snapshot) []Meeting {
	g := s.Coarse()
	old, now := g.Rows(geo.Region2015), g.Rows(geo.Region)
	cells := map[[2]int32]*cell{}
	for i := range g.Atoms {
		key := [2]int32{old.Of[i], now.Of[i]}
		if cells[key] == nil {
			cells[key] = &cell{}
		}
		cells[key].add(s, g, i)
	}
	rows, columns := make([]cell, len(old.Units)), make([]cell, len(now.Units))
	for key, c := range cells {
		rows[key[0]].merge(c)
		columns[key[1]].merge(c)
	}
	var out []Meeting
	for a := range old.Units {
		for b := range now.Units {
			if c := cells[[2]int32{int32(a), int32(b)}]; c != nil {
				out = append(out, c.meeting(old.Units[a], now.Units[b], &rows[a], &columns[b]))
			}
		}
	}
	return out
}

// cell adds up departments.
type cell struct {
	codes                       []string
	departments, area, people   int64
	bare, uncounted, approached bool // some department has no boundaries, no population, approximate ones
}

func (c *cell) add(s *snapshot.Snapshot, g *snapshot.Grain, atom int) {
	u := &g.Atoms[atom]
	c.codes = append(c.codes, u.Code)
	if u.Level == geo.Department {
		c.departments++
	}
	c.area += g.Weights(geo.QPV2015)[atom][geo.AreaKM2]
	c.people += u.Population.N
	c.bare = c.bare || !g.Grounded().Has(atom)
	c.uncounted = c.uncounted || !u.Population.Known
	c.approached = c.approached || s.Approximate(g).Has(atom)
}

func (c *cell) merge(o *cell) {
	c.departments += o.departments
	c.area += o.area
	c.people += o.people
	c.bare = c.bare || o.bare
	c.uncounted = c.uncounted || o.uncounted
}

func (c *cell) meeting(old, now geo.Unit, ofOld, ofNew *cell) Meeting {
	m := Meeting{
		Old: old, New: now, Departments: c.codes, Approximate: c.approached,
		Count:      Part{N: c.departments, OfOld: ofOld.departments, OfNew: ofNew.departments},
		Area:       Part{N: c.area, OfOld: ofOld.area, OfNew: ofNew.area},
		Population: Part{N: c.people, OfOld: ofOld.people, OfNew: ofNew.people},
	}
	if ofOld.departments == 0 || ofNew.departments == 0 {
		m.Count = Part{Reason: geo.LackCollectivity}
	}
	if ofOld.bare || ofNew.bare {
		m.Area = Part{Reason: geo.LackBoundariesOfSome}
	}
	if ofOld.uncounted || ofNew.uncounted {
		m.Population = Part{Reason: geo.LackPopulationOfSome}
	}
	return m
}
