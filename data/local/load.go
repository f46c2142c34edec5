package local

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"maillage/geo"
)

// loader puts a data set together from its parts, which it parses side by side.
type loader struct {
	*record
	d     *geo.Dataset
	group *errgroup.Group
	ctx   context.Context // of the group
	read  func(partRecord) ([]byte, error)
	// Where large parts are taken from, nil where nothing is shared, and those
	// that were met.
	from, met *partCache
}

// load puts a data set together from its parts, as read gives them or as they
// are in the cache.
func (r *record) load(ctx context.Context, h *partCache, read func(partRecord) ([]byte, error)) (*geo.Dataset, error) {
	l := &loader{record: r, d: &geo.Dataset{Digest: r.Fingerprint}, read: read, from: h, met: &partCache{parts: map[string]any{}}}
	l.group, l.ctx = errgroup.WithContext(ctx)
	var from sources
	if err := l.parse(sourcePart, func(b []byte) error { return readRecords(b, &from) }); err != nil {
		return nil, err
	}
	l.d.Catalogue.PopulationOf, l.d.Sources = from.PopulationOf, from.Sources
	l.d.Layers = each(from.Layers, func(s layerSources) geo.Layer { return geo.Layer{Name: s.Name, Source: s.Source} })
	l.layers()
	l.units()
	l.records()
	if err := l.group.Wait(); err != nil {
		return nil, err
	}
	h.replace(l.met)
	return l.d, nil
}

// parse reads a part and has it parsed; errors name its file.
func (l *loader) parse(name string, into func([]byte) error) error {
	p, ok := l.part(name)
	if !ok {
		return fmt.Errorf("generation %s has no part %q: it was written by another version of the program", l.Generation, name)
	}
	if err := l.ctx.Err(); err != nil {
		return err
	}
	content, err := l.read(p)
	if err != nil {
		return err
	}
	if err := into(content); err != nil {
		return fmt.Errorf("%s: %w", p.File, err)
	}
	return nil
}

func (l *loader) layers() {
	for i := range l.d.Layers {
		layer := &l.d.Layers[i]
		p, ok := l.part(string(layer.Name))
		if !ok {
			continue // it has no feature
		}
		l.group.Go(func() (err error) {
			layer.Features, err = large(l.from, l.met, p.SHA256, func() (features []geo.Feature, err error) {
				err = l.parse(p.Name, func(b []byte) (err error) { features, err = readLayer(l.ctx, layer.Name, b); return err })
				return features, err
			})
			return err
		})
	}
}

func (l *loader) units() {
	l.group.Go(func() (err error) {
		p, _ := l.part(unitPart) // parse tells where there is none
		l.d.Catalogue.Units, err = large(l.from, l.met, p.SHA256, func() (units map[geo.Level][]geo.Unit, err error) {
			err = l.parse(unitPart, func(b []byte) (err error) { units, err = readUnits(b); return err })
			return units, err
		})
		return err
	})
}

// records reads the smaller parts.
func (l *loader) records() {
	d := l.d
	for name, into := range map[string]func([]byte) error{
		successorPart:     func(b []byte) (err error) { d.Catalogue.Successors, err = readSuccessors(b); return err },
		neighbourhoodPart: func(b []byte) (err error) { d.Neighbourhoods, err = readNeighbourhoods(b); return err },
		centrePart:        func(b []byte) error { return readList(b, &d.Centres, centre.centre) },
		contractPart: func(b []byte) error {
			return readList(b, &d.Contracts, func(c contract) geo.CityContract { return geo.CityContract(c) })
		},
		networkPart: func(b []byte) error {
			var n network
			err := readRecords(b, &n)
			d.Network = n.network()
			return err
		},
	} {
		l.group.Go(func() error { return l.parse(name, into) })
	}
}

// readList reads a list of records, and converts it.
func readList[A, B any](content []byte, into *[]B, convert func(A) B) error {
	var list []A
	if err := readRecords(content, &list); err != nil {
		return err
	}
	*into = each(list, convert)
	return nil
}
