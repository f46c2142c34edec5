package arrows

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"maillage/geo/geotest"
)

// maxSize is the size in bytes above which a file belongs in a registry, not in
// the repository.
const maxSize = 1_500_000

// localPath is a path of one machine: in a tracked file it is wrong on all
// others. Its own text must not match it.
var localPath = regexp.MustCompile(`(^|[\s"'=(` + "`" + `])/(work|root|home|tmp)/[A-Za-z0-9._]`)

func TestTopLevel(t *testing.T) {
	for _, file := range tracked(t) {
		if top, _, _ := strings.Cut(file, "/"); !slices.Contains(topLevel, top) {
			t.Errorf("%s: %q is not among what may stand at the root: %v", file, top, topLevel)
		}
	}
}

func TestTrackedFiles(t *testing.T) {
	for _, file := range tracked(t) {
		content := read(t, file)
		if len(content) > maxSize && !under(file, "data/embedded") {
			t.Errorf("%s has %d bytes, more than %d", file, len(content), maxSize)
		}
		if bytes.IndexByte(content, 0) >= 0 {
			continue // not text
		}
		for number, text := range strings.Split(string(content), "\n") {
			if found := localPath.FindString(text); found != "" {
				t.Errorf("%s:%d: %q is a path of one machine", file, number+1, strings.TrimSpace(found))
			}
		}
	}
}

// TestNoBoundaryCommitted compares contents, so that neither a new name nor
// compression hides a file that the project may read and not carry.
func TestNoBoundaryCommitted(t *testing.T) {
	folder := filepath.Join(root, "..", "shared", "boundaries")
	files, err := filepath.Glob(filepath.Join(folder, "*geojson*"))
	if err != nil || len(files) == 0 {
		geotest.Absent(t, "../shared/boundaries")
	}
	lent := make(map[[sha256.Size]byte]string)
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lent[plainSum(t, content)] = filepath.Base(file)
	}
	for _, file := range tracked(t) {
		if name, ok := lent[plainSum(t, read(t, file))]; ok {
			t.Errorf("%s is %s of ../shared/boundaries, which is never committed", file, name)
		}
	}
}

// plainSum hashes a content, unpacked if it is gzipped.
func plainSum(t *testing.T, content []byte) [sha256.Size]byte {
	t.Helper()
	if !bytes.HasPrefix(content, []byte{0x1f, 0x8b}) {
		return sha256.Sum256(content)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, unpacked); err != nil {
		t.Fatal(err)
	}
	return [sha256.Size]byte(hash.Sum(nil))
}

// tracked returns the files git tracks, relative to the root.
func tracked(t *testing.T) []string {
	t.Helper()
	// The go command reruns a cached test when a file it looked at changed. It
	// cannot see what git looks at, so look at git's list of files here too.
	if _, err := os.Stat(filepath.Join(root, ".git", "index")); err != nil {
		geotest.Absent(t, "a git checkout")
	}
	command := exec.Command("git", "-c", "safe.directory=*", "ls-files", "-z")
	command.Dir = root
	output, err := command.Output()
	if errors.Is(err, exec.ErrNotFound) {
		geotest.Absent(t, "git")
	}
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(output), "\x00"), "\x00")
}

// read returns a tracked file's content, nothing if it was removed and not
// committed yet.
func read(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return content
}
