package dataset

import (
	"bytes"
	"cmp"
	"context"
	"sync"
	"time"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/revision"
)

// The two generations that are compared.
var (
	beforeParam, beforeOf = rest.Typed(rest.Param{
		Name: "a", In: rest.InQuery,
		Description: "the generation that is compared, as generation. Default: the one in service.",
		Schema:      rest.Object{"type": "string", "pattern": rest.GenerationPattern.String()},
	}, rest.ReadGeneration)
	afterParam, afterOf = rest.Typed(rest.Param{
		Name: "b", In: rest.InQuery,
		Description: "the generation it is compared with: what it would change if it served in place of a. Default: the " +
			"latest that is kept and not in service.",
		Schema: rest.Object{"type": "string", "pattern": rest.GenerationPattern.String()},
	}, rest.ReadGeneration)
)

// GenerationsAnswer lists the generations there are, newest first.
type GenerationsAnswer struct {
	Generations []generationWire `json:"generations"`
	wire.Envelope
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
	Links     []rest.Link           `json:"links"`
}

type generationLayerWire struct {
	Name     geo.LayerName `json:"name"`
	Features int           `json:"features"`
	File     string        `json:"file"`
	SHA256   string        `json:"sha256"`
}

func (d Dataset) computeGenerations(c *ask.Call) ([]generationWire, error) { return d.generations(c) }

func generationsJSON(c *ask.Call, all []generationWire) (rest.Answer, error) {
	return rest.Answer{Value: GenerationsAnswer{all, wire.EnvelopeOf(c)}}, nil
}

// generations lists what the store keeps, and what is in service if that is
// none of it.
func (d Dataset) generations(c *ask.Call) ([]generationWire, error) {
	var out []generationWire
	if d.List != nil {
		all, err := d.List(c.Ctx)
		if err != nil {
			return nil, c.Server.Unlisted(err)
		}
		for i := range all {
			one := generationWireOf(c, &all[i])
			one.Kept, one.Created = true, new(all[i].Created.UTC())
			out = append(out, one)
		}
	}
	for i := range out {
		if out[i].InService {
			return out, nil
		}
	}
	g := c.Snapshot.Data.Describe(geo.Draft{}, time.Time{})
	g.ID, g.Active = c.Snapshot.Generation, d.List == nil
	return append([]generationWire{generationWireOf(c, &g)}, out...), nil
}

func generationWireOf(c *ask.Call, g *geo.Generation) generationWire {
	out := generationWire{
		ID: g.ID, InService: g.ID == c.Snapshot.Generation, Active: g.Active, Note: g.Note, Layers: []generationLayerWire{},
		Links: []rest.Link{
			{
				Href: c.Href("/data?generation=" + g.ID), Rel: "describedby", Type: rest.MediaJSON,
				Title: "Its sources, licences and counts",
			},
			{
				Href: c.Href("/analysis/coverage?generation=" + g.ID), Rel: "related", Type: rest.MediaJSON,
				Title: "What it says is covered",
			},
		},
	}
	if g.Base != "" {
		out.Base = &g.Base
	}
	for _, l := range g.Layers {
		out.Layers = append(out.Layers, generationLayerWire(l))
	}
	if !out.InService {
		out.Links = append(out.Links,
			rest.Link{
				Href: c.Href(comparePath + "?b=" + g.ID), Rel: "related", Type: rest.MediaJSON,
				Title: "What would change if it served",
			})
	}
	return out
}

const comparePath = "/generations/compare"

// RevisionAnswer is what would change between two generations. Its figures have no
// evidence: where a source has another date, the perimeter is a finding.
type RevisionAnswer struct {
	*revision.Report
	Refused bool `json:"refused"`
	wire.Envelope
}

// revisionResult is the comparison of two generations, without and with the places
// of what it finds.
type revisionResult struct {
	report, located func() (*revision.Report, error)
}

func computeRevision(c *ask.Call) (*revisionResult, error) {
	before, after, err := sides(c)
	if err != nil {
		return nil, err
	}
	if err := c.Stay(c.AdmitTo(c.Server.Lanes.Dear)); err != nil {
		return nil, err
	}
	compare := func(places bool) func() (*revision.Report, error) {
		return sync.OnceValues(func() (*revision.Report, error) {
			return revision.Compare(c.Ctx, ask.SnapshotOf(before.Data), ask.SnapshotOf(after.Data),
				revision.Options{Today: c.Today, Places: places})
		})
	}
	return &revisionResult{report: compare(false), located: compare(true)}, nil
}

func revisionJSON(c *ask.Call, r *revisionResult) (rest.Answer, error) {
	report, err := r.report()
	if err != nil {
		return rest.Answer{}, err
	}
	return rest.Answer{Value: RevisionAnswer{report, report.Refused(), wire.EnvelopeOf(c, c.Alternates()...)}}, nil
}

func revisionGeoJSON(_ *ask.Call, r *revisionResult) (rest.Answer, error) {
	report, err := r.located()
	if err != nil {
		return rest.Answer{}, err
	}
	var b bytes.Buffer
	err = report.WriteGeoJSON(&b)
	return rest.Answer{Raw: b.Bytes()}, err
}

// sides are the two generations that a request compares.
func sides(c *ask.Call) (before, after *rest.Generation, err error) {
	b := afterOf(c)
	if b == "" {
		if b, err = latestElse(c); err != nil {
			return nil, nil, err
		}
	}
	if before, err = c.Server.Generation(c.Ctx, cmp.Or(beforeOf(c), c.Snapshot.Generation), c.Current); err != nil {
		return nil, nil, err
	}
	after, err = c.Server.Generation(c.Ctx, b, c.Current)
	return before, after, err
}

// latestElse is the latest generation that is kept and not in service; the one
// in service where there is none.
func latestElse(c *ask.Call) (string, error) {
	ids, err := c.Server.GenerationIDs(c.Ctx, c.Current)
	if err != nil {
		return "", err
	}
	return ids[min(1, len(ids)-1)], nil
}

// Dataset answers for the data themselves.
type Dataset struct {
	List Lister // of the generations that are kept; nil: none
}

// Routes are the manifest of the data, and the generations that are stored: their list,
// and the comparison of two.
func (d Dataset) Routes() []*rest.Route {
	return []*rest.Route{
		dataRoute(),
		{
			Method: "GET", Path: "/generations", Name: "getGenerations", Tag: "service", Fresh: true,
			Summary: "The generations of the data that are kept",
			Description: "Newest first, and the one in service before them where it is not kept. Any of them may be named by " +
				"generation= wherever an answer comes from data.",
			Problems: []rest.Kind{rest.GenerationUnread},
			Resource: rest.Computed(d.computeGenerations,
				rest.Linked(rest.NoLinks, rest.JSON("Generations", generationsJSON), frame.HTML(generationsPage))...),
		},
		{
			Method: "GET", Path: comparePath, Name: "getRevision", Tag: "service", Fresh: true,
			Summary:     "What would change between two generations",
			Description: schemas.Description("getRevision"),
			Params:      []*rest.Param{beforeParam, afterParam},
			Problems:    []rest.Kind{rest.GenerationGone, rest.GenerationUnread, rest.TooBusy},
			Resource: rest.Computed(computeRevision, rest.Linked(rest.NoLinks, rest.JSON("Revision", revisionJSON),
				rest.GeoJSON("RevisionPlaces", revisionGeoJSON), frame.HTML(revisionPage))...),
		},
	}
}

// A Lister lists the generations that are kept, newest first.
type Lister func(ctx context.Context) ([]geo.Generation, error)
