package centres

import (
	"net/url"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// perimeterWire is a perimeter as its sources give it: a date is null where no
// source tells it, and as precise as its source otherwise.
type perimeterWire struct {
	ID            string        `json:"id"`
	Centre        string        `json:"centre"`
	From          geo.Fuzzy     `json:"from"`
	FromPrecision geo.Precision `json:"from_precision"`
	To            geo.Fuzzy     `json:"to"`
	ToPrecision   geo.Precision `json:"to_precision"`
	FirstDay      any           `json:"first_day"` // as counted; null: open
	LastDay       any           `json:"last_day"`  // as counted; null: open
	Scope         geo.Scope     `json:"scope"`
	Confidence    string        `json:"confidence"`
	Sourced       bool          `json:"sourced"` // false: no published source was found
	Sources       []string      `json:"sources"`
	Attested      geo.Fuzzy     `json:"attested"` // the latest dated source that shows it
	Act           *string       `json:"act"`
	AgreedWith    []string      `json:"agreed_with"`
	Units         []wire.Unit   `json:"units"`
	Drawn         bool          `json:"drawn"` // has ground drawn by hand beside its units
	Note          *string       `json:"note"`
	Links         []rest.Link   `json:"links"`
}

type perimetersAnswer struct {
	Centre     string          `json:"centre"`
	Perimeters []perimeterWire `json:"perimeters"`
	wire.Envelope
}

func perimetersJSON(c *ask.Call, r *centreResult) (rest.Answer, error) {
	links := c.Alternates()
	return rest.Answer{Links: links, Value: perimetersAnswer{
		Centre: r.ID, Perimeters: perimeterWires(c, r.perimeters), Envelope: wire.EnvelopeOf(c, links...),
	}}, nil
}

func perimeterWires(c *ask.Call, all []snapshot.Perimeter) []perimeterWire {
	out := make([]perimeterWire, len(all))
	for i := range all {
		out[i] = perimeterWireOf(c, &all[i])
	}
	return out
}

func perimeterWireOf(c *ask.Call, p *snapshot.Perimeter) perimeterWire {
	units := make([]wire.Unit, len(p.Units))
	for i, ref := range p.Units {
		units[i] = wire.Unit{Level: ref.Level, Code: ref.Code, Name: wire.UnitName(c.Snapshot, ref)}
	}
	return perimeterWire{
		ID: p.ID, Centre: p.Centre.ID,
		From: p.From, FromPrecision: p.From.Precision(), To: p.To, ToPrecision: p.To.Precision(),
		FirstDay: wire.Day(p.FirstDay()), LastDay: wire.Day(p.LastDay()),
		Scope: p.Scope, Confidence: p.Confidence.String(), Sourced: p.Sourced, Sources: rest.Codes(p.Sources),
		Attested: p.Attested, Act: rest.Optional(p.Act), AgreedWith: rest.Codes(p.AgreedWith), Units: units,
		Drawn: len(p.Drawn) > 0, Note: rest.Optional(p.Note),
		Links: []rest.Link{
			{
				Href: c.Href(wire.PerimetersPath(p.Centre.ID) + "/" + url.PathEscape(p.ID)), Rel: "related", Type: rest.MediaJSON,
				Title: "Confirmation sheet",
			},
			{
				Href: c.Href("/collections/perimeters/items/" + url.PathEscape(p.ID)), Rel: "related", Type: rest.MediaGeoJSON,
				Title: "Ground",
			},
		},
	}
}

func perimetersTable(c *ask.Call, r *centreResult) (*rest.Table, error) {
	t := wire.Tabulate(c, "maillage-perimeters-"+r.ID, perimeterProperties(c, wire.NoPerimeter), 0, nil)
	for i := range r.perimeters {
		var cells []any
		for _, p := range perimeterProperties(c, &r.perimeters[i]) {
			cells = append(cells, p.Value)
		}
		t.Add(cells...)
	}
	return t, nil
}

// perimeterProperties is a perimeter as the properties of a feature.
func perimeterProperties(c *ask.Call, p *snapshot.Perimeter) rest.Properties {
	units := make([]string, len(p.Units))
	for i, ref := range p.Units {
		units[i] = string(ref.Level) + ":" + ref.Code
	}
	return rest.Properties{
		{Name: "id", Value: p.ID}, {Name: "centre", Value: p.Centre.ID}, {Name: "centre_name", Value: p.Centre.Name},
		{Name: "centre_named", Value: p.Centre.Named},
		{Name: "from", Value: wire.Published(p.From)}, {Name: "from_precision", Value: string(p.From.Precision())},
		{Name: "to", Value: wire.Published(p.To)}, {Name: "to_precision", Value: string(p.To.Precision())},
		{Name: "first_day", Value: wire.Day(p.FirstDay())}, {Name: "last_day", Value: wire.Day(p.LastDay())},
		{Name: "scope", Value: string(p.Scope)}, {Name: "confidence", Value: p.Confidence.String()},
		{Name: "sourced", Value: p.Sourced},
		{Name: "attested", Value: wire.Published(p.Attested)}, {Name: "act", Value: rest.OrNil(p.Act)},
		{Name: "sources", Value: rest.Codes(p.Sources)},
		{Name: "agreed_with", Value: rest.Codes(p.AgreedWith)}, {Name: "units", Value: units},
		{Name: "drawn", Value: len(p.Drawn) > 0}, {Name: "note", Value: rest.OrNil(p.Note)},
	}
}

// ListPerimeters lists every perimeter, whatever its dates, scope and
// confidence: each says its own.
func ListPerimeters(c *ask.Call) (*wire.Features, error) {
	s := c.Snapshot
	all := s.Perimeters
	return &wire.Features{
		N: len(all), Header: perimeterProperties(c, wire.NoPerimeter),
		Find: func(id string) (int, error) {
			for i := range all {
				if all[i].ID == id {
					return i, nil
				}
			}
			return 0, rest.ErrNoItem("perimeter", id,
				"An identifier is a centre and the rank of its row, as oriv-1; they are listed at /centres/{centre}/perimeters.")
		},
		InBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			atoms, err := wire.AtomsInBox(s, boxes)
			set := geo.NewBitset(len(all))
			for i := range all {
				if err == nil && wire.GroundInBox(s, []*snapshot.Perimeter{&all[i]}, atoms, boxes) {
					set.Add(i)
				}
			}
			return set, err
		},
		Valid: func(i int) geo.Interval { return all[i].Days() },
		Build: func(i int) (rest.Feature, error) {
			p := &all[i]
			ground, err := coverage.Ground(s, []*snapshot.Perimeter{p})
			return rest.NewFeature(p.ID, ground, perimeterProperties(c, p)), err
		},
	}, nil
}
