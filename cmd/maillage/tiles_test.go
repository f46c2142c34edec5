package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"maillage/data/format/pmtiles"
)

func gunzip(t *testing.T, b []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTilesInAFile writes two layers and reads the tile of the world back by
// hand: it is the first of the file, whose directory has no leaves.
func TestTilesInAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "france.pmtiles")
	args := []string{"tiles", "--out", file, "--layer-name", "departments", "--layer-name", "coverage", "--level", "region", "--datetime", "2017-03-16", "--maxzoom", "4"}
	status, out, errs := call(args...)
	if status != 0 || !strings.Contains(out, "tiles of 2 layers, zooms 0 to 4") {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	number := func(k int) int { return int(binary.LittleEndian.Uint64(data[8+8*k:])) }
	if string(data[:8]) != "PMTiles\x03" || number(5) != 0 || data[100] != 0 || data[101] != 4 {
		t.Fatalf("header % x", data[:127])
	}
	var meta struct {
		Attribution  string
		VectorLayers []struct {
			ID     string
			Fields map[string]string
		} `json:"vector_layers"`
	}
	if err := json.Unmarshal(gunzip(t, data[number(2):number(2)+number(3)]), &meta); err != nil {
		t.Fatal(err)
	}
	if len(meta.VectorLayers) != 2 || !strings.Contains(meta.Attribution, "Natural Earth") || meta.VectorLayers[0].Fields["code"] == "" {
		t.Errorf("metadata %+v", meta)
	}
	r := bytes.NewReader(gunzip(t, data[number(0):number(0)+number(1)]))
	entries, err := binary.ReadUvarint(r)
	if err != nil || entries == 0 {
		t.Fatal(entries, err)
	}
	var column [3][]uint64 // ranks, runs, lengths
	for k := range column {
		for range entries {
			v, err := binary.ReadUvarint(r)
			if err != nil {
				t.Fatal(err)
			}
			column[k] = append(column[k], v)
		}
	}
	if column[0][0] != pmtiles.ID(0, 0, 0) {
		t.Fatalf("the first tile has rank %d", column[0][0])
	}
	layers, err := mvt.Unmarshal(gunzip(t, data[number(6):number(6)+int(column[2][0])]))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]int{}
	for _, l := range layers {
		names[l.Name] = len(l.Features)
	}
	if len(names) != 2 || names["departments"] != 101 || names["coverage"] < 18 {
		t.Errorf("the world holds %v", names)
	}
	again := filepath.Join(t.TempDir(), "again.pmtiles")
	args[2] = again
	if status, _, errs := call(args...); status != 0 {
		t.Fatal(errs)
	}
	if other, err := os.ReadFile(again); err != nil || !bytes.Equal(data, other) {
		t.Errorf("written twice, other bytes (%v)", err)
	}
}

func TestTilesCalledWrongly(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "x.pmtiles")
	for says, args := range map[string][]string{
		"name the file to write":      {},
		"no layer of tiles is called": {"--out", file, "--layer-name", "department"},
		"zooms 0 to 15":               {"--out", file, "--maxzoom", "15"},
		"zooms 5 to 4":                {"--out", file, "--minzoom", "5", "--maxzoom", "4"},
		"add --layer communes=FILE":   {"--out", file, "--layer-name", "communes"},
		"drawn from zoom 7":           {"--out", file, "--layer-name", "communes", "--maxzoom", "6"},
		"date":                        {"--out", file, "--datetime", "yesterday"},
		"want a day from":             {"--out", file, "--datetime", "1900-01-01"},
		"takes no argument":           {"--out", file, "more"},
		"level":                       {"--out", file, "--level", "canton"},
	} {
		if status, _, errs := call(append([]string{"tiles"}, args...)...); status == 0 || !strings.Contains(errs, says) {
			t.Errorf("%v: status %d, %q", args, status, errs)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	missing := filepath.Join(dir, "no", "such", "folder.pmtiles")
	if status, _, errs := call("tiles", "--out", missing, "--layer-name", "regions", "--maxzoom", "0"); status != 1 || !strings.Contains(errs, "no such file") {
		t.Errorf("status %d, %q", status, errs)
	}
	if !slices.ContainsFunc(commands(), func(c command) bool { return c.name == "tiles" }) {
		t.Error("no command tiles")
	}
}
