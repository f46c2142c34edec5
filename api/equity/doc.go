// Package equity answers how evenly the load lies on the centres, and shares an
// envelope of money between them by a formula.
package equity
