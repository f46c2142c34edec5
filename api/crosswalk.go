package api

import (
	"maillage/geo"
	"maillage/geo/realign"
)

// What a crosswalk relates.
const (
	crosswalkOfRegions        = "regions"
	crosswalkOfNeighbourhoods = "neighbourhoods"
)

// regionCrosswalk relates the regions before 2016 to those since.
type regionCrosswalk struct {
	Of    string     `json:"of"`
	Pairs []pairWire `json:"pairs"`
	footing
}

// pairWire is what a region before 2016 and one since have in common.
type pairWire struct {
	Before          unitWire `json:"before"`
	Since           unitWire `json:"since"`
	DepartmentCodes []string `json:"department_codes"`
	Departments     partWire `json:"departments"`
	AreaKM2         partWire `json:"area_km2"`
	Population      partWire `json:"population"`
}

// partWire is what is in both, and its share of the whole of each. Shares are
// not rounded: those of one region add up to one.
type partWire struct {
	Shared        any      `json:"shared"`
	OfBefore      any      `json:"of_before"`
	OfSince       any      `json:"of_since"`
	ShareOfBefore *float64 `json:"share_of_before"`
	ShareOfSince  *float64 `json:"share_of_since"`
	Approximate   bool     `json:"approximate,omitempty"`
	Reason        string   `json:"reason,omitempty"`
}

// neighbourhoodCrosswalk relates the neighbourhoods of 2015 to those of 2024.
type neighbourhoodCrosswalk struct {
	Of          string         `json:"of"`
	About       string         `json:"about"`
	Total       relationFields `json:"total"`
	Common      relationFields `json:"common"` // the territory both geographies have
	Regions     []relationWire `json:"regions"`
	Departments []relationWire `json:"departments"`
	Communes    []relationWire `json:"communes"`
	footing
}

const aboutNeighbourhoods = "No source says which neighbourhood of 2015 became which of 2024. Related means only that a neighbourhood lies in one commune in which the other geography has neighbourhoods too; all others are undetermined, for one of three reasons: they lie across several communes, no commune of their own department places them, or their commune has none in the other geography. Comparisons of 2015 with 2024 use the territory in common: no neighbourhoods of Saint-Martin and French Polynesia are published here for 2024: 1,493 of 1,584 published."

type relationWire struct {
	unitWire
	relationFields
}

type relationFields struct {
	QPV2015 vintageSide `json:"qpv_2015"`
	QPV2024 vintageSide `json:"qpv_2024"`
}

// vintageSide is the neighbourhoods of one geography in one territory. The
// numbers are null where there is no count; Reason says why.
type vintageSide struct {
	Count             any      `json:"count"`
	Related           any      `json:"related"`
	Undetermined      any      `json:"undetermined"`
	SeveralCommunes   any      `json:"several_communes"`
	NoCommune         any      `json:"no_commune"`
	NoCounterpart     any      `json:"no_counterpart"`
	RelatedShare      *float64 `json:"related_share"`
	UndeterminedShare *float64 `json:"undetermined_share"`
	Reason            string   `json:"reason,omitempty"`
}

// crosswalkResult is the crosswalk asked for; the other is nil.
type crosswalkResult struct {
	regions        []realign.Meeting
	neighbourhoods *realign.NeighbourhoodCrosswalk
}

func computeCrosswalk(c *call) (*crosswalkResult, error) {
	if relatedOf(c) == crosswalkOfRegions {
		return &crosswalkResult{regions: realign.RegionCrosswalk(c.snapshot)}, nil
	}
	return &crosswalkResult{neighbourhoods: realign.NeighbourhoodsThroughCommunes(c.snapshot)}, nil
}

func crosswalkTable(c *call, r *crosswalkResult) (*table, error) {
	if r.neighbourhoods != nil {
		return relationsTable(c, r.neighbourhoods), nil
	}
	return meetingsTable(c, r.regions), nil
}

func crosswalkJSON(c *call, r *crosswalkResult) (answer, error) {
	links, w := c.alternates(), r.neighbourhoods
	if w == nil {
		out := regionCrosswalk{Of: relatedOf(c), Pairs: make([]pairWire, len(r.regions)), footing: footingOf(c, links...).rounded(areasRounded)}
		for i := range r.regions {
			out.Pairs[i] = pairOf(&r.regions[i])
		}
		return answer{value: out, links: links}, nil
	}
	return answer{links: links, value: neighbourhoodCrosswalk{
		Of: relatedOf(c), About: aboutNeighbourhoods, Total: relationOf(&w.Total), Common: relationOf(&w.Common),
		Regions: relationsOf(w.Regions), Departments: relationsOf(w.Departments), Communes: relationsOf(w.Communes),
		footing: footingOf(c, links...),
	}}, nil
}

func pairOf(m *realign.Meeting) pairWire {
	area := partOf(geo.AreaKM2, &m.Area)
	area.Approximate = m.Approximate
	return pairWire{
		unitWireOf(&m.Old), unitWireOf(&m.New), codes(m.Departments),
		partOf(geo.Departments, &m.Count), area, partOf(geo.Population, &m.Population),
	}
}

func partOf(m geo.Measure, p *realign.Part) partWire {
	if p.Reason != "" {
		return partWire{Reason: p.Reason.English()}
	}
	out := partWire{Shared: amount(m, p.N), OfBefore: amount(m, p.OfOld), OfSince: amount(m, p.OfNew)}
	if share, ok := p.ShareOfOld(); ok {
		out.ShareOfBefore = &share
	}
	if share, ok := p.ShareOfNew(); ok {
		out.ShareOfSince = &share
	}
	return out
}

func relationsOf(all []realign.Relation) []relationWire {
	out := make([]relationWire, len(all))
	for i := range all {
		out[i] = relationWire{unitWireOf(&all[i].Unit), relationOf(&all[i])}
	}
	return out
}

func relationOf(r *realign.Relation) relationFields {
	return relationFields{vintageSideOf(&r.Before), vintageSideOf(&r.Then)}
}

func vintageSideOf(s *realign.Side) vintageSide {
	if s.Reason != "" {
		return vintageSide{Reason: s.Reason.English()}
	}
	out := vintageSide{
		Count: s.Count, Related: s.Related, Undetermined: s.Undetermined(),
		SeveralCommunes: s.SeveralCommunes, NoCommune: s.NoCommune, NoCounterpart: s.NoCounterpart,
	}
	if related, undetermined, ok := s.Shares(); ok {
		out.RelatedShare, out.UndeterminedShare = &related, &undetermined
	}
	return out
}

// meetingsTable writes one row per pair of regions that have ground in common.
func meetingsTable(c *call, meetings []realign.Meeting) *table {
	row := func(m *realign.Meeting) properties {
		w := pairOf(m)
		p := properties{
			{"before_level", string(w.Before.Level)}, {"before_code", w.Before.Code}, {"before_name", w.Before.Name},
			{"since_level", string(w.Since.Level)}, {"since_code", w.Since.Code}, {"since_name", w.Since.Name},
			{"department_codes", w.DepartmentCodes},
		}
		for _, one := range []struct {
			measure geo.Measure
			part    *partWire
		}{{geo.Departments, &w.Departments}, {geo.AreaKM2, &w.AreaKM2}, {geo.Population, &w.Population}} {
			name := one.measure.String()
			p.add(name+"_shared", one.part.Shared)
			p.add(name+"_of_before", one.part.OfBefore)
			p.add(name+"_of_since", one.part.OfSince)
			p.add(name+"_share_of_before", orNull(one.part.ShareOfBefore))
			p.add(name+"_share_of_since", orNull(one.part.ShareOfSince))
		}
		p.add("area_approximate", w.AreaKM2.Approximate)
		return p
	}
	t := newTable(c, "maillage-crosswalk-regions", row(&realign.Meeting{}).names()...)
	for i := range meetings {
		t.addNamed(row(&meetings[i]))
	}
	return t
}

// relationsTable writes one row per territory, level by level, and the totals
// last; the first column tells which.
func relationsTable(c *call, w *realign.NeighbourhoodCrosswalk) *table {
	row := func(kind string, r *realign.Relation) properties {
		p := properties{{"row", kind}, {"level", string(r.Unit.Level)}, {"code", r.Unit.Code}, {"name", r.Unit.Name}}
		for _, one := range []struct {
			year geo.Geography
			side vintageSide
		}{{geo.QPV2015, vintageSideOf(&r.Before)}, {geo.QPV2024, vintageSideOf(&r.Then)}} {
			name := "qpv_" + string(one.year) + "_"
			p.add(name+"count", one.side.Count)
			p.add(name+"related", one.side.Related)
			p.add(name+"undetermined", one.side.Undetermined)
			p.add(name+"several_communes", one.side.SeveralCommunes)
			p.add(name+"no_commune", one.side.NoCommune)
			p.add(name+"no_counterpart", one.side.NoCounterpart)
			p.add(name+"related_share", orNull(one.side.RelatedShare))
			p.add(name+"undetermined_share", orNull(one.side.UndeterminedShare))
			p.add(name+"reason", orNil(one.side.Reason))
		}
		return p
	}
	t := newTable(c, "maillage-crosswalk-neighbourhoods", row("", &realign.Relation{}).names()...)
	for _, group := range []struct {
		kind string
		all  []realign.Relation
	}{{"commune", w.Communes}, {"department", w.Departments}, {"region", w.Regions}} {
		for i := range group.all {
			t.addNamed(row(group.kind, &group.all[i]))
		}
	}
	t.addNamed(row("common", &w.Common))
	t.addNamed(row("total", &w.Total))
	return t
}
