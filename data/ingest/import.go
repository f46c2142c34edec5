package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"maillage/geo"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// Import makes a generation of files, upon one that is there.
type Import struct {
	Kept  Store // where the generation is kept
	Notes Notes
	// Base is the generation that the files are put upon, or [Embedded], or "active"; "":
	// the active one, or the embedded data where none is.
	Base string
	// Country makes a data set of another country, upon nothing, of its NUTS regions and
	// local units; "": France. RegionLevel is that of NUTS that stands as regions, 1 or 2.
	Country     geo.Territory
	RegionLevel int
	Note        string // kept with the generation: why it was made
	// Activate puts it in service if the audit refuses nothing; with Force, whatever it says.
	Activate, Force bool
	// Today is the day of the audit; Places, whether it tells where things change.
	Today    geo.Date
	Places   bool
	Progress Progress
}

// Run reads, audits, keeps and, where asked to, activates. Of files that are refused
// nothing is kept: the report, which says why, has no generation. One that was to be
// put in service and is not is withheld.
func (im *Import) Run(ctx context.Context, given []Given) (*Report, error) {
	out := &Report{Files: []*FileReport{}}
	centres, others, err := splitCentres(given)
	if err != nil {
		return nil, err
	}
	set, others, err := im.start(ctx, others, out)
	if err != nil || set == nil {
		return out, err
	}
	taken, err := im.read(ctx, set, centres, others, out)
	if err != nil || !taken {
		return out, err
	}
	return out, im.make(ctx, set, out)
}

// start returns what the files are put upon, and those that are left to put
// upon it; a nil data set where they are refused already.
func (im *Import) start(ctx context.Context, given []Given, out *Report) (set *geo.Dataset, left []Given, err error) {
	if im.Country != "" {
		return im.abroad(ctx, given, out)
	}
	set, out.Base, err = im.base(ctx)
	return set, given, err
}

// base returns the data set that the files are put upon, and what it is.
func (im *Import) base(ctx context.Context) (*geo.Dataset, BaseReport, error) {
	id := im.Base
	if id == "" || id == "active" {
		active, err := im.Kept.Active(ctx)
		switch {
		case err == nil:
			id = active.ID
		case errors.Is(err, geo.ErrNotFound) && im.Base == "":
			id = Embedded
		default:
			return nil, BaseReport{}, err
		}
	}
	if id == Embedded {
		set, err := EmbeddedData(ctx)
		if err != nil {
			return nil, BaseReport{}, err
		}
		return set, BaseReport{Generation: set.Generation(), Embedded: true}, nil
	}
	set, err := im.Kept.Load(ctx, id)
	if err != nil {
		return nil, BaseReport{}, err
	}
	return set, BaseReport{Generation: set.Generation()}, nil
}

// make builds the generation beside the one in service, audits and keeps it. It keeps
// nothing where a file counts ground twice.
func (im *Import) make(ctx context.Context, set *geo.Dataset, out *Report) error {
	end := im.Progress.working("laying out boundaries and perimeters")
	next, err := snapshot.Build(ctx, set)
	end()
	if err != nil {
		return fmt.Errorf("the files do not make a whole: %w", err)
	}
	audit := Audit{Today: im.Today, Places: im.Places, Progress: im.Progress}
	if out.Audit, err = audit.Run(ctx, im.Kept, next); err != nil {
		return err
	}
	if out.refuseTwice() {
		return nil
	}
	end = im.Progress.working("keeping the generation")
	saved, err := im.Kept.Save(ctx, set, geo.Draft{Note: im.Note, Base: out.Base.Generation})
	end()
	if err != nil {
		return err
	}
	out.Generation = ReportOf(&saved)
	if !im.Activate {
		return nil
	}
	if out.Audit.Refused() && !im.Force {
		out.Withheld = true
		return nil
	}
	if err := im.Kept.Activate(ctx, saved.ID); err != nil {
		return err
	}
	out.Generation.Active = true
	return nil
}

// refuseTwice refuses the files of which the audit finds that they count ground
// twice, and reports whether there are any. Where the base does, its generation is
// kept out of service like any that the audit refuses.
func (r *Report) refuseTwice() bool {
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
