package geotest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the path of a real boundary file, which lies beside the
// project and is never part of it. Where it is absent the test skips, naming
// it; on CI it fails instead.
func Shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(), "..", "shared", "boundaries", name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is required on CI: %v", name, err)
		}
		t.Skipf("needs ../shared/boundaries/%s", name)
	}
	return path
}
