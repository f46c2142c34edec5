package ask

import "maillage/api/rest"

// InvalidDate is of a text that is no day, instant or interval.
var InvalidDate = rest.NewKind(400, "invalid-date", "Invalid date",
	"The text is not a day, an instant or an interval of RFC 3339.")

// DateOutOfRange is of a day outside the years served.
var DateOutOfRange = rest.NewKind(400, "date-out-of-range", "Date out of range", "Dates run from 1990 to 2100.")

// ReversedInterval is of an interval that ends before it starts.
var ReversedInterval = rest.NewKind(400, "reversed-interval", "Reversed interval", "An interval ends before it starts.")

// OpenInterval is of an interval that names neither of its ends.
var OpenInterval = rest.NewKind(400, "open-interval", "Interval open at both ends",
	"An interval names at least one of its ends.")

// IntervalRefused is of an interval where the answer is the state on one day.
var IntervalRefused = rest.NewKind(400, "interval-not-taken", "Interval not taken here",
	"The answer is the state on one day.")

// NotANumber is of a coordinate that is no finite decimal number.
var NotANumber = rest.NewKind(400, "not-a-number", "Not a finite number", "A coordinate is a finite decimal number.")

// CoordinateRange is of a coordinate that is not on the globe.
var CoordinateRange = rest.NewKind(400, "coordinate-out-of-range", "Coordinate out of range",
	"Longitudes run from -180 to 180, latitudes from -90 to 90.")

// SwappedCoordinates is of a place that lies on a territory once its axes are swapped.
var SwappedCoordinates = rest.NewKind(400, "swapped-coordinates", "Swapped coordinates",
	"Longitude comes first. The place lies outside every territory served, and the same numbers swapped lie inside one.")

// InvalidBox is of a bbox that is none.
var InvalidBox = rest.NewKind(400, "invalid-bbox", "Invalid bounding box",
	"A box is four numbers, or six with heights, its south not above its north.")
