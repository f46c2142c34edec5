package features

import (
	"cmp"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// A Collection is one row of the table of OGC API Features collections; the
// routes of each are derived from it.
type Collection struct {
	ID, Title, About string
	Schema           string        // of its features, in the OpenAPI components
	units            geo.Level     // of the territories it lists; "": it lists something else
	Params           []*rest.Param // of its items, beside bbox, limit and offset
	// Days is its temporal extent: outside it no item matches. Open where an end
	// is geo.Past or geo.Future.
	Days    func(s *snapshot.Snapshot) geo.Interval
	List    func(c *ask.Call) (*wire.Features, error)
	Loaded  func(s *snapshot.Snapshot) bool
	Extent  func(s *snapshot.Snapshot) (orb.Bound, bool)
	Example string // an item, for the tests and the document
}

// UnitCollection is the collection of the units of a level.
func UnitCollection(level geo.Level, id, title, about, example string) *Collection {
	return &Collection{
		ID: id, Title: title, About: about, Schema: "UnitFeature", units: level, Example: example,
		Params: []*rest.Param{ask.During}, Days: unitDays(level), List: listUnits(level),
		Loaded: func(s *snapshot.Snapshot) bool { return s.Ground(level) != nil },
		Extent: wire.ExtentOf(level),
	}
}

// Present is for collections that every data set has.
func Present(*snapshot.Snapshot) bool { return true }

// crs84 is the one coordinate reference system served.
const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

// collectionWire describes a collection.
type collectionWire struct {
	ID          string      `json:"id"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	ItemType    string      `json:"itemType"`
	CRS         []string    `json:"crs"`
	Extent      extent      `json:"extent"`
	Links       []rest.Link `json:"links"`
}

type extent struct {
	Spatial  *spatialExtent `json:"spatial,omitempty"`
	Temporal temporalExtent `json:"temporal"`
}

type spatialExtent struct {
	Bbox [][4]float64 `json:"bbox"`
	CRS  string       `json:"crs"`
}

type temporalExtent struct {
	Interval [][2]any `json:"interval"`
	TRS      string   `json:"trs"`
}

// CollectionsAnswer lists the collections whose data are loaded.
type CollectionsAnswer struct {
	Collections []collectionWire `json:"collections"`
	wire.Envelope
}

// collectionAnswer is one collection with the envelope every answer has.
type collectionAnswer struct {
	collectionFields
	wire.Envelope
}

// collectionFields sets a description one step deeper, so that the links of
// the envelope stand in for its own.
type collectionFields struct{ collectionWire }

func getCollections(table []*Collection) func(c *ask.Call) (rest.Answer, error) {
	return func(c *ask.Call) (rest.Answer, error) {
		out := CollectionsAnswer{Collections: []collectionWire{}, Envelope: wire.EnvelopeOf(c)}
		for _, k := range table {
			if k.Loaded(c.Snapshot) {
				out.Collections = append(out.Collections, k.describe(c))
			}
		}
		return rest.Answer{Value: out}, nil
	}
}

func (k *Collection) get(c *ask.Call) (rest.Answer, error) {
	if !k.Loaded(c.Snapshot) {
		return rest.Answer{}, wire.ErrNotLoaded(levelOf(k.ID))
	}
	d := k.describe(c)
	links := d.Links[:len(d.Links)-1] // the envelope has the link to itself
	return rest.Answer{Value: collectionAnswer{collectionFields{d}, wire.EnvelopeOf(c, links...)}, Links: links}, nil
}

// levelOf is the level of a collection that may not be loaded.
func levelOf(id string) geo.Level {
	levels := map[string]geo.Level{
		"epci": geo.EPCI, "communes": geo.Commune, "regions-2015": geo.Region2015, "collectivities": geo.Collectivity,
	}
	return cmp.Or(levels[id], geo.Level(id))
}

// bounded is the box around a collection; false where it has no ground.
type bounded struct {
	box  orb.Bound
	some bool
}

// cachedBounds are the boxes of collections: those of 35,000 communes are not worth
// computing at every request.
var cachedBounds = rest.Cache[string, bounded]{
	Limit: rest.CacheBytes, Bytes: func(bounded) int { return rest.Overhead },
}

func (k *Collection) bound(c *ask.Call) (orb.Bound, bool) {
	b, _ := cachedBounds.Get(c.From, k.ID, func() (b bounded, err error) {
		b.box, b.some = k.Extent(c.Snapshot)
		return b, nil
	})
	return b.box, b.some
}

func (k *Collection) describe(c *ask.Call) collectionWire {
	title, about := ask.AboutFor(c.Snapshot, k.ID, k.Title, k.About)
	w := collectionWire{
		ID: k.ID, Title: title, Description: about, ItemType: "feature", CRS: []string{crs84},
		Extent: extent{Temporal: temporalExtent{
			Interval: [][2]any{instants(k.Days(c.Snapshot))},
			TRS:      "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
		}},
		Links: []rest.Link{
			{Href: c.Href("/collections/" + k.ID + "/items?f=geojson"), Rel: "items", Type: rest.MediaGeoJSON, Title: k.Title},
			{Href: c.Href("/collections/" + k.ID + "/items?f=csv"), Rel: "items", Type: "text/csv", Title: k.Title},
			{Href: c.Href("/collections/" + k.ID), Rel: "self", Type: rest.MediaJSON, Title: k.Title},
		},
	}
	if b, ok := k.bound(c); ok {
		w.Extent.Spatial = &spatialExtent{Bbox: [][4]float64{{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}}, CRS: crs84}
	}
	return w
}
