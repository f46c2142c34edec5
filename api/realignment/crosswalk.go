package realignment

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/realign"
)

// What a crosswalk relates.
const (
	crosswalkOfRegions        = "regions"
	crosswalkOfNeighbourhoods = "neighbourhoods"
)

// RegionCrosswalk relates the regions before 2016 to those since.
type RegionCrosswalk struct {
	Of    string     `json:"of"`
	Pairs []pairWire `json:"pairs"`
	wire.Envelope
}

// pairWire is what a region before 2016 and one since have in common.
type pairWire struct {
	Before          wire.Unit `json:"before"`
	Since           wire.Unit `json:"since"`
	DepartmentCodes []string  `json:"department_codes"`
	Departments     partWire  `json:"departments"`
	AreaKM2         partWire  `json:"area_km2"`
	Population      partWire  `json:"population"`
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

// NeighbourhoodCrosswalk relates the neighbourhoods of 2015 to those of 2024.
type NeighbourhoodCrosswalk struct {
	Of          string         `json:"of"`
	About       string         `json:"about"`
	Total       relationFields `json:"total"`
	Common      relationFields `json:"common"` // the territory both geographies have
	Regions     []RelationWire `json:"regions"`
	Departments []RelationWire `json:"departments"`
	Communes    []RelationWire `json:"communes"`
	wire.Envelope
}

const aboutNeighbourhoods = "No source says which neighbourhood of 2015 became which of 2024. Related means only " +
	"that a neighbourhood lies in one commune in which the other geography has neighbourhoods too; all others are " +
	"undetermined, for one of three reasons: they lie across several communes, no commune of their own department " +
	"places them, or their commune has none in the other geography. Comparisons of 2015 with 2024 use the territory in " +
	"common: no neighbourhoods of Saint-Martin and French Polynesia are published here for 2024: 1,493 of 1,584 published."

// RelationWire is what two vintages have in common.
type RelationWire struct {
	wire.Unit
	relationFields
}

type relationFields struct {
	QPV2015 VintageSide `json:"qpv_2015"`
	QPV2024 VintageSide `json:"qpv_2024"`
}

// VintageSide is the neighbourhoods of one geography in one territory. The
// numbers are null where there is no count; Reason says why.
type VintageSide struct {
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

func computeCrosswalk(c *ask.Call) (*crosswalkResult, error) {
	if relatedOf(c) == crosswalkOfRegions {
		return &crosswalkResult{regions: realign.RegionCrosswalk(c.Snapshot)}, nil
	}
	return &crosswalkResult{neighbourhoods: realign.NeighbourhoodsThroughCommunes(c.Snapshot)}, nil
}

func crosswalkTable(c *ask.Call, r *crosswalkResult) (*rest.Table, error) {
	if r.neighbourhoods != nil {
		return relationsTable(c, r.neighbourhoods), nil
	}
	return meetingsTable(c, r.regions), nil
}

func crosswalkJSON(c *ask.Call, r *crosswalkResult) (rest.Answer, error) {
	links, w := c.Alternates(), r.neighbourhoods
	if w == nil {
		out := RegionCrosswalk{
			Of: relatedOf(c), Pairs: make([]pairWire, len(r.regions)),
			Envelope: wire.EnvelopeOf(c, links...).Rounded(wire.AreasRounded),
		}
		for i := range r.regions {
			out.Pairs[i] = pairOf(&r.regions[i])
		}
		return rest.Answer{Value: out, Links: links}, nil
	}
	return rest.Answer{Links: links, Value: NeighbourhoodCrosswalk{
		Of: relatedOf(c), About: aboutNeighbourhoods, Total: relationOf(&w.Total), Common: relationOf(&w.Common),
		Regions: relationsOf(w.Regions), Departments: relationsOf(w.Departments), Communes: relationsOf(w.Communes),
		Envelope: wire.EnvelopeOf(c, links...),
	}}, nil
}

func pairOf(m *realign.Meeting) pairWire {
	area := partOf(geo.AreaKM2, &m.Area)
	area.Approximate = m.Approximate
	return pairWire{
		Before: wire.UnitOf(&m.Old), Since: wire.UnitOf(&m.New), DepartmentCodes: rest.Codes(m.Departments),
		Departments: partOf(geo.Departments, &m.Count), AreaKM2: area, Population: partOf(geo.Population, &m.Population),
	}
}

func partOf(m geo.Measure, p *realign.Part) partWire {
	if p.Reason != "" {
		return partWire{Reason: p.Reason.English()}
	}
	out := partWire{Shared: wire.Amount(m, p.N), OfBefore: wire.Amount(m, p.OfOld), OfSince: wire.Amount(m, p.OfNew)}
	if share, ok := p.ShareOfOld(); ok {
		out.ShareOfBefore = &share
	}
	if share, ok := p.ShareOfNew(); ok {
		out.ShareOfSince = &share
	}
	return out
}

func relationsOf(all []realign.Relation) []RelationWire {
	out := make([]RelationWire, len(all))
	for i := range all {
		out[i] = RelationWire{wire.UnitOf(&all[i].Unit), relationOf(&all[i])}
	}
	return out
}

func relationOf(r *realign.Relation) relationFields {
	return relationFields{vintageSideOf(&r.Before), vintageSideOf(&r.Then)}
}

func vintageSideOf(s *realign.Side) VintageSide {
	if s.Reason != "" {
		return VintageSide{Reason: s.Reason.English()}
	}
	out := VintageSide{
		Count: s.Count, Related: s.Related, Undetermined: s.Undetermined(),
		SeveralCommunes: s.SeveralCommunes, NoCommune: s.NoCommune, NoCounterpart: s.NoCounterpart,
	}
	if related, undetermined, ok := s.Shares(); ok {
		out.RelatedShare, out.UndeterminedShare = &related, &undetermined
	}
	return out
}

// meetingsTable writes one row per pair of regions that have ground in common.
func meetingsTable(c *ask.Call, meetings []realign.Meeting) *rest.Table {
	row := func(m *realign.Meeting) rest.Properties {
		w := pairOf(m)
		p := rest.Properties{
			{Name: "before_level", Value: string(w.Before.Level)}, {Name: "before_code", Value: w.Before.Code},
			{Name: "before_name", Value: w.Before.Name},
			{Name: "since_level", Value: string(w.Since.Level)}, {Name: "since_code", Value: w.Since.Code},
			{Name: "since_name", Value: w.Since.Name},
			{Name: "department_codes", Value: w.DepartmentCodes},
		}
		for _, one := range []struct {
			measure geo.Measure
			part    *partWire
		}{{geo.Departments, &w.Departments}, {geo.AreaKM2, &w.AreaKM2}, {geo.Population, &w.Population}} {
			name := one.measure.String()
			p.Add(name+"_shared", one.part.Shared)
			p.Add(name+"_of_before", one.part.OfBefore)
			p.Add(name+"_of_since", one.part.OfSince)
			p.Add(name+"_share_of_before", rest.OrNull(one.part.ShareOfBefore))
			p.Add(name+"_share_of_since", rest.OrNull(one.part.ShareOfSince))
		}
		p.Add("area_approximate", w.AreaKM2.Approximate)
		return p
	}
	t := wire.NewTable(c, "maillage-crosswalk-regions", row(&realign.Meeting{}).Names()...)
	for i := range meetings {
		t.AddNamed(row(&meetings[i]))
	}
	return t
}

// relationsTable writes one row per territory, level by level, and the totals
// last; the first column tells which.
func relationsTable(c *ask.Call, w *realign.NeighbourhoodCrosswalk) *rest.Table {
	row := func(kind string, r *realign.Relation) rest.Properties {
		p := rest.Properties{
			{Name: "row", Value: kind}, {Name: "level", Value: string(r.Unit.Level)}, {Name: "code", Value: r.Unit.Code},
			{Name: "name", Value: r.Unit.Name},
		}
		for _, one := range []struct {
			year geo.Geography
			side VintageSide
		}{{geo.QPV2015, vintageSideOf(&r.Before)}, {geo.QPV2024, vintageSideOf(&r.Then)}} {
			name := "qpv_" + string(one.year) + "_"
			p.Add(name+"count", one.side.Count)
			p.Add(name+"related", one.side.Related)
			p.Add(name+"undetermined", one.side.Undetermined)
			p.Add(name+"several_communes", one.side.SeveralCommunes)
			p.Add(name+"no_commune", one.side.NoCommune)
			p.Add(name+"no_counterpart", one.side.NoCounterpart)
			p.Add(name+"related_share", rest.OrNull(one.side.RelatedShare))
			p.Add(name+"undetermined_share", rest.OrNull(one.side.UndeterminedShare))
			p.Add(name+"reason", rest.OrNil(one.side.Reason))
		}
		return p
	}
	t := wire.NewTable(c, "maillage-crosswalk-neighbourhoods", row("", &realign.Relation{}).Names()...)
	for _, group := range []struct {
		kind string
		all  []realign.Relation
	}{{"commune", w.Communes}, {"department", w.Departments}, {"region", w.Regions}} {
		for i := range group.all {
			t.AddNamed(row(group.kind, &group.all[i]))
		}
	}
	t.AddNamed(row("common", &w.Common))
	t.AddNamed(row("total", &w.Total))
	return t
}
