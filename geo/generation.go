package geo

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// schema enters the generation: raise it when the same data starts to give
// other answers.
const schema = "maillage/1"

// Generation identifies the content of the data set, in 16 hex digits: equal
// content, equal generation, wherever it is kept. It goes by Digest where that
// is set, and works the fingerprint out where it is not.
func (d *Dataset) Generation() string {
	digest := d.Digest
	if digest == "" {
		digest = d.Fingerprint()
	}
	return GenerationOf(digest)
}

// GenerationOf returns the generation of a data set by its fingerprint.
func GenerationOf(fingerprint string) string {
	sum := sha256.Sum256([]byte(schema + "\n" + fingerprint))
	return hex.EncodeToString(sum[:])[:16]
}

// Generation is one data set as a store of generations keeps it: whole, and
// never changed.
type Generation struct {
	ID      string    // as [Dataset.Generation] gives it
	Created time.Time // when it was first saved, in UTC
	Note    string    // of who saved it first; "" none
	Base    string    // ID of the generation it was made from; "" none, or not told
	Active  bool      // the one that serves
	Layers  []GenerationLayer
}

// GenerationLayer is one layer of boundaries of a generation.
type GenerationLayer struct {
	Name     LayerName
	Features int
	File     string // it was read from, as its source says
	SHA256   string // of that file, as its source says
}

// Draft is what whoever saves a data set says of it. The zero value says nothing.
type Draft struct {
	Note string // why, in a line
	Base string // ID of the generation it was made from
}

// Describe returns what a store tells of the data set once it is kept.
func (d *Dataset) Describe(draft Draft, created time.Time) Generation {
	g := Generation{ID: d.Generation(), Created: created.UTC(), Note: draft.Note, Base: draft.Base}
	for _, l := range d.Layers {
		g.Layers = append(g.Layers, GenerationLayer{l.Name, len(l.Features), l.Source.File, l.Source.SHA256})
	}
	return g
}
