// Package pages writes the HTML of the service: plain documents that need no
// script, in French or in English, with maps drawn as SVG. It knows how a page
// looks and nothing of what it says: package api makes the figures, tables and
// geometry, and this package lays them out.
//
// A page holds no style or script of its own, so that a strict
// Content-Security-Policy (see [Policy]) holds: one style sheet, [Style], is
// served beside it.
package pages

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
)

//go:embed files
var files embed.FS

// Policy is the Content-Security-Policy of every page: nothing from another
// host, no script at all.
const Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; " +
	"frame-ancestors 'none'"

// A Page is one document.
type Page struct {
	Lang   Lang
	Title  string // of the window, and the heading of the page
	Above  []Link // the way down to this page
	Lead   string // the first sentence: what the page says, in one breath
	Notes  []string
	Nav    []Link
	Form   *Form
	Cards  []Card
	Map    *Map
	Chart  *Chart
	Beside *Section // stands beside the map
	After  []Section
	// Data are the addresses of what the page shows, for programs.
	Data       []Link
	Credits    []Credit
	Generation string
	Switch     Link // this page in the other language
	Sheet      string
	Noindex    bool
	App        *App // a page that is a program; nil for all others
}

// A Link leads to another page or to data.
type Link struct {
	Href, Text string
	Here       bool   // leads to the page it stands on
	Type       string // media type, of data
}

// A Section is a heading with a table or paragraphs under it.
type Section struct {
	ID, Title string
	Text      []string
	Table     *Table
	List      []Item
	Foreign   []string // paragraphs in English, as their sources have them
}

// An Item is a term and what there is to say of it.
type Item struct {
	Term, Text string
	Href       string
	Foreign    bool // Text is in English, whatever the language of the page
}

// A Table has a heading for each column, and one for each row in its first cell.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// A Column is the head of one column.
type Column struct {
	Title   string
	Numeric bool
}

// A Row is one line of a table, its first cell being its heading.
type Row struct {
	Cells []Cell
	Total bool // sums the others up
}

// A Cell is one entry. Its parts are shown in the order they stand here.
type Cell struct {
	Swatch  string // a filling of the map, as in its legend
	Text    string
	Href    string
	Small   string   // a second line
	Links   []Link   // several entries in one cell
	Bar     *float64 // a share, from 0 to 1, drawn under the text
	Foreign bool     // Text is in English, whatever the language of the page
}

// A Card is one figure with its denominator.
type Card struct {
	Label, Value, Of, Band string
	Share                  *float64
}

// A Form asks the same page another question, by GET.
type Form struct {
	Action string
	Fields []Field
	Hidden []Hidden
}

// A Field is a date, or a choice where it has options.
type Field struct {
	Name, Label, Value string
	Min, Max           string
	Options            []Option
}

// An Option is one choice.
type Option struct {
	Value, Text string
	Chosen      bool
}

// Hidden is a value that goes along with a form.
type Hidden struct{ Name, Value string }

// A Credit says whom a part of the data comes from.
type Credit struct{ Text, Licence string }

// Style is the style sheet of the pages.
func Style() ([]byte, error) { return files.ReadFile("files/style.css") }

// Digest identifies the templates and the style sheet: an answer kept by a
// client is stale once they change.
var Digest = digest()

func digest() string {
	h := sha256.New()
	// An embedded tree is read from memory: neither call can fail.
	_ = fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(path)
		_, _ = h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:8])
}

var layouts = parse()

// parse reads the templates once for each language, so that {{say}} speaks it.
func parse() map[Lang]*template.Template {
	out := map[Lang]*template.Template{}
	for _, lang := range Langs {
		words := template.FuncMap{
			"say":  func(name string) (string, error) { return layoutWord(lang, name) },
			"pct":  func(share float64) float64 { return share * 100 },
			"half": func(n int) int { return n / 2 },
		}
		out[lang] = template.Must(template.New("page").Funcs(words).ParseFS(files, "files/*.html"))
	}
	return out
}

// Render writes the page whole.
func (p *Page) Render() ([]byte, error) {
	var b bytes.Buffer
	err := layouts[p.Lang].ExecuteTemplate(&b, "layout.html", p)
	return b.Bytes(), err
}
