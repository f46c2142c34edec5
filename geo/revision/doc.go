// Package revision tells what would change if one snapshot were served in place
// of another: the audit that stands between a new generation, loaded in shadow,
// and the public.
//
//	report, err := revision.Compare(ctx, serving, shadow, revision.Options{Today: today})
//	err = report.WriteText(os.Stdout)     // for a reader
//	err = report.WriteGeoJSON(file)       // the places, with Options.Places
//	body, err := json.Marshal(report)     // the same for a program
//	if report.Refused() { ... }           // not without being forced
//
// # What is compared
//
// By code: units of every level, their names, parents and populations; the
// ground of each, that it has one, where it lies and its area; neighbourhoods of
// both geographies; centres, and their perimeters field by field; city contracts;
// what is published about the network; layers and sources.
//
// By answer: for every scope, threshold of confidence and day that may be asked,
// the totals of every measure, territory and geography; the status of every
// region, former region and department, by coverage, and of every region by
// realignment; and what several centres share. A network changes only on a day
// on which a perimeter of either snapshot begins, or on the morrow of one on which
// it ends. Those are the days of the report, and each answer is compared over
// the whole stretch from one to the next, so that no day from [geo.MinDate] to
// [geo.MaxDate] is left out. Stretches that follow one another with the same
// answers are told as one.
//
// By sum: parts that added up to their whole and no longer do. See [Unreconciled].
//
// # Findings
//
// A finding is about one subject, or about one answer over time, and says what it
// is before and after. Its severity is what it asks of whoever activates:
//
//	refuse  something is lost or does not add up; activate it only if forced
//	review  a public answer changes; look whether it should
//	note    nothing counted changes
//
// Areas and populations of units are told as a distribution for each level, with
// the largest changes by themselves. An area has changed where the figure that
// answers show does: square kilometres with four decimals. Boundaries may move
// without that; [Redrawn] counts those.
//
// Findings come in a fixed order, and no more of each sort than Options.Most; what
// is left out is counted, and the counts by severity take all in. Compare(a, b)
// mirrors Compare(b, a): what is gone in the one is new in the other, what was
// before is after. Compare(a, a) finds nothing.
package revision
