package schemas

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// widest is how many columns a line of a description has at most.
const widest = 100

func TestEveryDescriptionIsUsed(t *testing.T) {
	asked := descriptionsAsked(t)
	for _, name := range asked {
		if Description(name) == "" {
			t.Errorf("%s.md is empty", name)
		}
	}
	files, err := fs.Glob(Files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !slices.Contains(asked, strings.TrimSuffix(file, ".md")) {
			t.Errorf("%s is used nowhere", file)
		}
	}
	if len(asked) < 30 {
		t.Errorf("only %d descriptions are asked for: the test sees nothing", len(asked))
	}
}

// descriptionsAsked are the names that the code of api gives to Description.
func descriptionsAsked(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "node_modules":
			return fs.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			called, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || called.Sel.Name != "Description" {
				return true
			}
			if of, ok := called.X.(*ast.Ident); !ok || of.Name != "schemas" {
				return true
			}
			name, ok := call.Args[0].(*ast.BasicLit)
			if !ok {
				t.Errorf("%s: a description is asked for by no literal", path)
				return true
			}
			text, err := strconv.Unquote(name.Value)
			if err != nil {
				t.Error(err)
			}
			names = append(names, text)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestDescriptionsAreParagraphs holds that joining lines loses nothing: neither a
// paragraph nor a mark of Markdown that begins a line.
func TestDescriptionsAreParagraphs(t *testing.T) {
	files, err := fs.Glob(Files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := Files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			switch {
			case utf8.RuneCountInString(line) > widest:
				t.Errorf("%s:%d has more than %d columns", file, i+1, widest)
			case line == "" || strings.TrimSpace(line) != line || strings.ContainsAny(line[:1], "-+*#>|`"):
				t.Errorf("%s:%d is no line of a paragraph", file, i+1)
			}
		}
	}
}
