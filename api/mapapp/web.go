package mapapp

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"maillage/api/rest"
)

// WebMap is the built files of the interactive map.
type WebMap struct {
	script, style, worker, licences string // names of files; "" when nothing is built
	files                           fs.FS
	base                            BaseMap
}

// OpenMap reads what the bundler built: manifest.json names the files the page
// starts from. A folder without it is a map that was not built.
func OpenMap(files fs.FS, base BaseMap) (*WebMap, error) {
	if err := base.validate(); err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return &WebMap{files: files, base: base}, nil
	}
	if err != nil {
		return nil, err
	}
	var m struct{ Script, Style, Worker, Licences string }
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("the map: manifest.json: %w; build it again: make map", err)
	}
	for _, name := range []string{m.Script, m.Style, m.Worker, m.Licences} {
		if _, err := fs.Stat(files, name); err != nil {
			return nil, fmt.Errorf("the map: manifest.json names %q: %w; build it again: make map", name, err)
		}
	}
	return &WebMap{script: m.Script, style: m.Style, worker: m.Worker, licences: m.Licences, files: files, base: base}, nil
}

// Built reports whether there is a map to show.
func (m *WebMap) Built() bool { return m.script != "" }

// Where the files of the map are served, by what they are. Their names hold a
// hash of what they say, so that a browser keeps them for ever.
const (
	ScriptsPath = "/assets/scripts/"
	StylesPath  = "/assets/styles/"
	textsPath   = "/assets/texts/"
)

// assetRoutes serve the files of the map.
func (m *WebMap) assetRoutes() []*rest.Route {
	var out []*rest.Route
	for _, one := range []struct {
		name, path, ending, example, what string
		as                                rest.Representation
	}{
		{
			name: "getScript", path: ScriptsPath, ending: ".js", example: "map-TESTTEST.js", what: "A script",
			as: rest.Representation{Format: rest.FormatJS, MediaType: "text/javascript; charset=utf-8", Schema: ""},
		},
		{
			name: "getStyleSheet", path: StylesPath, ending: ".css", example: "map-TESTTEST.css", what: "A style sheet",
			as: rest.Representation{Format: rest.FormatCSS, MediaType: "text/css; charset=utf-8", Schema: ""},
		},
		{
			name: "getText", path: textsPath, ending: ".txt", example: "licences-TESTTEST.txt",
			what: "The licences of the libraries",
			as:   rest.Representation{Format: rest.FormatText, MediaType: "text/plain; charset=utf-8", Schema: ""},
		},
	} {
		file, _ := rest.Path(fileName, "name of a file of the map, as its page says it.", one.example)
		out = append(out, &rest.Route{
			Method: "GET", Path: one.path + "{file}", Name: one.name, Tag: "service", Early: true, Immutable: true,
			Summary:     one.what + " of the map",
			Description: "Its name holds a hash of it: what an address answers never changes.",
			Params:      []*rest.Param{file}, Handle: m.getAsset(one.ending), Answers: []rest.Representation{one.as},
		})
	}
	return out
}

// fileName is the name of a file in a path.
const fileName = "file"

// getAsset answers one file of the map, compressed as its bundler did where the
// client takes that: brotli at its best takes seconds, too long to be done here.
func (m *WebMap) getAsset(ending string) func(c *rest.Request) (rest.Answer, error) {
	return func(c *rest.Request) (rest.Answer, error) {
		files := m.files
		asked, _ := c.Named(fileName)
		file := asked.Text
		if path.Ext(file) != ending || !fs.ValidPath(file) || strings.Contains(file, "/") {
			return rest.Answer{}, rest.ErrNoItem("file of the map", file, "Take the name from the page /map.")
		}
		for _, coding := range []struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}} {
			if !accepts(c.Header.Get("Accept-Encoding"), coding.name) {
				continue
			}
			if b, err := fs.ReadFile(files, file+coding.ending); err == nil {
				return rest.Answer{Raw: b, Coding: coding.name}, nil
			}
		}
		b, err := fs.ReadFile(files, file)
		if err != nil {
			return rest.Answer{}, rest.ErrNoItem("file of the map", file,
				"Take the name from the page /map; a new version of the service has other names.")
		}
		return rest.Answer{Raw: b}, nil
	}
}

// accepts reports whether Accept-Encoding takes a coding by its name.
func accepts(header, coding string) bool {
	for one := range strings.SplitSeq(header, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(one), ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			q := strings.TrimSpace(quality)
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}
