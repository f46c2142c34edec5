// Package equity tells how evenly the network's load lies on its centres, and
// shares an envelope of money out between them by a declared formula.
//
// # Loads
//
// What a centre covers is counted over the atoms it covers whole (package
// geo/snapshot), in the asked territory. Where centres overlap, both readings
// stand side by side: held counts an atom in full for every centre that covers
// it; share splits it equally between them. Shares add up to what is covered,
// and held to that plus what is counted again. Ground that a drawn perimeter
// covers of an atom in part is counted for nobody, and Loads.Cut says how many
// atoms that concerns. What a centre may hold beside what it holds, or what may be
// covered beside what is, is told apart as undetermined: neighbourhoods that lie,
// or may lie, in some of the atoms and in others, and what is counted in atoms
// that are cut.
//
// # Inequality
//
// The Gini coefficient of n loads sorted in ascending order, x(1) to x(n), is
//
//	G = (2·Σ i·x(i) - (n+1)·Σ x(i)) / (n·Σ x(i))
//
// which is the mean difference between two loads over twice their mean. It is
// exact, as a fraction: 0 where all loads are equal, (n-1)/n where one centre
// has everything, and 0 by convention where there are no loads or only zeros.
// The Lorenz points are, for k from 0 to n, the share k/n of centres and the
// share of the total that the k lightest of them have.
//
// # Allocation
//
// No official key for the money of the State is published: the formula is the
// caller's, and [Key] is only a way to state one. Each centre i is due, in
// exact fractions of a cent,
//
//	F + t·v(i),   v(i) = V · Σ over criteria of (w/Σw) · (q(i)/Σq)
//
// where F is the fixed part, V the envelope less all fixed parts, w the weight
// of a criterion (neighbourhoods, people, those of the NPNRU, area) and q its quantity, overseas
// quantities first multiplied by the overseas coefficient. Without floor and
// ceiling t is 1. With them each centre gets what it is due, raised to the
// floor or lowered to the ceiling, with the one t for which the sum is the
// envelope (water-filling): the result does not depend on any order, and
// centres at neither limit keep their variable parts in proportion. There may be
// no such t: where every centre is at the ceiling or counts for nothing, as one
// that is all overseas does with a coefficient of 0, the rest of the envelope has
// nobody to go to. It is then left unallocated and told apart, and Scale is nil.
//
// Amounts are then rounded down to the cent, and the cents that remain go one
// by one to the largest remainders, ties to the lowest ID; a limit, being whole,
// is never passed. Rounding by largest remainders is not monotone by a cent: an
// envelope larger by a cent may give a centre a cent less, as its remainder may no
// longer be among the largest (the Alabama paradox). Exact amounts never fall
// as the envelope rises. Each amount comes with its parts, rounded so that they add up
// to it exactly.
package equity
