package api

import (
	"net/url"
	"sync"
)

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

// itemResult is one feature of a collection, and the dossier of a unit for its page.
type itemResult struct {
	feature
	all     *features
	dossier func() (*dossier, error)
}

func computeItem(k *collection) func(c *call) (*itemResult, error) {
	return func(c *call) (*itemResult, error) {
		all, err := k.list(c)
		if err != nil {
			return nil, err
		}
		i, err := all.find(c.feature())
		if err != nil {
			return nil, err
		}
		one, err := all.build(i)
		return &itemResult{one, all, sync.OnceValues(func() (*dossier, error) { return c.dossierOf(k.units, one.ID) })}, err
	}
}

// resourceOfItem is one feature of the collection. That of a territory with an
// address of its own has a page.
func (k *collection) resourceOfItem() resource {
	links := func(c *call, _ *itemResult) []link { return append(c.alternates(), k.link(c)) }
	forms := []formOf[*call, *itemResult]{
		inGeoJSON(k.schema, func(c *call, r *itemResult) (answer, error) {
			return answer{value: itemAnswer{r.feature, r.all.footing(c, links(c, r)...)}}, nil
		}),
		inCSV(func(c *call, r *itemResult) (*table, error) {
			return tabulate(c, "maillage-"+k.id+"-"+url.PathEscape(r.ID), r.all.header, 1, func(int) feature { return r.feature }), nil
		}),
	}
	if hasPage(k.units) {
		forms = append(forms, inHTML(unitPage, onDay()...))
	}
	return computed(computeItem(k), linked(links, forms...)...)
}
