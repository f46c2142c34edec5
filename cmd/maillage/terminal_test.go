package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"maillage/cmd/terminal"
)

// acts reports whether something in a text would do more to a terminal than show.
func acts(text string) bool { return string(terminal.Escape([]byte(text))) != text }

// TestNothingActsOnATerminal holds that names, notes, sources and the names of
// files come out of every command with their control characters shown.
func TestNothingActsOnATerminal(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const name = `Essai \u001b[2J\u009b31m\u202egro\u007f`
	sound := write("centres.json", `[{"id":"essai","name":"`+name+`\nline","perimeters":[{"id":"essai-1","from":"2018","departments":["01"],"scope":"policy","confidence":"low","sources":["\u001b]0;titre\u0007 test"]}]}]`)
	refused := write("refused\x1b[2J.json", `[{"id":"essai","name":"a","\u001b[2J":1}]`)
	geojson := write("b\u202e.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"code":"\u001b[2J","`+name+`":"x"}}]}`)
	table := write("c\u009b.csv", "centre;confidence;\x1b[2J\noriv;high;\x1b[2J\n")
	kept := filepath.Join(dir, "kept")
	for _, args := range [][]string{
		{"import", "--data", kept, "--note", "x\x1b[31mred\nline\u009b", "centres=" + sound, "--report", filepath.Join(dir, "r.txt"), "--report", filepath.Join(dir, "r.json")},
		{"import", "--data", kept, "centres=" + refused},
		{"generations", "--data", kept}, {"generations", "--data", kept, "--format", "json"},
		{"diff", "--data", kept, "embedded\x1b[2J", "x"},
		{"check", geojson, table}, {"check", "-f", "json", geojson, table}, {"check", "-f", "geojson", geojson, table}, {"check", "no\x1b[2Jfile"},
		{"report", "--territory", "\x1b[2J"}, {"\x1b[2J"}, {"check", "--\x1b[2J"},
	} {
		var stdout, stderr bytes.Buffer
		run(context.Background(), args, &stdout, &stderr)
		for _, text := range []string{stdout.String(), stderr.String()} {
			if acts(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
				t.Errorf("%q: %q", args, text)
			}
		}
		if stdout.Len()+stderr.Len() == 0 {
			t.Errorf("%q says nothing", args)
		}
		if args[0] == "generations" && !strings.Contains(stdout.String(), `\u001b[31mred`) {
			t.Errorf("%q: %s", args, stdout.String())
		}
	}
	for _, name := range []string{"r.txt", "r.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || len(b) == 0 || acts(string(b)) {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
}
