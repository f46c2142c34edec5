package boundary

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// square is a valid ring of one hundredth of a degree at lon, lat.
func square(lon, lat float64) string {
	e, n := lon+0.01, lat+0.01
	return fmt.Sprintf("[[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]]", lon, lat, e, lat, e, n, lon, n, lon, lat)
}

func polygon(rings ...string) string {
	return `{"type":"Polygon","coordinates":[` + strings.Join(rings, ",") + `]}`
}

// unit is a feature of a file of 2018: code and geometry.
func unit(code, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","geometry":%s,"properties":{"code":%q,"nom":"N"}}`, geometry, code)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`
}

// communes is a sound file of n communes that touch nothing.
func communes(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = unit(fmt.Sprintf("01%03d", i+1), polygon(square(5+0.02*float64(i), 46)))
	}
	return list
}

func compress(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// zipOf is an archive of files: names and contents in turn.
func zipOf(files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// filesIn writes files in a new folder: names and contents in turn.
func filesIn(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func readText(s string, opts Options) (*Result, error) {
	return Read(context.Background(), "test.geojson", strings.NewReader(s), opts)
}

func mustRead(t testing.TB, s string, opts Options) *Result {
	t.Helper()
	r, err := readText(s, opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// refusal returns the problem for which a file was refused.
func refusal(t testing.TB, err error) Problem {
	t.Helper()
	var refused *RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("error %v, want a refusal", err)
	}
	return refused.Problem
}

// ReadFile reads one file.
func ReadFile(ctx context.Context, path string, opts Options) (*Result, error) {
	return ReadFiles(ctx, []string{path}, opts)
}
