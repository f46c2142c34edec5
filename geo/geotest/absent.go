package geotest

import (
	"os"
	"os/exec"
	"testing"
)

// Absent ends a test for want of something that a machine may lack: it skips, and
// names it. Under CI=true nothing may be absent, and the test fails instead.
func Absent(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("absent: %s; under CI nothing may be", what)
	}
	t.Skipf("absent: %s", what)
}

// Program returns the path of a program, which the named Debian package brings;
// the test ends as [Absent] says where there is none.
func Program(t testing.TB, name, debian string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Absent(t, name+" (Debian package "+debian+")")
	}
	return path
}
