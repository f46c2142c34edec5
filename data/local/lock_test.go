//go:build unix

package local

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"maillage/geo"
)

// TestMain lets the tests start this program as another writer, which holds the
// lock until it is ended.
func TestMain(m *testing.M) {
	if dir := os.Getenv("MAILLAGE_TEST_HOLDS"); dir != "" {
		s, err := Open(dir)
		if err == nil {
			_, err = s.lock(context.Background())
		}
		if err != nil {
			panic(err)
		}
		_, _ = os.Stdout.WriteString("held\n")
		select {}
	}
	os.Exit(m.Run())
}

// TestOneWriterAtATime: while another process writes, nobody else does; when it
// is killed in the act, nothing of it is in the way.
func TestOneWriterAtATime(t *testing.T) {
	dir := t.TempDir()
	if _, err := open(t, dir).Save(t.Context(), variant("A"), geo.Draft{}); err != nil {
		t.Fatal(err)
	}
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "MAILLAGE_TEST_HOLDS="+dir)
	said, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = other.Process.Kill(), other.Wait() }()
	if line, err := bufio.NewReader(said).ReadString('\n'); line != "held\n" {
		t.Fatal(line, err)
	}
	s := open(t, dir)
	short, end := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer end()
	before := tree(t, dir)
	if _, err := s.Save(short, variant("B"), geo.Draft{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("saved beside another writer: %v", err)
	}
	if err := s.Activate(short, variant("A").Generation()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("activated beside another writer: %v", err)
	}
	if after := tree(t, dir); len(after) != len(before) {
		t.Errorf("written beside another writer: %v", after)
	}
	if _, err := s.Load(t.Context(), variant("A").Generation()); err != nil {
		t.Errorf("readers wait for nobody: %v", err)
	}
	if holder, err := os.ReadFile(s.path(lockFile)); err != nil || !strings.HasPrefix(string(holder), "process ") {
		t.Errorf("the lock does not tell its holder: %q, %v", holder, err)
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), variant("B"), geo.Draft{}); err != nil {
		t.Errorf("after the other was killed: %v", err)
	}
}
