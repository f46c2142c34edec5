package locate

import "maillage/api/rest"

var InvalidPoint = rest.NewKind(400, "invalid-point", "Invalid point", "A point of a body lacks a coordinate, or is not written as one.")

var TooManyPoints = rest.NewKind(413, "too-many-points", "Too many points", "One request locates 10,000 points at most.")
