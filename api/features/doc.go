// Package features serves OGC API Features over a table of collections: their
// descriptions, pages of their items, and one item with the dossier of its territory.
package features
