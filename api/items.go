package api

import (
	"fmt"
	"strconv"
)

// itemsAnswer is one page of a collection.
type itemsAnswer struct {
	Type           string    `json:"type"`
	NumberMatched  int       `json:"numberMatched"`
	NumberReturned int       `json:"numberReturned"`
	Features       []feature `json:"features"`
	footing
}

// itemsResult is the features of one page of a collection.
type itemsResult struct {
	all     *features
	page    []feature
	matched int
}

func computeItems(k *collection) func(c *call) (*itemsResult, error) {
	return func(c *call) (*itemsResult, error) {
		if err := refuseSwappedBox(c); err != nil {
			return nil, err
		}
		all, err := k.list(c)
		if err != nil {
			return nil, err
		}
		page, matched, err := c.page(all)
		return &itemsResult{all, page, matched}, err
	}
}

// resourceOfItems are the pages of the collection.
func (k *collection) resourceOfItems() resource {
	links := func(c *call, r *itemsResult) []link {
		return append(append(c.alternates(), c.neighbouringPages(r.matched)...), k.link(c))
	}
	return computed(computeItems(k), linked(links,
		inGeoJSON(k.schema+"Page", func(c *call, r *itemsResult) (answer, error) {
			return answer{value: itemsAnswer{
				Type: "FeatureCollection", NumberMatched: r.matched, NumberReturned: len(r.page),
				Features: r.page, footing: r.all.footing(c, links(c, r)...),
			}}, nil
		}),
		inCSV(func(c *call, r *itemsResult) (*table, error) {
			name := "maillage-" + k.id
			if len(r.page) < r.matched { // a saved table has no next link: its name says it is a part
				name += fmt.Sprintf("-%d-to-%d-of-%d", offsetOf(c)+1, offsetOf(c)+len(r.page), r.matched)
			}
			return tabulate(c, name, r.all.header, len(r.page), func(i int) feature { return r.page[i] }), nil
		}))...)
}

// link leads from its features to the collection.
func (k *collection) link(c *call) link {
	return link{Href: c.href("/collections/" + k.id), Rel: "collection", Type: mediaJSON, Title: k.title}
}

// neighbouringPages links to the next page and the one before, with every
// parameter of this one made explicit: a page asked for after midnight must
// not be of another day.
func (c *call) neighbouringPages(matched int) []link {
	var links []link
	page := func(rel string, offset int) {
		links = append(links, link{
			Href: c.address(map[string]string{"offset": strconv.Itoa(offset), "f": string(c.as.format)}),
			Rel:  rel, Type: c.as.essence(),
		})
	}
	if offsetOf(c)+limitOf(c) < matched {
		page("next", offsetOf(c)+limitOf(c))
	}
	if offsetOf(c) > 0 {
		page("prev", max(0, offsetOf(c)-limitOf(c)))
	}
	return links
}

// refuseSwappedBox refuses a box that lies off every territory and would lie
// on one with its axes swapped.
func refuseSwappedBox(c *call) error {
	if boxesOf(c) == nil {
		return nil
	}
	for _, b := range boxesOf(c) {
		if onTerritory(c.snapshot, b) {
			return nil
		}
	}
	for _, b := range boxesOf(c) {
		if onTerritory(c.snapshot, swapAxes(b)) {
			p := swappedCoordinates.problem("bbox lies outside every territory served, and inside one with longitude and latitude swapped.",
				"Longitude comes first: west,south,east,north.")
			p.Parameter = "bbox"
			return p
		}
	}
	return nil
}
