package geotest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/bytedance/sonic"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Boundaries is a real boundary file: faces with their codes, in file order.
type Boundaries struct {
	Codes []string
	Faces []orb.MultiPolygon
}

// Index returns the rank of a code; it fails the test when there is none.
func (b *Boundaries) Index(t testing.TB, code string) int {
	t.Helper()
	for i, c := range b.Codes {
		if c == code {
			return i
		}
	}
	t.Fatalf("no face %s", code)
	return -1
}

var (
	filesMu sync.Mutex
	files   = map[string]*Boundaries{}
)

// Load reads a file of ../shared/boundaries, once per test binary, with the
// property that holds the code. Where it is absent the test skips or fails, see
// Shared. The result is shared: do not change it.
func Load(t testing.TB, name, property string) *Boundaries {
	t.Helper()
	path := Shared(t, name)
	filesMu.Lock()
	defer filesMu.Unlock()
	if b, ok := files[name]; ok {
		return b
	}
	b, err := read(path, property)
	if err != nil {
		t.Fatal(err)
	}
	files[name] = b
	return b
}

func read(path, property string) (*Boundaries, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		if raw, err = io.ReadAll(z); err != nil {
			return nil, err
		}
	}
	var doc struct {
		Features []struct {
			Geometry   geojson.Geometry
			Properties map[string]any
		}
	}
	geojson.CustomJSONUnmarshaler = sonic.ConfigDefault // the default takes seconds
	if err := sonic.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	b := &Boundaries{}
	for i, f := range doc.Features {
		code, ok := f.Properties[property].(string)
		if !ok {
			return nil, fmt.Errorf("%s: feature %d has no text property %s", path, i, property)
		}
		switch g := f.Geometry.Geometry().(type) {
		case orb.Polygon:
			b.Faces = append(b.Faces, orb.MultiPolygon{g})
		case orb.MultiPolygon:
			b.Faces = append(b.Faces, g)
		default:
			return nil, fmt.Errorf("%s: feature %d is a %T", path, i, g)
		}
		b.Codes = append(b.Codes, code)
	}
	return b, nil
}
