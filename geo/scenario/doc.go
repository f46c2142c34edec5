// Package scenario answers what-if questions over a network of perimeters: a
// day, a list of changes, and what they do to coverage, gaps, overlaps and the
// load of each centre. Nothing is kept: a scenario is a value.
//
// # Ground
//
// What a centre holds is its ground: atoms (package geo/snapshot) held whole,
// and pieces of atoms where a polygon was drawn. All of a centre's perimeters
// that answer the query are one ground here. Every change is set algebra over
// grounds, and the answer depends on the ground each centre ends with, never on
// the way there. Hence a unit taken and given back is what it was.
//
// Ground that a centre held in the base, and still holds, keeps the perimeter
// it rests on, with its source, confidence and dates. All other ground rests on
// the scenario alone: one perimeter per centre, hypothetical (see
// [Hypothesis]), of scope policy, confidence low, without a source, and so
// counted in Unsourced. [Result.Hypothetical] tells how much of a figure it is.
//
// # What ground holds
//
// Of any ground there is in an answer (closed, opened, gained, lost, shared, all
// of a centre's, or hypothetical) a neighbourhood counts when all of its communes
// lie there, and is undetermined when some do, or may; so are the inhabitants and
// neighbourhoods of a unit of which a drawn polygon holds a piece. The ground holds
// at least what counts, and at most that and what is undetermined; see [Amounts]
// for what follows between before and after, and [Burden] for city contracts.
//
// # Changes
//
// Changes apply in order, each to what those before it left; units within one
// change are a set. Each must change something: a change that is impossible, or
// one whose unit or polygon would change nothing, refuses the whole scenario
// with a [*Refusal] that names the change, the centre, the unit and a fix.
//
//	give    adds units to a centre, and takes them from nobody
//	take    removes units from a centre, whatever part of them it holds
//	move    takes what one centre holds of units and gives that to another
//	create  opens a centre, without ground; or opens again one closed before,
//	        which without a name keeps its own
//	close   takes everything from a centre, which then knows no further change
//	draw    adds the ground inside a polygon to a centre
//	erase   removes the ground inside a polygon from a centre
//
// A unit held in part may be given (the rest is added) and taken (the part is
// removed). Every centre of the data may receive ground, whether or not it has a
// perimeter on that day. A polygon covers the atoms of the boundaries loaded:
// what it has outside of them is left out, and less than a square metre of an
// atom is noise ([snapshot.Negligible]).
//
// # Inverses
//
// [Inverse] gives the changes that undo a scenario, last change first:
//
//	give    take what it added; draw the pieces it filled
//	take    give what it removed; draw the pieces it removed
//	move    move back what the other centre did not hold before, and give the
//	        first what the other held too; pieces as above
//	create  close
//	close   create, then give and draw what the centre held
//	draw    erase the polygon; where the centre held some of that ground, take
//	        the atoms it added to, then draw what was held of them
//	erase   draw the polygon; where the centre held only some of that ground,
//	        give and draw what was held of the atoms it touched
//
// After a scenario and its inverse every centre holds the atoms it held, and
// drawn ground to within the noise of overlays.
package scenario
