package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"maillage/data/follow"
	"maillage/data/ingest"
	"maillage/data/local"
	"maillage/data/postgis"
	"maillage/geo"
)

// keepFlags say where generations are kept.
type keepFlags struct {
	dir      string
	database databaseFlags
}

func (k *keepFlags) register(flags *flag.FlagSet) {
	flags.StringVar(&k.dir, "data", "", "keep and find generations in the data directory `DIR`")
	k.database.register(flags)
}

// given reports whether generations are kept anywhere.
func (k *keepFlags) given() bool { return k.dir != "" || k.database.given() }

// open opens the store of generations that the flags name.
func (k *keepFlags) open() (generations, error) {
	switch {
	case !k.given():
		return nil, fmt.Errorf("%w: say where generations are kept: --data DIR, or --database-url", errUsage)
	case k.dir != "" && k.database.given():
		return nil, fmt.Errorf("%w: generations are kept in a data directory or in a database: give --data or --database-url, not both", errUsage)
	case k.dir != "":
		return local.Open(k.dir)
	}
	return k.database.open(nil)
}

// follow opens the store of generations that is to be served, and makes what follows
// it. Beside a database, the data directory keeps a copy of what was served last. A
// directory alone must have a generation in service; a database may be waited for.
func (k *keepFlags) follow(ctx context.Context, o follow.Options) (*follow.Follower, generations, error) {
	var dir *local.Store
	if k.dir != "" {
		var err error
		if dir, err = local.Open(k.dir); err != nil {
			return nil, nil, err
		}
	}
	if k.database.given() {
		if dir != nil {
			o.Copy = dir
		}
		o.Refused = postgis.Refused
		f := follow.New(o)
		from, err := k.database.open(f.Heard)
		return f, from, err
	}
	dir.Share()
	_, err := dir.Active(ctx)
	return follow.New(o), dir, err
}

// base returns what the flags of layers are put upon: the generation in service
// where one is kept, else the embedded data.
func (k *keepFlags) base(ctx context.Context) (_ *geo.Dataset, err error) {
	if !k.given() {
		return ingest.EmbeddedData(ctx)
	}
	kept, err := k.open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	active, err := kept.Active(ctx)
	if err != nil {
		return nil, err
	}
	return kept.Load(ctx, active.ID)
}
