package boundary

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"maillage/data/format"
	"maillage/data/format/archive"
	"maillage/data/format/delimited"
	"maillage/data/format/flatgeobuf"
	"maillage/data/format/geopackage"
	"maillage/data/format/kml"
	"maillage/data/format/mapinfo"
	"maillage/data/format/shapefile"
	"maillage/data/format/spreadsheet"
)

// stream reads what comes from r. What cannot be read from its beginning to its
// end alone is kept in memory, within a bound.
func (s *session) stream(ctx context.Context, name string, r io.Reader, sum bool) error {
	in, err := newInput(ctx, r, s.progress, s.opts)
	if err != nil {
		return err
	}
	head, err := in.peek(headBytes)
	if err != nil {
		return err
	}
	k := kindOf(head)
	if len(head) == 0 {
		err = nothingIn(name)
	} else if flt := otherFormat(name, head); flt != nil && (k == unknown || k == gzipped) {
		err = flt
	} else {
		err = s.whole(ctx, name, in, k)
	}
	if sum {
		s.c.sums = append(s.c.sums, in.sum())
	}
	return err
}

// whole reads a stream to its end, as what it starts as.
func (s *session) whole(ctx context.Context, name string, in *input, k kind) error {
	p := part{file: name, first: len(s.c.features)}
	switch k {
	case sqlite, zipped, shape, flatGeobuf, mapInfo, keyhole:
		content, err := in.all()
		if err != nil {
			return err
		}
		return s.random(ctx, inMemory(name, content), k, false)
	case delimitedText:
		names := nameFinder{fields: s.opts.Fields}
		table, err := delimited.Open(in, s.opts.Encoding, names.is, s.opts.limits())
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
	if spreadsheet.FormatOf(files) != "" {
		return s.sheet(ctx, file, at)
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
	books, err := workbooksAmong(files)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		if list = books; len(list) == 0 {
			if err := nothingAmong(files); err != nil {
				return err
			}
		}
	} else {
		s.passOver(where, books, files)
	}
	chosen, rest, flt := choose(list, s.opts.Table)
	if flt != nil {
		return flt
	}
	s.progress.of = 0
	for _, c := range chosen {
		for _, f := range c.files {
			s.progress.of += f.Size
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
	if s.progress.of == 0 {
		for _, f := range c.files {
			s.progress.of += f.Size
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
		c.files[i] = watch(ctx, f, &s.progress)
	}
	if c.book {
		return s.workbook(ctx, c.files[0])
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
	case keyhole:
		return kml.Open(c.files[0], s.opts.limits())
	case mapInfo:
		return mapinfo.Open(c.table(), s.opts.Encoding, s.opts.limits())
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
	at, size, r, err := hereAndThere(f)
	if err != nil {
		return nil, err
	}
	reader, err := geopackage.Open(ctx, at, size, opts.Table, opts.limits())
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return withFile{reader, r}, nil
}

// hereAndThere opens a file to be read anywhere in it.
func hereAndThere(f format.File) (at io.ReaderAt, size int64, closer io.Closer, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, 0, nil, err
	}
	if at, ok := r.(io.ReaderAt); ok {
		return at, f.Size, r, nil
	}
	content, err := inMemoryOnly(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, 0, nil, err
	}
	return bytes.NewReader(content), int64(len(content)), io.NopCloser(nil), nil
}

// withFile is a reader that closes its file too.
type withFile struct {
	format.Reader
	file io.Closer
}

// Close closes both.
func (w withFile) Close() error { return errors.Join(w.Reader.Close(), w.file.Close()) }
