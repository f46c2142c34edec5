// Package pmtiles writes archives of tiles in PMTiles, version 3: one file that
// static hosting serves by byte ranges. Tiles are clustered, in the order of the
// Hilbert curve of their zoom; equal tiles are stored once; directories and
// tiles are compressed with gzip. Equal tiles in give equal bytes out.
package pmtiles

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// The layout of the file.
const (
	headerLength = 127
	// Header and root directory lie in the first 16 kB, which readers fetch at
	// once.
	rootLimit = 16_384 - headerLength
	leafSize  = 4096 // entries
)

// Codes of the header.
const (
	compressionGzip = 2
	typeMVT         = 1
)

// Meta describes an archive.
type Meta struct {
	// West, South, East and North are the ground covered, in degrees.
	West, South, East, North float64
	// Longitude, Latitude and Zoom are where a reader may look first.
	Longitude, Latitude float64
	Zoom                byte
	// Metadata is the JSON object of the archive: vector_layers at least.
	Metadata map[string]any
}

// entry is a run of tiles with the same bytes, or a leaf directory.
type entry struct {
	id     uint64
	offset uint64
	length uint32
	run    uint32 // 0: a leaf directory
}

// A Writer gathers tiles and writes them out as one archive. Its tiles are held
// in memory, compressed, each distinct one once.
type Writer struct {
	tiles map[uint64][sha256.Size]byte // content by tile
	held  map[[sha256.Size]byte][]byte
	bytes int
}

// NewWriter returns a writer without tiles.
func NewWriter() *Writer {
	return &Writer{tiles: map[uint64][sha256.Size]byte{}, held: map[[sha256.Size]byte][]byte{}}
}

// Add takes one tile, which is not yet compressed. It refuses one that lies
// outside the world, is empty, or is given twice.
func (w *Writer) Add(z, x, y int, tile []byte) error {
	if z < 0 || z > 26 || x < 0 || y < 0 || x >= 1<<z || y >= 1<<z {
		return fmt.Errorf("tile %d/%d/%d: no such tile", z, x, y)
	}
	if len(tile) == 0 {
		return fmt.Errorf("tile %d/%d/%d is empty: leave it out", z, x, y)
	}
	id := ID(z, x, y)
	if _, twice := w.tiles[id]; twice {
		return fmt.Errorf("tile %d/%d/%d is given twice", z, x, y)
	}
	sum := sha256.Sum256(tile)
	w.tiles[id] = sum
	if _, ok := w.held[sum]; !ok {
		b, err := pack(tile)
		if err != nil {
			return err
		}
		w.held[sum] = b
		w.bytes += len(b)
	}
	return nil
}

// Len returns the number of tiles.
func (w *Writer) Len() int { return len(w.tiles) }

// ID is the rank of a tile: all of the zooms before, then the place along the
// Hilbert curve of its own.
func ID(z, x, y int) uint64 {
	id := (uint64(1)<<(2*z) - 1) / 3
	side := 1 << z
	for s := side / 2; s > 0; s /= 2 {
		rx, ry := 0, 0
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		id += uint64(s) * uint64(s) * uint64(3*rx^ry)
		if ry == 0 { // turn the quadrant
			if rx == 1 {
				x, y = s-1-x&(s-1), s-1-y&(s-1)
			}
			x, y = y, x
		}
	}
	return id
}

// Write writes the archive. It fails without a tile.
func (w *Writer) Write(out io.Writer, m Meta) error {
	if len(w.tiles) == 0 {
		return errors.New("no tile to write: the layers are empty")
	}
	entries, contents := w.layOut()
	root, leaves, err := directories(entries)
	if err != nil {
		return err
	}
	metadata, err := json.Marshal(m.Metadata)
	if err != nil {
		return err
	}
	if metadata, err = pack(metadata); err != nil {
		return err
	}
	for _, part := range append([][]byte{w.header(m, entries, len(contents), root, metadata, leaves), root, metadata, leaves}, contents...) {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// layOut orders tiles by rank, joins runs, and lists contents in the order they
// first appear.
func (w *Writer) layOut() (entries []entry, contents [][]byte) {
	ids := make([]uint64, 0, len(w.tiles))
	for id := range w.tiles {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	at := map[[sha256.Size]byte]uint64{}
	end := uint64(0)
	for _, id := range ids {
		sum := w.tiles[id]
		b := w.held[sum]
		offset, ok := at[sum]
		if !ok {
			offset = end
			at[sum] = offset
			end += uint64(len(b))
			contents = append(contents, b)
		}
		if n := len(entries); n > 0 && entries[n-1].offset == offset && entries[n-1].id+uint64(entries[n-1].run) == id {
			entries[n-1].run++
			continue
		}
		entries = append(entries, entry{id, offset, uint32(len(b)), 1})
	}
	return entries, contents
}

// directories puts entries in the root, or in leaves where that grows too large,
// each as long as it takes for the root to hold them all.
func directories(entries []entry) (root, leaves []byte, err error) {
	if root, err = directory(entries); err != nil || len(root) <= rootLimit {
		return root, nil, err
	}
	for size := leafSize; ; size *= 2 {
		var heads []entry
		leaves = leaves[:0]
		for part := range slices.Chunk(entries, size) {
			b, err := directory(part)
			if err != nil {
				return nil, nil, err
			}
			heads = append(heads, entry{part[0].id, uint64(len(leaves)), uint32(len(b)), 0})
			leaves = append(leaves, b...)
		}
		if root, err = directory(heads); err != nil || len(root) <= rootLimit {
			return root, leaves, err
		}
	}
}

// directory writes entries column by column, as differences where those are
// small.
func directory(entries []entry) ([]byte, error) {
	b := binary.AppendUvarint(nil, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		b = binary.AppendUvarint(b, e.id-last)
		last = e.id
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.run))
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.length))
	}
	for i, e := range entries {
		if i > 0 && e.offset == entries[i-1].offset+uint64(entries[i-1].length) {
			b = append(b, 0) // right after the one before
			continue
		}
		b = binary.AppendUvarint(b, e.offset+1)
	}
	return pack(b)
}

func (w *Writer) header(m Meta, entries []entry, contents int, root, metadata, leaves []byte) []byte {
	b := append(make([]byte, 0, headerLength), "PMTiles\x03"...)
	number := func(n int) { b = binary.LittleEndian.AppendUint64(b, uint64(n)) }
	at := headerLength
	for _, length := range []int{len(root), len(metadata), len(leaves), w.bytes} {
		number(at)
		number(length)
		at += length
	}
	number(len(w.tiles))
	number(len(entries))
	number(contents)
	first, last := entries[0], entries[len(entries)-1]
	minZoom, maxZoom := zoomOf(first.id), zoomOf(last.id+uint64(last.run)-1)
	b = append(b, 1, compressionGzip, compressionGzip, typeMVT, minZoom, maxZoom)
	place := func(degrees ...float64) {
		for _, d := range degrees {
			b = binary.LittleEndian.AppendUint32(b, uint32(int32(math.Round(d*1e7))))
		}
	}
	place(m.West, m.South, m.East, m.North)
	b = append(b, min(max(m.Zoom, minZoom), maxZoom))
	place(m.Longitude, m.Latitude)
	return b
}

func zoomOf(id uint64) byte {
	z := byte(0)
	for (uint64(1)<<(2*(z+1))-1)/3 <= id {
		z++
	}
	return z
}

// pack compresses with gzip, without a time: equal input, equal output.
func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
