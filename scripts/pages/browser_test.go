package pages

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"maillage/geo/geotest"
)

var (
	root = filepath.Join("..", "..")
	web  = filepath.Join(root, "api", "web")
)

// node is a Node with the packages of the lock file; the test skips without.
func node(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("node")
	if err != nil {
		geotest.Absent(t, "node")
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		geotest.Absent(t, "npm")
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

// TestMapInABrowser uses the interactive map as a reader would: its first view
// is weighed, every control is held to what the service answers, by the pointer
// and by the keyboard alone, and its address holds the whole view.
func TestMapInABrowser(t *testing.T) {
	look(t, "map.mjs", 18)
}

// TestBaseMapInABrowser: a base map that was configured is drawn, credited, and
// the one thing that is asked of another host.
func TestBaseMapInABrowser(t *testing.T) {
	look(t, "base-map.mjs", 2)
}

// TestWhatIfInABrowser makes scenarios on the interactive map: to known figures,
// back and forth, by the pointer and by the keyboard alone, shared, exported,
// drawn, proposed and refused.
func TestWhatIfInABrowser(t *testing.T) {
	look(t, "whatif.mjs", 15)
}

// look runs one of the checks of api/web/check in a browser, on the built program.
func look(t *testing.T, script string, least int) {
	t.Helper()
	node := node(t)
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = "/usr/bin/chromium"
	}
	if _, err := os.Stat(chromium); err != nil {
		geotest.Absent(t, "chromium (Debian package chromium; or name one in CHROMIUM)")
	}
	build(t, node)
	program := compile(t)
	base := serve(t, program)
	faultsOf(t, least, node, []string{"CHROMIUM=" + chromium, "MAILLAGE=" + program}, filepath.Join("check", script), base)
}

// TestTilesInNode reads the style, and a file of tiles that the program wrote,
// with the libraries of map makers: every tile holds what the service answers.
func TestTilesInNode(t *testing.T) {
	node := node(t)
	program := compile(t)
	file := filepath.Join(t.TempDir(), "france.pmtiles")
	const day = "2017-03-16"
	if out, err := exec.Command(program, "tiles", "--out", file, "--datetime", day, "--maxzoom", "6").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	faultsOf(t, 50, node, nil, filepath.Join("check", "tiles.mjs"), serve(t, program), file, day)
}

// faultsOf runs a check, and fails for each fault it prints, one JSON object a
// line. A check that loaded less than at least saw nothing.
func faultsOf(t *testing.T, least int, node string, env []string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 12*time.Minute)
	defer cancel()
	check := exec.CommandContext(ctx, node, args...)
	check.Dir, check.Env = web, append(os.Environ(), env...)
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
			Measured    string
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Errorf("%s: %v", lines.Text(), err)
			continue
		}
		loads += line.Loads
		if line.Measured != "" {
			t.Log(line.Measured)
		}
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

// build bundles the map where what it is made of is newer than what stands:
// `make test` built it already, and packages that embed it compile meanwhile.
func build(t *testing.T, node string) {
	t.Helper()
	built, err := os.Stat(filepath.Join(web, "dist", "manifest.json"))
	stale := err != nil
	for _, part := range []string{"src", "build.mjs", "package-lock.json"} {
		err := filepath.WalkDir(filepath.Join(web, part), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			stale = stale || err == nil && info.ModTime().After(built.ModTime())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if stale {
		run(t, node, "build.mjs")
	}
}

// compile builds the program.
func compile(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "maillage")
	build := exec.Command("go", "build", "-o", program, "./cmd/maillage")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// serve starts the program on a free port and returns its address.
func serve(t *testing.T, program string) string {
	t.Helper()
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
