package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// lambert is a table of departments in metres of Lambert-93 that does not say so.
const lambert = "dep;wkt\n" +
	"75;\"POLYGON((650000 6860000,655000 6860000,655000 6865000,650000 6860000))\"\n" +
	"69;\"POLYGON((840000 6515000,845000 6515000,845000 6520000,840000 6515000))\"\n"

// TestReadingFlagsReachRecognisedFiles: what a flag says of a layer holds for a
// file that is recognised as it, without NAME=.
func TestReadingFlagsReachRecognisedFiles(t *testing.T) {
	file, dir := put(t, "departements.csv", lambert), t.TempDir()
	stdout, _ := did(t, 0, "import", "--data", dir, "--crs", "departments=EPSG:2154", file)
	if !strings.Contains(stdout, "2 of 2 features as departments") || !strings.Contains(stdout, "EPSG:2154") {
		t.Error(stdout)
	}
	for system, says := range map[string]string{
		"EPSG:27572": "NTF",
		"foo":        `reference system "foo"`,
		"EPSG:4326":  "look like Lambert-93",
	} {
		stdout, _ = did(t, 1, "import", "--data", dir, "--crs", "departments="+system, file)
		if !strings.Contains(stdout, says) {
			t.Errorf("%s: want %q in\n%s", system, says, stdout)
		}
	}
}

// TestCentresFromADevice: a device says that it holds nothing, and never ends.
func TestCentresFromADevice(t *testing.T) {
	const zero = "/dev/zero"
	if _, err := os.Stat(zero); err != nil {
		t.Skip(err)
	}
	stdout, _ := did(t, 1, "import", "--data", t.TempDir(), "centres="+zero)
	if !strings.Contains(stdout, "more than 16 MiB") {
		t.Error(stdout)
	}
}

// TestReasonOfRefusalIsAlwaysPrinted: however many problems come before it.
func TestReasonOfRefusalIsAlwaysPrinted(t *testing.T) {
	var table strings.Builder
	table.WriteString("centre;departments;confidence;source\n")
	for i := range 100 {
		fmt.Fprintf(&table, "nobody-%d;21;high;x\n", i)
	}
	stdout, _ := did(t, 1, "import", "--data", t.TempDir(), put(t, "perimeters.csv", table.String()))
	if !strings.Contains(stdout, "refused: ") || !strings.Contains(stdout, fmt.Sprintf("and %d more", 50)) {
		t.Error(stdout)
	}
}
