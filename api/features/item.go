package features

import (
	"net/url"
	"sync"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
)

// itemAnswer is one feature alone.
type itemAnswer struct {
	rest.Feature
	wire.Envelope
}

// featureName is the name of the identifier of a feature in a path.
const featureName = "featureId"

// feature is the identifier of the feature that is asked for.
func feature(c *ask.Call) string {
	s, _ := c.Named(featureName)
	return s.Text
}

// itemResult is one feature of a collection, and the dossier of a unit for its page.
type itemResult struct {
	rest.Feature
	all     *wire.Features
	dossier func() (*dossier, error)
}

func computeItem(k *Collection) func(c *ask.Call) (*itemResult, error) {
	return func(c *ask.Call) (*itemResult, error) {
		all, err := k.List(c)
		if err != nil {
			return nil, err
		}
		i, err := all.Find(feature(c))
		if err != nil {
			return nil, err
		}
		one, err := all.Build(i)
		return &itemResult{one, all, sync.OnceValues(func() (*dossier, error) { return dossierOf(c, k.units, one.ID) })}, err
	}
}

// resourceOfItem is one feature of the collection. That of a territory with an
// address of its own has a page.
func (k *Collection) resourceOfItem() rest.Resource {
	links := func(c *ask.Call, _ *itemResult) []rest.Link { return append(c.Alternates(), k.link(c)) }
	forms := []rest.FormOf[*ask.Call, *itemResult]{
		rest.GeoJSON(k.Schema, func(c *ask.Call, r *itemResult) (rest.Answer, error) {
			return rest.Answer{Value: itemAnswer{r.Feature, r.all.Envelope(c, links(c, r)...)}}, nil
		}),
		rest.CSV(func(c *ask.Call, r *itemResult) (*rest.Table, error) {
			return wire.Tabulate(c, "maillage-"+k.ID+"-"+url.PathEscape(r.ID), r.all.Header, 1,
				func(int) rest.Feature { return r.Feature }), nil
		}),
	}
	if frame.HasPage(k.units) {
		forms = append(forms, frame.HTML(unitPage, ask.OnDay()...))
	}
	return rest.Computed(computeItem(k), rest.Linked(links, forms...)...)
}
