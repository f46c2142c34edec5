package arrows

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// ambiguous is a word that has stood for several things, in every form it takes.
type ambiguous struct {
	forms  []string
	most   int // names that have it today: it may fall and never grow
	better string
}

// ambiguousWords is a ratchet, as geo/glossary.go has a better word for each. To
// be lowered, in the same commit, when a name goes. Not here: archive and drawn,
// which the glossary knows, in one sense.
var ambiguousWords = []ambiguous{
	{[]string{"bare"}, 4, "missingBoundary, unsourced or uncovered"},
	{[]string{"turn", "turns", "turned"}, 18, "permit, statusChange, loadLock or orientation"},
	{[]string{"ground", "grounds", "grounded"}, 95, "boundaries, footprint, holdings, geometry or unitSet"},
	{[]string{"whole"}, 38, "returnsAllRows, expandID, readStream, complete or all"},
	{[]string{"standing", "standings"}, 16, "containment, holdings, alignment or status"},
	{[]string{"lay", "lays", "laid"}, 1, "build"},
	{[]string{"land", "lands"}, 5, "baseLayout, landmass or partTotals"},
	{[]string{"told", "untold"}, 10, "answer, known or undetermined"},
	{[]string{"quarter", "quarters"}, 8, "neighbourhood"},
	{[]string{"hood", "hoods"}, 27, "neighbourhood"},
	{[]string{"kept"}, 18, "cached, stored or retained"},
	{[]string{"shelf"}, 0, "cache or store"},
	{[]string{"held"}, 26, "cached, locked or holdings"},
	{[]string{"footing"}, 0, "envelope"},
	{[]string{"asked"}, 10, "echo, requested or query"},
	{[]string{"about"}, 11, "answerKey or description"},
	{[]string{"leaning", "leans"}, 0, "likelyFormat"},
	{[]string{"speak", "speaks"}, 0, "setLanguage"},
	{[]string{"blame", "blames"}, 0, "withParameter"},
	{[]string{"seal", "seals", "sealed"}, 0, "hashAsync or checksum"},
	{[]string{"gauge", "gauges"}, 0, "progress"},
	{[]string{"swing", "swings"}, 7, "effect"},
}

// TestAmbiguousWords counts the names that ship: of files, of what a package
// declares, of methods and fields. Names of tests are sentences, and are left out.
func TestAmbiguousWords(t *testing.T) {
	found := make(map[string][]string) // word -> where, each name once for each word
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			file := p.path() + "/" + name
			for _, word := range wordsOf(strings.TrimSuffix(name, ".go")) {
				found[word] = append(found[word], file)
			}
			tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				continue
			}
			for _, declared := range declaredNames(tree) {
				for _, word := range wordsOf(declared) {
					found[word] = append(found[word], file+" "+declared)
				}
			}
		}
	}
	for _, a := range ambiguousWords {
		var names []string
		for _, form := range a.forms {
			names = append(names, found[form]...)
		}
		switch word := a.forms[0]; {
		case len(names) > a.most:
			slices.Sort(names)
			t.Errorf("%d names have the word %q, and %d had: it means several things; write %s (see geo/glossary.go) in the new one among\n\t%s",
				len(names), word, a.most, a.better, strings.Join(names, "\n\t"))
		case len(names) < a.most:
			t.Errorf("%d names have the word %q, and %d had: lower its row in scripts/arrows/words_test.go to %d",
				len(names), word, a.most, len(names))
		}
	}
}

func TestWordsOf(t *testing.T) {
	for name, want := range map[string]string{
		"HasGround":       "has ground",
		"shared_land":     "shared land",
		"island":          "island",
		"QPVQuarter":      "qpv quarter",
		"turn2":           "turn",
		"Region2015Layer": "region layer",
	} {
		if got := strings.Join(wordsOf(name), " "); got != want {
			t.Errorf("wordsOf(%q) is %q, want %q", name, got, want)
		}
	}
}

// declaredNames returns the names of functions, methods, types, variables,
// constants, fields and methods of interfaces that a file declares.
func declaredNames(tree *ast.File) []string {
	var names []string
	add := func(identifiers ...*ast.Ident) {
		for _, i := range identifiers {
			names = append(names, i.Name)
		}
	}
	for _, declaration := range tree.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			add(d.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					add(s.Name)
				case *ast.ValueSpec:
					add(s.Names...)
				}
			}
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		var fields *ast.FieldList
		switch x := n.(type) {
		case *ast.StructType:
			fields = x.Fields
		case *ast.InterfaceType:
			fields = x.Methods
		default:
			return true
		}
		for _, f := range fields.List {
			add(f.Names...)
		}
		return true
	})
	return names
}

// wordsOf splits a name at its capitals, and at all that is no letter.
func wordsOf(name string) []string {
	letters := []rune(name)
	var split strings.Builder
	for i, r := range letters {
		switch {
		case !unicode.IsLetter(r):
			r = ' '
		case i > 0 && unicode.IsUpper(r) && (!unicode.IsUpper(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])):
			split.WriteByte(' ')
		}
		split.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(split.String())
}
