package geo

import "github.com/paulmach/orb"

// Centre is a resource centre, with every perimeter it is known to have had.
type Centre struct {
	ID          string // stable, as in addresses: "oriv"
	Name        string
	Named       bool // false where no source gives a name: never counted as known
	Acronym     string
	FormerNames []string
	Seat        string // as published; no coordinates are known
	LegalForm   string
	Website     string
	Founded     string // as published
	Closed      string // as published
	Status      string
	Unknowns    []string // what is not known, in words
	Unverified  []string // fields above that no published source backs
	Perimeters  []Perimeter
}

// Perimeter is the ground one centre serves between two dates.
type Perimeter struct {
	ID     string // "oriv-2": the centre and the row's rank in its record
	Centre string // ID of the centre
	From   Fuzzy  // unknown: start not known, read as open
	To     Fuzzy  // unknown: no end known, read as open
	// Units covered whole, sorted by level then code.
	Units []UnitRef
	// Drawn is ground drawn by hand beside the units; nil where there is none.
	Drawn      orb.MultiPolygon
	Scope      Scope // Policy or Outside
	Act        string
	Sources    []string // as published, each with its own date
	Sourced    bool     // false where no published source was found
	Confidence Confidence
	Attested   Fuzzy    // date of the latest source that shows it, if any is dated
	AgreedWith []string // centres with which sharing ground is agreed
	Note       string
}

// UnitRef names a unit.
type UnitRef struct {
	Level Level  `json:"level"`
	Code  string `json:"code"`
}
