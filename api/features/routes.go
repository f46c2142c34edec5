package features

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
)

// Routes are those of OGC API Features over a table of collections.
func Routes(table []*Collection) []*rest.Route {
	out := []*rest.Route{
		{
			Method: http.MethodGet, Path: "/conformance", Name: "getConformance", Tag: "features", Early: true,
			Summary: "Conformance classes", Description: "Only those that hold.",
			Handle: rest.Handled(getConformance), Answers: []rest.Representation{rest.AsJSON("Conformance")},
		},
		{
			Method: http.MethodGet, Path: "/collections", Name: "getCollections", Tag: "features",
			Summary: "The collections of features", Description: "Those whose data are loaded.",
			Handle: rest.Handled(getCollections(table)), Answers: []rest.Representation{rest.AsJSON("Collections")},
		},
	}
	for _, k := range table {
		out = append(out, k.routes()...)
	}
	return out
}

// routes are the three addresses of a collection.
func (k *Collection) routes() []*rest.Route {
	path := "/collections/" + k.ID
	id, _ := rest.Path(featureName, "identifier of a feature.", k.Example)
	problems := append([]rest.Kind{ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...)
	var gone []rest.Kind
	if k.ID == "epci" || k.ID == "communes" {
		gone = []rest.Kind{wire.NotLoaded}
	}
	// What a feature is asked of, it is asked of alone too; a filter is not.
	alone := []*rest.Param{id}
	for _, p := range k.Params {
		if p != ask.During {
			alone = append(alone, p)
		}
	}
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: path, Name: "describe" + rest.Pascal(k.ID), Tag: "features",
			Summary: "About " + k.Title, Description: k.About, Problems: gone,
			Handle: rest.Handled(k.get), Answers: []rest.Representation{rest.AsJSON("Collection")},
		},
		{
			Method: http.MethodGet, Path: path + "/items", Name: "list" + rest.Pascal(k.ID), Tag: "features",
			Summary: k.Title, Description: k.About,
			Params: append([]*rest.Param{ask.BBox, ask.Limit, ask.Offset}, k.Params...),
			Problems: append(append([]rest.Kind{ask.InvalidBox, ask.SwappedCoordinates, ask.CoordinateRange, ask.NotANumber},
				problems...), gone...),
			Resource: k.resourceOfItems(),
		},
		{
			Method: http.MethodGet, Path: path + "/items/{featureId}", Name: "getItemOf" + rest.Pascal(k.ID), Tag: "features",
			Summary: "One of " + k.Title, Description: k.About, Params: alone, Problems: gone,
			Resource: k.resourceOfItem(),
		},
	}
}
