// Package centres answers who the centres are, the history of their perimeters, and
// the sheet by which a perimeter is confirmed.
package centres
