package boundary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"maillage/geo"
)

// ReadFiles reads files that make up one layer together: those of each overseas
// territory, which have a projection each, beside that of the metropole. A path
// is that of a file in any of the formats, of a folder of files, or of either
// with the name of a layer in it: FILE#NAME, FILE#* for all.
//
// Files that are refused give a *[RefusedError], with a Result that holds their
// problems alone. Other errors are those of the file system and of ctx, with a
// nil Result.
func ReadFiles(ctx context.Context, paths []string, opts Options) (*Result, error) {
	s := &session{opts: opts.withDefaults()}
	names := make([]string, len(paths))
	var total int64
	for i, path := range paths {
		names[i] = filepath.Base(path)
		total += sizeOf(path)
	}
	s.progress = sourceProgress{tell: opts.Progress, total: total}
	return s.run(strings.Join(names, ", "), func() error {
		for i, path := range paths {
			s.opts.Table, s.progress.size, s.progress.of, s.progress.read, s.progress.shown = opts.Table, sizeOf(path), 0, 0, 0
			if err := s.path(ctx, path); err != nil {
				if len(paths) > 1 {
					return in(names[i], err)
				}
				return err
			}
			s.progress.end()
			s.progress.base += s.progress.size
		}
		return nil
	})
}

// Stat tells whether there is something at a path, which may name a layer after
// a #; its error is that of the file system.
func Stat(path string) error {
	path, _ = splitTable(path, "")
	_, err := os.Stat(path)
	return err
}

// SplitTable parts FILE#NAME into the path of the file that is there and the name
// of a layer or sheet in it, "" where none is named.
func SplitTable(path string) (file, table string) { return splitTable(path, "") }

// sizeOf is the size of a file, or of the files of a folder; 0 where there is
// neither.
func sizeOf(path string) (size int64) {
	path, _ = splitTable(path, "")
	info, err := os.Stat(path)
	switch {
	case err != nil:
	case info.Mode().IsRegular():
		return info.Size()
	case info.IsDir():
		files, err := folder(path)
		if err != nil {
			return 0 // reading it will say why
		}
		for _, f := range files {
			size += f.Size
		}
	}
	return size
}

// Read reads boundaries or perimeters from r; name stands for the file in
// problems. Formats that cannot be read in one pass are kept in memory, up to
// 256 MiB.
//
// A file that is refused gives a *[RefusedError], with a Result that holds its
// problems alone. Other errors are those of r and of ctx, with a nil Result.
// Read returns after the last call to r.Read has, and starts nothing that
// outlives it.
func Read(ctx context.Context, name string, r io.Reader, opts Options) (*Result, error) {
	s := &session{opts: opts.withDefaults(), progress: sourceProgress{tell: opts.Progress, total: -1}}
	return s.run(name, func() error { return s.stream(ctx, name, r, true) })
}

// run reads, and makes a result or a refusal of what was read.
func (s *session) run(name string, read func() error) (*Result, error) {
	rep := &report{file: name}
	err := read()
	var result *Result
	if err == nil {
		rep.parts, rep.features = s.c.parts, s.c.features
		result, err = assemble(&s.c, s.opts, rep)
	}
	if err == nil && s.sheets && result.Layer.Name != geo.PerimeterLayer {
		err = notPerimeters(fmt.Sprintf("its rows are %s", result.Layer.Name))
	}
	if err == nil {
		result.Problems = rep.problems
		return result, nil
	}
	var flt *fault
	if !errors.As(asRefusal(err), &flt) {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	refused := rep.refuse(flt)
	return &Result{Layer: geo.Layer{Name: rep.layer}, Problems: rep.problems}, &RefusedError{refused}
}
