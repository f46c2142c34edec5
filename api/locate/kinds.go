package locate

import "maillage/api/rest"

// InvalidPoint is of a point of a body that lacks a coordinate, or is not written as one.
var InvalidPoint = rest.NewKind(400, "invalid-point", "Invalid point",
	"A point of a body lacks a coordinate, or is not written as one.")

// TooManyPoints is of a body of more points than one request locates.
var TooManyPoints = rest.NewKind(413, "too-many-points", "Too many points",
	"One request locates 10,000 points at most.")
