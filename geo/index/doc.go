// Package index finds things by place: boxes that meet a window, the face of a
// mesh that holds a point, the border nearest to a point.
//
// Everything here is immutable once built (Boxes: once filled) and safe for
// concurrent use.
//
// # Boundary rule
//
// [Locator.Locate] gives every position to at most one face, by exact integer
// arithmetic: a position on a border belongs to the face just north of it, and
// where the border runs north-south, to the face just east of it. In other
// words the position is moved by an infinitely small step north, and by a step
// infinitely smaller still east. A caller that must know how near the border is
// asks [Boundary.Nearest].
package index
