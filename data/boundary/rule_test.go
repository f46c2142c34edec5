package boundary

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestEveryRuleHasAFix reads the rules where they are declared: one is easily
// added without its fix.
func TestEveryRuleHasAFix(t *testing.T) {
	seen := map[string]string{}
	for _, name := range []string{"rule.go", "valid.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || !strings.HasPrefix(spec.Names[0].Name, "Rule") {
				return true
			}
			slug, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if fixes[slug] == "" {
				t.Errorf("%s (%s) has no fix", spec.Names[0].Name, slug)
			}
			if other, ok := seen[slug]; ok {
				t.Errorf("%s and %s are both %q", other, spec.Names[0].Name, slug)
			}
			seen[slug] = spec.Names[0].Name
			return true
		})
	}
	if len(seen) != len(fixes) {
		t.Errorf("%d rules and %d fixes", len(seen), len(fixes))
	}
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
