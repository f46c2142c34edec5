// Package kml reads the placemarks of a KML file, in any of its folders, under
// any of its namespaces or none. Polygons are ground, alone or among other
// geometries; values are the name, the description and the extended data. A
// document type is passed over: no entity is ever expanded.
package kml

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"maillage/data/format"
)

const (
	maxDepth  = 64
	maxFields = 1024
)

// Open reads a file once, for the names and types of its values, and then
// placemark by placemark.
func Open(f format.File, limits format.Limits) (format.Reader, error) {
	r := &reader{
		header: format.Header{Format: "KML", CRS: "EPSG:4326", Encoding: format.UTF8.Name},
		limits: limits, ranks: map[string]int{}, kinds: map[string]format.Kind{},
	}
	if err := r.survey(f); err != nil {
		return nil, err
	}
	src, err := f.Open()
	if err != nil {
		return nil, err
	}
	r.file = src
	r.start(src)
	return r, nil
}

type reader struct {
	header format.Header
	limits format.Limits
	file   io.Closer
	src    *bounded
	xml    *xml.Decoder
	depth  int
	ranks  map[string]int         // of fields, by name
	kinds  map[string]format.Kind // that a schema gives them
	read   int
}

// bounded stops a placemark that does not end.
type bounded struct {
	src  io.Reader
	read int64 // since the placemark before
	most int64
}

// Read reads on, within the bound of one placemark.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.src.Read(p)
	if b.read += int64(n); b.read > b.most {
		return 0, format.Errorf(format.RuleFeatureTooLarge, "more than %d bytes without the end of a placemark", b.most)
	}
	return n, err
}

func (r *reader) start(src io.Reader) {
	r.src = &bounded{src: src, most: int64(r.limits.RowBytes)}
	r.xml, r.depth = xml.NewDecoder(r.src), 0
	r.xml.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		e, err := format.ParseEncoding(name)
		if err != nil {
			return nil, format.Errorf(format.RuleEncoding, "%v", err)
		}
		r.header.Encoding = e.Name
		return e.Reader(in), nil
	}
}

// survey notes every field of the file, in the order they are met.
func (r *reader) survey(f format.File) (err error) {
	src, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	r.start(src)
	for {
		p, err := r.placemark(nil)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		for _, v := range p.values {
			if err := r.note(v.name); err != nil {
				return err
			}
		}
	}
	// The extended data may have a name of its own, which tells more.
	for _, name := range []string{"name", "description"} {
		if !slices.ContainsFunc(r.header.Fields, func(f string) bool { return strings.EqualFold(f, name) }) {
			if err := r.note(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reader) note(name string) error {
	if _, there := r.ranks[name]; there {
		return nil
	}
	if len(r.ranks) == maxFields {
		return format.Errorf(format.RuleCorrupt, "its placemarks have more than %d fields", maxFields)
	}
	r.ranks[name] = len(r.header.Fields)
	r.header.Fields = append(r.header.Fields, name)
	return nil
}

// Header returns what the survey found.
func (r *reader) Header() format.Header { return r.header }

// Next reads a placemark.
func (r *reader) Next() (format.Row, error) {
	row := format.Row{Values: make([]format.Value, len(r.header.Fields))}
	p, err := r.placemark(&row)
	if err != nil {
		return row, err
	}
	if r.read++; r.read > r.limits.Rows {
		return row, format.Errorf(format.RuleTooManyFeatures, "it holds more than %d placemarks", r.limits.Rows)
	}
	set := func(name, text string, kind format.Kind) {
		if rank, ok := r.ranks[name]; ok && text != "" {
			row.Values[rank] = format.Value{Text: text, Kind: kind}
		}
	}
	set("name", p.name, format.Text)
	set("description", p.description, format.Text)
	for _, v := range p.values {
		kind, ok := r.kinds[v.name]
		if !ok || !v.typed {
			kind = format.Text
		}
		set(v.name, v.text, kind)
	}
	if row.Err == nil && row.Ground == nil && p.other != "" {
		row.Err = format.Errorf(format.RuleWrongGeometryType, "the geometry is a %s", p.other)
	}
	if row.Err != nil {
		row.Ground = nil
	}
	return row, nil
}

// Close closes the file.
func (r *reader) Close() error { return r.file.Close() }
