package api

import (
	"fmt"
	"net/url"
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

// itemAnswer is one feature alone.
type itemAnswer struct {
	feature
	footing
}

// featureName is the name of the identifier of a feature in a path.
const featureName = "featureId"

// feature is the identifier of the feature that is asked for.
func (c *call) feature() string {
	s, _ := c.named(featureName)
	return s.text
}

// items answers a page of the collection.
func (k *collection) items(c *call) (answer, error) {
	if err := refuseSwappedBox(c); err != nil {
		return answer{}, err
	}
	all, err := k.list(c)
	if err != nil {
		return answer{}, err
	}
	page, matched, err := c.page(all)
	if err != nil {
		return answer{}, err
	}
	links := append(c.alternates(), c.neighbouringPages(matched)...)
	links = append(links, link{Href: c.href("/collections/" + k.id), Rel: "collection", Type: mediaJSON, Title: k.title})
	if c.as.format == formatCSV {
		name := "maillage-" + k.id
		if len(page) < matched { // a saved table has no next link: its name says it is a part
			name += fmt.Sprintf("-%d-to-%d-of-%d", offsetOf(c)+1, offsetOf(c)+len(page), matched)
		}
		return answer{table: tabulate(c, name, all.header, len(page), func(i int) feature { return page[i] }), links: links}, nil
	}
	return answer{links: links, value: itemsAnswer{
		Type: "FeatureCollection", NumberMatched: matched, NumberReturned: len(page),
		Features: page, footing: all.footing(c, links...),
	}}, nil
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

// item answers one feature of the collection.
func (k *collection) item(c *call) (answer, error) {
	all, err := k.list(c)
	if err != nil {
		return answer{}, err
	}
	i, err := all.find(c.feature())
	if err != nil {
		return answer{}, err
	}
	f, err := all.build(i)
	if err != nil {
		return answer{}, err
	}
	links := append(c.alternates(), link{Href: c.href("/collections/" + k.id), Rel: "collection", Type: mediaJSON, Title: k.title})
	if c.as.format == formatCSV {
		return answer{table: tabulate(c, "maillage-"+k.id+"-"+url.PathEscape(f.ID), all.header, 1, func(int) feature { return f }), links: links}, nil
	}
	return answer{value: itemAnswer{f, all.footing(c, links...)}, links: links}, nil
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
