package local

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// format is the version of the directory that this program writes. It reads
// that one and those before it.
const format = 1

// The files and folders of the directory.
const (
	formatFile    = "maillage.json"
	activeFile    = "active.json"
	lockFile      = "lock"
	generationDir = "generations"
	partDir       = "parts"
	stagingDir    = "staging"
)

// Store is a data directory. It is safe for concurrent use, also by several
// processes that opened the same one.
type Store struct {
	dir string
	now func() time.Time
	// step is called before each step that changes the disk, with what it
	// does and to which file. Tests make it fail; it does nothing otherwise.
	step func(does, path string) error
	// cache is what data sets share; nil: nothing.
	cache *partCache
}

// Open opens a data directory. One that does not exist, or is empty, is a store
// without generations: the first save makes it. Open changes nothing on disk. It
// refuses a folder that holds other things, and a directory that a newer version
// of the program wrote.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir, now: time.Now, step: func(string, string) error { return nil }}
	return s, s.checkFormat()
}

// Close lets go of the directory.
func (s *Store) Close() error { return nil }

func (s *Store) path(elements ...string) string {
	return filepath.Join(append([]string{s.dir}, elements...)...)
}

// formatRecord is maillage.json.
type formatRecord struct {
	Format int    `json:"format"`
	About  string `json:"about"`
}

const about = "data directory of maillage (maillage import, activate, rollback, generations); do not edit by hand"

// checkFormat refuses what is no data directory, or a newer one.
func (s *Store) checkFormat() error {
	content, err := os.ReadFile(s.path(formatFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.checkFree()
	case err != nil:
		return fmt.Errorf("data directory: %w", err)
	}
	var record formatRecord
	if err := json.Unmarshal(content, &record); err != nil || record.Format < 1 {
		return fmt.Errorf("%s is damaged: it should be {\"format\": %d}", s.path(formatFile), format)
	}
	if record.Format > format {
		return fmt.Errorf("%s has format %d, and this program knows formats up to %d: use the version of maillage that wrote it, or a newer one",
			s.dir, record.Format, format)
	}
	return nil
}

// checkFree refuses to take over a folder that something else uses.
func (s *Store) checkFree() error {
	entries, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	for _, e := range entries {
		// A first save that was cut short leaves these.
		ours := e.Name() == lockFile || e.Name() == stagingDir || e.Name() == partDir || e.Name() == generationDir
		if !ours && !strings.HasPrefix(e.Name(), ".") && e.Name() != "lost+found" {
			return fmt.Errorf("%s holds %s and no %s: it is no data directory; give an empty folder, or one that does not exist", s.dir, e.Name(), formatFile)
		}
	}
	return nil
}

// prepare makes the directory, under the lock.
func (s *Store) prepare() error {
	if err := s.checkFormat(); err != nil {
		return err
	}
	for _, name := range []string{generationDir, partDir} {
		if err := os.MkdirAll(s.path(name), 0o755); err != nil {
			return err
		}
	}
	// What a save that was cut short left behind.
	if err := os.RemoveAll(s.path(stagingDir)); err != nil {
		return err
	}
	if err := os.Mkdir(s.path(stagingDir), 0o755); err != nil {
		return err
	}
	if _, err := os.Stat(s.path(formatFile)); err == nil {
		return nil
	}
	content, err := json.MarshalIndent(formatRecord{format, about}, "", "  ")
	if err != nil {
		return err
	}
	if err := s.replace(formatFile, append(content, '\n')); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(filepath.Clean(s.dir)))
}
