package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/klauspost/compress/gzip"

	"maillage/geo"
)

const manifestFile = "embedded/manifest.json"

// A file of the set may not unpack to more than this: the largest is 2 MB.
const maxUnpacked = 256 << 20

// rebuild is the fix of everything that is wrong in what is built.
const rebuild = "run go run ./scripts/rebuild"

// fileSet is the files of a data set, read and checked against the manifest.
type fileSet struct {
	sources []geo.Source
	content map[string][]byte // by source ID, as stored
}

// openFiles reads the manifest and every file it names.
func openFiles(files fs.FS) (*fileSet, error) {
	manifest, err := fs.ReadFile(files, manifestFile)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, rebuild)
	}
	sources, err := decodeManifest(manifest)
	if err != nil {
		return nil, err
	}
	s := &fileSet{sources: sources, content: map[string][]byte{}}
	for _, source := range sources {
		content, err := fs.ReadFile(files, source.File)
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w: %s", manifestFile, source.ID, err, rebuild)
		}
		if sum := hexSum(content); sum != source.SHA256 {
			return nil, fmt.Errorf("%s has SHA-256 %s, %s says %s: %s", source.File, sum, manifestFile, source.SHA256, rebuild)
		}
		s.content[source.ID] = content
	}
	return s, nil
}

// decodeManifest reads the list of sources and checks that each can be told
// apart, found and credited.
func decodeManifest(content []byte) ([]geo.Source, error) {
	var sources []geo.Source
	if err := decodeJSON(manifestFile, content, &sources); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for i, source := range sources {
		record := fmt.Sprintf("%s, record %d (%s)", manifestFile, i+1, source.ID)
		switch {
		case source.ID == "" || seen[source.ID]:
			return nil, fmt.Errorf("%s: the id is empty or stands twice: %s", record, rebuild)
		case !fs.ValidPath(source.File):
			return nil, fmt.Errorf("%s: file %q is no path inside the data set: %s", record, source.File, rebuild)
		case source.Credit == "" || source.Licence == "" || source.Vintage == "":
			return nil, fmt.Errorf("%s: credit, licence or vintage is missing: name it in scripts/rebuild/manifest.go and %s", record, rebuild)
		}
		seen[source.ID] = true
	}
	return sources, nil
}

// packed returns a source and its file as stored.
func (s *fileSet) packed(id string) (geo.Source, []byte, error) {
	for _, source := range s.sources {
		if source.ID == id {
			return source, s.content[id], nil
		}
	}
	return geo.Source{}, nil, fmt.Errorf("%s names no source %q: %s", manifestFile, id, rebuild)
}

// open returns a source and its file, unpacked.
func (s *fileSet) open(id string) (geo.Source, []byte, error) {
	source, content, err := s.packed(id)
	if err != nil || !strings.HasSuffix(source.File, ".gz") {
		return source, content, err
	}
	if content, err = unpack(content); err != nil {
		return source, nil, fmt.Errorf("%s: %w: %s", source.File, err, rebuild)
	}
	return source, content, nil
}

func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	// Four is about what these texts pack by: one growth at most.
	buf := bytes.NewBuffer(make([]byte, 0, 4*len(packed)))
	n, err := io.Copy(buf, io.LimitReader(r, maxUnpacked+1))
	if err == nil && n > maxUnpacked {
		err = fmt.Errorf("unpacks to more than %d bytes", maxUnpacked)
	}
	return buf.Bytes(), err
}

// decodeJSON reads one JSON value of the data set, and says how to mend what it
// cannot read.
func decodeJSON(file string, content []byte, into any) error {
	if err := decodeStrictly(file, content, into); err != nil {
		return fmt.Errorf("%w: correct it and %s", err, rebuild)
	}
	return nil
}

// decodeStrictly reads one JSON value and names the line of what it cannot
// read. Unknown keys are refused: a misspelt one would be lost without a word.
func decodeStrictly(file string, content []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return nil
		}
		err = fmt.Errorf("something follows the end of the value")
	}
	line := 1 + bytes.Count(content[:min(d.InputOffset(), int64(len(content)))], []byte{'\n'})
	return fmt.Errorf("%s, near line %d: %w", file, line, err)
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
