package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestVisible holds what is written for what, however it is cut into writes.
func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"Évry\tCôte-d'Or\r\n\n":       "Évry\tCôte-d'Or\r\n\n",
		"a\x1b[2Jb\a\x00\x7f":         `a\u001b[2Jb\u0007\u0000\u007f`,
		"over\rwritten\r\r\n":         `over\u000dwritten\u000d` + "\r\n",
		"end\r":                       `end\u000d`,
		"\u0085\u009b31m":             `\u0085\u009b31m`,
		"\u202egro\u202c\u2066\u200f": `\u202egro\u202c\u2066\u200f`,
		"\u2028\u2029\u061c":          `\u2028\u2029\u061c`,
		"a\x9bb\xe2\x80":              "a\ufffdb\ufffd\ufffd",
		"\ufeffcode;\U0001f5fa\ufffd": "\ufeffcode;\U0001f5fa\ufffd",
	} {
		for size := 1; size <= len(text)+1; size++ {
			var b bytes.Buffer
			v := &visible{w: &b}
			for rest := text; rest != ""; {
				n, err := v.Write([]byte(rest[:min(size, len(rest))]))
				if err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if err := v.Close(); err != nil || b.String() != want {
				t.Errorf("%q by %d: %q, want %q, %v", text, size, b.String(), want, err)
			}
		}
	}
}

// FuzzVisible holds for any text that nothing acts, and that text in JSON is
// still the same.
func FuzzVisible(f *testing.F) {
	f.Add("a\x1b[2J\u009b\r\n", 3)
	f.Fuzz(func(t *testing.T, text string, cut int) {
		var b bytes.Buffer
		v := &visible{w: &b}
		cut = max(0, min(cut, len(text)))
		for _, part := range []string{text[:cut], text[cut:]} {
			if n, err := v.Write([]byte(part)); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		if shown := strings.ReplaceAll(b.String(), "\r\n", "\n"); strings.ContainsFunc(shown, acts) || !utf8.ValidString(shown) {
			t.Fatalf("%q", shown)
		}
		in, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var before, after string
		if json.Unmarshal(in, &before) != nil || json.Unmarshal(escaped(in), &after) != nil || before != after {
			t.Fatalf("%q became %q", before, after)
		}
	})
}

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
			if strings.ContainsFunc(text, func(r rune) bool { return acts(r) || unicode.IsControl(r) && r != '\n' && r != '\t' }) {
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
		if err != nil || len(b) == 0 || strings.ContainsFunc(string(b), acts) {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
}
