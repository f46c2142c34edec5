package boundary

import (
	"bytes"
	"errors"
	"io"
)

const (
	readBytes  = 128 << 10 // read at a time
	batchBytes = 512 << 10 // decoded at a time by one worker
	maxValue   = 64 << 20  // one feature, or the members around them
	maxDepth   = 64        // brackets inside brackets; fits a word of bits
	recordSep  = 0x1e      // before each text of a GeoJSON text sequence
)

// batch is some whole features, one after another in data.
type batch struct {
	first int // rank of the first
	data  []byte
	spans []span
	// records: not Features but their properties alone.
	records bool
}

type span struct{ start, end int }

// envelope is what a file says around its features.
type envelope struct {
	kind  string // type of the root
	crs   []byte // the member, nil where there is none
	found int    // features
	esri  bool   // it has what only the JSON of ArcGIS has
}

// records is the kind of a root that is a list of objects, each the properties
// of one perimeter.
const records = "list of records"

// splitter finds where each feature begins and ends in a stream of JSON. It
// looks at brackets and strings only, and refuses those that do not match;
// what is in between is the decoder's to judge.
type splitter struct {
	src   io.Reader
	emit  func(batch) error
	alloc func() []byte

	buf   []byte
	pos   int
	off   int64 // rank of buf[0] in the stream
	eof   bool
	spans []span
	envelope
	roots int
	// The crs member that the reference system was decided on.
	settled   bool
	settledOn []byte
}

// run reads the whole stream. Every byte of it must belong to one
// FeatureCollection, to Features one after another, or to one list of records.
func (s *splitter) run() error {
	s.buf = s.alloc()
	for {
		b, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if b == recordSep {
			s.pos++
			continue
		}
		if b == byteOrderMark[0] && bytes.HasPrefix(s.buf[s.pos:], byteOrderMark) { // of files put together
			s.pos += len(byteOrderMark)
			continue
		}
		if s.roots > 0 && s.kind != "Feature" {
			return faultf(RuleNotJSON, "something follows the end of the %s, at byte %d", s.kind, s.at())
		}
		if err := s.root(b); err != nil {
			return err
		}
		s.roots++
		if err := s.flush(false); err != nil {
			return err
		}
	}
	if s.roots == 0 {
		return faultf(RuleEmptyFile, "there is nothing in it")
	}
	return s.flush(true)
}

// root walks one top-level value.
func (s *splitter) root(b byte) error {
	if b == '[' && s.roots == 0 {
		s.kind = records
		return s.features()
	}
	if b != '{' {
		return faultf(RuleNotJSON, "want an object, found %q at byte %d", clip(string(s.buf[s.pos:min(len(s.buf), s.pos+40)])), s.at())
	}
	start := s.pos
	s.pos++
	var kind string
	var seen keySet
	streamed := false
	for first := true; ; first = false {
		done, err := s.memberOrEnd(first)
		if err != nil {
			return err
		}
		if done {
			break
		}
		key, err := s.key(&seen)
		if err != nil {
			return err
		}
		if key == "features" {
			streamed = true
			if err := s.features(); err != nil {
				return err
			}
			continue
		}
		from := s.pos
		if err := s.value(); err != nil {
			return err
		}
		if err := s.member(key, s.buf[from:s.pos], &kind); err != nil {
			return err
		}
	}
	return s.endRoot(kind, streamed, start)
}

// endRoot decides what a root was, once it is read.
func (s *splitter) endRoot(kind string, streamed bool, start int) error {
	switch {
	case kind == "FeatureCollection" && streamed:
	case kind == "FeatureCollection":
		return faultf(RuleWrongType, "a FeatureCollection has no array of features")
	case s.esri && kind == "":
		return notGeoJSON("the JSON of ArcGIS", "t_srs")
	case kind == "Feature" && !streamed:
		s.add(span{start, s.pos})
	case kind == "Topology":
		return notGeoJSON("TopoJSON", "a_srs")
	case kind == "":
		return faultf(RuleWrongType, "the root object has no type")
	default:
		return faultf(RuleWrongType, "the root is of type %q", clip(kind))
	}
	if s.roots > 0 && s.kind != kind {
		return faultf(RuleWrongType, "a %s follows a %s", kind, s.kind)
	}
	s.kind = kind
	return nil
}

// notGeoJSON names another JSON of boundaries, and how GDAL converts it: to a
// GeoPackage, which takes several layers.
func notGeoJSON(what, system string) *fault {
	f := faultf(RuleWrongFormat, "it is %s, not GeoJSON", what)
	f.fix = "convert it: `ogr2ogr -f GPKG -" + system + " EPSG:4326 out.gpkg FILE`, then give out.gpkg"
	return f
}

// member notes a member of the root beside its features.
func (s *splitter) member(key string, raw []byte, kind *string) error {
	c := cursor{b: raw}
	switch key {
	case "type":
		text, err := c.text()
		*kind = text
		return err
	case "crs":
		s.crs = bytes.Clone(raw)
	case "geometryType":
		s.esri = bytes.HasPrefix(raw, []byte(`"esri`))
	case "geometry", "properties":
		return nil // of a Feature, which the decoder reads
	}
	_, err := c.value()
	return err
}

// memberOrEnd moves to the next key of an object, or past its end.
func (s *splitter) memberOrEnd(first bool) (done bool, err error) {
	b, err := s.inside()
	if err != nil {
		return false, err
	}
	if b == '}' {
		s.pos++
		return true, nil
	}
	if !first {
		if b != ',' {
			return false, s.unexpected("a comma or a closing brace")
		}
		s.pos++
		if b, err = s.inside(); err != nil {
			return false, err
		}
	}
	if b != '"' {
		return false, s.unexpected("the name of a member")
	}
	return false, nil
}

// key reads a name and its colon, and moves to the value.
func (s *splitter) key(seen *keySet) (string, error) {
	from := s.pos
	if err := s.value(); err != nil {
		return "", err
	}
	key, err := decodeText(s.buf[from:s.pos])
	if err != nil {
		return "", err
	}
	if !seen.add(key) {
		return "", faultf(RuleDuplicateKey, "member %q of the root stands twice", clip(key))
	}
	b, err := s.inside()
	if err != nil {
		return "", err
	}
	if b != ':' {
		return "", s.unexpected("a colon")
	}
	s.pos++
	_, err = s.inside()
	return key, err
}

// features emits the elements of the array of features, as they come.
func (s *splitter) features() error {
	if s.buf[s.pos] != '[' {
		return faultf(RuleWrongType, "the features are not an array")
	}
	s.pos++
	for first := true; ; first = false {
		b, err := s.inside()
		if err != nil {
			return err
		}
		if b == ']' {
			s.pos++
			return s.flush(true)
		}
		if !first {
			if b != ',' {
				return s.unexpected("a comma between features")
			}
			s.pos++
			if _, err := s.inside(); err != nil {
				return err
			}
		}
		from := s.pos
		if err := s.value(); err != nil {
			return err
		}
		s.add(span{from, s.pos})
		if err := s.flush(false); err != nil {
			return err
		}
	}
}

func (s *splitter) add(sp span) {
	s.spans = append(s.spans, sp)
	s.found++
}

// flush hands over the features found once there are enough of them, or all.
// Nothing before pos is looked at again.
func (s *splitter) flush(all bool) error {
	if s.pos < batchBytes && !all {
		return nil
	}
	rest := s.buf[s.pos:]
	s.off += int64(s.pos)
	if len(s.spans) == 0 {
		s.buf = s.buf[:copy(s.buf, rest)]
		s.pos = 0
		return nil
	}
	b := batch{s.found - len(s.spans), s.buf[:s.pos], s.spans, s.kind == records}
	s.spans = make([]span, 0, len(s.spans)+len(s.spans)/4)
	s.buf = append(s.alloc(), rest...)
	s.pos = 0
	return s.emit(b)
}
