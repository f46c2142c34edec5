package arrows

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// What one room may hold, so that a person can know it. Tests are not counted.
const (
	mostLines   = 4000
	mostNames   = 250 // package-level, without methods
	mostMethods = 40  // on one type
)

// above are the rooms that were larger when this test came. They may only shrink,
// and their rows go when they fit.
var above = map[string]size{
	"api/pages":     {names: 538},
	"data/boundary": {lines: 7720, names: 418},
	"geo/mesh":      {methods: map[string]int{"Mesh": 41}},
	"geo/snapshot":  {methods: map[string]int{"Snapshot": 57}},
}

// TestRooms holds every package to a size that can be known: one that grows past it
// has a second room in it.
func TestRooms(t *testing.T) {
	for _, p := range packages(t) {
		room, err := measure(p)
		if err != nil {
			t.Error(err)
			continue
		}
		old := above[p.path()]
		if most := max(mostLines, old.lines); room.lines > most {
			t.Errorf("%s has %d lines, of at most %d: it holds a second room", p.path(), room.lines, most)
		}
		if most := max(mostNames, old.names); room.names > most {
			t.Errorf("%s has %d package-level names, of at most %d: it holds a second room; put what is new elsewhere, or part it", p.path(), room.names, most)
		}
		for name, methods := range room.methods {
			if most := max(mostMethods, old.methods[name]); methods > most {
				t.Errorf("%s: %s has %d methods, of at most %d: it does several things", p.path(), name, methods, most)
			}
		}
		if fits(room) && above[p.path()].set() {
			t.Errorf("%s fits now: take its row out of the table above", p.path())
		}
	}
}

// size is what a package holds.
type size struct {
	lines, names int
	methods      map[string]int // by the name of their type
}

// set reports whether a size says anything.
func (s size) set() bool { return s.lines+s.names+len(s.methods) > 0 }

// fits reports whether a package is one that a person can know.
func fits(s size) bool {
	for _, n := range s.methods {
		if n > mostMethods {
			return false
		}
	}
	return s.lines <= mostLines && s.names <= mostNames
}

func measure(p pkg) (size, error) {
	out := size{methods: map[string]int{}}
	for _, name := range p.GoFiles {
		file := filepath.Join(p.Dir, name)
		content, err := os.ReadFile(file)
		if err != nil {
			return out, err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, content, parser.SkipObjectResolution)
		if err != nil {
			return out, err
		}
		out.lines += bytes.Count(content, []byte("\n"))
		for _, d := range tree.Decls {
			out.count(d)
		}
	}
	return out, nil
}

// count counts the names that a declaration gives to the package, or the method
// that it gives to a type.
func (s *size) count(declaration ast.Decl) {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			s.names++
			return
		}
		s.methods[receiverName(d.Recv.List[0].Type)]++
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch one := spec.(type) {
			case *ast.TypeSpec:
				s.names++
			case *ast.ValueSpec:
				s.names += len(one.Names)
			}
		}
	}
}

// receiverName is the name of the type of a receiver, whatever points to it or
// instantiates it.
func receiverName(e ast.Expr) string {
	for {
		switch r := e.(type) {
		case *ast.StarExpr:
			e = r.X
		case *ast.IndexExpr:
			e = r.X
		case *ast.IndexListExpr:
			e = r.X
		case *ast.Ident:
			return r.Name
		default:
			return ""
		}
	}
}

// TestRoomsAreMeasured holds the measure itself to a package made by hand.
func TestRoomsAreMeasured(t *testing.T) {
	dir := t.TempDir()
	const text = "package p\n\ntype a struct{}\ntype b[T any] struct{}\n\nvar x, y = 1, 2\n\nfunc f() {}\nfunc (a) m() {}\nfunc (*a) n() {}\nfunc (*b[T]) o() {}\n"
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := measure(pkg{Dir: dir, GoFiles: []string{"p.go"}})
	if err != nil || got.lines != 11 || got.names != 5 || got.methods["a"] != 2 || got.methods["b"] != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// namedFile is a file of Go as a text names it.
var namedFile = regexp.MustCompile(`\b(?:[a-z]+/)*[a-z_]+\.go\b`)

// TestWayOfARequest holds the files that the text on the way of a request names to
// those there are.
func TestWayOfARequest(t *testing.T) {
	api := filepath.Join(root, "api")
	text, err := os.ReadFile(filepath.Join(api, "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	named := namedFile.FindAllString(string(text), -1)
	if len(named) < 20 {
		t.Errorf("the text names %d files: it tells no way", len(named))
	}
	for _, file := range named {
		if _, err := os.Stat(filepath.Join(api, filepath.FromSlash(file))); err != nil {
			t.Errorf("api/doc.go names %s, which is not there", file)
		}
	}
}
