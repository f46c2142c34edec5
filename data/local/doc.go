// Package local keeps generations of data sets in a directory, whole and by
// their content, so that one machine serves, activates and rolls back without
// a database.
//
// # What is in the directory
//
//	maillage.json           the version of this format
//	active.json             the generation that serves, and those active before it
//	generations/ID.json     what one generation is made of: its parts, with checksums
//	parts/NAME-SUM.EXT      the parts, each named by its checksum and never changed
//	staging/                what a save that is under way writes
//	lock                    held by the one that writes
//
// Parts are files that other programs open: a layer of boundaries is GeoJSON
// (gzip) in WGS84 degrees with seven decimals, which is the grid of the mesh;
// units and the successors of communes are CSV (gzip); all else is JSON.
// Generations that hold the same part share its file: communes are kept once,
// however many generations have them. SUM begins the SHA-256 of the file as it
// is, so that sha256sum checks it.
//
// # What it bears
//
// A part is written in staging, synced, and renamed into place; the file of the
// generation, which names the parts, comes after all of them, and active.json
// is replaced in one rename. Whatever ends a save, a full disk or a cut of
// power, what was there before is there after. A save that fails takes away
// what it wrote; what a crash leaves, the next save takes away.
//
// One process writes at a time: the lock is an flock, which the system lets go
// when its holder ends, however it ends, so that none is ever stale. It needs a
// file system that has flock (NFS does from Linux 2.6.12 on). Whoever reads
// takes no lock, for what is in place does not change, and needs no right to
// write.
//
// Whatever is read is checked against its checksum first, and the error names
// the file.
package local
