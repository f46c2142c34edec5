package api

import (
	"net/http"
	"sync"

	"maillage/api/ask"
	"maillage/api/coverage"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/realign"
)

type landingAnswer struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	wire.Envelope
}

// landingResult is where everything is, and for the page how the nation stands.
type landingResult struct {
	links    []rest.Link
	envelope wire.Envelope // of the addresses, which are of no day
	nation   func() (*nationToday, error)
}

// nationToday is the coverage of France today, and how far the centres have moved
// to its regions.
type nationToday struct {
	*coverage.Result
	realignment *realign.Realignment
}

func landingLinks(_ *ask.Call, r *landingResult) []rest.Link { return r.links }

// computeLanding asks what the page shows of today: the address takes no question.
func computeLanding(c *ask.Call) (*landingResult, error) {
	r := &landingResult{links: append(everything(c), c.Alternates()...)}
	r.envelope = wire.EnvelopeOf(c, r.links...)
	c.Date, c.Level, c.Territory, c.Scope = c.Today, geo.Region, geo.France, geo.Policy
	c.Confidence, c.Geography = geo.Medium, geo.QPV2015
	r.nation = sync.OnceValues(func() (*nationToday, error) {
		moved, err := realign.Realign(c.Ctx, c.Snapshot, c.Analysis())
		if err != nil {
			return nil, err
		}
		return &nationToday{coverage.Beside(c, moved.Coverage), moved}, nil
	})
	return r, nil
}

func landingJSON(c *ask.Call, r *landingResult) (rest.Answer, error) {
	about := "Coverage of France by the resource centres for urban policy (CRPV): which territories had a centre on a " +
		"day, which had none, which had two, and what that means in neighbourhoods and people."
	if ask.Foreign(c.Snapshot) {
		about = "Coverage of " + c.Snapshot.Territory().Country() +
			" by centres: which NUTS 3 regions had a centre on a day, which had none, which had two, and what that means in " +
			"people."
	}
	return rest.Answer{
		Links: r.links, Value: landingAnswer{Title: "maillage", Description: about, Envelope: r.envelope},
	}, nil
}

// everything links to what the service has.
func everything(c *ask.Call) []rest.Link {
	to := func(path, rel, media, title string) rest.Link {
		return rest.Link{Href: c.Href(path), Rel: rel, Type: media, Title: title}
	}
	links := []rest.Link{
		to("/api", "service-desc", rest.MediaOpenAPI, "The OpenAPI document"),
		to("/conformance", "conformance", rest.MediaJSON, "OGC conformance classes"),
		to("/collections", "data", rest.MediaJSON, "Territories, neighbourhoods, centres, perimeters, gaps and overlaps"),
		to("/analysis/coverage", "related", rest.MediaJSON, "What is covered today"),
		to("/analysis/gaps", "related", rest.MediaGeoJSON, "What is not"),
		to("/analysis/overlaps", "related", rest.MediaGeoJSON, "What is covered twice"),
		to("/analysis/realignment", "related", rest.MediaJSON, "How far the centres have moved to the regions since 2016"),
		to("/analysis/trajectory", "related", rest.MediaJSON, "How they came there, event by event"),
		to("/analysis/sensitivity", "related", rest.MediaJSON, "Which unsure perimeter moves today's figures most"),
		to("/crosswalk", "related", rest.MediaJSON, "How the two sets of regions, and of neighbourhoods, relate"),
		to("/analysis/proposals", "related", rest.MediaJSON, "Who could take each gap, and a plan to full coverage"),
		to("/analysis/compare?a=2015-12-31&b=2017-03-16", "related", rest.MediaJSON,
			"What the first months of the new regions changed"),
		to("/analysis/assignments", "related", rest.MediaJSON, "Who holds what today, as a table to change and send back"),
		to("/analysis/equity", "related", rest.MediaJSON, "How evenly the load lies on the centres"),
		to("/centres", "related", rest.MediaJSON, "The resource centres and their history"),
		to("/tiles", "related", rest.MediaJSON, "Vector tiles of every layer"),
		to("/styles/default.json", "related", rest.MediaJSON, "A style for MapLibre GL that shows them"),
		to("/data", "describedby", rest.MediaJSON, "Sources, licences and counts"),
		to("/generations", "related", rest.MediaJSON,
			"The generations of the data that are kept; any answer may be asked of each"),
		to("/problems", "help", rest.MediaJSON, "What can go wrong, and what to do"),
	}
	if c.Mapped && !ask.Foreign(c.Snapshot) {
		links = append(links, to(ask.MapPath+"?f=html", "related", "text/html", "The interactive map"))
	}
	return links
}

// landingRoute is the first page.
func landingRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/", Name: "getLanding", Tag: "features",
		Summary: "Landing page", Description: "Links to everything else.",
		Resource: rest.Computed(computeLanding,
			rest.Linked(landingLinks, rest.JSON("Landing", landingJSON), frame.HTML(landingPage))...),
	}
}
