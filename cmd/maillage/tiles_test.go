package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTilesInAFile: what flags say reaches the file, and what was written is printed.
func TestTilesInAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "france.pmtiles")
	stdout, _ := did(t, 0, "tiles", "--out", file, "--layer-name", "departments", "--layer-name", "coverage", "--level", "region", "--datetime", "2017-03-16", "--maxzoom", "4")
	if !strings.Contains(stdout, "tiles of 2 layers, zooms 0 to 4, generation ") {
		t.Error(stdout)
	}
	if content, err := os.ReadFile(file); err != nil || string(content[:8]) != "PMTiles\x03" || content[100] != 0 || content[101] != 4 {
		t.Errorf("header % x, %v", content[:min(127, len(content))], err)
	}
}

func TestTilesCalledWrongly(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "x.pmtiles")
	for says, args := range map[string][]string{
		"name the file to write":      {},
		"no layer of tiles is called": {"--out", file, "--layer-name", "department"},
		"zooms 0 to 15":               {"--out", file, "--maxzoom", "15"},
		"zooms 5 to 4":                {"--out", file, "--minzoom", "5", "--maxzoom", "4"},
		"add --layer communes=FILE":   {"--out", file, "--layer-name", "communes"},
		"drawn from zoom 7":           {"--out", file, "--layer-name", "communes", "--maxzoom", "6"},
		"date":                        {"--out", file, "--datetime", "yesterday"},
		"want a day from":             {"--out", file, "--datetime", "1900-01-01"},
		"takes no argument":           {"--out", file, "more"},
		"level":                       {"--out", file, "--level", "canton"},
	} {
		if status, _, errs := call(append([]string{"tiles"}, args...)...); status == 0 || !strings.Contains(errs, says) {
			t.Errorf("%v: status %d, %q", args, status, errs)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	missing := filepath.Join(dir, "no", "such", "folder.pmtiles")
	if status, _, errs := call("tiles", "--out", missing, "--layer-name", "regions", "--maxzoom", "0"); status != 1 || !strings.Contains(errs, "no such file") {
		t.Errorf("status %d, %q", status, errs)
	}
	if !slices.ContainsFunc(commands(), func(c command) bool { return c.name == "tiles" }) {
		t.Error("no command tiles")
	}
}
