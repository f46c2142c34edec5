package local

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb"
	"golang.org/x/sync/errgroup"

	"maillage/geo"
)

// maxUnpacked bounds what a part unpacks to.
const maxUnpacked = 2 << 30

// chunkSize is how much of a layer is parsed at a time, by one goroutine of
// several.
const chunkSize = 1 << 20

// readLayer reads what writeLayer wrote, and nothing else. Its errors name the
// line.
func readLayer(ctx context.Context, name geo.LayerName, packed []byte) ([]geo.Feature, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	t := textOf(name)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	var chunks []*chunk
	lines := 0
	err = eachChunk(z, func(text []byte) error {
		c := &chunk{text: text, line: lines, t: &t}
		lines += bytes.Count(text, []byte{'\n'})
		chunks = append(chunks, c)
		group.Go(c.parse)
		return ctx.Err()
	})
	if err := cmp.Or(group.Wait(), err); err != nil {
		return nil, err
	}
	return joinChunks(chunks)
}

// eachChunk cuts what r reads into pieces that end where a line does.
func eachChunk(r io.Reader, do func([]byte) error) error {
	var rest []byte
	for read := 0; ; {
		text := make([]byte, len(rest)+max(chunkSize, len(rest)))
		copy(text, rest)
		n, err := io.ReadFull(r, text[len(rest):])
		if read += n; read > maxUnpacked {
			return fmt.Errorf("unpacks to more than %d bytes", maxUnpacked)
		}
		text = text[:len(rest)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		cut := bytes.LastIndexByte(text, '\n') + 1
		rest = text[cut:]
		if cut > 0 {
			if err := do(text[:cut:cut]); err != nil {
				return err
			}
		}
		switch {
		case last && len(rest) > 0:
			return errors.New("ends within a line")
		case last:
			return nil
		}
	}
}

// joinChunks puts the features of all chunks in one list.
func joinChunks(chunks []*chunk) ([]geo.Feature, error) {
	n, ended := 0, false
	for _, c := range chunks {
		if ended {
			return nil, fmt.Errorf("line %d: goes on after its end", c.line+1)
		}
		n += len(c.features)
		ended = c.ended
	}
	if !ended {
		return nil, errors.New("ends before its end")
	}
	features := make([]geo.Feature, 0, n)
	for _, c := range chunks {
		features = append(features, c.features...)
	}
	return features, nil
}

// chunk is some lines of a layer.
type chunk struct {
	text  []byte
	line  int // lines before it
	t     *layerText
	ended bool // the last line of the file is among them

	features []geo.Feature
	points   []orb.Point // of all of them: one allocation
}

// parse reads the lines, and lets go of their text.
func (c *chunk) parse() error {
	// Each position opens a bracket, so that the list never grows.
	c.points = make([]orb.Point, 0, bytes.Count(c.text, []byte{'['}))
	rest := c.text
	c.text = nil
	for n := c.line; len(rest) > 0; n++ {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte{'\n'})
		if err := c.parseLine(line, n == 0); err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	return nil
}

func (c *chunk) parseLine(line []byte, first bool) error {
	switch {
	case first && string(line) == c.t.head:
		return nil
	case first:
		return fmt.Errorf("want %s", c.t.head)
	case c.ended:
		return errors.New("goes on after its end")
	case string(line) == c.t.tail:
		c.ended = true
		return nil
	}
	s := scanner{b: bytes.TrimSuffix(line, []byte{','}), points: &c.points}
	f := geo.Feature{}
	s.expect(c.t.feature)
	f.Code = s.text()
	if s.found(c.t.name) {
		f.Name = s.text()
	}
	s.expect(c.t.geometry)
	if !s.found("null") {
		s.expect(c.t.polygons)
		f.Geometry = list(&s, func() orb.Polygon { return list(&s, s.ring) })
		s.expect(c.t.end)
	}
	s.expect(c.t.end)
	if s.err == nil && len(s.b) > 0 {
		s.fail("nothing more")
	}
	c.features = append(c.features, f)
	return s.err
}
