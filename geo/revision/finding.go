package revision

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// Severity is what a finding asks of whoever activates.
type Severity string

// The severities, the gravest first.
const (
	Refuse Severity = "refuse" // lost, or does not add up: not without being forced
	Review Severity = "review" // a public answer changes
	Note   Severity = "note"   // nothing counted changes
)

// rank puts the gravest first.
func (s Severity) rank() int {
	switch s {
	case Refuse:
		return 0
	case Review:
		return 1
	}
	return 2
}

// Topic is what a finding is about.
type Topic string

// The topics, in the order of a report.
const (
	Totals         Topic = "totals"         // sums of parts against wholes
	Units          Topic = "units"          // codes, names, parents
	Ground         Topic = "ground"         // boundaries
	Areas          Topic = "areas"          // of units
	Populations    Topic = "populations"    // of units
	Neighbourhoods Topic = "neighbourhoods" // of both geographies
	Centres        Topic = "centres"
	Perimeters     Topic = "perimeters"
	Contracts      Topic = "contracts" // city contracts
	Network        Topic = "network"   // what is published about it
	Figures        Topic = "figures"   // of coverage
	Statuses       Topic = "statuses"  // of territories
	Overlaps       Topic = "overlaps"  // ground that several centres share
	Sources        Topic = "sources"   // layers, sources and their credits
)

var topics = []Topic{
	Totals, Units, Ground, Areas, Populations, Neighbourhoods, Centres, Perimeters,
	Contracts, Network, Figures, Statuses, Overlaps, Sources,
}

// Kind is what happens to the subject of a finding.
type Kind string

// The kinds. Those on one line mirror each other; the others mirror themselves.
const (
	Gone, New                    Kind = "gone", "new"
	Emptied, Filled              Kind = "emptied", "filled"                // all of a level, layer or list
	Unreconciled, Reconciled     Kind = "unreconciled", "reconciled"       // parts no longer, or at last, add up to their whole
	LostGeometry, GainedGeometry Kind = "lost-geometry", "gained-geometry" // of one unit or neighbourhood
	GapAppears, GapVanishes      Kind = "gap-appears", "gap-vanishes"      // of a territory: it was covered whole, or is

	Renamed      Kind = "renamed"
	Moved        Kind = "moved"        // to another parent
	Changed      Kind = "changed"      // a field, a figure or a status
	Distribution Kind = "distribution" // of a number over all units of a level
	Redrawn      Kind = "redrawn"      // boundaries of a layer, counted
	Abroad       Kind = "abroad"       // nowhere near where it lay
	Displaced    Kind = "displaced"    // reaches more than a degree further, or less far, than it did

	// CountedTwice and Untold are of the later snapshot alone, as [Options] asks.
	CountedTwice Kind = "counted-twice" // two units share ground, their codes joined by "+"
	Untold       Kind = "untold"        // borders meet in too many places to tell whether any do
)

// A Finding is one thing that would change.
//
// Before and After are texts, whole numbers, numbers of square kilometres, lists
// of texts, a [Figure] or a [Share]; nil stands for nothing or not known. Where an
// answer differs over time they are nil, and Spans tells.
type Finding struct {
	Severity Severity `json:"severity"`
	Topic    Topic    `json:"topic"`
	Kind     Kind     `json:"kind"`

	// Level is a level of units, "" where the topic has none.
	Level geo.Level `json:"level,omitempty"`
	// Code of the unit or neighbourhood, or ID of the centre, perimeter, layer
	// or source; of an overlap, those of its centres joined by "+".
	Code  string `json:"code,omitempty"`
	Name  string `json:"name,omitempty"`
	Field string `json:"field,omitempty"` // what of it, as the API names it

	Before any    `json:"before"`
	After  any    `json:"after"`
	Change *Delta `json:"change,omitempty"` // of a list
	Shift  *Shift `json:"shift,omitempty"`  // of a distribution
	// Successor is the commune that took over one that is gone or new.
	Successor string `json:"successor,omitempty"`

	Question *Question `json:"question,omitempty"` // whose answer this is
	Spans    []Span    `json:"spans,omitempty"`    // in order of days, the latest Options.Most
	MoreSpan int       `json:"earlier_spans,omitempty"`
	// Today reports that the answer of today is among those that differ.
	Today bool `json:"today,omitempty"`

	// Geometry is where it is, WGS84, longitude first; nil where it has no place
	// or Options.Places is not set.
	Geometry orb.Geometry `json:"-"`
}

// Question is what an answer is asked of; what is empty does not matter to it.
type Question struct {
	Measure    string        `json:"measure,omitempty"` // a [geo.Measure], or "centres": those known
	Territory  geo.Territory `json:"territory,omitempty"`
	Scope      geo.Scope     `json:"scope"`
	Confidence string        `json:"min_confidence"`
	Geography  geo.Geography `json:"qpv,omitempty"`
}

// Span is an answer over a stretch of days, both ends included.
type Span struct {
	First  string `json:"first"`
	Last   string `json:"last"`
	Before any    `json:"before"`
	After  any    `json:"after"`

	days geo.Interval
}

// Delta is how a list changed.
type Delta struct {
	Lost   []string `json:"lost"`
	Gained []string `json:"gained"`
}

// Figure is a total of coverage. Areas are in km².
type Figure struct {
	Covered      any    `json:"covered"`
	Total        any    `json:"total"`
	Unsourced    any    `json:"unsourced,omitempty"`
	Undetermined any    `json:"undetermined,omitempty"`
	Missing      int64  `json:"missing_boundaries,omitempty"`
	Approximate  bool   `json:"approximate,omitempty"`
	Reason       string `json:"reason,omitempty"` // why there is none
}

// Share is ground that several centres share.
type Share struct {
	Type        string   `json:"type"`
	Departments []string `json:"departments"` // in which it lies
}
