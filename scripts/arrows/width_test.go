package arrows

import (
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// widest is how many characters a line of api has at most, a tab being one.
const widest = 120

// longSample is the length from which a text that is raw or has no space is a sample,
// which is not cut.
const longSample = 60

// TestLinesOfAPI holds every line of api to its width, save for those that cannot be
// broken: samples, and the words of pages, where a sentence is one literal.
func TestLinesOfAPI(t *testing.T) {
	for _, p := range packages(t) {
		if !under(p.path(), "api") {
			continue
		}
		for _, name := range append(append(p.GoFiles, p.TestGoFiles...), p.XTestGoFiles...) {
			source, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Error(err)
				continue
			}
			excused := unbreakable(source, p.path() == "api/pages")
			for i, line := range strings.Split(string(source), "\n") {
				if n := utf8.RuneCountInString(line); n > widest && !excused[i+1] {
					t.Errorf("%s:%d has %d characters, more than %d", filepath.Join(p.path(), name), i+1, n, widest)
				}
			}
		}
	}
}

// unbreakable are the lines, from 1, that a sample is on, or where words count, a text
// of several words.
func unbreakable(source []byte, words bool) map[int]bool {
	file := token.NewFileSet().AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	lines := map[int]bool{}
	for {
		at, kind, text := s.Scan()
		switch {
		case kind == token.EOF:
			return lines
		case kind != token.STRING:
			continue
		}
		raw, spaced := text[0] == '`', strings.Contains(text, " ")
		if len(text) > longSample && (raw || !spaced) || words && spaced {
			first := file.Line(at)
			for i := range strings.Count(text, "\n") + 1 {
				lines[first+i] = true
			}
		}
	}
}
