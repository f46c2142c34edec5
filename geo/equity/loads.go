package equity

import (
	"math/big"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Amounts is one whole number for each measure. Areas are in cm² ([geo.Area]).
type Amounts = geo.ByMeasure[int64]

// Shares is one fraction for each measure.
type Shares = geo.ByMeasure[*big.Rat]

// Load is what one centre covers. A neighbourhood of several communes is held by
// a centre that covers them all, undetermined for one that covers some, and
// shared, commune by commune, between those that cover them all together. A department is held by each centre that
// covers the whole of it, and shared between those; one that several centres
// cover only together is held by none.
type Load struct {
	Centre string
	Held   Amounts // each atom in full
	// Undetermined is what the centre may hold beside Held: neighbourhoods that
	// lie, or may lie, partly in what it covers; and of atoms that its drawn
	// perimeters cut, the inhabitants and every neighbourhood. Areas have none.
	Undetermined Amounts
	Share        Shares // each atom split equally between the centres that cover it
	// Overseas is the part of Share in overseas departments and collectivities.
	Overseas Shares
	// Unsourced is the part of Share that rests only on perimeters of this
	// centre without a published source.
	Unsourced   Shares
	Approximate bool // some of its area is measured on boundaries marked approximate
}

// RegionLoad is what is covered of one region since 2016, or collectivity.
type RegionLoad struct {
	Unit    geo.Unit
	Centres []string // with some ground in it, in order of ID
	Total   Amounts
	Covered Amounts // by any centre, each atom once
	// Unsourced is the part of Covered that no perimeter with a published
	// source covers.
	Unsourced Amounts
	// Undetermined is what may be covered beside Covered, as of a Load.
	Undetermined Amounts
	Approximate  bool              // some of its area is measured on boundaries marked approximate
	Evidence     coverage.Evidence // of Covered
}

// Loads is the load of every centre and region at a date.
type Loads struct {
	Query   coverage.Query
	Centres []Load // with ground in the territory, in order of ID
	Regions []RegionLoad
	Covered Amounts // each atom once; Departments: those that some centre holds
	Held    Amounts // the sum of what centres hold
	Share   Shares  // the sum of their shares, equal to Covered
	// Unsourced is the sum of that of the regions: what coverage says of the
	// same query. Where a sourced centre shares ground with one that is not,
	// the shares of centres without a source add up to more.
	Unsourced Amounts
	// Undetermined is the sum of that of the regions: what may be covered beside
	// Covered.
	Undetermined Amounts
	Cut          int               // atoms that a drawn perimeter covers in part only
	Evidence     coverage.Evidence // of Covered; the sum of that of the regions
	// Reasons says, measure by measure, why it has no meaning; "" where it has.
	Reasons geo.ByMeasure[geo.Lack]
	// Uneven is the inequality of what centres hold, measure by measure;
	// without value where there is a reason.
	Uneven geo.ByMeasure[Inequality]
	// UnevenRegions is that of what is covered of the regions.
	UnevenRegions geo.ByMeasure[Inequality]
}

// Approximate reports whether some area of the territory is measured on
// boundaries marked approximate.
func (l *Loads) Approximate() bool {
	return slices.ContainsFunc(l.Regions, func(r RegionLoad) bool { return r.Approximate })
}

// Measure counts the loads of the centres and regions at a date. It fails where
// the network cannot be counted on the boundaries loaded.
func Measure(s *snapshot.Snapshot, q coverage.Query) (*Loads, error) {
	active := s.Active(q)
	if err := s.Countable(active); err != nil {
		return nil, err
	}
	l := &Loads{Query: q}
	l.Reasons = s.LackingOf(q.Geography)
	at := q
	at.Level = geo.Region
	c := newCount(s.View(at, active))
	c.centres(l)
	c.regions(l)
	c.evidence(l)
	c.totals(l)
	return l, l.compare()
}

// compare measures how uneven the loads are.
func (l *Loads) compare() error {
	for m := range geo.Measures {
		if l.Reasons[m] != "" {
			continue
		}
		var held, covered []int64
		for i := range l.Centres {
			held = append(held, l.Centres[i].Held[m])
		}
		for i := range l.Regions {
			covered = append(covered, l.Regions[i].Covered[m])
		}
		var err error
		if l.Uneven[m], err = Unevenness(held); err != nil {
			return err
		}
		if l.UnevenRegions[m], err = Unevenness(covered); err != nil {
			return err
		}
	}
	return nil
}
