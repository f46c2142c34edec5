package api

import (
	"net/http"
	"sync"

	"maillage/geo"
	"maillage/geo/realign"
)

type landingAnswer struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	footing
}

// landingResult is where everything is, and for the page how the nation stands.
type landingResult struct {
	links   []link
	footing footing // of the addresses, which are of no day
	nation  func() (*nationToday, error)
}

// nationToday is the coverage of France today, and how far the centres have moved
// to its regions.
type nationToday struct {
	*coverageResult
	realignment *realign.Realignment
}

func landingLinks(_ *call, r *landingResult) []link { return r.links }

// computeLanding asks what the page shows of today: the address takes no question.
func computeLanding(c *call) (*landingResult, error) {
	r := &landingResult{links: append(c.everything(), c.alternates()...)}
	r.footing = footingOf(c, r.links...)
	c.Date, c.Level, c.Territory, c.Scope = c.today, geo.Region, geo.France, geo.Policy
	c.Confidence, c.Geography = geo.Medium, geo.QPV2015
	r.nation = sync.OnceValues(func() (*nationToday, error) {
		moved, err := realign.Realign(c.ctx, c.snapshot, c.analysis())
		if err != nil {
			return nil, err
		}
		return &nationToday{c.beside(moved.Coverage), moved}, nil
	})
	return r, nil
}

func landingJSON(c *call, r *landingResult) (answer, error) {
	about := "Coverage of France by the resource centres for urban policy (CRPV): which territories had a centre on a day, which had none, which had two, and what that means in neighbourhoods and people."
	if foreign(c.snapshot) {
		about = "Coverage of " + c.snapshot.Territory().Country() + " by centres: which NUTS 3 regions had a centre on a day, which had none, which had two, and what that means in people."
	}
	return answer{links: r.links, value: landingAnswer{Title: "maillage", Description: about, footing: r.footing}}, nil
}

// everything links to what the service has.
func (c *call) everything() []link {
	to := func(path, rel, media, title string) link {
		return link{Href: c.href(path), Rel: rel, Type: media, Title: title}
	}
	links := []link{
		to("/api", "service-desc", mediaOpenAPI, "The OpenAPI document"),
		to("/conformance", "conformance", mediaJSON, "OGC conformance classes"),
		to("/collections", "data", mediaJSON, "Territories, neighbourhoods, centres, perimeters, gaps and overlaps"),
		to("/analysis/coverage", "related", mediaJSON, "What is covered today"),
		to("/analysis/gaps", "related", mediaGeoJSON, "What is not"),
		to("/analysis/overlaps", "related", mediaGeoJSON, "What is covered twice"),
		to("/analysis/realignment", "related", mediaJSON, "How far the centres have moved to the regions since 2016"),
		to("/analysis/trajectory", "related", mediaJSON, "How they came there, event by event"),
		to("/analysis/sensitivity", "related", mediaJSON, "Which unsure perimeter moves today's figures most"),
		to("/crosswalk", "related", mediaJSON, "How the two sets of regions, and of neighbourhoods, relate"),
		to("/analysis/proposals", "related", mediaJSON, "Who could take each gap, and a plan to full coverage"),
		to("/analysis/compare?a=2015-12-31&b=2017-03-16", "related", mediaJSON, "What the first months of the new regions changed"),
		to("/analysis/assignments", "related", mediaJSON, "Who holds what today, as a table to change and send back"),
		to("/analysis/equity", "related", mediaJSON, "How evenly the load lies on the centres"),
		to("/centres", "related", mediaJSON, "The resource centres and their history"),
		to("/tiles", "related", mediaJSON, "Vector tiles of every layer"),
		to("/styles/default.json", "related", mediaJSON, "A style for MapLibre GL that shows them"),
		to("/data", "describedby", mediaJSON, "Sources, licences and counts"),
		to("/generations", "related", mediaJSON, "The generations of the data that are kept; any answer may be asked of each"),
		to("/problems", "help", mediaJSON, "What can go wrong, and what to do"),
	}
	if c.mapped && !foreign(c.snapshot) {
		links = append(links, to(mapPath+"?f=html", "related", "text/html", "The interactive map"))
	}
	return links
}

// landingRoute is the first page.
func landingRoute() *route {
	return &route{
		method: http.MethodGet, path: "/", name: "getLanding", tag: "features",
		summary: "Landing page", description: "Links to everything else.",
		resource: computed(computeLanding, linked(landingLinks, inJSON("Landing", landingJSON), inHTML(landingPage))...),
	}
}
