package api

import (
	"cmp"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// A collection is one row of the table of OGC API Features collections; the
// routes of each are derived from it.
type collection struct {
	id, title, about string
	schema           string    // of its features, in the OpenAPI components
	units            geo.Level // of the territories it lists; "": it lists something else
	params           []*param  // of its items, beside bbox, limit and offset
	// days is its temporal extent: outside it no item matches. Open where an end
	// is geo.Past or geo.Future.
	days    func(s *snapshot.Snapshot) period
	list    func(c *call) (*features, error)
	loaded  func(s *snapshot.Snapshot) bool
	extent  func(s *snapshot.Snapshot) (orb.Bound, bool)
	example string // an item, for the tests and the document
}

// collections is the table of collections, in the order they are shown.
func collections() []*collection {
	state := []*param{momentParam, scopeParam, confidenceParam}
	counted := []*param{momentParam, territoryParam, scopeParam, confidenceParam, qpvParam}
	return []*collection{
		unitCollection(geo.Region, "regions", "Regions", "The 18 regions since 1 January 2016.", "84"),
		unitCollection(geo.Region2015, "regions-2015", "Regions before 2016", "The 27 regions until 31 December 2015.", "82"),
		unitCollection(geo.Department, "departments", "Departments", "The 101 departments.", "01"),
		unitCollection(geo.Collectivity, "collectivities", "Overseas collectivities", "Saint-Martin (978) and French Polynesia (987): neither departments nor regions, with priority neighbourhoods.", "978"),
		unitCollection(geo.EPCI, "epci", "EPCI", "Groups of communes (établissements publics de coopération intercommunale); where their boundaries are loaded.", "200000172"),
		unitCollection(geo.Commune, "communes", "Communes", "Communes; where their boundaries are loaded.", "01001"),
		{
			id: "neighbourhoods", title: "Priority neighbourhoods", schema: "NeighbourhoodFeature", example: "QP001001",
			about:  "Quartiers prioritaires de la politique de la ville (QPV). geometry_precision says whether the place is an outline, a point of the main commune, or not known. Of 2024, 1,493 of 1,584 published: none of Saint-Martin and French Polynesia.",
			params: []*param{periodParam, qpvParam}, days: undated, list: listNeighbourhoods,
			loaded: present, extent: extentOf(geo.Department, geo.Collectivity),
		},
		{
			id: "centres", title: "Resource centres", schema: "CentreFeature", example: "labo-cites",
			about:  "Centres de ressources politique de la ville (CRPV), each with the ground it serves on the day asked; null where it serves none.",
			params: state, days: sinceFirstDay, list: listCentres,
			loaded: present, extent: extentOf(geo.Department, geo.Collectivity),
		},
		{
			id: "perimeters", title: "Perimeters", schema: "PerimeterFeature", example: "labo-cites-1",
			about:  "What one centre covers between two dates: every row, whatever its scope, confidence and dates, which it states. An end that is not known is read as open; a start that is not known reaches back neither before its centre was founded nor before the first published start of any perimeter.",
			params: []*param{periodParam}, days: perimeterDays, list: listPerimeters,
			loaded: present, extent: extentOf(geo.Department, geo.Collectivity),
		},
		{
			id: "gaps", title: "Gaps", schema: "GapFeature", example: "94",
			about:  "What no perimeter covers on the day asked, dissolved by territory.",
			params: append([]*param{levelParam}, counted...), days: sinceFirstDay, list: listGaps,
			loaded: present, extent: extentOf(geo.Department, geo.Collectivity),
		},
		{
			id: "overlaps", title: "Overlaps", schema: "OverlapFeature", example: "ressources-territoires+villes-territoires",
			about:  "The ground each set of centres shares on the day asked: agreed, transitional or unexplained.",
			params: counted, days: sinceFirstDay, list: listOverlaps,
			loaded: present, extent: extentOf(geo.Department, geo.Collectivity),
		},
	}
}

func unitCollection(level geo.Level, id, title, about, example string) *collection {
	return &collection{
		id: id, title: title, about: about, schema: "UnitFeature", units: level, example: example,
		params: []*param{periodParam}, days: unitDays(level), list: listUnits(level),
		loaded: func(s *snapshot.Snapshot) bool { return s.Ground(level) != nil },
		extent: extentOf(level),
	}
}

// present is for collections that every data set has.
func present(*snapshot.Snapshot) bool { return true }

// extentOf is the box around the ground of levels.
func extentOf(levels ...geo.Level) func(s *snapshot.Snapshot) (orb.Bound, bool) {
	return func(s *snapshot.Snapshot) (box orb.Bound, some bool) {
		for _, level := range levels {
			ground := s.Ground(level)
			if ground == nil {
				continue
			}
			for i := range ground.Units {
				if !ground.HasGround(i) {
					continue
				}
				b := ground.Polygon(i).Bound()
				if some {
					b = b.Union(box)
				}
				box, some = b, true
			}
		}
		return box, some
	}
}

// crs84 is the one coordinate reference system served.
const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

// collectionWire describes a collection.
type collectionWire struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	ItemType    string   `json:"itemType"`
	CRS         []string `json:"crs"`
	Extent      extent   `json:"extent"`
	Links       []link   `json:"links"`
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

type collectionsAnswer struct {
	Collections []collectionWire `json:"collections"`
	footing
}

// collectionAnswer is one collection with the footing every answer has.
type collectionAnswer struct {
	collectionFields
	footing
}

// collectionFields sets a description one step deeper, so that the links of
// the footing stand in for its own.
type collectionFields struct{ collectionWire }

func getCollections(table []*collection) func(c *call) (answer, error) {
	return func(c *call) (answer, error) {
		out := collectionsAnswer{Collections: []collectionWire{}, footing: footingOf(c)}
		for _, k := range table {
			if k.loaded(c.snapshot) {
				out.Collections = append(out.Collections, k.describe(c))
			}
		}
		return answer{value: out}, nil
	}
}

func (k *collection) get(c *call) (answer, error) {
	if !k.loaded(c.snapshot) {
		return answer{}, errNotLoaded(levelOf(k.id))
	}
	d := k.describe(c)
	links := d.Links[:len(d.Links)-1] // the footing has the link to itself
	return answer{value: collectionAnswer{collectionFields{d}, footingOf(c, links...)}, links: links}, nil
}

// levelOf is the level of a collection that may not be loaded.
func levelOf(id string) geo.Level {
	levels := map[string]geo.Level{"epci": geo.EPCI, "communes": geo.Commune, "regions-2015": geo.Region2015, "collectivities": geo.Collectivity}
	return cmp.Or(levels[id], geo.Level(id))
}

// bounded is the box around a collection; false where it has no ground.
type bounded struct {
	box  orb.Bound
	some bool
}

// keptBounds are the boxes of collections: those of 35,000 communes are not worth
// computing at every request.
var keptBounds = cache[string, bounded]{keptBytes, func(bounded) int { return overhead }}

func (k *collection) bound(c *call) (orb.Bound, bool) {
	b, _ := keptBounds.get(c.from, k.id, func() (b bounded, err error) {
		b.box, b.some = k.extent(c.snapshot)
		return b, nil
	})
	return b.box, b.some
}

func (k *collection) describe(c *call) collectionWire {
	title, about := aboutFor(c.snapshot, k.id, k.title, k.about)
	w := collectionWire{
		ID: k.id, Title: title, Description: about, ItemType: "feature", CRS: []string{crs84},
		Extent: extent{Temporal: temporalExtent{
			Interval: [][2]any{k.days(c.snapshot).instants()},
			TRS:      "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
		}},
		Links: []link{
			{Href: c.href("/collections/" + k.id + "/items?f=geojson"), Rel: "items", Type: mediaGeoJSON, Title: k.title},
			{Href: c.href("/collections/" + k.id + "/items?f=csv"), Rel: "items", Type: "text/csv", Title: k.title},
			{Href: c.href("/collections/" + k.id), Rel: "self", Type: mediaJSON, Title: k.title},
		},
	}
	if b, ok := k.bound(c); ok {
		w.Extent.Spatial = &spatialExtent{Bbox: [][4]float64{{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}}, CRS: crs84}
	}
	return w
}
