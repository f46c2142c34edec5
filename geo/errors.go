package geo

import "errors"

// ErrNotFound is wrapped by every look-up that finds nothing.
var ErrNotFound = errors.New("not found")
