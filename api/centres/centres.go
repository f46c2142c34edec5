package centres

import (
	"net/url"
	"sync"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// centreSummary is a centre in the list of all.
type centreSummary struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Named       bool        `json:"named"` // false: no source gives a name, and it is never counted as known
	Acronym     *string     `json:"acronym"`
	FormerNames []string    `json:"former_names"`
	Seat        *string     `json:"seat"`
	LegalForm   *string     `json:"legal_form"`
	Website     *string     `json:"website"`
	Founded     *string     `json:"founded"`
	Closed      *string     `json:"closed"`
	Status      string      `json:"status"`
	Unknowns    []string    `json:"unknowns"`
	Unverified  []string    `json:"unverified_fields"`
	Perimeters  int         `json:"perimeters"`
	Links       []rest.Link `json:"links"`
}

type centresAnswer struct {
	Centres []centreSummary `json:"centres"`
	wire.Envelope
}

type centreAnswer struct {
	centreFields
	History []perimeterWire `json:"history"`
	wire.Envelope
}

// centreFields sets a summary one step deeper, so that the links of the
// envelope stand in for those it has in a list.
type centreFields struct{ centreSummary }

func computeCentres(c *ask.Call) ([]geo.Centre, error) { return c.Snapshot.Data.Centres, nil }

func centresJSON(c *ask.Call, centres []geo.Centre) (rest.Answer, error) {
	links := c.Alternates()
	out := make([]centreSummary, len(centres))
	for i := range centres {
		out[i] = summary(c, &centres[i])
	}
	return rest.Answer{Value: centresAnswer{out, wire.EnvelopeOf(c, links...)}, Links: links}, nil
}

// centreResult is a centre, with what it serves on the day that the page shows.
type centreResult struct {
	*geo.Centre
	perimeters []snapshot.Perimeter
	onDay      func() (*centreOnDay, error)
}

// centreOnDay is the perimeters of a centre that hold on a day, and what they cover
// of France, by department.
type centreOnDay struct {
	*coverage.Analysis
	own snapshot.Network
}

func computeCentre(c *ask.Call) (*centreResult, error) {
	centre, err := centre(c)
	if err != nil {
		return nil, err
	}
	return &centreResult{
		Centre: centre, perimeters: c.Snapshot.PerimetersOf(centre.ID),
		onDay: sync.OnceValues(func() (*centreOnDay, error) { return dayOfCentre(c, centre) }),
	}, nil
}

func dayOfCentre(c *ask.Call, centre *geo.Centre) (*centreOnDay, error) {
	q := c.Analysis()
	q.Level, q.Territory = geo.Department, geo.France
	var own snapshot.Network
	for _, p := range c.Snapshot.Active(q) {
		if p.Centre.ID == centre.ID {
			own = append(own, p)
		}
	}
	a, err := coverage.AnalyseNetwork(c.Ctx, c.Snapshot, q, own)
	return &centreOnDay{a, own}, err
}

func centreLinks(c *ask.Call, r *centreResult) []rest.Link {
	return append(c.Alternates(),
		rest.Link{Href: c.Href(wire.PerimetersPath(r.ID)), Rel: "related", Type: rest.MediaJSON, Title: "Perimeters"})
}

func centreJSON(c *ask.Call, r *centreResult) (rest.Answer, error) {
	return rest.Answer{Value: centreAnswer{
		centreFields: centreFields{centreSummary: summary(c, r.Centre)},
		History:      perimeterWires(c, r.perimeters),
		Envelope:     wire.EnvelopeOf(c, centreLinks(c, r)...),
	}}, nil
}

// centre finds the centre of the path.
func centre(c *ask.Call) (*geo.Centre, error) {
	centre, err := c.Snapshot.Centre(centreAsked(c))
	if err == nil {
		return centre, nil
	}
	ids := make([]string, len(c.Snapshot.Data.Centres))
	for i := range ids {
		ids[i] = c.Snapshot.Data.Centres[i].ID
	}
	near := rest.Nearest(centreAsked(c), ids)
	p := rest.ErrNoItem("centre", centreAsked(c), rest.DidYouMean(near)+"The centres are listed at /centres.")
	p.Nearest = near
	return nil, p
}

func summary(c *ask.Call, g *geo.Centre) centreSummary {
	return centreSummary{
		ID: g.ID, Name: g.Name, Named: g.Named, Acronym: rest.Optional(g.Acronym), FormerNames: rest.Codes(g.FormerNames),
		Seat: rest.Optional(g.Seat), LegalForm: rest.Optional(g.LegalForm), Website: rest.Optional(g.Website),
		Founded: rest.Optional(g.Founded), Closed: rest.Optional(g.Closed), Status: g.Status,
		Unknowns: rest.Codes(g.Unknowns), Unverified: rest.Codes(g.Unverified), Perimeters: len(g.Perimeters),
		Links: []rest.Link{
			{Href: c.Href("/centres/" + url.PathEscape(g.ID)), Rel: "item", Type: rest.MediaJSON},
			{Href: c.Href(wire.PerimetersPath(g.ID)), Rel: "related", Type: rest.MediaJSON, Title: "Perimeters"},
		},
	}
}

func centresTable(c *ask.Call, centres []geo.Centre) (*rest.Table, error) {
	t := wire.NewTable(c, "maillage-centres", "id", "name", "named", "acronym", "former_names", "seat", "legal_form",
		"website", "founded", "closed", "status", "unknowns", "unverified_fields", "perimeters")
	for i := range centres {
		g := &centres[i]
		t.Add(g.ID, g.Name, g.Named, g.Acronym, g.FormerNames, g.Seat, g.LegalForm,
			g.Website, g.Founded, g.Closed, g.Status, g.Unknowns, g.Unverified, len(g.Perimeters))
	}
	return t, nil
}

// ListCentres lists the centres with the ground each serves on the day asked.
func ListCentres(c *ask.Call) (*wire.Features, error) {
	s := c.Snapshot
	centres := s.Data.Centres
	serving := map[string][]*snapshot.Perimeter{}
	for _, p := range s.Active(c.Analysis()) {
		serving[p.Centre.ID] = append(serving[p.Centre.ID], p)
	}
	return &wire.Features{
		N: len(centres), Header: centreProperties(c, &geo.Centre{}, nil),
		Find: func(id string) (int, error) {
			for i := range centres {
				if centres[i].ID == id {
					return i, nil
				}
			}
			return 0, rest.ErrNoItem("centre", id, "The centres are listed at /centres.")
		},
		InBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			atoms, err := wire.AtomsInBox(s, boxes)
			set := geo.NewBitset(len(centres))
			for i := range centres {
				if err == nil && wire.GroundInBox(s, serving[centres[i].ID], atoms, boxes) {
					set.Add(i)
				}
			}
			return set, err
		},
		Build: func(i int) (rest.Feature, error) {
			active := serving[centres[i].ID]
			ground, err := coverage.Ground(s, active)
			return rest.NewFeature(centres[i].ID, ground, centreProperties(c, &centres[i], active)), err
		},
	}, nil
}

func centreProperties(c *ask.Call, g *geo.Centre, active []*snapshot.Perimeter) rest.Properties {
	perimeters := make([]string, len(active))
	for i, p := range active {
		perimeters[i] = p.ID
	}
	return rest.Properties{
		{Name: "id", Value: g.ID}, {Name: "name", Value: g.Name}, {Name: "named", Value: g.Named},
		{Name: "acronym", Value: rest.OrNil(g.Acronym)},
		{Name: "seat", Value: rest.OrNil(g.Seat)}, {Name: "website", Value: rest.OrNil(g.Website)},
		{Name: "status", Value: g.Status},
		{Name: "active", Value: len(active) > 0}, {Name: "perimeters", Value: perimeters},
		{Name: "datetime", Value: c.Date.String()}, {Name: "scope", Value: string(c.Scope)},
		{Name: "min_confidence", Value: c.Confidence.String()},
	}
}
