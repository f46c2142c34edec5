package pages

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

var (
	root = filepath.Join("..", "..")
	web  = filepath.Join(root, "api", "web")
)

// absent skips the test for want of something, by name; under CI it fails.
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("absent: %s; under CI nothing may be", what)
	}
	t.Skipf("absent: %s", what)
}

// node is a Node with the packages of the lock file; the test skips without.
func node(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("node")
	if err != nil {
		absent(t, "node")
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		absent(t, "npm")
	}
	install(t, npm)
	return program
}

// TestPagesInABrowser loads every page at the width of a phone and of a desk, in
// both languages. No error in the console, no request to another host, nothing
// that axe-core or html-validate find, the keyboard reaches everything, and a
// dossier prints on A4.
func TestPagesInABrowser(t *testing.T) {
	look(t, "pages.mjs", 50)
}

// TestWhatIfInABrowser makes scenarios on the interactive map: to known figures,
// back and forth, by the pointer and by the keyboard alone, shared, exported,
// drawn, proposed and refused.
func TestWhatIfInABrowser(t *testing.T) {
	look(t, "whatif.mjs", 15)
}

// look runs one of the checks of api/web/check on the built program, and fails
// for each fault it prints. A check that loaded less than at least saw nothing.
func look(t *testing.T, script string, least int) {
	t.Helper()
	node := node(t)
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = "/usr/bin/chromium"
	}
	if _, err := os.Stat(chromium); err != nil {
		absent(t, "chromium (Debian package chromium; or name one in CHROMIUM)")
	}
	run(t, node, "build.mjs")
	base := serve(t)

	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	check := exec.CommandContext(ctx, node, filepath.Join("check", script), base)
	check.Dir, check.Env = web, append(os.Environ(), "CHROMIUM="+chromium)
	var faults bytes.Buffer
	check.Stderr = &faults
	out, err := check.Output()
	loads := 0
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		var line struct {
			Where, Rule string
			Text        any
			Loads       int
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Errorf("%s: %v", lines.Text(), err)
			continue
		}
		loads += line.Loads
		if line.Rule != "" {
			t.Errorf("%s: %s: %v", line.Where, line.Rule, line.Text)
		}
	}
	if err != nil && !t.Failed() {
		t.Errorf("%v: %s", err, faults.String())
	}
	if loads < least {
		t.Errorf("only %d loads: the check saw nothing", loads)
	}
}

// TestScriptsOfTheMap holds the TypeScript of the map to its types, and runs the
// tests of its modules that need no browser.
func TestScriptsOfTheMap(t *testing.T) {
	node := node(t)
	run(t, node, filepath.Join("node_modules", "typescript", "bin", "tsc"), "--noEmit")
	bundled := t.TempDir()
	run(t, node, "build.mjs", "--test", bundled)
	if out := run(t, node, "--test", bundled); regexp.MustCompile(`(?m)^# pass 0$`).MatchString(out) {
		t.Errorf("no test ran:\n%s", out)
	}
}

// run runs a program of Node in api/web to its end, and returns what it says.
func run(t *testing.T, node string, args ...string) string {
	t.Helper()
	command := exec.Command(node, args...)
	command.Dir = web
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("node %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// install brings the packages of the lock file where they are not yet: npm
// writes a lock of its own beside them when it is done.
func install(t *testing.T, npm string) {
	t.Helper()
	wanted, err := os.Stat(filepath.Join(web, "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.Stat(filepath.Join(web, "node_modules", ".package-lock.json"))
	if err == nil && !have.ModTime().Before(wanted.ModTime()) {
		return
	}
	ci := exec.Command(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	ci.Dir = web
	if out, err := ci.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve builds the program, starts it on a free port and returns its address.
func serve(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "maillage")
	build := exec.Command("go", "build", "-o", program, "./cmd/maillage")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	command := exec.Command(program, "serve", "--addr", "127.0.0.1:0")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait() // its status tells of the signal alone
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if base := listening.FindString(lines.Text()); base != "" {
			go func() { // the rest is nobody's concern, but must not fill the pipe
				for lines.Scan() {
				}
			}()
			return base
		}
	}
	t.Fatal("the program printed no address")
	return ""
}
