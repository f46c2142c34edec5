package features

import (
	"fmt"
	"strconv"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
)

// itemsAnswer is one page of a collection.
type itemsAnswer struct {
	Type           string         `json:"type"`
	NumberMatched  int            `json:"numberMatched"`
	NumberReturned int            `json:"numberReturned"`
	Features       []rest.Feature `json:"features"`
	wire.Envelope
}

// itemsResult is the features of one page of a collection.
type itemsResult struct {
	all     *wire.Features
	page    []rest.Feature
	matched int
}

func computeItems(k *Collection) func(c *ask.Call) (*itemsResult, error) {
	return func(c *ask.Call) (*itemsResult, error) {
		if err := refuseSwappedBox(c); err != nil {
			return nil, err
		}
		all, err := k.List(c)
		if err != nil {
			return nil, err
		}
		page, matched, err := wire.Page(c, all)
		return &itemsResult{all, page, matched}, err
	}
}

// resourceOfItems are the pages of the collection.
func (k *Collection) resourceOfItems() rest.Resource {
	links := func(c *ask.Call, r *itemsResult) []rest.Link {
		return append(append(c.Alternates(), neighbouringPages(c, r.matched)...), k.link(c))
	}
	return rest.Computed(computeItems(k), rest.Linked(links,
		rest.GeoJSON(k.Schema+"Page", func(c *ask.Call, r *itemsResult) (rest.Answer, error) {
			return rest.Answer{Value: itemsAnswer{
				Type: "FeatureCollection", NumberMatched: r.matched, NumberReturned: len(r.page),
				Features: r.page, Envelope: r.all.Envelope(c, links(c, r)...),
			}}, nil
		}),
		rest.CSV(func(c *ask.Call, r *itemsResult) (*rest.Table, error) {
			name := "maillage-" + k.ID
			if len(r.page) < r.matched { // a saved table has no next link: its name says it is a part
				name += fmt.Sprintf("-%d-to-%d-of-%d", ask.OffsetOf(c)+1, ask.OffsetOf(c)+len(r.page), r.matched)
			}
			return wire.Tabulate(c, name, r.all.Header, len(r.page), func(i int) rest.Feature { return r.page[i] }), nil
		}))...)
}

// link leads from its features to the collection.
func (k *Collection) link(c *ask.Call) rest.Link {
	return rest.Link{Href: c.Href("/collections/" + k.ID), Rel: "collection", Type: rest.MediaJSON, Title: k.Title}
}

// neighbouringPages links to the next page and the one before, with every
// parameter of this one made explicit: a page asked for after midnight must
// not be of another day.
func neighbouringPages(c *ask.Call, matched int) []rest.Link {
	var links []rest.Link
	page := func(rel string, offset int) {
		links = append(links, rest.Link{
			Href: c.Address(map[string]string{"offset": strconv.Itoa(offset), "f": string(c.As.Format)}),
			Rel:  rel, Type: c.As.Essence(),
		})
	}
	if ask.OffsetOf(c)+ask.LimitOf(c) < matched {
		page("next", ask.OffsetOf(c)+ask.LimitOf(c))
	}
	if ask.OffsetOf(c) > 0 {
		page("prev", max(0, ask.OffsetOf(c)-ask.LimitOf(c)))
	}
	return links
}

// refuseSwappedBox refuses a box that lies off every territory and would lie
// on one with its axes swapped.
func refuseSwappedBox(c *ask.Call) error {
	if ask.BoxesOf(c) == nil {
		return nil
	}
	for _, b := range ask.BoxesOf(c) {
		if ask.OnTerritory(c.Snapshot, b) {
			return nil
		}
	}
	for _, b := range ask.BoxesOf(c) {
		if ask.OnTerritory(c.Snapshot, ask.SwapAxes(b)) {
			p := ask.SwappedCoordinates.Problem("bbox lies outside every territory served, and inside one with longitude and "+
				"latitude swapped.",
				"Longitude comes first: west,south,east,north.")
			p.Parameter = "bbox"
			return p
		}
	}
	return nil
}
