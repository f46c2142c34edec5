package tileset_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"maillage/data/fixture"
	"maillage/data/format/pmtiles"
	"maillage/data/tileset"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/tile"
)

// europe is two layers of the embedded data, down to the zoom of a continent.
func europe(t *testing.T) *tileset.Set {
	t.Helper()
	day := geo.DateOf(2017, 3, 16)
	q := tile.Query{First: geo.Past, Last: geo.Future, Query: coverage.Query{
		Date: day, Level: geo.Region, Territory: geo.France, Scope: geo.Policy, Confidence: geo.Medium, Geography: geo.QPV2015,
	}}
	set := &tileset.Set{MaxZoom: 4, Query: q, Generator: "maillage test"}
	for _, name := range []string{"departments", "coverage"} {
		l, err := tile.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		source, err := l.Open(t.Context(), fixture.Embedded(t), q)
		if err != nil {
			t.Fatal(err)
		}
		set.Layers = append(set.Layers, tileset.Layer{Layer: l, Source: source})
	}
	return set
}

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
	s, set := fixture.Embedded(t), europe(t)
	file := filepath.Join(t.TempDir(), "france.pmtiles")
	tiles, err := set.Write(t.Context(), file, s)
	if err != nil || tiles == 0 {
		t.Fatal(tiles, err)
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
	if _, err := set.Write(t.Context(), again, s); err != nil {
		t.Fatal(err)
	}
	if other, err := os.ReadFile(again); err != nil || !bytes.Equal(data, other) {
		t.Errorf("written twice, other bytes (%v)", err)
	}
}

// TestNothingIsLeftBehind: where the file cannot be written, or the work is given up,
// nothing of it is there.
func TestNothingIsLeftBehind(t *testing.T) {
	s, set, dir := fixture.Embedded(t), europe(t), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := set.Write(ctx, filepath.Join(dir, "x.pmtiles"), s); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := set.Write(t.Context(), filepath.Join(dir, "no", "such", "x.pmtiles"), s); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
