package geotest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the path of a real boundary file, which lies beside the
// project and is never part of it. Where there is none the test ends as [Absent]
// says.
func Shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(), "..", "shared", "boundaries", name)
	if _, err := os.Stat(path); err != nil {
		Absent(t, "../shared/boundaries/"+name)
	}
	return path
}
