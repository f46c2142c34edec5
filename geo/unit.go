package geo

import (
	"fmt"
	"strconv"
	"strings"
)

// Unit is one administrative territory of one vintage.
type Unit struct {
	Level Level
	Code  string // INSEE code, or SIREN for an EPCI
	Name  string
	// Codes of the units that contain this one; empty where there is none, or
	// where the unit straddles several (an EPCI may straddle departments).
	Department string // department or collectivity
	Region     string // region since 2016, or collectivity
	Region2015 string // region before 2016, or collectivity
	EPCI       string
	Population Count
}

// Count is a whole number that may be unknown. The zero value is unknown.
type Count struct {
	N     int64
	Known bool
}

// Known returns a known count.
func Known(n int64) Count { return Count{N: n, Known: true} }

// MarshalJSON writes the number, null where it is unknown.
func (c Count) MarshalJSON() ([]byte, error) {
	if !c.Known {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, c.N, 10), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Count) UnmarshalJSON(b []byte) error {
	*c = Count{}
	if string(b) == "null" {
		return nil
	}
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return fmt.Errorf("count %s: want a whole number or null", b)
	}
	*c = Known(n)
	return nil
}

// Catalogue is the units of every level, by code and hierarchy, without
// geometry. Communes are those of the catalogue's own vintage; Successors maps
// the code of a commune that no longer exists to the one that took it over.
type Catalogue struct {
	Units      map[Level][]Unit // each list sorted by code
	Successors map[string]string
	// PopulationOf names what the populations are: source and census year.
	PopulationOf string
}

// DepartmentOf returns the department, or overseas collectivity, that a
// commune's code begins with: two characters, three overseas.
func DepartmentOf(commune string) string {
	n := 2
	if strings.HasPrefix(commune, "97") || strings.HasPrefix(commune, "98") {
		n = 3
	}
	if len(commune) < n {
		return ""
	}
	return commune[:n]
}
