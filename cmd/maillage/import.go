package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"maillage/data/ingest"
	"maillage/geo"
)

// importFlags say what generation is made, and where it is kept.
type importFlags struct {
	ingest.Import
	keep    keepFlags
	reports reportFlags
}

func (im *importFlags) register(flags *flag.FlagSet) {
	im.keep.register(flags)
	registerNotes(flags, &im.Notes)
	flags.Func("country", "`CODE` of two letters, as DE: make a data set of that country, upon nothing, from its NUTS regions and local units (LAU) as GISCO publishes them", func(code string) (err error) {
		im.Country, err = geo.CountryTerritory(code)
		return err
	})
	flags.IntVar(&im.RegionLevel, "region-level", 1, "with --country: the `LEVEL` of NUTS that stands as regions, 1 or 2")
	flags.StringVar(&im.Base, "base", "", "`GENERATION` that the files are put upon, or \"embedded\" for the data in the program, or \"active\" (default active, or embedded where none is)")
	flags.StringVar(&im.Note, "note", "", "`TEXT` kept with the generation: why it was made")
	im.reports.register(flags)
	flags.BoolVar(&im.Activate, "activate", false, "put it in service if the audit refuses nothing")
	flags.BoolVar(&im.Force, "force", false, "with --activate: put it in service whatever the audit says")
}

// validate refuses combinations that contradict each other.
func (im *importFlags) validate() error {
	switch {
	case im.Force && !im.Activate:
		return fmt.Errorf("%w: --force goes with --activate", errUsage)
	case im.Country == "":
		return nil
	case im.Base != "":
		return fmt.Errorf("%w: --country makes a data set upon nothing: drop --base", errUsage)
	case im.RegionLevel != 1 && im.RegionLevel != 2:
		return fmt.Errorf("%w: --region-level %d: want 1 or 2", errUsage, im.RegionLevel)
	}
	return nil
}

// importFiles makes a generation of files and keeps it, out of service unless
// --activate is given and nothing speaks against it.
func importFiles(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	var im importFlags
	flags := flag.NewFlagSet("maillage import", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: maillage import --data DIR [flags] FILE... | NAME=FILE...")
		fmt.Fprintf(stderr, "NAME is one of %s, %s; without it the file is recognised by its properties\n", ingest.ListLayers(), ingest.Centres)
		flags.PrintDefaults()
	}
	im.register(flags)
	files, err := arguments(flags, args, stderr)
	if err != nil {
		return err
	}
	if err := im.validate(); err != nil {
		return err
	}
	given, err := ingest.Sort(files)
	if err != nil {
		return err
	}
	kept, err := im.keep.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	if len(given) == 0 && im.Base == "" {
		return fmt.Errorf("%w: name at least one file; or --base embedded alone, to make a generation of the data in the program", errUsage)
	}
	im.Kept, im.Today, im.Places, im.Progress = kept, today(), im.reports.places(), progressOn(stderr)
	report, err := im.Run(ctx, given)
	if err != nil {
		return err
	}
	if err := im.reports.write(stdout, report); err != nil {
		return err
	}
	switch {
	case report.Generation == nil:
		fmt.Fprintln(stderr, "maillage import: refused; nothing was kept")
		return errFailed
	case report.Withheld:
		return errFailed
	}
	return nil
}
