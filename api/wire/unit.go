package wire

import (
	"net/url"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// UnitOf puts a unit on the wire.
func UnitOf(u *geo.Unit) Unit { return Unit{u.Level, u.Code, u.Name} }

// Units puts units on the wire; never nil.
func Units(units []geo.Unit) []Unit {
	out := make([]Unit, len(units))
	for i := range units {
		out[i] = UnitOf(&units[i])
	}
	return out
}

// UnitCodes lists the codes of units.
func UnitCodes(units []geo.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.Code
	}
	return out
}

// Unit is a territory: its level, code and name.
type Unit struct {
	Level geo.Level `json:"level"`
	Code  string    `json:"code"`
	Name  string    `json:"name"`
}

// UnitRef names a unit without its name.
type UnitRef struct {
	Level geo.Level `json:"level"`
	Code  string    `json:"code"`
}

// CollectionName is the collection of any level of units.
func CollectionName(level geo.Level) string {
	if level == geo.Department || level == geo.Commune {
		return string(level) + "s"
	}
	if level == geo.Collectivity {
		return "collectivities"
	}
	return collectionOf(level)
}

// ErrNotLoaded is the problem of a level of which nothing is loaded. It names the flag that loads it.
func ErrNotLoaded(level geo.Level) error {
	if level != geo.EPCI && level != geo.Commune {
		return NotLoaded.Problem("The data set has no "+string(level)+".", "Take a collection listed at /collections.")
	}
	from := "--layer communes=FILE"
	if level == geo.EPCI {
		from += " or --layer epci=FILE"
	}
	return NotLoaded.Problem("No boundaries of level "+string(level)+" are loaded.",
		"Start the service with "+from+", or take a collection listed at /collections.")
}

// PerimetersPath is where the perimeters of a centre are served.
func PerimetersPath(centre string) string {
	return "/centres/" + url.PathEscape(centre) + "/perimeters"
}

// UnitName names a unit, by its code where the catalogue has no name.
func UnitName(s *snapshot.Snapshot, ref geo.UnitRef) string {
	u, err := s.Unit(ref.Level, ref.Code)
	if err != nil {
		return "" // a commune of the catalogue that the boundary file does not hold
	}
	return u.Name
}
