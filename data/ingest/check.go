package ingest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"maillage/data/boundary"
	"maillage/geo"
)

// Check audits files as [Import] would read them, and keeps nothing.
type Check struct {
	Notes    Notes
	Layer    geo.LayerName // that the files are said to hold, where they are not said to; "": recognise it
	Progress Progress
}

// Run audits files one by one, upon a data set, which it changes. A file that would not
// load is one whose report is not loadable.
func (c *Check) Run(ctx context.Context, set *geo.Dataset, given []Given) ([]*boundary.Report, error) {
	given = slices.Clone(given)
	for i := range given {
		given[i].Layer = cmp.Or(given[i].Layer, c.Layer)
	}
	reports, err := c.read(ctx, set, given)
	if err != nil {
		return nil, err
	}
	has := func(name geo.LayerName) bool {
		return slices.ContainsFunc(reports, func(r *boundary.Report) bool { return r.Layer == name })
	}
	refused := false
	for _, r := range reports {
		if why := departmentsUponCommunes(set, has); why != "" && r.Layer == geo.DepartmentLayer && r.Loadable {
			r.Refuse(why)
		}
		refused = refused || !r.Loadable
	}
	if !refused {
		err = c.Notes.Unused(has)
	}
	return reports, err
}

// read audits the files, those of centres first: perimeters name them.
func (c *Check) read(ctx context.Context, set *geo.Dataset, given []Given) ([]*boundary.Report, error) {
	centres, others, err := splitCentres(given)
	if err != nil {
		return nil, err
	}
	var reports []*boundary.Report
	for _, file := range centres {
		r, err := readCentres(set, &c.Notes, file)
		if err != nil {
			return nil, err
		}
		reports = append(reports, &boundary.Report{
			File: strings.Join(r.Files, ", "), Loadable: !r.Refused,
			Format: cmp.Or(r.Format, "list of centres"), Table: r.Table, Layer: r.Layer, Property: "id",
			Features: r.Features, Loaded: r.Loaded, Bytes: r.Bytes, SHA256: r.SHA256, Problems: r.Problems,
		})
	}
	from := reader{notes: &c.Notes, known: boundary.KnownIn(set), progress: &c.Progress}
	for _, g := range others {
		r, refused, err := from.read(ctx, g)
		if err != nil {
			return nil, err
		}
		report, err := boundary.Audit(ctx, g.words(), r, refused)
		if err != nil {
			return nil, err
		}
		reports = append(reports, report)
	}
	return reports, nil
}
