// Package mesh holds faces that share their borders, on an integer grid: the
// units of one vintage, cut into arcs that know the face on each side. From
// the arcs come areas that add up, unions of any set of faces, borders between
// groups and an audit of what does not fit.
//
// # Words
//
// As in the doubly connected edge list of computational geometry (Muller and
// Preparata 1978; de Berg et al., Computational Geometry, chapter 2): a face is
// the ground of one unit, possibly in several pieces with holes; an edge is a
// segment between two vertices; a half-edge is an edge seen from the face on
// its left, and its twin is the same edge seen from the other side. A node is
// a vertex where other than two edges meet, or where the faces on the sides
// change. An arc is a maximal chain of edges between nodes, with one face on
// its left and one on its right, either of which may be Outside; a closed
// chain that meets no node is one arc.
//
// # Grid
//
// Coordinates are WGS84 longitude and latitude, rounded to 1e-7 degree, about
// one centimetre. Two faces share an edge when both its ends round to the same
// grid points. Every decision (sides, angles, containment) is taken in whole
// numbers. An edge is straight in longitude and latitude when the question is
// where a point lies, and a geodesic when the question is how long it is or
// how much ground it bounds. Faces do not cross the antimeridian: an edge
// longer than 180 degrees is refused.
//
// # Orientation
//
// Input rings may turn either way; the first ring of a polygon is its shell,
// the others its holes. Output shells turn counter-clockwise and holes
// clockwise (RFC 7946), rings are closed, and rings that touch themselves at a
// point are taken apart there, as OGC Simple Features asks.
//
// # Boundary rule
//
// Faces are closed: a border belongs to the faces on both sides. Package index
// gives a border point to one of them by a half-open rule.
//
// # Zooms
//
// [Mesh.Simplified] draws the mesh for a zoom of Web Mercator tiles. Arcs are
// simplified between nodes that stay, so that faces on both sides of a border have
// the same one; a vertex leaves only where the triangle it makes with its
// neighbours holds nothing else, so that no crossing can appear, no ring can turn
// over and no face can vanish. One pass settles for every vertex the first zoom
// that shows it: what a zoom shows, every deeper one does.
//
// # Faults
//
// Faces that overlap or cross are accepted, and the answers stay finite and
// deterministic: each edge used twice in one direction stands twice, with
// Outside across it. Areas of unions remain exact sums of the faces' areas,
// but the rings of a union over such faults may overlap. [Mesh.Audit] names
// every fault; a caller that needs valid output keeps such faces out.
//
// [Mesh.Cover] cuts borders where they cross and finds, whatever the faces, the
// ground that none covers within them and the ground that several share:
// [Cover.Pairs] tells which two, and how much. Then the ground of all faces is
// that of their union and what they share. What is thinner than a step of the
// grid, about a centimetre, may close up.
//
// # Cost
//
// Build takes expected linear time in the number of vertices, plus a sort of
// the arcs at each node. [Mesh.Dissolve] looks at every arc once and at the
// points of the arcs it keeps; it does not grow with the number of vertices
// inside the groups. [Mesh.Area] is a table look-up. [Mesh.Cover] and
// [Mesh.Audit] compare the edges that are near each other and cut only the arcs
// that meet elsewhere than at their ends.
package mesh
