package terminal

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestWriter holds what is written for what, however it is cut into writes.
func TestWriter(t *testing.T) {
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
			v := NewWriter(&b)
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

// FuzzWriter holds for any text that nothing acts, and that text in JSON is
// still the same.
func FuzzWriter(f *testing.F) {
	f.Add("a\x1b[2J\u009b\r\n", 3)
	f.Fuzz(func(t *testing.T, text string, cut int) {
		var b bytes.Buffer
		v := NewWriter(&b)
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
		if json.Unmarshal(in, &before) != nil || json.Unmarshal(Escape(in), &after) != nil || before != after {
			t.Fatalf("%q became %q", before, after)
		}
	})
}
