package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"testing"

	"maillage/data/format"
)

type entry struct {
	name    string
	content []byte
	mode    fs.FileMode
}

func zipOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateHeader(h)
		if err == nil && len(e.content) > 0 {
			_, err = f.Write(e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const most = 256 << 20

// readAll reads every file of an archive to its end.
func readAll(b []byte, most int64) (names []string, err error) {
	files, err := Open(bytes.NewReader(b), int64(len(b)), most)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		names = append(names, f.Name)
		r, err := f.Open()
		if err != nil {
			return names, err
		}
		_, err = io.Copy(io.Discard, r)
		if err := errors.Join(err, r.Close()); err != nil {
			return names, err
		}
	}
	return names, nil
}

func ruleOf(err error) string {
	var bad *format.Error
	if errors.As(err, &bad) {
		return bad.Rule
	}
	return ""
}

func TestListing(t *testing.T) {
	b := zipOf(t, entry{name: "a/"}, entry{name: "a/x.shp", content: []byte("1")}, entry{name: "__MACOSX/a/._x.shp"},
		entry{name: "a/.DS_Store"}, entry{name: "été/lisez-moi.txt", content: []byte("2")})
	names, err := readAll(b, most)
	if err != nil || len(names) != 2 || names[0] != "a/x.shp" || names[1] != "été/lisez-moi.txt" {
		t.Errorf("%q, %v", names, err)
	}
}

// TestNamesOfWindows holds that names in an old code page, or with backslashes,
// are read as they were meant.
func TestNamesOfWindows(t *testing.T) {
	b := zipOf(t, entry{name: "donn\x82es \x85 l'\x90tat\\"}, entry{name: "donn\x82es \x85 l'\x90tat\\commun\x82s.shp", content: []byte("1")},
		entry{name: `a\b\x.dbf`, content: []byte("2")}, entry{name: "b\xe9.csv", content: []byte("3")}, entry{name: `__MACOSX\a\._x.shp`}, entry{name: "été\\é.prj", content: []byte("4")})
	names, err := readAll(b, most)
	if want := []string{"données à l'État/communés.shp", "a/b/x.dbf", "bÚ.csv", "été/é.prj"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v; want %q", names, err, want)
	}
}

// patched changes the flags of the first entry, in both places that hold them.
func patched(b []byte, local, central int, with ...byte) []byte {
	b = bytes.Clone(b)
	copy(b[local:], with)
	copy(b[bytes.Index(b, []byte("PK\x01\x02"))+central:], with)
	return b
}

// TestHostile holds why each archive is refused, in bounded memory, and that
// nothing is written anywhere.
func TestHostile(t *testing.T) {
	work := t.TempDir()
	t.Chdir(work)
	x := entry{name: "x.geojson", content: []byte(`{"type":"FeatureCollection","features":[]}`)}
	sound := zipOf(t, x)
	bomb := zipOf(t, entry{name: "x.geojson", content: make([]byte, 200<<20)})
	lying := patched(bomb, 22, 24, 10, 0, 0, 0) // its size, in 200 MB
	flat := bytes.LastIndex(sound, []byte("PK\x05\x06"))
	many := make([]entry, maxEntries+1)
	for i := range many {
		many[i].name = string(binary.BigEndian.AppendUint32([]byte("n"), uint32(0x61616161+i*7919)))
	}
	cases := []struct {
		name, rule string
		archive    []byte
		most       int64
	}{
		{"nothing", format.RuleTruncated, nil, most},
		{"no directory", format.RuleTruncated, sound[:flat], most},
		{"cut in half", format.RuleTruncated, sound[:len(sound)/2], most},
		{"climbs out", RuleUnsafeName, zipOf(t, entry{name: "../evil.geojson"}), most},
		{"climbs out in the middle", RuleUnsafeName, zipOf(t, entry{name: "a/../../evil.geojson"}), most},
		{"absolute", RuleUnsafeName, zipOf(t, entry{name: "/etc/passwd"}), most},
		{"of Windows", RuleUnsafeName, zipOf(t, entry{name: `C:\evil.geojson`}), most},
		{"backslashes", RuleUnsafeName, zipOf(t, entry{name: `..\evil.geojson`}), most},
		{"backslashes in the middle", RuleUnsafeName, zipOf(t, entry{name: `a\..\..\evil.geojson`}), most},
		{"backslashes and a code page", RuleUnsafeName, zipOf(t, entry{name: "\x82\\..\\..\\x"}), most},
		{"a root of Windows", RuleUnsafeName, zipOf(t, entry{name: `\evil.geojson`}), most},
		{"a share", RuleUnsafeName, zipOf(t, entry{name: `\\server\share\x.geojson`}), most},
		{"a drive", RuleUnsafeName, zipOf(t, entry{name: `c:x.geojson`}), most},
		{"a drive and a code page", RuleUnsafeName, zipOf(t, entry{name: "C:/\x82.geojson"}), most},
		{"twice, by backslash", format.RuleCorrupt, zipOf(t, entry{name: `a\x.csv`}, entry{name: "a/X.csv"}), most},
		{"NUL", RuleUnsafeName, zipOf(t, entry{name: "a\x00b"}), most},
		{"escape sequence", RuleUnsafeName, zipOf(t, entry{name: "a\x1b[2Jb.geojson"}), most},
		{"link", RuleUnsafeName, zipOf(t, entry{name: "x.geojson", content: []byte("/etc/passwd"), mode: fs.ModeSymlink | 0o777}), most},
		{"device", RuleUnsafeName, zipOf(t, entry{name: "x.geojson", mode: fs.ModeDevice | 0o666}), most},
		{"encrypted", RuleEncrypted, patched(sound, 6, 8, 9, 0), most},
		{"method", format.RuleUnsupported, patched(sound, 8, 10, 14, 0), most},
		{"twice", format.RuleCorrupt, zipOf(t, x, entry{name: "X.GeoJSON"}), most},
		{"too many entries", format.RuleTooManyFeatures, zipOf(t, many...), most},
		{"bomb", RuleZipBomb, bomb, most},
		{"bomb that hides its size", format.RuleTruncated, lying, most},
		{"large", format.RuleTooLarge, bomb, 1 << 20},
		{"corrupt", format.RuleCorrupt, append(append(bytes.Clone(sound[:len(x.name)+34]), 0xff, 0xff), sound[len(x.name)+36:]...), most},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := readAll(c.archive, c.most)
			runtime.ReadMemStats(&after)
			if got := ruleOf(err); got != c.rule {
				t.Errorf("%v, want %s", err, c.rule)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
				t.Errorf("%d bytes reserved", used)
			}
		})
	}
	if left, err := os.ReadDir(work); err != nil || len(left) > 0 {
		t.Errorf("%v was written, %v", left, err)
	}
}

// FuzzArchive holds for any bytes: no panic, errors that are refusals, and no
// name that leads out.
func FuzzArchive(f *testing.F) {
	f.Add(zipOf(f, entry{name: "a/x.geojson", content: []byte("{}")}, entry{name: "y.csv", content: bytes.Repeat([]byte("a"), 999)}))
	f.Add(zipOf(f, entry{name: "../x"}))
	f.Add(zipOf(f, entry{name: "\x82\\..\\x", content: []byte("x")}))
	f.Fuzz(func(t *testing.T, b []byte) {
		names, err := readAll(b, 1<<20)
		if err != nil && ruleOf(err) == "" {
			t.Fatalf("%v is not a refusal", err)
		}
		for _, name := range names {
			if !fs.ValidPath(name) {
				t.Fatalf("name %q", name)
			}
		}
	})
}
