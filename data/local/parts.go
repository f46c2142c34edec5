package local

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"

	"maillage/geo"
)

// part is a piece of a data set that has a file of its own.
type part struct {
	name, extension string
	write           func(io.Writer) error
}

// The names of the parts; that of a layer is its own.
const (
	unitPart          = "units"
	successorPart     = "successors"
	neighbourhoodPart = "priority-neighbourhoods" // the list; their polygons are a layer
	centrePart        = "centres"
	networkPart       = "network"
	contractPart      = "city-contracts"
	sourcePart        = "sources"
)

// sources is the part that says where the others come from.
type sources struct {
	PopulationOf string         `json:"population_of,omitempty"`
	Sources      []geo.Source   `json:"sources,omitempty"`
	Layers       []layerSources `json:"layers,omitempty"` // in their order
}

type layerSources struct {
	Name   geo.LayerName `json:"name"`
	Source geo.Source    `json:"source"`
}

// partsOf cuts a data set into parts. Layers without a feature have none.
func partsOf(d *geo.Dataset) []part {
	records := func(value any) func(io.Writer) error {
		return func(w io.Writer) error { return writeRecords(w, value) }
	}
	from := sources{PopulationOf: d.Catalogue.PopulationOf, Sources: d.Sources}
	parts := []part{
		{unitPart, ".csv.gz", func(w io.Writer) error { return writeUnits(w, d.Catalogue.Units) }},
		{successorPart, ".csv.gz", func(w io.Writer) error { return writeSuccessors(w, d.Catalogue.Successors) }},
		{neighbourhoodPart, ".json.gz", func(w io.Writer) error { return writeNeighbourhoods(w, d.Neighbourhoods) }},
		{centrePart, ".json", records(each(d.Centres, centreOf))},
		{networkPart, ".json", records(networkOf(d.Network))},
		{contractPart, ".json", records(each(d.Contracts, func(c geo.CityContract) contract { return contract(c) }))},
	}
	for _, l := range d.Layers {
		from.Layers = append(from.Layers, layerSources{l.Name, l.Source})
		if len(l.Features) > 0 {
			parts = append(parts, part{string(l.Name), ".geojson.gz", func(w io.Writer) error { return writeLayer(w, l) }})
		}
	}
	return append(parts, part{sourcePart, ".json", records(from)})
}

func writeNeighbourhoods(w io.Writer, of map[geo.Geography][]geo.Neighbourhood) error {
	z := gzip.NewWriter(w)
	lists := map[geo.Geography][]neighbourhood{}
	for geography, list := range of {
		lists[geography] = each(list, func(n geo.Neighbourhood) neighbourhood { return neighbourhood(n) })
	}
	if err := writeRecords(z, lists); err != nil {
		return err
	}
	return z.Close()
}

func readNeighbourhoods(packed []byte) (map[geo.Geography][]geo.Neighbourhood, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(z, maxUnpacked))
	if err != nil {
		return nil, err
	}
	var lists map[geo.Geography][]neighbourhood
	if err := readRecords(content, &lists); err != nil {
		return nil, err
	}
	of := map[geo.Geography][]geo.Neighbourhood{}
	for geography, list := range lists {
		of[geography] = each(list, func(n neighbourhood) geo.Neighbourhood { return geo.Neighbourhood(n) })
	}
	return of, nil
}
