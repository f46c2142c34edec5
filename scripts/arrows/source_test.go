package arrows

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Lengths past which a file or a function is remarked upon, and refused.
const (
	longFile, tooLongFile         = 400, 500
	longFunction, tooLongFunction = 60, 100
)

func TestPackageNames(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains(vague, strings.TrimSuffix(p.Name, "_test")) {
			t.Errorf("%s: a package named %q says nothing; name what it hides", p.path(), p.Name)
		}
		if under(p.path(), "api/web") {
			t.Errorf("%s: api/web holds pages, no Go package", p.path())
		}
	}
}

func TestFileLengths(t *testing.T) {
	for _, file := range goFiles(t) {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		switch lines := bytes.Count(content, []byte("\n")); {
		case lines > tooLongFile:
			t.Errorf("%s has %d lines, more than %d: it holds more than one idea", file, lines, tooLongFile)
		case lines > longFile:
			t.Logf("%s has %d lines: look for a second idea in it", file, lines)
		}
	}
}

// ownsProcess is where code may read the environment or end the process: the
// programs, and what runs in tests alone.
var ownsProcess = []string{"cmd", "scripts", "geo/geotest", "data/postgis/postgistest"}

// TestSource reads every file that ships: what is exported is documented, no
// function is endless, and only cmd reads the environment.
func TestSource(t *testing.T) {
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			file := filepath.Join(p.Dir, name)
			positions := token.NewFileSet()
			tree, err := parser.ParseFile(positions, file, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				continue
			}
			at := func(n ast.Node) string {
				return filepath.Join(p.path(), name) + ":" + strconv.Itoa(positions.Position(n.Pos()).Line)
			}
			checkDocs(t, tree, at)
			checkLengths(t, tree, positions, at)
			if !slices.ContainsFunc(ownsProcess, func(folder string) bool { return under(p.path(), folder) }) {
				checkEnvironment(t, tree, at)
			}
		}
	}
}

func checkDocs(t *testing.T, tree *ast.File, at func(ast.Node) string) {
	for _, declaration := range tree.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
				t.Errorf("%s: %s is exported and not documented", at(d), d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if name := undocumented(d, spec); name != "" {
					t.Errorf("%s: %s is exported and not documented", at(spec), name)
				}
			}
		}
	}
}

// undocumented returns the exported name of a spec that nothing documents: a
// comment may stand on the group, above the spec or behind it.
func undocumented(d *ast.GenDecl, spec ast.Spec) string {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
			return s.Name.Name
		}
	case *ast.ValueSpec:
		if s.Names[0].IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
			return s.Names[0].Name
		}
	}
	return ""
}

// exportedReceiver reports whether a function is no method, or one that can be
// called from outside.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	name := receiverName(d.Recv.List[0].Type)
	return name == "" || ast.IsExported(name)
}

func checkLengths(t *testing.T, tree *ast.File, positions *token.FileSet, at func(ast.Node) string) {
	for _, declaration := range tree.Decls {
		d, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		switch lines := positions.Position(d.End()).Line - positions.Position(d.Pos()).Line + 1; {
		case lines > tooLongFunction:
			t.Errorf("%s: %s has %d lines, more than %d: cut it", at(d), d.Name.Name, lines, tooLongFunction)
		case lines > longFunction:
			t.Logf("%s: %s has %d lines", at(d), d.Name.Name, lines)
		}
	}
}

func checkEnvironment(t *testing.T, tree *ast.File, at func(ast.Node) string) {
	ast.Inspect(tree, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, ok := selector.X.(*ast.Ident)
		if ok && of.Name == "os" && slices.Contains([]string{"Getenv", "LookupEnv", "Environ", "Exit"}, selector.Sel.Name) {
			t.Errorf("%s: os.%s: only cmd reads the environment or ends the process", at(n), selector.Sel.Name)
		}
		return true
	})
}

// goFiles returns every Go file of the module, tests included.
func goFiles(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, p := range packages(t) {
		for _, name := range slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles) {
			all = append(all, filepath.Join(p.Dir, name))
		}
	}
	return all
}
