package api

import (
	"net/url"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// centreSummary is a centre in the list of all.
type centreSummary struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Named       bool     `json:"named"` // false: no source gives a name, and it is never counted as known
	Acronym     *string  `json:"acronym"`
	FormerNames []string `json:"former_names"`
	Seat        *string  `json:"seat"`
	LegalForm   *string  `json:"legal_form"`
	Website     *string  `json:"website"`
	Founded     *string  `json:"founded"`
	Closed      *string  `json:"closed"`
	Status      string   `json:"status"`
	Unknowns    []string `json:"unknowns"`
	Unverified  []string `json:"unverified_fields"`
	Perimeters  int      `json:"perimeters"`
	Links       []link   `json:"links"`
}

type centresAnswer struct {
	Centres []centreSummary `json:"centres"`
	footing
}

type centreAnswer struct {
	centreFields
	History []perimeterWire `json:"history"`
	footing
}

// centreFields sets a summary one step deeper, so that the links of the
// footing stand in for those it has in a list.
type centreFields struct{ centreSummary }

func computeCentres(c *call) ([]geo.Centre, error) { return c.snapshot.Data.Centres, nil }

func centresJSON(c *call, centres []geo.Centre) (answer, error) {
	links := c.alternates()
	out := make([]centreSummary, len(centres))
	for i := range centres {
		out[i] = c.summary(&centres[i])
	}
	return answer{value: centresAnswer{out, footingOf(c, links...)}, links: links}, nil
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

func computeCentre(c *call) (*centreResult, error) {
	centre, err := c.centre()
	if err != nil {
		return nil, err
	}
	return &centreResult{
		Centre: centre, perimeters: c.snapshot.PerimetersOf(centre.ID),
		onDay: sync.OnceValues(func() (*centreOnDay, error) { return c.centreOnDay(centre) }),
	}, nil
}

func (c *call) centreOnDay(centre *geo.Centre) (*centreOnDay, error) {
	q := c.analysis()
	q.Level, q.Territory = geo.Department, geo.France
	var own snapshot.Network
	for _, p := range coverage.Active(c.snapshot, q) {
		if p.Centre.ID == centre.ID {
			own = append(own, p)
		}
	}
	a, err := coverage.AnalyseNetwork(c.ctx, c.snapshot, q, own)
	return &centreOnDay{a, own}, err
}

func centreLinks(c *call, r *centreResult) []link {
	return append(c.alternates(), link{Href: c.href(perimetersPath(r.ID)), Rel: "related", Type: mediaJSON, Title: "Perimeters"})
}

func centreJSON(c *call, r *centreResult) (answer, error) {
	return answer{value: centreAnswer{
		centreFields: centreFields{centreSummary: c.summary(r.Centre)},
		History:      c.perimeterWires(r.perimeters),
		footing:      footingOf(c, centreLinks(c, r)...),
	}}, nil
}

// centre finds the centre of the path.
func (c *call) centre() (*geo.Centre, error) {
	centre, err := c.snapshot.Centre(centreAsked(c))
	if err == nil {
		return centre, nil
	}
	ids := make([]string, len(c.snapshot.Data.Centres))
	for i := range ids {
		ids[i] = c.snapshot.Data.Centres[i].ID
	}
	near := nearest(centreAsked(c), ids)
	p := errNoItem("centre", centreAsked(c), didYouMean(near)+"The centres are listed at /centres.")
	p.Nearest = near
	return nil, p
}

func (c *call) summary(g *geo.Centre) centreSummary {
	return centreSummary{
		ID: g.ID, Name: g.Name, Named: g.Named, Acronym: optional(g.Acronym), FormerNames: codes(g.FormerNames),
		Seat: optional(g.Seat), LegalForm: optional(g.LegalForm), Website: optional(g.Website),
		Founded: optional(g.Founded), Closed: optional(g.Closed), Status: g.Status,
		Unknowns: codes(g.Unknowns), Unverified: codes(g.Unverified), Perimeters: len(g.Perimeters),
		Links: []link{
			{Href: c.href("/centres/" + url.PathEscape(g.ID)), Rel: "item", Type: mediaJSON},
			{Href: c.href(perimetersPath(g.ID)), Rel: "related", Type: mediaJSON, Title: "Perimeters"},
		},
	}
}

func perimetersPath(centre string) string {
	return "/centres/" + url.PathEscape(centre) + "/perimeters"
}

// optional is a text that may not be known: nil when empty.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func centresTable(c *call, centres []geo.Centre) (*table, error) {
	t := newTable(c, "maillage-centres", "id", "name", "named", "acronym", "former_names", "seat", "legal_form",
		"website", "founded", "closed", "status", "unknowns", "unverified_fields", "perimeters")
	for i := range centres {
		g := &centres[i]
		t.add(g.ID, g.Name, g.Named, g.Acronym, g.FormerNames, g.Seat, g.LegalForm,
			g.Website, g.Founded, g.Closed, g.Status, g.Unknowns, g.Unverified, len(g.Perimeters))
	}
	return t, nil
}

// listCentres lists the centres with the ground each serves on the day asked.
func listCentres(c *call) (*features, error) {
	s := c.snapshot
	centres := s.Data.Centres
	serving := map[string][]*snapshot.Perimeter{}
	for _, p := range coverage.Active(s, c.analysis()) {
		serving[p.Centre.ID] = append(serving[p.Centre.ID], p)
	}
	return &features{
		n: len(centres), header: centreProperties(c, &geo.Centre{}, nil),
		find: func(id string) (int, error) {
			for i := range centres {
				if centres[i].ID == id {
					return i, nil
				}
			}
			return 0, errNoItem("centre", id, "The centres are listed at /centres.")
		},
		inBox: func(boxes []orb.Bound) (geo.Bitset, error) {
			atoms, err := atomsInBox(s, boxes)
			set := geo.NewBitset(len(centres))
			for i := range centres {
				if err == nil && groundInBox(s, serving[centres[i].ID], atoms, boxes) {
					set.Add(i)
				}
			}
			return set, err
		},
		build: func(i int) (feature, error) {
			active := serving[centres[i].ID]
			ground, err := coverage.Ground(s, active)
			return newFeature(centres[i].ID, ground, centreProperties(c, &centres[i], active)), err
		},
	}, nil
}

func centreProperties(c *call, g *geo.Centre, active []*snapshot.Perimeter) properties {
	perimeters := make([]string, len(active))
	for i, p := range active {
		perimeters[i] = p.ID
	}
	return properties{
		{"id", g.ID}, {"name", g.Name}, {"named", g.Named}, {"acronym", orNil(g.Acronym)},
		{"seat", orNil(g.Seat)}, {"website", orNil(g.Website)}, {"status", g.Status},
		{"active", len(active) > 0}, {"perimeters", perimeters},
		{"datetime", c.Date.String()}, {"scope", string(c.Scope)}, {"min_confidence", c.Confidence.String()},
	}
}
