package geopackage

import (
	"errors"
	"io"
	"io/fs"
	"time"
)

// single is a file system that holds one file, read-only: all that SQLite ever
// sees. It has no journal and no write-ahead log beside it, and whatever else
// is asked for is not there.
type single struct {
	src  io.ReaderAt
	size int64
	left int64 // bytes that may still be read
}

const fileName = "geopackage"

// passes bounds how often a whole file may be read over: a tree of pages that
// leads back to itself would be read for ever.
const passes = 16

// Open opens the one file.
func (s *single) Open(name string) (fs.File, error) {
	if name != fileName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &file{SectionReader: io.NewSectionReader(s.src, 0, s.size), fs: s}, nil
}

type file struct {
	*io.SectionReader
	fs *single
}

var errOverread = errors.New("read over and over")

// Read reads on, within what may be read in all.
func (f *file) Read(p []byte) (int, error) {
	n, err := f.SectionReader.Read(p)
	if f.fs.left -= int64(n); f.fs.left < 0 {
		return 0, errOverread
	}
	return n, err
}

// Stat tells the size of the file.
func (f *file) Stat() (fs.FileInfo, error) { return info{f.fs.size}, nil }

// Close does nothing: who gave the file closes it.
func (f *file) Close() error { return nil }

// info describes the one file.
type info struct{ size int64 }

// Name returns the name of the file.
func (i info) Name() string { return fileName }

// Size returns its bytes.
func (i info) Size() int64 { return i.size }

// Mode says that nobody may write it.
func (i info) Mode() fs.FileMode { return 0o444 }

// ModTime is not known.
func (i info) ModTime() time.Time { return time.Time{} }

// IsDir returns false.
func (i info) IsDir() bool { return false }

// Sys returns nothing.
func (i info) Sys() any { return nil }
