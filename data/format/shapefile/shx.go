package shapefile

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"maillage/data/format"
)

// shx says where the records of a .shp are. It, not their numbers nor their
// order, decides which belongs to which row of the .dbf: programs that mend or
// shorten files leave gaps between records, and some write no numbers.
type shx struct {
	name    string
	entries []entry
	ordered bool // records stand in the order of the rows
}

// entry is one record: where its header starts, and the length of its content.
type entry struct{ offset, length int64 }

const shxEntry = 8

// maxInMemory bounds a .shp in an archive whose records stand in another order
// than the rows.
const maxInMemory = 256 << 20

// openSHX reads the whole of a .shx, and holds what it says against the size of
// its .shp.
func openSHX(f, shp format.File, limits format.Limits) (_ *shx, err error) {
	if most := int64(shpHeader) + shxEntry*int64(limits.Rows); f.Size > most {
		return nil, format.Errorf(format.RuleTooManyFeatures, "%s names more than %d records", f.Name, limits.Rows)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	b, err := format.ReadN(r, nil, int(f.Size))
	if err := errors.Join(err, r.Close()); err != nil && !errors.Is(err, io.EOF) {
		return nil, cut(f.Name, err)
	}
	x := &shx{name: f.Name, ordered: true}
	if len(b) < shpHeader || (len(b)-shpHeader)%shxEntry != 0 || binary.BigEndian.Uint32(b) != fileCode {
		return nil, x.lies("is no index of a Shapefile")
	}
	for b = b[shpHeader:]; len(b) > 0; b = b[shxEntry:] {
		x.entries = append(x.entries, entry{2 * int64(binary.BigEndian.Uint32(b)), 2 * int64(binary.BigEndian.Uint32(b[4:]))})
	}
	return x, x.check(shp)
}

// check refuses records that lie beyond the .shp or in one another.
func (x *shx) check(shp format.File) error {
	rank := make([]int, len(x.entries))
	for i, e := range x.entries {
		if rank[i] = i; e.offset < shpHeader || e.offset > shp.Size-recordHeader {
			return x.lies("puts record %d at byte %d of %s, which has %d", i+1, e.offset, shp.Name, shp.Size)
		}
		x.ordered = x.ordered && (i == 0 || x.entries[i-1].offset < e.offset)
	}
	slices.SortFunc(rank, func(a, b int) int { return cmp.Compare(x.entries[a].offset, x.entries[b].offset) })
	for i := 1; i < len(rank); i++ {
		if before := x.entries[rank[i-1]]; x.entries[rank[i]].offset < before.offset+recordHeader {
			return x.lies("puts records %d and %d of %s in one place", rank[i-1]+1, rank[i]+1, shp.Name)
		}
	}
	return nil
}

// lies refuses the .shx, and names the way round it.
func (x *shx) lies(detail string, args ...any) *format.Error {
	err := format.Errorf(format.RuleCorrupt, detail, args...)
	err.Detail = x.name + " " + err.Detail + ": give the right one, or take it away to have the records read one after another"
	return err
}

// random has records read here and there, from memory where the file itself
// cannot be.
func (s *shp) random(r io.Reader, size int64) error {
	at, ok := r.(io.ReaderAt)
	if !ok {
		if size > maxInMemory {
			return format.Errorf(format.RuleTooLarge, "%s holds more than %d bytes, in another order than its rows: extract it from its archive first", s.name, maxInMemory)
		}
		rest, err := format.ReadN(s.src, nil, int(size-shpHeader))
		if err != nil {
			return cut(s.name, err)
		}
		at = bytes.NewReader(append(make([]byte, shpHeader), rest...))
	}
	s.src = bufio.NewReaderSize(nil, 4096)
	s.seek = func(offset int64) { s.src.Reset(io.NewSectionReader(at, offset, size-offset)) }
	return nil
}

// indexed reads the content of the record that the index names next.
func (s *shp) indexed() ([]byte, error) {
	if int(s.number) == len(s.index.entries) {
		return nil, io.EOF
	}
	e := s.index.entries[s.number]
	s.number++
	if s.seek != nil {
		s.seek(e.offset)
	} else if _, err := io.CopyN(io.Discard, s.src, e.offset-s.at); err != nil {
		return nil, cut(s.name, err)
	}
	head, err := format.ReadN(s.src, s.buf, recordHeader)
	if err != nil {
		return nil, cut(s.name, err)
	}
	length := 2 * int64(binary.BigEndian.Uint32(head[4:]))
	if e.length != length && e.length != length+recordHeader { // old programs count the header in
		return nil, s.index.lies("says that record %d of %s has %d bytes, which says %d", s.number, s.name, e.length, length)
	}
	s.at = e.offset + recordHeader + length
	if i := int(s.number); s.seek == nil && i < len(s.index.entries) && s.at > s.index.entries[i].offset {
		return nil, s.index.lies("puts record %d of %s within the one before", i+1, s.name)
	}
	return s.content(length)
}
