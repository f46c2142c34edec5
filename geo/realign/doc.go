// Package realign tells how a network of perimeters stands against the regions
// since 2016, how it came there, and how sure that is: realignment, trajectory,
// confidence interval, sensitivity, and the crosswalks between vintages. It
// counts with packages geo/coverage and geo/snapshot, and adds no figure of its
// own to theirs.
//
// A unit here is an atom of the grain in use: a department or collectivity,
// unless some perimeter names communes or EPCI. A region stands for a row: one
// of the 18 regions, or a collectivity (978, 987), which is counted apart.
//
// # Status
//
// By ground, the first that fits: [Uncovered], no unit has covered ground;
// [Partial], some has; and, all units covered whole, [Aligned], one centre that
// holds nothing else; [Shared], one centre that holds ground elsewhere too;
// [Split], several centres with no unit in common; [Overlapped], several with
// some. Ground elsewhere is all the ground of the centre, whatever territory is
// asked.
//
// # Edge
//
// The edge of a centre in a region is the border between its ground there and
// the rest of the region. Each piece of it lies between two units: on an old
// regional border where these are of different regions before 2016, else on a
// border of departments where they are of different departments, else within a
// department. The edge is inherited where all pieces are of the first sort, a
// department edge where none is of the third. Where boundaries are missing, any
// two units of the region are taken to touch: the edge is then inherited if no
// old region stands on both sides of it, a department edge if no department
// does. A line drawn through a unit makes it other.
//
// # Alignment index
//
// Of a region r, in a weight w (departments, each 1, shared out evenly among
// its atoms and cut atoms by area; or neighbourhoods), with G(c) the ground of
// centre c, and sums over the centres that have ground of weight in r:
//
//	coverage    = w(∪ G(c) ∩ r) / w(r)
//	containment = Σ w(G(c) ∩ r) / Σ w(G(c))
//	unity       = max w(G(c) ∩ r) / Σ w(G(c) ∩ r)
//	index       = coverage · containment · unity
//
// where containment and unity are 0 if no ground of weight is covered. Each
// factor lies in [0,1], hence the index. By departments it is 0 if and only if
// the region is uncovered, and 1 if and only if it is aligned: coverage is 1
// when all is covered, containment when its centres hold nothing elsewhere,
// unity when there is one centre. One sum cancels out, and
//
//	index = w(∪ G(c) ∩ r) · max w(G(c) ∩ r) / (w(r) · Σ w(G(c)))
//
// Giving an uncovered unit of r, of weight n, to a centre that already has
// ground in r therefore never lowers the index: the maximum does not fall, and
// (u+n)/(t+n) ≥ u/t as the union u is no more than the sum t. Giving it to a
// centre from elsewhere may: the region is better covered and less aligned.
// Where no ground is held twice, the index is the share of r that its largest
// centre covers, times containment.
//
// By neighbourhoods the index sees only ground that has some: 1 follows from
// aligned and does not prove it, and a region without neighbourhood has no
// index. Atoms that several drawn perimeters cover only together are not
// covered whole, here as in package geo/coverage, though they may weigh 1.
//
// The national index is the mean of the regions, each weighted by its own w(r):
// Σ w(r)·index(r) / Σ w(r). By departments, collectivities stay out of it, not
// being departments; by neighbourhoods they enter, as in the totals.
//
// # Trajectory
//
// The ground of a network is a set of pairs (centre, unit). An event is what
// one day does to the pairs of one centre, whole units and parts of units each
// by itself. Perimeters of one centre are not events, their ground is: one that
// follows another, or overlaps it, over the same units makes one perimeter with
// it. With C the pairs counted at the threshold asked, A those held at any
// confidence, on the eve (0) and on the day (1):
//
//	gained  = C1 − C0 − A0    lost = C0 − C1 − A1
//	entered = (C1 − C0) ∩ A0  left = (C0 − C1) ∩ A1
//
// Gained and lost are ground, and make openings (A0 of the centre is empty),
// closings (A1 is), extensions and reductions. Entered and left are ground that
// was there all along and meets the threshold from that day on, or no more:
// figures move, and the event is one of evidence, like a change of confidence,
// source or act of counted ground that moves no figure. A hypothesis counts as
// holding ground here: where a low perimeter says that a centre already served
// a unit, a better one later is evidence, at every threshold. The parts of C1
// and C0 are disjoint, so that a state and the events after it give every later
// state.
//
// A unit is transferred from one centre to another when the first loses it and
// the second gains it at the same date: on the same day, or within the
// imprecision of both dates.
//
// The day of an event follows the reading of dates of [snapshot.Perimeter.Active]: a
// start counts from the first day it may stand for, an end until the last. The
// published date goes with it, and the days between which the change may have
// happened. A start that no source dates counts from the first day it may stand
// for all the same ([snapshot.Perimeter.FirstDay]), without a published date; an end
// that none dates makes no event. Both are listed apart.
//
// Sizes and claims that are published about the network stand beside the
// computed states, as series of their own: what they count is not defined.
//
// # Interval and sensitivity
//
// The interval of a figure is its value at high confidence, at
// medium (default) and at low (if every hypothesis held). A perimeter is unsure
// when its confidence is below high, when no published source was found for it,
// or when its dates hold at the day by reading only. Its swing in a figure is
// the figure with it taken out, less the figure; or, if it is below the
// threshold, with it put in. Swings of several perimeters do not add up where
// their ground meets.
//
// # Crosswalks
//
// Regions before and since 2016 are related through departments: what a pair of
// them has in common, in departments, area and population, over all of the one
// and of the other. Parts are whole numbers that add up to the wholes.
//
// The two geographies of neighbourhoods are related by count, through communes
// in the catalogue's vintage. No source says which neighbourhood of 2015 became
// which of 2024, and this package does not guess: related means only that the
// neighbourhood lies in one commune in which the other geography has
// neighbourhoods too. All others are undetermined, for one of three reasons:
// they lie across several communes, so that none of these can be told alone; no
// commune of their own department places them; or their commune has none in
// the other geography, which may be an end, a beginning or a new border.
// Related and undetermined add up to the count, and their shares to one. In
// 2015 one code of a commune and the names of all are published, overseas the
// code alone: neighbourhoods there count as lying in one commune.
package realign
