package pmtiles_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"sort"
	"testing"

	"maillage/data/format/pmtiles"
	"maillage/geo/geotest"
)

// archive reads a file by byte ranges, as a browser does, from the text of the
// specification and nothing of the writer's.
type archive struct {
	data                                   []byte
	rootAt, rootLen, metaAt, metaLen       uint64
	leavesAt, leavesLen, tilesAt, tilesLen uint64
	tiles, entries, contents               uint64
}

func read(t *testing.T, data []byte) *archive {
	t.Helper()
	if string(data[:7]) != "PMTiles" || data[7] != 3 || data[96] != 1 || data[97] != 2 || data[98] != 2 || data[99] != 1 {
		t.Fatalf("header % x", data[:127])
	}
	n := func(k int) uint64 { return binary.LittleEndian.Uint64(data[8+8*k:]) }
	a := &archive{data, n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10)}
	if a.tilesAt+a.tilesLen != uint64(len(data)) || a.rootAt+a.rootLen > 16_384 {
		t.Fatalf("%d bytes, and a header of %+v", len(data), [11]uint64{a.rootAt, a.rootLen, a.metaAt, a.metaLen, a.leavesAt, a.leavesLen, a.tilesAt, a.tilesLen})
	}
	return a
}

func unpack(t *testing.T, b []byte) []byte {
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

type row struct{ id, run, length, offset uint64 }

func directory(t *testing.T, packed []byte) []row {
	t.Helper()
	r := bytes.NewReader(unpack(t, packed))
	next := func() uint64 {
		v, err := binary.ReadUvarint(r)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	rows := make([]row, next())
	id := uint64(0)
	for i := range rows {
		id += next()
		rows[i].id = id
	}
	for i := range rows {
		rows[i].run = next()
	}
	for i := range rows {
		rows[i].length = next()
	}
	for i := range rows {
		if v := next(); v > 0 {
			rows[i].offset = v - 1
		} else {
			rows[i].offset = rows[i-1].offset + rows[i-1].length
		}
	}
	if r.Len() != 0 {
		t.Fatalf("%d bytes after the directory", r.Len())
	}
	return rows
}

// tile finds a tile; nil where there is none.
func (a *archive) tile(t *testing.T, id uint64) []byte {
	t.Helper()
	part := a.data[a.rootAt : a.rootAt+a.rootLen]
	for range 4 {
		rows := directory(t, part)
		i := sort.Search(len(rows), func(i int) bool { return rows[i].id > id }) - 1
		switch {
		case i < 0:
			return nil
		case rows[i].run == 0:
			at := a.leavesAt + rows[i].offset
			part = a.data[at : at+rows[i].length]
			continue
		case id >= rows[i].id+rows[i].run:
			return nil
		}
		at := a.tilesAt + rows[i].offset
		return unpack(t, a.data[at:at+rows[i].length])
	}
	t.Fatal("directories four deep")
	return nil
}

// TestRanks holds ranks to the examples of the specification, and to what they
// are for: each rank once, zoom by zoom, neighbours in rank being neighbours.
func TestRanks(t *testing.T) {
	for _, c := range [][4]int{{0, 0, 0, 0}, {1, 0, 0, 1}, {1, 0, 1, 2}, {1, 1, 1, 3}, {1, 1, 0, 4}, {2, 0, 0, 5}, {12, 3423, 1763, 19078479}} {
		if got := pmtiles.ID(c[0], c[1], c[2]); got != uint64(c[3]) {
			t.Errorf("%v has rank %d", c[:3], got)
		}
	}
	base := uint64(0)
	for z := range 7 {
		n := uint64(1) << (2 * z)
		at := make([][2]int, n)
		seen := map[uint64]bool{}
		for x := range 1 << z {
			for y := range 1 << z {
				id := pmtiles.ID(z, x, y)
				if id < base || id >= base+n || seen[id] {
					t.Fatalf("%d/%d/%d has rank %d", z, x, y, id)
				}
				seen[id] = true
				at[id-base] = [2]int{x, y}
			}
		}
		for i := 1; i < len(at); i++ {
			dx, dy := at[i][0]-at[i-1][0], at[i][1]-at[i-1][1]
			if dx*dx+dy*dy != 1 {
				t.Fatalf("zoom %d: %v follows %v", z, at[i], at[i-1])
			}
		}
		base += n
	}
}

// TestReadBack writes archives of random tiles, many of them equal, some so many
// that directories need leaves, and reads every tile back, and others.
func TestReadBack(t *testing.T) {
	r := geotest.Seeds(t, rand.Uint64())
	for _, n := range []int{1, 40, 30_000} {
		w := pmtiles.NewWriter()
		want := map[uint64]string{}
		for len(want) < n {
			z := r.IntN(11)
			x, y := r.IntN(1<<z), r.IntN(1<<z)
			if _, twice := want[pmtiles.ID(z, x, y)]; twice && z > 0 {
				continue
			}
			body := fmt.Sprint("tile ", r.IntN(n/2+1))
			if err := w.Add(z, x, y, []byte(body)); err == nil {
				want[pmtiles.ID(z, x, y)] = body
			}
		}
		meta := pmtiles.Meta{West: -63.2, South: -21.5, East: 55.9, North: 51.1, Metadata: map[string]any{"vector_layers": []any{}}}
		var out, again bytes.Buffer
		if err := w.Write(&out, meta); err != nil {
			t.Fatal(err)
		}
		if err := w.Write(&again, meta); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Errorf("written twice, other bytes (%v)", err)
		}
		a := read(t, out.Bytes())
		if a.tiles != uint64(n) || a.contents > uint64(n/2+1) || a.entries > a.tiles || (n == 30_000) != (a.leavesLen > 0) {
			t.Errorf("%d tiles: header counts %d tiles, %d entries, %d contents, leaves of %d bytes", n, a.tiles, a.entries, a.contents, a.leavesLen)
		}
		var got map[string]any
		if err := json.Unmarshal(unpack(t, a.data[a.metaAt:a.metaAt+a.metaLen]), &got); err != nil || got["vector_layers"] == nil {
			t.Errorf("metadata %v, %v", got, err)
		}
		checked := 0
		for id, body := range want {
			if checked++; checked > 400 {
				break
			}
			if got := string(a.tile(t, id)); got != body {
				t.Fatalf("tile %d holds %q, want %q", id, got, body)
			}
		}
		for range 200 {
			id := r.Uint64N(3_000_000)
			if got := string(a.tile(t, id)); got != want[id] {
				t.Fatalf("tile %d holds %q, want %q", id, got, want[id])
			}
		}
	}
}

func TestHeaderPlaces(t *testing.T) {
	w := pmtiles.NewWriter()
	for _, z := range []int{3, 5} {
		if err := w.Add(z, 1, 1, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := w.Write(&out, pmtiles.Meta{West: -1, South: 41.25, East: 9.5, North: 51, Longitude: 4.25, Latitude: 46.125, Zoom: 9}); err != nil {
		t.Fatal(err)
	}
	h := out.Bytes()
	place := func(at int) float64 { return float64(int32(binary.LittleEndian.Uint32(h[at:]))) / 1e7 }
	if h[100] != 3 || h[101] != 5 || place(102) != -1 || place(106) != 41.25 || place(110) != 9.5 || place(114) != 51 ||
		h[118] != 5 || place(119) != 4.25 || place(123) != 46.125 {
		t.Errorf("zooms %d to %d, places % x", h[100], h[101], h[102:127])
	}
}

func TestTilesRefused(t *testing.T) {
	w := pmtiles.NewWriter()
	if err := w.Write(io.Discard, pmtiles.Meta{}); err == nil {
		t.Error("an archive without a tile is written")
	}
	if err := w.Add(1, 0, 0, []byte("x")); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"twice": w.Add(1, 0, 0, []byte("y")), "empty": w.Add(1, 1, 0, nil),
		"outside": w.Add(1, 2, 0, []byte("x")), "below": w.Add(1, 0, -1, []byte("x")), "too deep": w.Add(27, 0, 0, []byte("x")),
	} {
		if err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
