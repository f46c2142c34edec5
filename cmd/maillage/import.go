package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"

	"maillage/geo"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// importer makes a generation of files, upon one that is there.
type importer struct {
	keep     keepFlags
	layers   layerFlags // what is said of layers; its files stay empty
	baseName string
	country  countryFlags
	note     string
	reports  reportFlags
	activate bool
	force    bool
	stderr   io.Writer

	kept generations
}

// importFiles makes a generation of files and keeps it, out of service unless
// --activate is given and nothing speaks against it.
func importFiles(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	im := importer{stderr: stderr}
	flags := flag.NewFlagSet("maillage import", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: maillage import --data DIR [flags] FILE... | NAME=FILE...")
		fmt.Fprintf(stderr, "NAME is one of %s, %s; without it the file is recognised by its properties\n", listLayers(), centresName)
		flags.PrintDefaults()
	}
	im.keep.register(flags)
	im.layers.registerNotes(flags)
	im.country.register(flags)
	flags.StringVar(&im.baseName, "base", "", "`GENERATION` that the files are put upon, or \"embedded\" for the data in the program, or \"active\" (default active, or embedded where none is)")
	flags.StringVar(&im.note, "note", "", "`TEXT` kept with the generation: why it was made")
	im.reports.register(flags)
	flags.BoolVar(&im.activate, "activate", false, "put it in service if the audit refuses nothing")
	flags.BoolVar(&im.force, "force", false, "with --activate: put it in service whatever the audit says")
	files, err := arguments(flags, args, stderr)
	if err != nil {
		return err
	}
	if im.force && !im.activate {
		return fmt.Errorf("%w: --force goes with --activate", errUsage)
	}
	if err := im.country.validate(im.baseName); err != nil {
		return err
	}
	given, err := sortArguments(files)
	if err != nil {
		return err
	}
	if im.kept, err = im.keep.open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, im.kept.Close()) }()
	return im.run(ctx, given, stdout)
}

// run reads, keeps, audits and, where asked to, activates.
func (im *importer) run(ctx context.Context, given []argument, stdout io.Writer) error {
	if len(given) == 0 && im.baseName == "" {
		return fmt.Errorf("%w: name at least one file; or --base embedded alone, to make a generation of the data in the program", errUsage)
	}
	out := &importReport{Files: []*fileReport{}}
	set, given, err := im.start(ctx, given, out)
	if err != nil {
		return err
	}
	taken := false
	if set != nil {
		taken, err = im.read(ctx, set, given, out)
	}
	if err == nil && taken {
		taken, err = im.make(ctx, set, out.Base.Generation, out)
	}
	if err != nil && !errors.Is(err, errFailed) {
		return err
	}
	if reported := im.reports.write(stdout, out); reported != nil {
		return reported
	}
	if !taken {
		fmt.Fprintln(im.stderr, "maillage import: refused; nothing was kept")
		return errFailed
	}
	return err
}

// start returns what the files are put upon, and those that are left to put
// upon it; a nil data set where they are refused already.
func (im *importer) start(ctx context.Context, given []argument, out *importReport) (set *geo.Dataset, left []argument, err error) {
	if im.country.territory != "" {
		return im.abroad(ctx, given, out)
	}
	set, out.Base, err = im.base(ctx)
	return set, given, err
}

// make builds the generation beside the one in service, audits and keeps it. It
// reports false where a file turns out to count ground twice, and keeps nothing.
func (im *importer) make(ctx context.Context, set *geo.Dataset, base string, out *importReport) (taken bool, err error) {
	stop := spin(im.stderr, "laying out boundaries and perimeters")
	shadow, err := snapshot.Build(ctx, set)
	stop()
	if err != nil {
		return false, fmt.Errorf("the files do not make a whole: %w", err)
	}
	if out.Audit, err = audit(ctx, im.kept, shadow, im.stderr, im.reports.places()); err != nil {
		return false, err
	}
	if out.refuseTwice() {
		return false, nil
	}
	stop = spin(im.stderr, "keeping the generation")
	saved, err := im.kept.Save(ctx, set, geo.Draft{Note: im.note, Base: base})
	stop()
	if err != nil {
		return false, err
	}
	out.Generation = generationOf(&saved)
	if !im.activate {
		return true, nil
	}
	if out.Audit.Refused() && !im.force {
		out.Withheld = true
		return true, errFailed
	}
	if err := im.kept.Activate(ctx, saved.ID); err != nil {
		return true, err
	}
	out.Generation.Active = true
	return true, nil
}

// refuseTwice refuses the files of which the audit finds that they count ground
// twice, and reports whether there are any. Where the base does, its generation is
// kept out of service like any that the audit refuses.
func (r *importReport) refuseTwice() bool {
	refused := false
	for i := range r.Audit.Findings {
		f := &r.Audit.Findings[i]
		if f.Kind != revision.CountedTwice {
			continue
		}
		for _, file := range r.Files {
			if !file.Refused && file.LeftOut == "" && slices.Contains(drawnBy[f.Level], file.Layer) {
				file.refuse(f.String())
				refused = true
			}
		}
	}
	return refused
}

// drawnBy are the layers that draw the units of a level.
var drawnBy = map[geo.Level][]geo.LayerName{
	geo.Region: {geo.RegionLayer}, geo.Region2015: {geo.Region2015Layer}, geo.EPCI: {geo.EPCILayer},
	geo.Commune: {geo.CommuneLayer, geo.CollectivityLayer}, geo.Department: {geo.DepartmentLayer, geo.CollectivityLayer},
	geo.Collectivity: {geo.CollectivityLayer},
}

// base returns the data set that the files are put upon, and what it is.
func (im *importer) base(ctx context.Context) (*geo.Dataset, baseReport, error) {
	id := im.baseName
	if id == "" || id == "active" {
		active, err := im.kept.Active(ctx)
		switch {
		case err == nil:
			id = active.ID
		case errors.Is(err, geo.ErrNotFound) && im.baseName == "":
			id = "embedded"
		default:
			return nil, baseReport{}, err
		}
	}
	if id == "embedded" {
		set, err := embedded(ctx)
		if err != nil {
			return nil, baseReport{}, err
		}
		return set, baseReport{Generation: set.Generation(), Embedded: true}, nil
	}
	set, err := im.kept.Load(ctx, id)
	if err != nil {
		return nil, baseReport{}, err
	}
	return set, baseReport{Generation: set.Generation()}, nil
}

// audit compares a snapshot with what serves: the active generation or, where
// none is, the embedded data.
func audit(ctx context.Context, kept generations, shadow *snapshot.Snapshot, stderr io.Writer, places bool) (*revision.Report, error) {
	defer spin(stderr, "comparing with what serves")()
	active, err := kept.Active(ctx)
	id := active.ID
	if errors.Is(err, geo.ErrNotFound) {
		id, err = "embedded", nil
	}
	if err != nil {
		return nil, err
	}
	serving := shadow
	// A country's first data set has nothing of its own to stand beside.
	first := id == "embedded" && shadow.Territory() != geo.France
	if id != shadow.Generation && !first {
		if serving, err = snapshotOf(ctx, kept, id, shadow); err != nil {
			return nil, err
		}
	}
	return revision.Compare(ctx, serving, shadow, revision.Options{Today: today(), Places: places, Doubles: true})
}

// snapshotOf builds a generation that is kept, or the embedded data, and lays out
// only what it does not share with another, nil where there is none.
func snapshotOf(ctx context.Context, kept generations, id string, beside *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	var set *geo.Dataset
	var err error
	if id == "embedded" {
		set, err = embedded(ctx)
	} else {
		set, err = kept.Load(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	return snapshot.Rebuild(ctx, set, beside)
}
