package pages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"maillage/geo"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{French.Count(0), "0"},
		{French.Count(999), "999"},
		{French.Count(1202), "1\u202f202"},
		{French.Count(5435060), "5\u202f435\u202f060"},
		{French.Count(-1234), "−1\u202f234"},
		{English.Count(5435060), "5,435,060"},
		{French.Signed(86), "+86"},
		{French.Signed(0), "0"},
		{French.Signed(-86), "−86"},
		{French.Several(0, OneDate, ManyDates), "0\u00a0date"},
		{French.Several(1, OneDate, ManyDates), "1\u00a0date"},
		{French.Several(1202, OneDate, ManyDates), "1\u202f202\u00a0dates"},
		{English.Several(0, OneDate, ManyDates), "0\u00a0days"},
		{English.Several(1, OneDate, ManyDates), "1\u00a0day"},
		{French.Decimal(0.686, 3), "0,686"},
		{French.Decimal(-12345.6, 1), "−12\u202f345,6"},
		{French.Decimal(-0.01, 0), "0"},
		{English.Decimal(1234.5, 1), "1,234.5"},
		{French.Percent(0.7939), "79,4\u202f%"},
		{English.Percent(0.7939), "79.4%"},
		{French.Percent(0.99996), "99,9\u202f%"}, // all but one is not all
		{French.Percent(1), "100,0\u202f%"},
		{French.Percent(0.00001), "0,1\u202f%"},
		{French.Percent(0), "0,0\u202f%"},
		{French.Day(geo.DateOf(2019, 7, 1)), "1er\u00a0juillet 2019"},
		{French.Day(geo.DateOf(2017, 3, 16)), "16\u00a0mars 2017"},
		{English.Day(geo.DateOf(2017, 3, 1)), "1\u00a0March 2017"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	for text, want := range map[string]string{
		"2017-03-16": "16\u00a0mars 2017", "2018-09": "septembre 2018", "2009": "2009", "2014/2015": "2014/2015",
		"": "non connue",
	} {
		f, err := geo.ParseFuzzy(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := French.Published(f); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestChoose(t *testing.T) {
	for accept, want := range map[string]Lang{
		"": French, "*": French, "fr": French, "en": English, "EN-gb": English, "de, en;q=0.5": English,
		"en;q=0.8, fr;q=0.8": French, "fr;q=0.3, en;q=0.4": English, "en;q=0": French, "en;q=NaN": French, "en;q=7": French,
		";;,,q=": French,
	} {
		if got := Choose([]string{accept}); got != want {
			t.Errorf("%q: %s, want %s", accept, got, want)
		}
	}
}

// TestAgree: words take the number of what is counted, none being singular in French
// and plural in English.
func TestAgree(t *testing.T) {
	text := Text{"%s sur %s {1:est|sont}", "%s of %s {1:is|are}"}
	for _, c := range []struct{ got, want string }{
		{text.In(French, "0", "25"), "0 sur 25 est"},
		{text.In(French, "1", "25"), "1 sur 25 est"},
		{text.In(French, "2", "25"), "2 sur 25 sont"},
		{text.In(French, "1\u202f514", "2"), "1\u202f514 sur 2 sont"},
		{text.In(French, "10", "25"), "10 sur 25 sont"},
		{text.In(English, "0", "25"), "0 of 25 are"},
		{text.In(English, "1", "25"), "1 of 25 is"},
		{text.In(English, "1,514", "2"), "1,514 of 2 are"},
		{text.In(French, "%!s", "25"), "%!s sur 25 sont"},
		{Points.In(French, "−1,5"), "−1,5 point"},
		{Points.In(French, "+2,0"), "+2,0 points"},
		{Points.In(English, "−1.5"), "−1.5 points"},
		{LeadNation.In(French, "jour", "1", "1", "2015", "Lieu", "100 %", "0", "1"),
			"Le jour, 1 quartier prioritaire sur 1 (géographie 2015) de Lieu est dans le périmètre d’un centre de " +
				"ressources, soit 100 %\u00a0: entre 0 en confiance forte et 1 si toutes les hypothèses se vérifient."},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestWords: every text stands in both languages, and both take the same.
func TestWords(t *testing.T) {
	verbs := regexp.MustCompile(`%[a-z]`)
	seen := 0
	for _, file := range []string{"words.go", "words_whatif.go", "vocabulary.go", "evidence.go", "generations.go"} {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			literal, ok := n.(*ast.CompositeLit)
			if !ok || len(literal.Elts) != 2 {
				return true
			}
			var both []string
			for _, e := range literal.Elts {
				if s, ok := e.(*ast.BasicLit); ok {
					text, _ := strconv.Unquote(s.Value)
					both = append(both, text)
				}
			}
			if len(both) != 2 {
				return true
			}
			seen++
			if both[0] == "" || both[1] == "" {
				t.Errorf("%q and %q: one language is silent", both[0], both[1])
			}
			if a, b := len(verbs.FindAllString(both[0], -1)), len(verbs.FindAllString(both[1], -1)); a != b {
				t.Errorf("%q takes %d, %q takes %d", both[0], a, both[1], b)
			}
			return true
		})
	}
	if seen < 200 {
		t.Errorf("only %d texts: the test sees nothing", seen)
	}
}

// TestLayoutWords: the templates say every word of theirs, and no other.
func TestLayoutWords(t *testing.T) {
	said := map[string]bool{}
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		b, err := files.ReadFile(path)
		for _, m := range regexp.MustCompile(`\{\{say "(\w+)"`).FindAllStringSubmatch(string(b), -1) {
			said[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for word := range said {
		if _, err := layoutWord(French, word); err != nil {
			t.Error(err)
		}
	}
	for word := range layout {
		if !said[word] {
			t.Errorf("no template says %q", word)
		}
	}
}

// TestRenderEscapes: no text of a page becomes markup.
func TestRenderEscapes(t *testing.T) {
	evil := `"><script>alert(1)</script>`
	p := &Page{
		Lang: French, Title: evil, Lead: evil, Notes: []string{evil}, Nav: []Link{{Href: "javascript:alert(1)", Text: evil}},
		Form: &Form{Action: evil, Fields: []Field{{Name: evil, Label: evil, Value: evil}}, Hidden: []Hidden{{evil, evil}}},
		Map:  &Map{Title: evil, Text: evil, Shapes: []Shape{{[]string{evil}, evil, evil}}, Legend: []Key{{evil, evil}}},
		After: []Section{{Title: evil, Table: &Table{Caption: evil, Columns: []Column{{Title: evil}},
			Rows: []Row{{Cells: []Cell{{Swatch: evil, Text: evil, Href: "javascript:alert(1)"}}}}}}},
	}
	b, err := p.Render()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "<script") || strings.Contains(string(b), `"javascript:`) {
		t.Errorf("%s", b)
	}
}
