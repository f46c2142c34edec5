package boundary

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"maillage/data/format"
	"maillage/data/format/archive"
	"maillage/data/format/delimited"
	"maillage/data/format/flatgeobuf"
	"maillage/data/format/geopackage"
	"maillage/data/format/shapefile"
)

// session is one call: what was read so far, of how much.
type session struct {
	opts   Options
	c      content
	gauge  gauge
	inside bool // an archive
}

// path reads what a path leads to: a file, or a folder of files.
func (s *session) path(ctx context.Context, name string) error {
	name, s.opts.Table = splitTable(name, s.opts.Table)
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		files, err := folder(name)
		if err != nil {
			return err
		}
		return s.among(ctx, filepath.Base(name), files, true)
	}
	file := onDisk(name, info.Size())
	if !info.Mode().IsRegular() {
		return s.open(ctx, file)
	}
	head, err := headOf(file)
	if err != nil {
		return err
	}
	switch kindOf(head) {
	case shape:
		return s.shapefile(ctx, name, file)
	case sqlite, zipped:
		if err := checkLog(name); err != nil {
			return err
		}
		return s.random(ctx, file, kindOf(head), true)
	}
	return s.open(ctx, file)
}

// checkLog refuses a database beside which a program keeps changes that are
// not in it yet: what is read alone would be out of date without a word.
func checkLog(path string) error {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return faultf(RuleUnfinished, "%s-wal holds changes that are not in it yet", filepath.Base(path))
	}
	return nil
}

// splitTable takes the name of a layer off a path, FILE#TABLE, where there is
// no file of that whole name.
func splitTable(path, table string) (string, string) {
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return path, table
	}
	if file, rest, ok := strings.Cut(path, "#"); ok {
		return file, rest
	}
	return path, table
}

func onDisk(path string, size int64) format.File {
	return format.File{Name: filepath.Base(path), Size: size, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// folder lists the regular files of a folder, those of folders in it left out.
func folder(path string) ([]format.File, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var files []format.File
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		if info.Mode().IsRegular() {
			files = append(files, onDisk(filepath.Join(path, e.Name()), info.Size()))
		}
	}
	return files, nil
}

// shapefile reads a .shp with the files beside it in its folder.
func (s *session) shapefile(ctx context.Context, path string, file format.File) error {
	files, err := folder(filepath.Dir(path))
	if err != nil {
		return err
	}
	stem, ext := extension(file.Name)
	if ext == ".shx" { // starts as a .shp does
		for _, f := range files {
			if other, e := extension(f.Name); other == stem && e == ".shp" {
				file = f
			}
		}
	}
	c := candidate{name: file.Name, kind: shape, files: append([]format.File{file}, beside(file, files)...)}
	return s.candidate(ctx, file.Name, c, true)
}

// open reads a file from its beginning to its end.
func (s *session) open(ctx context.Context, file format.File) error {
	r, err := file.Open()
	if err != nil {
		return err
	}
	return errors.Join(s.stream(ctx, file.Name, r, true), r.Close())
}

// stream reads what comes from r. What cannot be read from its beginning to its
// end alone is kept in memory, within a bound.
func (s *session) stream(ctx context.Context, name string, r io.Reader, sum bool) error {
	in, err := newInput(ctx, r, s.gauge, s.opts)
	if err != nil {
		return err
	}
	head, err := in.peek(headBytes)
	if err != nil {
		return err
	}
	err = s.whole(ctx, name, in, kindOf(head))
	if sum {
		s.c.sums = append(s.c.sums, in.sum())
	}
	return err
}

// whole reads a stream to its end, as what it starts as.
func (s *session) whole(ctx context.Context, name string, in *input, k kind) error {
	p := part{file: name, first: len(s.c.features)}
	switch k {
	case sqlite, zipped, shape, flatGeobuf:
		content, err := in.all()
		if err != nil {
			return err
		}
		return s.random(ctx, inMemory(name, content), k, false)
	case delimitedText:
		table, err := delimited.Open(in, s.opts.Encoding, s.opts.limits())
		if err != nil {
			return err
		}
		if err := readRows(ctx, table, s.opts, &s.c, &p); err != nil {
			return err
		}
	default:
		if err := readJSON(ctx, in, s.opts, &s.c, &p); err != nil {
			return err
		}
	}
	s.c.parts = append(s.c.parts, p)
	s.c.bytes += in.bytes
	return nil
}

func inMemory(name string, content []byte) format.File {
	return format.File{Name: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) {
		return struct {
			*bytes.Reader
			io.Closer
		}{bytes.NewReader(content), io.NopCloser(nil)}, nil
	}}
}

// random reads a file that is read here and there.
func (s *session) random(ctx context.Context, file format.File, k kind, sum bool) (err error) {
	if k == zipped && s.inside {
		return faultf(RuleWrongFormat, "it is an archive in an archive: extract it first")
	}
	if k != zipped {
		return s.candidate(ctx, file.Name, candidate{name: file.Name, kind: k, files: []format.File{file}}, sum)
	}
	r, err := file.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	at, ok := r.(io.ReaderAt)
	if !ok {
		return fmt.Errorf("%s cannot be read here and there", file.Name)
	}
	files, err := archive.Open(at, file.Size, s.opts.MaxBytes)
	if err != nil {
		return err
	}
	if sum {
		if err := s.sum(ctx, file); err != nil {
			return err
		}
	}
	s.inside = true
	defer func() { s.inside = false }()
	return s.among(ctx, file.Name, files, false)
}

// among reads the layers that are asked for among some files.
func (s *session) among(ctx context.Context, where string, files []format.File, sum bool) error {
	list, err := layersAmong(files)
	if err != nil {
		return err
	}
	chosen, rest, flt := choose(list, s.opts.Table)
	if flt != nil {
		return flt
	}
	s.gauge.of = 0
	for _, c := range chosen {
		for _, f := range c.files {
			s.gauge.of += f.Size
		}
	}
	table := s.opts.Table
	s.opts.Table = rest
	defer func() { s.opts.Table = table }()
	for _, c := range chosen {
		if err := s.candidate(ctx, where+"/"+c.name, c, sum); err != nil {
			return in(where+"/"+c.name, err)
		}
	}
	return nil
}

// in says in which of several files a fault is.
func in(name string, err error) error {
	var flt *fault
	if errors.As(asRefusal(err), &flt) && flt.file == "" {
		flt.file = name
		return flt
	}
	return err
}

// candidate reads one layer.
func (s *session) candidate(ctx context.Context, name string, c candidate, sum bool) error {
	if s.gauge.of == 0 {
		for _, f := range c.files {
			s.gauge.of += f.Size
		}
	}
	for i, f := range c.files {
		if f.Size > s.opts.MaxBytes {
			return faultf(RuleTooLarge, "%s holds more than %d bytes", f.Name, s.opts.MaxBytes)
		}
		if sum {
			if err := s.sum(ctx, f); err != nil {
				return err
			}
		}
		c.files[i] = watch(ctx, f, &s.gauge)
	}
	reader, err := s.reader(ctx, c)
	if err != nil {
		return err
	}
	if reader == nil {
		r, err := c.files[0].Open()
		if err != nil {
			return err
		}
		return errors.Join(s.stream(ctx, name, r, false), r.Close())
	}
	p := part{file: name, first: len(s.c.features)}
	err = readRows(ctx, reader, s.opts, &s.c, &p)
	s.c.parts = append(s.c.parts, p)
	for _, f := range c.files {
		s.c.bytes += f.Size
	}
	return errors.Join(err, reader.Close())
}

// reader opens the reader of a format that has rows; nil for what is read as a
// stream.
func (s *session) reader(ctx context.Context, c candidate) (format.Reader, error) {
	switch c.kind {
	case shape:
		return shapefile.Open(c.set(), s.opts.Encoding, s.opts.limits())
	case flatGeobuf:
		return flatgeobuf.Open(c.files[0], s.opts.limits())
	case sqlite:
		return openGeoPackage(ctx, c.files[0], s.opts)
	}
	return nil, nil
}

// openGeoPackage opens a file where it is, or a copy in memory of one that is
// compressed.
func openGeoPackage(ctx context.Context, f format.File, opts Options) (format.Reader, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	at, ok := r.(io.ReaderAt)
	if !ok {
		content, err := inMemoryOnly(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		f.Size, at, r = int64(len(content)), bytes.NewReader(content), io.NopCloser(nil)
	}
	reader, err := geopackage.Open(ctx, at, f.Size, opts.Table, opts.limits())
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return withFile{reader, r}, nil
}

// withFile is a reader that closes its file too.
type withFile struct {
	format.Reader
	file io.Closer
}

// Close closes both.
func (w withFile) Close() error { return errors.Join(w.Reader.Close(), w.file.Close()) }

// sum notes the checksum of a file as stored.
func (s *session) sum(ctx context.Context, f format.File) error {
	r, err := watch(ctx, f, &gauge{}).Open()
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(h, r)
	if err := errors.Join(err, r.Close()); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	s.c.sums = append(s.c.sums, hex.EncodeToString(h.Sum(nil)))
	return nil
}
