package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"maillage/geo"
)

// builder gathers the files of data/embedded and their manifest entries.
type builder struct {
	files   map[string][]byte
	sources []geo.Source
}

// add puts one gzipped file in, with its manifest entry.
func (b *builder) add(name string, plain []byte, source geo.Source) error {
	packed, err := pack(plain)
	if err != nil {
		return err
	}
	b.files[name] = packed
	source.File = "embedded/" + name
	source.SHA256 = sha256Hex(packed)
	b.sources = append(b.sources, source)
	return nil
}

// pack compresses with an empty header, so that equal content gives equal
// bytes. The compressor is the module pinned in go.mod: the standard library's
// output may change from one Go release to the next.
func pack(plain []byte) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w.ModTime = time.Unix(0, 0) // the zero time.Time would be written as a date
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func write(dir string, files map[string][]byte, progress io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range sortedKeys(files) {
		if err := os.WriteFile(filepath.Join(dir, name), files[name], 0o644); err != nil {
			return err
		}
		fmt.Fprintf(progress, "wrote %s: %d bytes\n", name, len(files[name]))
	}
	extra, err := strangers(dir, files)
	if err != nil {
		return err
	}
	for _, name := range extra {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return err
		}
		fmt.Fprintln(progress, "removed", name)
	}
	return nil
}

func compare(dir string, files map[string][]byte, progress io.Writer) error {
	differ, err := strangers(dir, files)
	if err != nil {
		return err
	}
	for _, name := range sortedKeys(files) {
		standing, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Equal(standing, files[name]) {
			differ = append(differ, name)
		}
	}
	if len(differ) > 0 {
		return fmt.Errorf("%s is not what a rebuild gives (%s): run go run ./scripts/rebuild and commit the result", dir, strings.Join(differ, ", "))
	}
	fmt.Fprintf(progress, "%s: %d files, the same byte for byte\n", dir, len(files))
	return nil
}

// strangers lists the files of a folder that a rebuild does not make.
func strangers(dir string, files map[string][]byte) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if _, ok := files[e.Name()]; !ok {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
