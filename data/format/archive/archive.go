// Package archive lists what a zip archive holds, as files that can be read one
// by one and never more than they should be. Nothing is ever written: a name
// that climbs out of the archive is refused all the same, because an archive
// that has one was made to harm.
package archive

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"maillage/data/format"
)

const (
	maxEntries = 10_000
	// A deflated stream expands a thousandfold at most, boundary files tenfold.
	// Tables of blanks go further, so that small archives may.
	maxRatio   = 100
	ratioFloor = 64 << 20
)

// The rules that archives alone break.
const (
	RuleUnsafeName = "unsafe-name"
	RuleEncrypted  = "encrypted"
	RuleZipBomb    = "zip-bomb"
)

// Open lists the files of an archive of size bytes, folders and the litter of
// macOS left out. All that is ever read from them together is bounded by most
// bytes, and by what the size of the archive makes likely.
func Open(r io.ReaderAt, size, most int64) ([]format.File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, explain(err, "the archive")
	}
	if len(z.File) > maxEntries {
		return nil, format.Errorf(format.RuleTooManyFeatures, "the archive has more than %d entries", maxEntries)
	}
	b := &budget{most: most, likely: max(ratioFloor, maxRatio*size)}
	seen := map[string]bool{}
	var files []format.File
	for _, entry := range z.File {
		name := nameOf(entry)
		if err := check(entry, name, seen); err != nil {
			return nil, err
		}
		if entry.FileInfo().IsDir() || strings.HasSuffix(name, "/") || isLitter(name) {
			continue
		}
		files = append(files, format.File{
			Name: name, Size: int64(entry.UncompressedSize64),
			Open: func() (io.ReadCloser, error) { return b.open(entry, name) },
		})
	}
	return files, b.claims(files)
}

// nameOf returns the name of an entry in UTF-8, with slashes. Windows writes
// names without saying that they are in code page 850 or 437, which agree on
// all letters of French, and older .NET parts folders by backslashes.
func nameOf(entry *zip.File) string {
	name := entry.Name
	if !utf8.ValidString(name) {
		name, _ = codePage850.Decode([]byte(name)) // it has a character for each byte
	}
	return strings.ReplaceAll(name, "\\", "/")
}

var codePage850 = func() format.Encoding {
	e, err := format.ParseEncoding("cp850")
	if err != nil {
		panic(err)
	}
	return e
}()

// check refuses an entry that no honest archive of boundaries has.
func check(entry *zip.File, name string, seen map[string]bool) error {
	clean := path.Clean(name)
	switch {
	case !fs.ValidPath(strings.TrimSuffix(name, "/")) || strings.Contains(name, ":") || strings.ContainsFunc(name, unicode.IsControl):
		return format.Errorf(RuleUnsafeName, "the archive has an entry named %q, which leads out of it or is no name", clip(name))
	case entry.Mode()&fs.ModeType&^fs.ModeDir != 0:
		return format.Errorf(RuleUnsafeName, "the entry %q is not a file but a link or a device", clip(name))
	case entry.Flags&1 != 0:
		return format.Errorf(RuleEncrypted, "the entry %q is encrypted", clip(name))
	case entry.Method != zip.Store && entry.Method != zip.Deflate:
		return format.Errorf(format.RuleUnsupported, "the entry %q is compressed by method %d; deflate alone is read", clip(name), entry.Method)
	case seen[strings.ToLower(clean)]:
		return format.Errorf(format.RuleCorrupt, "two entries are named %q", clip(name))
	}
	seen[strings.ToLower(clean)] = true
	return nil
}

func isLitter(name string) bool {
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), ".")
}

// budget is what may still be read of an archive.
type budget struct {
	read, most, likely int64
}

// claims refuses at once an archive that says itself that it is too large.
func (b *budget) claims(files []format.File) error {
	var all int64
	for _, f := range files {
		if f.Size < 0 || f.Size > b.most-all {
			return format.Errorf(format.RuleTooLarge, "its files hold more than %d bytes once decompressed", b.most)
		}
		all += f.Size
	}
	return nil
}

func (b *budget) open(entry *zip.File, name string) (io.ReadCloser, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, explain(err, name)
	}
	return &member{src: r, name: name, budget: b}, nil
}

// member is an open entry. Reading it takes from the budget of the archive,
// whatever the entry claims to hold.
type member struct {
	src    io.ReadCloser
	name   string
	budget *budget
}

// Read reads decompressed bytes.
func (m *member) Read(p []byte) (int, error) {
	n, err := m.src.Read(p)
	m.budget.read += int64(n)
	switch b := m.budget; {
	case b.read > b.most:
		return 0, format.Errorf(format.RuleTooLarge, "it holds more than %d bytes once decompressed", b.most)
	case b.read > b.likely:
		return 0, format.Errorf(RuleZipBomb, "it decompresses to more than %d bytes, a hundred times its size", b.likely)
	case err != nil && !errors.Is(err, io.EOF):
		return n, explain(err, m.name)
	}
	return n, err
}

// Close closes the entry.
func (m *member) Close() error { return m.src.Close() }

// explain says what is wrong with an archive; errors of the disk pass.
func explain(err error, what string) error {
	switch {
	case errors.Is(err, zip.ErrFormat):
		return format.Errorf(format.RuleTruncated, "%s has no directory of its entries: it is cut, or no zip archive", what)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return format.Errorf(format.RuleTruncated, "%s ends in the middle", clip(what))
	case errors.Is(err, zip.ErrChecksum):
		return format.Errorf(format.RuleCorrupt, "%s does not have the checksum the archive says", clip(what))
	case errors.Is(err, zip.ErrAlgorithm):
		return format.Errorf(format.RuleUnsupported, "%s is compressed in a way that is not read", clip(what))
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return err
	}
	return format.Errorf(format.RuleCorrupt, "%s: %v", clip(what), err)
}

func clip(s string) string { return s[:min(len(s), 80)] }
