// Package dataset answers for the data themselves: the manifest of their sources,
// the generations that are kept, and what would change between two of them.
package dataset
