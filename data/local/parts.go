package local

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/errgroup"

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

// load puts a data set together from its parts, as read gives them or as they
// stand on the shelf.
func (r *record) load(ctx context.Context, h *shelf, read func(partRecord) ([]byte, error)) (*geo.Dataset, error) {
	content := func(name string) (file string, _ []byte, err error) {
		p, ok := r.part(name)
		if !ok {
			return "", nil, fmt.Errorf("generation %s has no part %q: it was written by another version of the program", r.Generation, name)
		}
		packed, err := read(p)
		return p.File, packed, err
	}
	d := &geo.Dataset{Digest: r.Fingerprint}
	file, packed, err := content(sourcePart)
	if err != nil {
		return nil, err
	}
	var from sources
	if err := readRecords(packed, &from); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	d.Catalogue.PopulationOf, d.Sources = from.PopulationOf, from.Sources
	d.Layers = each(from.Layers, func(l layerSources) geo.Layer { return geo.Layer{Name: l.Name, Source: l.Source} })
	group, ctx := errgroup.WithContext(ctx)
	parsed := func(name string, parse func([]byte) error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		file, packed, err := content(name)
		if err == nil {
			if err = parse(packed); err != nil {
				err = fmt.Errorf("%s: %w", file, err)
			}
		}
		return err
	}
	fill := func(name string, parse func([]byte) error) {
		group.Go(func() error { return parsed(name, parse) })
	}
	met := &shelf{parts: map[string]any{}}
	for i := range d.Layers {
		l := &d.Layers[i]
		p, ok := r.part(string(l.Name))
		if !ok {
			continue // it has no feature
		}
		group.Go(func() (err error) {
			l.Features, err = large(h, met, p.SHA256, func() (features []geo.Feature, err error) {
				err = parsed(p.Name, func(b []byte) (err error) { features, err = readLayer(ctx, l.Name, b); return err })
				return features, err
			})
			return err
		})
	}
	group.Go(func() (err error) {
		p, _ := r.part(unitPart)
		d.Catalogue.Units, err = large(h, met, p.SHA256, func() (units map[geo.Level][]geo.Unit, err error) {
			err = parsed(unitPart, func(b []byte) (err error) { units, err = readUnits(b); return err })
			return units, err
		})
		return err
	})
	fill(successorPart, func(b []byte) (err error) { d.Catalogue.Successors, err = readSuccessors(b); return err })
	fill(neighbourhoodPart, func(b []byte) (err error) { d.Neighbourhoods, err = readNeighbourhoods(b); return err })
	fill(centrePart, func(b []byte) error {
		return records(b, &d.Centres, centre.centre)
	})
	fill(contractPart, func(b []byte) error {
		return records(b, &d.Contracts, func(c contract) geo.CityContract { return geo.CityContract(c) })
	})
	fill(networkPart, func(b []byte) error {
		var n network
		err := readRecords(b, &n)
		d.Network = n.network()
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	h.replace(met)
	return d, nil
}

// records reads a list, and converts it.
func records[A, B any](content []byte, into *[]B, convert func(A) B) error {
	var list []A
	if err := readRecords(content, &list); err != nil {
		return err
	}
	*into = each(list, convert)
	return nil
}
