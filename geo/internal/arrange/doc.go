// Package arrange cuts lines that cross into pieces that meet at their ends
// only, and finds the cells of the plane between them with the faces that cover
// each: none, one, or several.
//
// # Words
//
// A line is a chain of edges with a face on its left and one on its right, or
// none. A piece is a stretch of one or more lines between two nodes. A half-piece
// is a piece seen in one direction: 2*piece runs along its points, 2*piece+1
// against them. A cell is a connected part of the plane that no piece crosses,
// and its cover is how many times each face goes round it.
//
// # Rounding
//
// Lines are noded by snap rounding (Hobby 1999, Practical segment intersection
// with finite precision output): every vertex, and every crossing rounded to
// the grid, draws to itself the edges that pass through the square of one grid
// step about it. No new crossing can then appear, nothing moves by more than
// 0.71 step (8 mm), and only edges near a crossing, or nearer than half a step
// to a strange vertex, move at all. Where no two edges cross there is nothing to
// round, and none moves: a neck of ground thinner than half a step stays open, and
// what it closes off stays a hole. All decisions are taken in whole numbers.
//
// # Cost
//
// [Meet] compares the edges that share a cell of a grid. The rest grows with the
// number of lines where nothing crosses, and with that of edges of the lines
// that do.
package arrange
