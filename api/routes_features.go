package api

import "net/http"

// featureRoutes are those of OGC API Features over a table of collections.
func featureRoutes(table []*collection) []*route {
	out := []*route{
		{
			method: http.MethodGet, path: "/conformance", name: "getConformance", tag: "features", early: true,
			summary: "Conformance classes", description: "Only those that hold.",
			handle: handled(getConformance), answers: []representation{asJSON("Conformance")},
		},
		{
			method: http.MethodGet, path: "/collections", name: "getCollections", tag: "features",
			summary: "The collections of features", description: "Those whose data are loaded.",
			handle: handled(getCollections(table)), answers: []representation{asJSON("Collections")},
		},
	}
	for _, k := range table {
		out = append(out, k.routes()...)
	}
	return out
}

// routes are the three addresses of a collection.
func (k *collection) routes() []*route {
	path := "/collections/" + k.id
	id, _ := pathParam(featureName, "identifier of a feature.", k.example)
	problems := append([]kind{openInterval, reversedInterval}, dateProblems...)
	var gone []kind
	if k.id == "epci" || k.id == "communes" {
		gone = []kind{notLoaded}
	}
	// What a feature is asked of, it is asked of alone too; a filter is not.
	alone := []*param{id}
	for _, p := range k.params {
		if p != periodParam {
			alone = append(alone, p)
		}
	}
	return []*route{
		{
			method: http.MethodGet, path: path, name: "describe" + pascal(k.id), tag: "features",
			summary: "About " + k.title, description: k.about, problems: gone,
			handle: handled(k.get), answers: []representation{asJSON("Collection")},
		},
		{
			method: http.MethodGet, path: path + "/items", name: "list" + pascal(k.id), tag: "features",
			summary: k.title, description: k.about,
			params:   append([]*param{bboxParam, limitParam, offsetParam}, k.params...),
			problems: append(append([]kind{invalidBox, swappedCoordinates, coordinateRange, notANumber}, problems...), gone...),
			resource: k.resourceOfItems(),
		},
		{
			method: http.MethodGet, path: path + "/items/{featureId}", name: "getItemOf" + pascal(k.id), tag: "features",
			summary: "One of " + k.title, description: k.about, params: alone, problems: gone,
			resource: k.resourceOfItem(),
		},
	}
}
