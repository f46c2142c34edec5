package main

import (
	"flag"
	"io"
	"reflect"
	"strings"
	"testing"

	"maillage/data/boundary"
	"maillage/data/ingest"
	"maillage/geo"
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

// TestNotesOfFlags: what flags say of layers, of one and of all.
func TestNotesOfFlags(t *testing.T) {
	var got ingest.Notes
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	registerNotes(flags, &got)
	err := flags.Parse([]string{
		"--credit", "epci=IGN", "--credit", "centres=préfecture = 2016", "--accuracy", "epci=2.5",
		"--field", "communes.code=INSEE", "--field", "communes.name=NOM", "--crs", "communes=EPSG:2154", "--crs", "EPSG:4326", "--encoding", "windows-1252", "--encoding", "epci=utf-8",
	})
	want := ingest.Notes{
		Credit:   map[geo.LayerName]string{geo.EPCILayer: "IGN", ingest.Centres: "préfecture = 2016"},
		Accuracy: map[geo.LayerName]float64{geo.EPCILayer: 2.5},
		Reading: map[geo.LayerName]ingest.Reading{
			geo.CommuneLayer: {Fields: boundary.Fields{Code: "INSEE", Name: "NOM"}, CRS: "EPSG:2154"},
			geo.EPCILayer:    {Encoding: "utf-8"},
		},
		Every: ingest.Reading{CRS: "EPSG:4326", Encoding: "windows-1252"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	flags.SetOutput(io.Discard)
	for _, wrong := range []string{"--credit=cantons=IGN", "--accuracy=epci=-1", "--field=communes=INSEE", "--field=communes.id=INSEE", "--crs=cantons=EPSG:2154", "--encoding=epci="} {
		if err := flags.Parse([]string{wrong}); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}
