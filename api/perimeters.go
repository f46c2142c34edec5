package api

import (
	"net/url"

	"github.com/paulmach/orb"

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
	Units         []unitWire    `json:"units"`
	Drawn         bool          `json:"drawn"` // has ground drawn by hand beside its units
	Note          *string       `json:"note"`
	Links         []link        `json:"links"`
}

type unitWire struct {
	Level geo.Level `json:"level"`
	Code  string    `json:"code"`
	Name  string    `json:"name"`
}

type perimetersAnswer struct {
	Centre     string          `json:"centre"`
	Perimeters []perimeterWire `json:"perimeters"`
	footing
}

func perimetersJSON(c *call, r *centreResult) (answer, error) {
	links := c.alternates()
	return answer{links: links, value: perimetersAnswer{
		Centre: r.ID, Perimeters: c.perimeterWires(r.perimeters), footing: footingOf(c, links...),
	}}, nil
}

func (c *call) perimeterWires(all []snapshot.Perimeter) []perimeterWire {
	out := make([]perimeterWire, len(all))
	for i := range all {
		out[i] = c.perimeterWire(&all[i])
	}
	return out
}

func (c *call) perimeterWire(p *snapshot.Perimeter) perimeterWire {
	units := make([]unitWire, len(p.Units))
	for i, ref := range p.Units {
		units[i] = unitWire{ref.Level, ref.Code, unitName(c.snapshot, ref)}
	}
	return perimeterWire{
		ID: p.ID, Centre: p.Centre.ID,
		From: p.From, FromPrecision: p.From.Precision(), To: p.To, ToPrecision: p.To.Precision(),
		FirstDay: day(p.FirstDay()), LastDay: day(p.LastDay()),
		Scope: p.Scope, Confidence: p.Confidence.String(), Sourced: p.Sourced, Sources: codes(p.Sources),
		Attested: p.Attested, Act: optional(p.Act), AgreedWith: codes(p.AgreedWith), Units: units,
		Drawn: len(p.Drawn) > 0, Note: optional(p.Note),
		Links: []link{
			{Href: c.href(perimetersPath(p.Centre.ID) + "/" + url.PathEscape(p.ID)), Rel: "related", Type: mediaJSON, Title: "Confirmation sheet"},
			{Href: c.href("/collections/perimeters/items/" + url.PathEscape(p.ID)), Rel: "related", Type: mediaGeoJSON, Title: "Ground"},
		},
	}
}

func unitName(s *snapshot.Snapshot, ref geo.UnitRef) string {
	u, err := s.Unit(ref.Level, ref.Code)
	if err != nil {
		return "" // a commune of the catalogue that the boundary file does not hold
	}
	return u.Name
}

func perimetersTable(c *call, r *centreResult) (*table, error) {
	t := tabulate(c, "maillage-perimeters-"+r.ID, perimeterProperties(c, noPerimeter), 0, nil)
	for i := range r.perimeters {
		var cells []any
		for _, p := range perimeterProperties(c, &r.perimeters[i]) {
			cells = append(cells, p.value)
		}
		t.add(cells...)
	}
	return t, nil
}

// noPerimeter names the columns of a table.
var noPerimeter = &snapshot.Perimeter{Perimeter: &geo.Perimeter{}, Centre: &geo.Centre{}}

// perimeterProperties is a perimeter as the properties of a feature.
func perimeterProperties(c *call, p *snapshot.Perimeter) properties {
	units := make([]string, len(p.Units))
	for i, ref := range p.Units {
		units[i] = string(ref.Level) + ":" + ref.Code
	}
	return properties{
		{"id", p.ID}, {"centre", p.Centre.ID}, {"centre_name", p.Centre.Name}, {"centre_named", p.Centre.Named},
		{"from", published(p.From)}, {"from_precision", string(p.From.Precision())},
		{"to", published(p.To)}, {"to_precision", string(p.To.Precision())},
		{"first_day", day(p.FirstDay())}, {"last_day", day(p.LastDay())},
		{"scope", string(p.Scope)}, {"confidence", p.Confidence.String()}, {"sourced", p.Sourced},
		{"attested", published(p.Attested)}, {"act", orNil(p.Act)}, {"sources", codes(p.Sources)},
		{"agreed_with", codes(p.AgreedWith)}, {"units", units}, {"drawn", len(p.Drawn) > 0}, {"note", orNil(p.Note)},
	}
}

// listPerimeters lists every perimeter, whatever its dates, scope and
// confidence: each says its own.
func listPerimeters(c *call) (*features, error) {
	s := c.snapshot
	all := s.Perimeters
	return &features{
		n: len(all), header: perimeterProperties(c, noPerimeter),
		find: func(id string) (int, error) {
			for i := range all {
				if all[i].ID == id {
					return i, nil
				}
			}
			return 0, errNoItem("perimeter", id, "An identifier is a centre and the rank of its row, as oriv-1; they are listed at /centres/{centre}/perimeters.")
		},
		inBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			atoms, err := atomsInBox(s, boxes)
			set := geo.NewBitset(len(all))
			for i := range all {
				if err == nil && groundInBox(s, []*snapshot.Perimeter{&all[i]}, atoms, boxes) {
					set.Add(i)
				}
			}
			return set, err
		},
		valid: func(i int) (geo.Date, geo.Date) { return validDays(&all[i]) },
		build: func(i int) (feature, error) {
			p := &all[i]
			ground, err := coverage.Ground(s, []*snapshot.Perimeter{p})
			return newFeature(p.ID, ground, perimeterProperties(c, p)), err
		},
	}, nil
}
