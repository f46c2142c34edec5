// Package plan proposes how to close what no centre covers: for each gap, the
// centres that could take it, ranked with their reasons; and whole plans to
// full coverage that are exactly optimal for a stated aim.
//
// # Units, centres, rules
//
// A plan deals in whole departments, and overseas collectivities beside them:
// the units of the asked territory. Ground outside that territory is not looked
// at. The load of a centre is the neighbourhoods of the asked geography that lie
// whole in the atoms it covers whole, or what they hold of Options.Measure, as their
// inhabitants or those of the NPNRU, in which what is left is counted too. One that lies in several communes of which
// some are covered is left too, and is told beside those not covered, as undetermined.
//
// A centre is admissible for a unit when both hold:
//
//   - it holds ground in the same land, where metropolitan France (Corsica
//     included) is one land and every overseas department or collectivity is one
//     of its own;
//   - it holds some ground of the unit's region since 2016, or holds whole a
//     department that shares a border with the unit.
//
// Options.JoinOverseas lifts both for overseas units: any centre is then
// admissible for them. Ground means the ground of today: what a plan gives does
// not make the next department admissible. A unit that is covered in part is
// completed by a centre that is in it already, whatever else is admissible, and
// the others in it stay where they are.
//
// With Options.AllowCreate one centre may be created for each region, or
// collectivity, and serves units of that region alone. With Options.MayMove a
// covered unit may change hands when one centre alone holds it, by name and
// whole, and none of that centre's ground is drawn or told in communes or EPCI;
// otherwise covered units stay. With Options.MaxLoad no unit is given to a
// centre whose load would end above it; what a centre already holds it may keep.
//
// # The problem of [Fewest] and [Even]
//
// Decision variables: for every unit that is not wholly covered, one admissible
// centre, the created centre of its region, or none ("left"); for every unit
// that may move, its present centre, another admissible one, or the created one.
// Feasible set: every such choice that respects MaxLoad. Objective, to be made
// least in lexicographic order:
//
//	Fewest: neighbourhoods left, units left, units changed, centres created
//	Even:   neighbourhoods left, units left, largest load, sum of the squares
//	        of loads, units changed, centres created
//
// A unit is changed when the set of centres with ground in it is, or when it was
// not wholly covered and is given. Loads are those of all centres that hold
// ground in the territory, and of created ones, after the plan. Nothing is ever
// left but for want of an admissible centre or of room under MaxLoad.
//
// # The problem of [Aligned]
//
// Decision variables: for every region since 2016 (and every collectivity), one
// centre that holds some ground in it, a created centre, or none. Feasible set:
// a centre keeps one region at most, and no region of more neighbourhoods than
// MaxLoad is kept. The centre that keeps a region ends with that region as its
// whole perimeter; a centre that keeps none is closed. Objective: neighbourhoods
// left, units left, units changed, centres created. Because alignment is a rule
// here and not a wish, a plan that may not create can cover less than today: it
// says which regions find no centre. MayMove and JoinOverseas change nothing.
//
// # Ties
//
// Ties break by code: of all plans of equal objective, the one in which the unit
// (or region) of the lowest code has its best choice, then the next one, and so
// on. Choices stand in the order of [Plan.Candidates], which ends on the centre's ID:
// staying, then existing centres, then creation, then none. For a region,
// centres stand by the neighbourhoods of it they hold, most first, then by ID.
//
// # How it is solved
//
// Aligned is an assignment problem, solved by the Hungarian method over
// lexicographic costs, ties included. Fewest and Even fall apart into parts that
// share no centre; each is solved by depth-first branch and bound, whose lower
// bounds assume that every unit that still fits somewhere is placed, its
// neighbourhoods poured on the lightest centres (water-filling); at the root, an
// optimal semi-matching bounds loads more closely. The largest load is settled
// over all parts before the squares are. A search that ends at its limit of
// nodes or time gives the best plan it has, says it is not proven, and gives the
// bound: no plan comes before it in lexicographic order. That is to be expected
// of Even with MayMove, where every department of the country is free.
package plan
