// Package data holds the default data set, embedded in the binary: boundaries,
// the catalogue of units, both geographies of priority neighbourhoods, the
// resource centres with their dated perimeters, city contracts and what is
// published about the network. [Load] reads it.
//
// facts/ is curated by hand and described in its README; embedded/ is rebuilt
// from it and from two registry packages by scripts/rebuild. manifest.json
// names every file with its source, licence, vintage, checksum and counts.
package data

import (
	"context"
	"embed"
	"io/fs"

	"golang.org/x/sync/errgroup"

	"maillage/geo"
)

//go:embed embedded/*.gz embedded/manifest.json facts/*.csv facts/*.json
var embedded embed.FS

// Load reads the embedded data set.
func Load(ctx context.Context) (*geo.Dataset, error) { return Parse(ctx, embedded) }

// Parse reads a data set laid out as this package's own folder: an
// embedded/manifest.json and every file it names. It refuses a file that is
// not the one the manifest describes, a code that the catalogue does not know,
// and a record that contradicts itself; each error names the file, the line or
// record, and what to do.
func Parse(ctx context.Context, files fs.FS) (*geo.Dataset, error) {
	set, err := openFiles(files)
	if err != nil {
		return nil, err
	}
	d := &geo.Dataset{Sources: set.sources}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		// The catalogue first: everything else is checked against it.
		if d.Catalogue, err = set.catalogue(); err != nil {
			return err
		}
		return set.facts(d)
	})
	var layers []geo.Layer
	group.Go(func() (err error) {
		layers, err = set.layers(ctx)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	d.Layers = layers
	return d, checkLayers(d)
}

// facts reads what rests on the catalogue.
func (s *fileSet) facts(d *geo.Dataset) (err error) {
	units := newLookup(d.Catalogue)
	d.Neighbourhoods = map[geo.Geography][]geo.Neighbourhood{}
	if d.Neighbourhoods[geo.QPV2015], err = s.neighbourhoods2015(units); err != nil {
		return err
	}
	if d.Neighbourhoods[geo.QPV2024], err = s.neighbourhoods2024(units); err != nil {
		return err
	}
	if d.Centres, err = s.centres(units); err != nil {
		return err
	}
	if d.Contracts, err = s.contracts(units); err != nil {
		return err
	}
	d.Network, err = s.network()
	return err
}
