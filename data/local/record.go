package local

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	pathpkg "path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"maillage/geo"
)

// record is the file of one generation.
type record struct {
	// Generation is the ID when it was saved. The fingerprint is what counts:
	// a later version of the program may call the same content otherwise.
	Generation  string        `json:"generation"`
	Fingerprint string        `json:"fingerprint"`
	Created     time.Time     `json:"created"`
	Note        string        `json:"note,omitempty"`
	Base        string        `json:"base,omitempty"`
	Layers      []layerRecord `json:"layers,omitempty"`
	Parts       []partRecord  `json:"parts"`
	// Check is the SHA-256 of this record without it.
	Check string `json:"check"`
}

// layerRecord is [geo.GenerationLayer] as it is written.
type layerRecord struct {
	Name     geo.LayerName `json:"name"`
	Features int           `json:"features"`
	File     string        `json:"file,omitempty"`
	SHA256   string        `json:"sha256,omitempty"`
}

// partRecord names a part: what it holds, and where.
type partRecord struct {
	Name   string `json:"name"`
	File   string `json:"file"` // within the directory, with slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

func (r *record) id() string { return geo.GenerationOf(r.Fingerprint) }

// part returns the record of a part, and false where there is none.
func (r *record) part(name string) (partRecord, bool) {
	i := slices.IndexFunc(r.Parts, func(p partRecord) bool { return p.Name == name })
	if i < 0 {
		return partRecord{}, false
	}
	return r.Parts[i], true
}

// generation tells of a record; active is the fingerprint of the one that serves.
func (r *record) generation(active string) geo.Generation {
	return geo.Generation{
		ID: r.id(), Created: r.Created.UTC(), Note: r.Note, Base: r.Base, Active: r.Fingerprint == active,
		Layers: each(r.Layers, func(l layerRecord) geo.GenerationLayer { return geo.GenerationLayer(l) }),
	}
}

// checked is a record that holds a checksum of itself.
type checked interface{ check() *string }

func (r *record) check() *string { return &r.Check }

// encodeChecked fills the checksum in, and returns the text of the record.
func encodeChecked(c checked) ([]byte, error) {
	*c.check() = ""
	bare, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	*c.check() = hexSum(bare)
	text, err := json.MarshalIndent(c, "", "  ")
	return append(text, '\n'), err
}

// decodeChecked reads what encodeChecked wrote, and nothing that differs from it by a byte. A
// field that a record gains later must be left out where it is empty.
func decodeChecked(content []byte, c checked) error {
	if err := readRecords(content, c); err != nil {
		return err
	}
	said := *c.check()
	text, err := encodeChecked(c)
	if err != nil {
		return err
	}
	if found := *c.check(); found != said {
		return fmt.Errorf("its checksum is %s, it was written with %.64q", found, said)
	}
	if !bytes.Equal(text, content) {
		return errors.New("it is not written as this program writes it")
	}
	return nil
}

// records reads the file of every generation, the latest saved first. Those
// that cannot be read are left out, and the error tells of the first.
func (s *Store) records() ([]*record, error) {
	entries, err := os.ReadDir(s.path(generationDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []*record
	var fault error
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".json" || e.IsDir() {
			continue
		}
		r, err := s.readRecord(e.Name())
		if err != nil {
			fault = errors.Join(fault, err)
			continue
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b *record) int {
		if c := b.Created.Compare(a.Created); c != 0 {
			return c
		}
		return strings.Compare(a.Fingerprint, b.Fingerprint)
	})
	return all, fault
}

func (s *Store) readRecord(name string) (*record, error) {
	path := s.path(generationDir, name)
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := new(record)
	if err := decodeChecked(content, r); err != nil {
		return nil, &CorruptError{path, err.Error()}
	}
	for _, p := range r.Parts {
		if folder, name := pathpkg.Split(p.File); folder != partDir+"/" || !filepath.IsLocal(name) {
			return nil, &CorruptError{path, fmt.Sprintf("part %q is not in the folder of parts", p.File)}
		}
	}
	return r, nil
}

// shortest is the fewest digits that may stand for a generation.
const shortest = 6

// find returns the generation of an ID, or of the beginning of one.
func (s *Store) find(id string) (*record, error) {
	all, fault := s.records()
	var met []*record
	for _, r := range all {
		if r.id() == id {
			return r, nil
		}
		if len(id) >= shortest && strings.HasPrefix(r.id(), id) {
			met = append(met, r)
		}
	}
	switch {
	case len(met) == 1:
		return met[0], nil
	case len(met) > 1:
		return nil, missing(fmt.Sprintf("%d generations in %s begin with %q, as %s and %s: give more digits",
			len(met), s.dir, id, met[0].id(), met[1].id()))
	case fault != nil:
		return nil, fault
	}
	return nil, missing(fmt.Sprintf("no generation in %s is called %.40q; give its ID, or the first %d digits or more (maillage generations lists them)",
		s.dir, id, shortest))
}

// missing says what is not there, and how to have it.
type missing string

func (m missing) Error() string { return string(m) }
func (missing) Unwrap() error   { return geo.ErrNotFound }

// findContent returns the generation of a fingerprint, nil where there is none.
func (s *Store) findContent(fingerprint string) (*record, error) {
	all, fault := s.records()
	for _, r := range all {
		if r.Fingerprint == fingerprint {
			return r, nil
		}
	}
	return nil, fault
}
