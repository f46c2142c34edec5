package api

import (
	"bytes"
	"cmp"
	"sync"
	"time"

	"maillage/geo"
	"maillage/geo/revision"
)

// The two generations that are compared.
var (
	beforeParam, beforeOf = typed(param{
		name: "a", in: inQuery,
		description: "the generation that is compared, as generation. Default: the one in service.",
		schema:      object{"type": "string", "pattern": generationPattern.String()},
	}, readGeneration)
	afterParam, afterOf = typed(param{
		name: "b", in: inQuery,
		description: "the generation it is compared with: what it would change if it served in place of a. Default: the latest that is kept and not in service.",
		schema:      object{"type": "string", "pattern": generationPattern.String()},
	}, readGeneration)
)

// generationsAnswer lists the generations there are, newest first.
type generationsAnswer struct {
	Generations []generationWire `json:"generations"`
	footing
}

type generationWire struct {
	ID        string                `json:"id"`
	InService bool                  `json:"in_service"` // here
	Active    bool                  `json:"active"`     // in the store: the same, but for the moment of a change
	Kept      bool                  `json:"kept"`       // in the store: false of what was loaded from elsewhere
	Created   *time.Time            `json:"created"`
	Note      string                `json:"note"`
	Base      *string               `json:"base"` // it was made from
	Layers    []generationLayerWire `json:"layers"`
	Links     []link                `json:"links"`
}

type generationLayerWire struct {
	Name     geo.LayerName `json:"name"`
	Features int           `json:"features"`
	File     string        `json:"file"`
	SHA256   string        `json:"sha256"`
}

func (d dataset) computeGenerations(c *call) ([]generationWire, error) { return d.generations(c) }

func generationsJSON(c *call, all []generationWire) (answer, error) {
	return answer{value: generationsAnswer{all, footingOf(c)}}, nil
}

// generations lists what the store keeps, and what is in service if that is
// none of it.
func (d dataset) generations(c *call) ([]generationWire, error) {
	var out []generationWire
	if d.list != nil {
		all, err := d.list(c.ctx)
		if err != nil {
			return nil, c.server.unlisted(err)
		}
		for i := range all {
			one := c.generationWire(&all[i])
			one.Kept, one.Created = true, new(all[i].Created.UTC())
			out = append(out, one)
		}
	}
	for i := range out {
		if out[i].InService {
			return out, nil
		}
	}
	g := c.snapshot.Data.Describe(geo.Draft{}, time.Time{})
	g.ID, g.Active = c.snapshot.Generation, d.list == nil
	return append([]generationWire{c.generationWire(&g)}, out...), nil
}

func (c *call) generationWire(g *geo.Generation) generationWire {
	out := generationWire{
		ID: g.ID, InService: g.ID == c.snapshot.Generation, Active: g.Active, Note: g.Note, Layers: []generationLayerWire{},
		Links: []link{
			{Href: c.href("/data?generation=" + g.ID), Rel: "describedby", Type: mediaJSON, Title: "Its sources, licences and counts"},
			{Href: c.href("/analysis/coverage?generation=" + g.ID), Rel: "related", Type: mediaJSON, Title: "What it says is covered"},
		},
	}
	if g.Base != "" {
		out.Base = &g.Base
	}
	for _, l := range g.Layers {
		out.Layers = append(out.Layers, generationLayerWire(l))
	}
	if !out.InService {
		out.Links = append(out.Links, link{Href: c.href(comparePath + "?b=" + g.ID), Rel: "related", Type: mediaJSON, Title: "What would change if it served"})
	}
	return out
}

const comparePath = "/generations/compare"

// revisionAnswer is what would change between two generations. Its figures have no
// evidence: where a source has another date, the perimeter is a finding.
type revisionAnswer struct {
	*revision.Report
	Refused bool `json:"refused"`
	footing
}

// revisionResult is the comparison of two generations, without and with the places
// of what it finds.
type revisionResult struct {
	report, located func() (*revision.Report, error)
}

func computeRevision(c *call) (*revisionResult, error) {
	before, after, err := c.sides()
	if err != nil {
		return nil, err
	}
	if err := c.stay(c.admitTo(c.server.lanes.dear)); err != nil {
		return nil, err
	}
	compare := func(places bool) func() (*revision.Report, error) {
		return sync.OnceValues(func() (*revision.Report, error) {
			return revision.Compare(c.ctx, snapshotOf(before.data), snapshotOf(after.data), revision.Options{Today: c.today, Places: places})
		})
	}
	return &revisionResult{report: compare(false), located: compare(true)}, nil
}

func revisionJSON(c *call, r *revisionResult) (answer, error) {
	report, err := r.report()
	if err != nil {
		return answer{}, err
	}
	return answer{value: revisionAnswer{report, report.Refused(), footingOf(c, c.alternates()...)}}, nil
}

func revisionGeoJSON(_ *call, r *revisionResult) (answer, error) {
	report, err := r.located()
	if err != nil {
		return answer{}, err
	}
	var b bytes.Buffer
	err = report.WriteGeoJSON(&b)
	return answer{raw: b.Bytes()}, err
}

// sides are the two generations that a request compares.
func (c *call) sides() (before, after *loaded, err error) {
	b := afterOf(c)
	if b == "" {
		if b, err = c.latestElse(); err != nil {
			return nil, nil, err
		}
	}
	if before, err = c.server.generation(c.ctx, cmp.Or(beforeOf(c), c.snapshot.Generation), c.current); err != nil {
		return nil, nil, err
	}
	after, err = c.server.generation(c.ctx, b, c.current)
	return before, after, err
}

// latestElse is the latest generation that is kept and not in service; the one
// in service where there is none.
func (c *call) latestElse() (string, error) {
	ids, err := c.server.archive.ids(c.ctx, c.current)
	if err != nil {
		return "", c.server.unlisted(err)
	}
	return ids[min(1, len(ids)-1)], nil
}

// dataset answers for the data themselves.
type dataset struct {
	list Lister // of the generations that are kept; nil: none
}

func (d dataset) generationRoutes() []*route {
	return []*route{
		{
			method: "GET", path: "/generations", name: "getGenerations", tag: "service", fresh: true,
			summary:     "The generations of the data that are kept",
			description: "Newest first, and the one in service before them where it is not kept. Any of them may be named by generation= wherever an answer comes from data.",
			problems:    []kind{generationUnread},
			resource:    computed(d.computeGenerations, linked(noLinks, inJSON("Generations", generationsJSON), inHTML(generationsPage))...),
		},
		{
			method: "GET", path: comparePath, name: "getRevision", tag: "service", fresh: true,
			summary:     "What would change between two generations",
			description: "Codes gone and new, boundaries, areas, populations, neighbourhoods, centres and perimeters field by field, sums that add up no longer; and the figures, statuses and overlaps that differ, on every day that may be asked, over the stretches between the days on which a perimeter of either begins or ends. Each finding is one to refuse, to review or to note. At most 20 of each sort are told, and what is left out is counted. In GeoJSON those that have a place.",
			params:      []*param{beforeParam, afterParam},
			problems:    []kind{generationGone, generationUnread, tooBusy},
			resource: computed(computeRevision, linked(noLinks, inJSON("Revision", revisionJSON),
				inGeoJSON("RevisionPlaces", revisionGeoJSON), inHTML(revisionPage))...),
		},
	}
}
