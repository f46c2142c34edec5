package local

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// replace puts a small file in place of another in one step: whoever reads sees
// the old one or the new one, whole, and so does who reads after a crash.
func (s *Store) replace(name string, content []byte) error {
	staged := s.path(stagingDir, filepath.Base(name))
	if err := s.write(staged, content); err != nil {
		return err
	}
	return s.rename(staged, s.path(name))
}

// write makes a file whose content has reached the disk.
func (s *Store) write(path string, content []byte) error {
	if err := s.step("write", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// rename moves a file into place, and returns once the folder that now names it
// has reached the disk.
func (s *Store) rename(from, to string) error {
	if err := s.move(from, to); err != nil {
		return err
	}
	return s.settle(filepath.Dir(to))
}

// move moves a file into place; settle sees to it that it stays there.
func (s *Store) move(from, to string) error {
	if err := s.step("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func (s *Store) settle(folder string) error {
	if err := s.step("sync", folder); err != nil {
		return err
	}
	return syncFolder(folder)
}

// syncFolder returns once the names in a folder have reached the disk.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// read returns a file that has the checksum given.
func (s *Store) read(name, sum string) ([]byte, error) {
	content, err := os.ReadFile(s.path(name))
	if err != nil {
		return nil, fmt.Errorf("a part of the generation is missing: %w", err)
	}
	if found := hexSum(content); found != sum {
		return nil, &CorruptError{s.path(name), fmt.Sprintf("its SHA-256 is %s, it was written with %s", found, sum)}
	}
	return content, nil
}

// CorruptError says that a file of the directory is not as it was written.
type CorruptError struct {
	File   string
	Detail string
}

// Error names the file, and says how to mend it.
func (e *CorruptError) Error() string {
	return fmt.Sprintf("%s is damaged: %s; restore it from a copy, or import its files again, which writes it anew", e.File, e.Detail)
}

func hexSum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
