package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"maillage/data/postgis"
	"maillage/geo"
)

// generations is where whole data sets are kept, one of them in service:
// a database, or a data directory.
type generations interface {
	Save(context.Context, *geo.Dataset, geo.Draft) (geo.Generation, error)
	Load(ctx context.Context, id string) (*geo.Dataset, error)
	List(context.Context) ([]geo.Generation, error)
	Active(context.Context) (geo.Generation, error)
	Activate(ctx context.Context, id string) error
	Rollback(context.Context) (geo.Generation, error)
	Watch(context.Context, func(id string))
	Close() error
}

// databaseVariable names the environment variable that may give the address of
// the database, password and all.
const databaseVariable = "MAILLAGE_DATABASE_URL"

// databaseFlags is what --database-url and --database-password-file say.
type databaseFlags struct {
	address, passwordFile string
}

func (d *databaseFlags) register(flags *flag.FlagSet) {
	flags.StringVar(&d.address, "database-url", "", "keep and find generations in PostgreSQL with PostGIS: `URL` as postgres://USER@HOST/NAME?sslmode=verify-full "+
		"(several hosts: HOST1:PORT1,HOST2:PORT2), without a password; or set "+databaseVariable)
	flags.StringVar(&d.passwordFile, "database-password-file", "", "`FILE` that holds the password of the database; PGPASSWORD and PGPASSFILE are read too")
}

// given reports whether a database is meant, by a flag or the environment.
func (d *databaseFlags) given() bool {
	return d.address != "" || os.Getenv(databaseVariable) != ""
}

// open reads the flags; it connects to nothing yet. What it learns of the
// database goes to heard; nil is for whoever does not serve from it.
func (d *databaseFlags) open(heard func(error)) (*postgis.Store, error) {
	address := d.address
	if address == "" {
		address = os.Getenv(databaseVariable)
	} else if postgis.HoldsPassword(address) {
		// Every user of the machine may read the arguments of a program.
		return nil, fmt.Errorf("%w: --database-url holds a password, which anyone on this machine can read there: take it out, and give --database-password-file, PGPASSWORD or PGPASSFILE", errUsage)
	}
	s, err := postgis.Open(postgis.Options{URL: address, PasswordFile: d.passwordFile,
		Heard: heard, Share: heard != nil}) // a service changes nothing of what it loads, an import does
	if err != nil {
		return nil, errors.Join(errUsage, err)
	}
	return s, nil
}
