package boundary

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestEveryRuleHasAFix reads the rules where they are declared, those of the
// formats too: one is easily added without its fix.
func TestEveryRuleHasAFix(t *testing.T) {
	seen := map[string]string{}
	for _, dir := range []string{".", "../format", "../format/archive", "../format/delimited", "../format/shapefile", "../format/geopackage", "../format/flatgeobuf"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		here := map[string]string{}
		for _, file := range files {
			for name, slug := range rulesIn(t, file) {
				if slug == RuleRefused { // its detail has the fix, each time another
					continue
				}
				if fixes[slug] == "" {
					t.Errorf("%s (%s) has no fix", name, slug)
				}
				if other, ok := here[slug]; ok {
					t.Errorf("%s and %s are both %q", other, name, slug)
				}
				here[slug], seen[slug] = name, name
			}
		}
	}
	if len(seen) != len(fixes) {
		t.Errorf("%d rules and %d fixes", len(seen), len(fixes))
	}
}

// rulesIn returns the rules that a file declares, by name.
func rulesIn(t *testing.T, path string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Rule") {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok { // otherwise that of another package
			slug, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			rules[spec.Names[0].Name] = slug
		}
		return true
	})
	return rules
}

func TestProblemString(t *testing.T) {
	f := faultf(RuleNotClosed, "a ring ends elsewhere")
	f.at = &orb.Point{5.5, -46}
	got := f.problem("a.geojson", 3, "01001").String()
	want := "a.geojson: feature 3 (01001): not-closed at 5.5 -46: a ring ends elsewhere; end the ring with its first position"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
