package boundary

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"maillage/data/format"
)

// session is one call: what was read so far, of how much.
type session struct {
	opts     Options
	c        content
	progress sourceProgress
	inside   bool // an archive
	sheets   bool // one was read
}

// path reads what a path leads to: a file, or a folder of files.
func (s *session) path(ctx context.Context, name string) error {
	given := name
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
		before := len(s.c.parts)
		err = s.among(ctx, filepath.Base(name), files, true)
		switch flt := geodatabaseIn(name); {
		case flt == nil:
		case err != nil && len(s.c.parts) == before:
			return flt // what else the folder holds is no layer either
		default:
			s.passGeodatabase(filepath.Base(name), flt)
		}
		return err
	}
	file := onDisk(name, info.Size())
	if !info.Mode().IsRegular() {
		return s.open(ctx, file)
	}
	head, err := headOf(file)
	if err != nil {
		return err
	}
	k := kindOf(head)
	if _, ext := extension(file.Name); ext == ".mid" && k != jsonText {
		k = mapInfo // whose main file stands beside it
	}
	if stem, _ := extension(file.Name); given != name && k != sqlite && k != zipped && s.opts.Table != stem && s.opts.Table != "*" {
		return faultf(RuleUnknownTable, "%s holds one layer, which has no name", file.Name)
	}
	switch k {
	case shape, mapInfo:
		return s.several(ctx, name, file, k)
	case sqlite, zipped:
		if err := checkLog(name); err != nil {
			return err
		}
		return s.random(ctx, file, k, true)
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
// no file of that whole name: FILE is the shortest that there is.
func splitTable(path, table string) (string, string) {
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return path, table
	}
	for i := range len(path) {
		if path[i] != '#' || i == 0 {
			continue
		}
		if _, err := os.Stat(path[:i]); err == nil {
			return path[:i], path[i+1:]
		}
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
		info, err := os.Stat(filepath.Join(path, e.Name()))
		if err == nil && info.Mode().IsRegular() { // a link that leads nowhere is no file
			files = append(files, onDisk(filepath.Join(path, e.Name()), info.Size()))
		}
	}
	return files, nil
}

// several reads a .shp or a .mif with the files beside it in its folder.
func (s *session) several(ctx context.Context, path string, file format.File, k kind) error {
	files, err := folder(filepath.Dir(path))
	if err != nil {
		return err
	}
	stem, ext := extension(file.Name)
	// A .shx starts as a .shp does, and a .mid is nothing without its .mif.
	if main := map[string]string{".shx": ".shp", ".mid": ".mif"}[ext]; main != "" {
		for _, f := range files {
			if other, e := extension(f.Name); other == stem && e == main {
				file = f
			}
		}
		if _, ext := extension(file.Name); ext == ".shx" {
			return faultf(RuleMissingFile, "%s has no .shp beside it", stem)
		}
	}
	c := candidate{name: file.Name, kind: k, files: append([]format.File{file}, beside(file, k, files)...)}
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

// sum notes the checksum of a file as stored.
func (s *session) sum(ctx context.Context, f format.File) error {
	r, err := watch(ctx, f, &sourceProgress{}).Open()
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
