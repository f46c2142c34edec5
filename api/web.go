package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// webMap is the built files of the interactive map.
type webMap struct {
	script, style, worker, licences string // names of files; "" when nothing is built
	files                           fs.FS
	base                            BaseMap
}

// openMap reads what the bundler built: manifest.json names the files the page
// starts from. A folder without it is a map that was not built.
func openMap(files fs.FS, base BaseMap) (*webMap, error) {
	if err := base.validate(); err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return &webMap{files: files, base: base}, nil
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
	return &webMap{m.Script, m.Style, m.Worker, m.Licences, files, base}, nil
}

// built reports whether there is a map to show.
func (m *webMap) built() bool { return m.script != "" }

// Where the files of the map are served, by what they are. Their names hold a
// hash of what they say, so that a browser keeps them for ever.
const (
	scriptsPath = "/assets/scripts/"
	stylesPath  = "/assets/styles/"
	textsPath   = "/assets/texts/"
)

// assetRoutes serve the files of the map.
func (m *webMap) assetRoutes() []*route {
	var out []*route
	for _, one := range []struct {
		name, path, ending, example, what string
		as                                representation
	}{
		{"getScript", scriptsPath, ".js", "map-TESTTEST.js", "A script", representation{formatJS, "text/javascript; charset=utf-8", ""}},
		{"getStyleSheet", stylesPath, ".css", "map-TESTTEST.css", "A style sheet", representation{formatCSS, "text/css; charset=utf-8", ""}},
		{"getText", textsPath, ".txt", "licences-TESTTEST.txt", "The licences of the libraries", representation{formatText, "text/plain; charset=utf-8", ""}},
	} {
		file, _ := pathParam(fileName, "name of a file of the map, as its page says it.", one.example)
		out = append(out, &route{
			method: "GET", path: one.path + "{file}", name: one.name, tag: "service", early: true, immutable: true,
			summary: one.what + " of the map", description: "Its name holds a hash of it: what an address answers never changes.",
			params: []*param{file}, handle: m.getAsset(one.ending), answers: []representation{one.as},
		})
	}
	return out
}

// fileName is the name of a file in a path.
const fileName = "file"

// getAsset answers one file of the map, compressed as its bundler did where the
// client takes that: brotli at its best takes seconds, too long to be done here.
func (m *webMap) getAsset(ending string) func(c *request) (answer, error) {
	return func(c *request) (answer, error) {
		files := m.files
		asked, _ := c.named(fileName)
		file := asked.text
		if path.Ext(file) != ending || !fs.ValidPath(file) || strings.Contains(file, "/") {
			return answer{}, errNoItem("file of the map", file, "Take the name from the page /map.")
		}
		for _, coding := range []struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}} {
			if !accepts(c.header.Get("Accept-Encoding"), coding.name) {
				continue
			}
			if b, err := fs.ReadFile(files, file+coding.ending); err == nil {
				return answer{raw: b, coding: coding.name}, nil
			}
		}
		b, err := fs.ReadFile(files, file)
		if err != nil {
			return answer{}, errNoItem("file of the map", file, "Take the name from the page /map; a new version of the service has other names.")
		}
		return answer{raw: b}, nil
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
