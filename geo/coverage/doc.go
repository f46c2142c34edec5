// Package coverage answers what a network of perimeters covers on a day:
// coverage, gaps and overlaps, as figures that carry their denominator and as
// ground.
//
// # Figures
//
// A figure is counted over atoms (package geo/snapshot). An atom is covered
// when it lies in an active perimeter of the asked scope and confidence. A
// department counts as covered when all its atoms are. A territory's status
// tells ground only: covered when all its atoms are, uncovered when none is,
// partial otherwise; it does not look at neighbourhoods.
//
// A neighbourhood of several communes is, at their grain, covered when all of
// them are and uncovered when none is; otherwise it stands apart as Undetermined.
// It counts once in a total, in the row of the commune that [snapshot.Grain.AtomOf]
// names. Where a source names a commune of it that the catalogue does not know,
// any commune of its department may be that one.
//
// Perimeters are read by the convention of [snapshot.Perimeter.Active]. Whatever
// that convention decides at the asked date is listed as an [Assumption], with
// what depends on it.
//
// # Evidence
//
// What is covered is parted by how old the evidence for it is on the day
// ([Age]), each part by the freshest perimeter there, row by row where that is
// asked for ([Analysis.EvidenceByRow]). Confidence says how well a source bears a
// perimeter out; the age says when it last did.
//
// # Overlaps
//
// Ground that several centres share is agreed, transitional or unexplained, as the
// most doubtful pair of perimeters over it is (overlaptype.go). A pair is agreed
// where an act or source names both centres or both perimeters cite one, or their
// scopes differ; transitional where one hands over to the other within a year.
//
// # Drawn perimeters
//
// A drawn polygon covers an atom whole, or in part. The covered part enters
// the area, exactly. Its inhabitants cannot be told and its neighbourhoods only
// where their polygons are loaded: what cannot be told is counted as not
// covered and stands apart as Undetermined.
package coverage
