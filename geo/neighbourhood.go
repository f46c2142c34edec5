package geo

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Geography is a vintage of the priority neighbourhoods.
type Geography string

// The geographies: the decrees of 30 December 2014, and that of 2024/2025.
const (
	QPV2015 Geography = "2015"
	QPV2024 Geography = "2024"
)

// Geographies lists the geographies in order.
var Geographies = []Geography{QPV2015, QPV2024}

// ParseGeography reads a geography by its year.
func ParseGeography(s string) (Geography, error) {
	switch Geography(s) {
	case QPV2015, QPV2024:
		return Geography(s), nil
	}
	return "", fmt.Errorf("qpv %q: want 2015 or 2024", s)
}

// listed is how many neighbourhoods each geography has by its publishers, over
// the territories for which they say: the decrees 2014-1750 and 2014-1751 of 30
// December 2014; for 2024, decree 2023-1314 of 28 December 2023 in metropolitan
// France and collectivites-locales.gouv.fr overseas.
var listed = map[Geography]map[Territory]int{
	QPV2015: {France: 1514, Metropole: 1296, Overseas: 218},
	QPV2024: {France: 1584, Metropole: 1362, Overseas: 222},
}

// Listed returns how many neighbourhoods of this geography are published over a
// territory, which may be more than a data set has, and false where no source
// says.
func (g Geography) Listed(t Territory) (int, bool) {
	n, ok := listed[g][t]
	return n, ok
}

// Neighbourhood is a priority neighbourhood (quartier prioritaire, QPV). It
// belongs to its department and regions by code, never by geometry.
type Neighbourhood struct {
	Code       string
	Name       string // "" where no source gives one
	Geography  Geography
	Communes   []string // names, the main one first
	Codes      []string // INSEE codes of those known, the main one first
	Department string   // department or collectivity
	Region     string   // region since 2016, or collectivity
	Region2015 string   // region before 2016, or collectivity
	EPCI       string   // SIREN, 2024 only
	Population Count    // legal population 2013; none is published for 2024
	Later      Count    // legal population 2018
	// NPNRU tells whether the national programme of urban renewal lists it: of
	// 2015 alone, and not known in data sets kept before the list was read.
	NPNRU Listing
	// Point is a representative point of the main commune, not of the
	// neighbourhood; nil where none is known.
	Point *orb.Point
}

// Listing tells whether a list has something; its zero value is not known. As it
// is no struct, one that is not known leaves fingerprints as they were.
type Listing string

// What a list says.
const (
	Listed   Listing = "yes"
	Unlisted Listing = "no"
)

// CityContract is a contrat de ville of 2015.
type CityContract struct {
	Code        string
	Name        string
	Territory   UnitRef // the EPCI (2015 SIREN) or commune that signs
	Departments []string
	Population  Count // in priority neighbourhoods, summed over its rows
	Point       *orb.Point
}

// Published is one published statement about the network: its size, or a share
// of coverage whose denominator the source does not define.
type Published struct {
	Date       Fuzzy
	Count      Count   // number of centres
	Share      float64 // 0 when the source gives no number
	Unit       string  // what the share is of, in the source's words
	Source     string
	Confidence string // as published; "" where not graded
	Note       string
}

// Network is what is published about the network as a whole.
type Network struct {
	Sizes  []Published // sorted by date
	Claims []Published
}

// SizeAt returns the latest published size on or before a day, and false
// before the first.
func (n Network) SizeAt(d Date) (Published, bool) {
	var last Published
	found := false
	for _, p := range n.Sizes {
		if p.Date.First() <= d {
			last, found = p, true
		}
	}
	return last, found
}
