package coverage

import (
	"context"
	"errors"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Check is the second answer: what the polygons of neighbourhoods say, beside
// what their codes say.
type Check struct {
	Reason        geo.Lack // why nothing could be compared; "" where something was
	Total         int      // neighbourhoods of the geography and territory
	Outlined      int      // of those, with a polygon loaded
	Compared      int      // of those, on boundaries not approximate, where codes tell
	ByCode        int      // of those, covered by code
	ByGeometry    int      // of those, covered by more than half of their area
	Straddling    int      // of those, partly covered by geometry
	Disagreements []Disagreement
}

// Disagreement is a neighbourhood on which the two answers differ.
type Disagreement struct {
	Neighbourhood *geo.Neighbourhood
	ByCode        bool
	Share         float64  // of its area that is covered, by geometry
	Units         []string // atoms its polygon lies in
}

// Verify compares both answers, for the neighbourhoods of the query's
// territory and geography.
func Verify(ctx context.Context, s *snapshot.Snapshot, q Query) (*Check, error) {
	check := newCheck(s, q)
	placements, err := s.Placements()
	if cannot, ok := errors.AsType[*snapshot.NotComparableError](err); ok {
		check.Reason = cannot.Why
		return check, nil
	}
	if err != nil {
		return nil, err
	}
	v := verifier{View: s.View(q, s.Active(q))}
	v.byCode = v.Network.Atoms(v.Grain)
	v.byGround = v.Network.Atoms(s.Base())
	onBase := v.View
	onBase.Grain = s.Base()
	if v.cut, err = cutAtoms(ctx, onBase); err != nil {
		return nil, err
	}
	for i := range placements {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := v.compare(check, &placements[i]); err != nil {
			return nil, err
		}
	}
	if check.Compared == 0 {
		check.Reason = geo.LackOutlinesHere
	}
	return check, nil
}

// newCheck counts what there is to compare.
func newCheck(s *snapshot.Snapshot, q Query) *Check {
	check := &Check{}
	hoods := s.Data.Neighbourhoods[q.Geography]
	for i := range hoods {
		if !q.Territory.Contains(hoods[i].Department) {
			continue
		}
		check.Total++
		if outlines := s.Quarters(); outlines != nil {
			if _, ok := outlines.Ground.Face(hoods[i].Code); ok {
				check.Outlined++
			}
		}
	}
	return check
}

type verifier struct {
	snapshot.View
	byCode, byGround geo.Bitset
	cut              cuts
}

func (v *verifier) compare(check *Check, p *snapshot.Placement) error {
	n, err := v.Snapshot.Neighbourhood(p.Code)
	if err != nil || n.Geography != v.Query.Geography || !v.Query.Territory.Contains(n.Department) || p.Area == 0 {
		return nil // a polygon the facts do not know was reported at load
	}
	atom, ok := v.Grain.AtomOf(n)
	if !ok {
		return nil
	}
	byCode := v.byCode.Has(atom)
	if k := v.Grain.Straddles(n); k != nil {
		if byCode = k.Inside(v.byCode); !byCode && k.Touches(v.byCode) {
			return nil // its codes say neither that it is covered nor that it is not
		}
	}
	covered, err := v.coveredArea(p)
	if err != nil {
		return err
	}
	d := Disagreement{Neighbourhood: n, ByCode: byCode, Share: float64(covered) / float64(p.Area)}
	check.Compared++
	if d.ByCode {
		check.ByCode++
	}
	if d.Share > 0.5 {
		check.ByGeometry++
	}
	if covered > noise && p.Area-covered > noise {
		check.Straddling++
	}
	if d.ByCode != (d.Share > 0.5) {
		for _, part := range p.Parts {
			d.Units = append(d.Units, v.Snapshot.Base().Atoms[part.Atom].Code)
		}
		check.Disagreements = append(check.Disagreements, d)
	}
	return nil
}

func (v *verifier) coveredArea(p *snapshot.Placement) (geo.Area, error) {
	var sum geo.Area
	for _, part := range p.Parts {
		if v.byGround.Has(part.Atom) {
			sum += part.Area
			continue
		}
		a, err := v.cut.coveredBy(part.Atom, p.Code, v.Snapshot.Quarter(p.Code))
		if err != nil {
			return 0, err
		}
		sum += a
	}
	return min(sum, p.Area), nil
}
