package arrows

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "maillage"

// pkg is what `go list -json` says of a package of ours.
type pkg struct {
	ImportPath   string
	Name         string
	Dir          string
	Imports      []string
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
}

// path returns the package's path relative to the module, "." for its root.
func (p pkg) path() string {
	if p.ImportPath == module {
		return "."
	}
	return strings.TrimPrefix(p.ImportPath, module+"/")
}

// list asks the go command once for every package of the module.
var list = sync.OnceValues(func() ([]pkg, error) {
	// -e: a package that does not compile is another test's business.
	command := exec.Command("go", "list", "-e",
		"-json=ImportPath,Name,Dir,Imports,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles", "./...")
	command.Dir = root
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, err
	}
	var all []pkg
	decoder := json.NewDecoder(bytes.NewReader(output))
	for {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

// root is the module's root, seen from this package's folder.
var root = filepath.Join("..", "..")

func packages(t *testing.T) []pkg {
	t.Helper()
	all, err := list()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	if len(all) < 5 {
		t.Fatalf("go list names %d packages; is this the root of the module?", len(all))
	}
	return all
}

func TestArrows(t *testing.T) {
	used := make(map[string]bool)
	for _, p := range packages(t) {
		row, ok := rowOf(p.path())
		if !ok {
			t.Errorf("%s has no row in the table; add one to scripts/arrows/table_test.go", p.path())
			continue
		}
		used[row.path] = true
		for _, wrong := range forbidden(row, p.Imports) {
			t.Errorf("%s may not import %s; see scripts/arrows/table_test.go", p.path(), wrong)
		}
		if len(p.CgoFiles) > 0 {
			t.Errorf("%s uses cgo in %v; the project is plain Go", p.path(), p.CgoFiles)
		}
	}
	for _, row := range rooms {
		if !used[row.path] {
			t.Logf("no package stands behind the row %s", row.path)
		}
	}
}

// TestTableForbids holds the table itself: a slip in the matching, or an entry
// too wide, would let everything through in silence.
func TestTableForbids(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool // allowed
	}{
		{"api", "maillage/data", false},
		{"api", "maillage/data/boundary", false},
		{"api", "maillage/geo/index", false},
		{"api", "maillage/geo/internal/plane", false},
		{"api", "maillage/geo", true},
		{"api/rest", "github.com/gin-gonic/gin/binding", true},
		{"api/coverage", "maillage/api/realignment", false},
		{"api/rest", "maillage/geo", false},
		{"geo", "maillage/geo/mesh", false},
		{"geo", "golang.org/x/sync/errgroup", false},
		{"geo", "github.com/paulmach/orb/planar", true},
		{"geo", "github.com/paulmach/orbital", false},
		{"geo/mesh", "maillage/geo/index", false},
		{"geo/coverage", "github.com/peterstace/simplefeatures/geom", false},
		{"geo/internal/plane", "maillage/geo/internal/plane", true},
		{"data", "maillage/api", false},
		{"data", "maillage/geo/snapshot", false},
		{"cmd/maillage", "maillage/geo/coverage", true},
		{"cmd/maillage", "github.com/gin-gonic/gin", false},
		{"cmd/maillage", "maillage/geo/geotest", false},
		{"cmd/maillage", "testing", false},
		{"geo/geotest", "testing", true},
		{"cmd/maillage", "encoding/json", true},
	} {
		row, ok := rowOf(c.from)
		if !ok {
			t.Errorf("no row for %s", c.from)
			continue
		}
		if got := len(forbidden(row, []string{c.to})) == 0; got != c.want {
			t.Errorf("%s -> %s: allowed is %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func rowOf(path string) (room, bool) {
	i := slices.IndexFunc(rooms, func(r room) bool { return within(path, r.path) })
	if i < 0 {
		return room{}, false
	}
	return rooms[i], true
}

// forbidden returns the imports that the row does not allow.
func forbidden(row room, imports []string) []string {
	var wrong []string
	for _, imported := range imports {
		allowed := true
		first, _, _ := strings.Cut(imported, "/")
		switch {
		case slices.ContainsFunc(testsOnly, func(m string) bool { return under(imported, m) }):
			allowed = slices.Contains(row.modules, imported)
		case first == module:
			ours := strings.TrimPrefix(imported, module+"/")
			allowed = slices.ContainsFunc(row.ours, func(o string) bool { return within(ours, o) })
		case strings.Contains(first, "."): // else the standard library
			allowed = slices.ContainsFunc(row.modules, func(m string) bool { return under(imported, m) })
		}
		if !allowed {
			wrong = append(wrong, imported)
		}
	}
	return wrong
}

// within reports whether a path is the pattern, or inside it if it is a tree.
func within(path, pattern string) bool {
	if tree, ok := strings.CutSuffix(pattern, "/..."); ok {
		return under(path, tree)
	}
	return path == pattern
}

// under reports whether a path is a folder or inside it.
func under(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}
