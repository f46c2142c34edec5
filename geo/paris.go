package geo

import (
	"time"
	_ "time/tzdata" // a container without zoneinfo must still know Paris
)

// paris is the civil time in which a date is read: the network is led from
// there, and overseas perimeters change by acts dated there.
var paris = mustLoad("Europe/Paris")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone data is compiled in
	}
	return loc
}
