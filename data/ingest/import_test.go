package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/data/ingest"
	"maillage/data/local"
	"maillage/geo"
)

// put writes a file of a test's own and returns its path.
func put(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// store is an empty data directory.
func store(t *testing.T) *local.Store {
	t.Helper()
	s, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// today is the day of every audit here.
var today = geo.DateOf(2026, 6, 1)

// read says how the files of one layer are to be read.
func read(layer geo.LayerName, how ingest.Reading) ingest.Notes {
	return ingest.Notes{Reading: map[geo.LayerName]ingest.Reading{layer: how}}
}

// run imports files, and fails the test where that cannot be done.
func run(t *testing.T, im ingest.Import, arguments ...string) *ingest.Report {
	t.Helper()
	im.Today = today
	report, err := im.Run(t.Context(), given(t, arguments...))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// text is a report as it is printed.
func text(t *testing.T, r *ingest.Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const square = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"DEP":"2A"},` +
	`"geometry":{"type":"Polygon","coordinates":[[[8.6,41.4],[9.3,41.4],[9.3,42.3],[8.6,42.3],[8.6,41.4]]]}}]}`

const newCentre = "id;name;named;seat;former_names\nmayotte;Ressources Mayotte;true;Mamoudzou;R 976|Ressources 976\n"

const newPerimeters = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":
	{"centre":"mayotte","departments":["976"],"from":"2016","confidence":"high","source":"arrêté du 2 mars 2016"}}]}`

// lambert is a table of departments in metres of Lambert-93 that does not say so.
const lambert = "dep;wkt\n" +
	"75;\"POLYGON((650000 6860000,655000 6860000,655000 6865000,650000 6860000))\"\n" +
	"69;\"POLYGON((840000 6515000,845000 6515000,845000 6520000,840000 6515000))\"\n"

// TestSort: the names of layers are taken for what they are though a file has an
// equals sign in its own.
func TestSort(t *testing.T) {
	odd := put(t, "a=b.geojson", "")
	plain := put(t, "plain.geojson", "")
	got := given(t, odd, "communes="+plain, plain, "communes="+odd, "centres="+plain)
	if len(got) != 4 || got[0].Files[0] != odd || got[0].Layer != "" || got[1].Layer != geo.CommuneLayer ||
		len(got[1].Files) != 2 || got[1].Files[1] != odd || got[3].Layer != ingest.Centres {
		t.Errorf("%+v", got)
	}
}

// TestImportOfANetwork: a new centre and its perimeter are kept upon the embedded
// data, whichever comes first, out of service; what is named again keeps its perimeters.
func TestImportOfANetwork(t *testing.T) {
	kept := store(t)
	notes := ingest.Notes{Credit: map[geo.LayerName]string{ingest.Centres: "préfecture de Mayotte 2016"}}
	first := run(t, ingest.Import{Kept: kept, Notes: notes, Note: "Mayotte"}, put(t, "perimeters.geojson", newPerimeters), put(t, "centres.csv", newCentre))
	if first.Generation == nil || first.Generation.Active || first.Withheld || !first.Base.Embedded || first.Generation.Note != "Mayotte" || len(first.Audit.Findings) == 0 {
		t.Fatal(text(t, first))
	}
	if err := kept.Activate(t.Context(), first.Generation.ID); err != nil {
		t.Fatal(err)
	}
	second := run(t, ingest.Import{Kept: kept, Activate: true}, put(t, "more.csv", "id,name,named,seat\nmayotte,Autre nom,true,Dzaoudzi\n"))
	if second.Base.Generation != first.Generation.ID || !second.Generation.Active {
		t.Fatal(text(t, second))
	}
	set, err := kept.Load(t.Context(), second.Generation.ID)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(set.Centres, func(c geo.Centre) bool { return c.ID == "mayotte" })
	if c := set.Centres[i]; c.Name != "Autre nom" || len(c.Perimeters) != 1 || c.Perimeters[0].ID != "mayotte-1" {
		t.Errorf("%+v", c)
	}
}

// TestRefusedFilesKeepNothing: where one of the files is refused nothing is kept.
func TestRefusedFilesKeepNothing(t *testing.T) {
	good := put(t, "centres.csv", newCentre)
	for name, c := range map[string]struct {
		says  string
		files []string
	}{
		"no json":      {"REFUSED", []string{put(t, "broken.geojson", `{"type":"FeatureCollection","features":[{"type"`)}},
		"good and bad": {"REFUSED", []string{good, put(t, "broken.geojson", `{"type":`)}},
		"bad centres":  {"want lower-case letters", []string{put(t, "centres.json", `[{"id":"A B","name":"A"}]`)}},
		"no centres":   {"holds no centre", []string{put(t, "centres.json", `[]`)}},
		"wrong layer":  {"REFUSED", []string{"communes=" + put(t, "d.geojson", square)}},
	} {
		kept := store(t)
		report := run(t, ingest.Import{Kept: kept, Activate: true, Force: true}, c.files...)
		if report.Generation != nil || report.Audit != nil || !strings.Contains(text(t, report), c.says) {
			t.Errorf("%s: %s", name, text(t, report))
		}
		if all, err := kept.List(t.Context()); err != nil || len(all) > 0 {
			t.Errorf("%s: %d generations are kept, %v", name, len(all), err)
		}
	}
}

// TestLossesAreWithheld: what loses units is kept, and is put in service by force alone.
func TestLossesAreWithheld(t *testing.T) {
	kept := store(t)
	first := run(t, ingest.Import{Kept: kept, Base: ingest.Embedded, Activate: true})
	file := put(t, "one.geojson", square) // one department drawn, a hundred without ground
	report := run(t, ingest.Import{Kept: kept, Activate: true}, file)
	active, err := kept.Active(t.Context())
	if err != nil || !report.Withheld || report.Generation.Active || active.ID != first.Generation.ID || !strings.Contains(text(t, report), "NOT put in service") {
		t.Errorf("%s serves, %v\n%s", active.ID, err, text(t, report))
	}
	report = run(t, ingest.Import{Kept: kept, Activate: true, Force: true}, file)
	if active, err := kept.Active(t.Context()); err != nil || report.Withheld || active.ID != report.Generation.ID || active.ID == first.Generation.ID {
		t.Errorf("%s serves, %v\n%s", active.ID, err, text(t, report))
	}
}

// TestFilesOfOneLayerAreReadTogether: a layer that comes in several files, as
// that of each overseas territory, is one, said so or not.
func TestFilesOfOneLayerAreReadTogether(t *testing.T) {
	one := put(t, "one.geojson", square)
	other := put(t, "other.geojson", strings.NewReplacer(`"2A"`, `"2B"`, "41.4", "42.3", "42.3", "43.0").Replace(square))
	for _, names := range [][]string{{one, other}, {"departments=" + one, "departments=" + other}} {
		report := run(t, ingest.Import{Kept: store(t)}, names...)
		if !strings.Contains(text(t, report), "one.geojson, other.geojson: 2 of 2 features as departments") {
			t.Errorf("%v:\n%.1000s", names, text(t, report))
		}
	}
}

// TestCentresFromADevice: a device says that it holds nothing, and never ends.
func TestCentresFromADevice(t *testing.T) {
	const zero = "/dev/zero"
	if _, err := os.Stat(zero); err != nil {
		t.Skip(err)
	}
	if report := run(t, ingest.Import{Kept: store(t)}, "centres="+zero); !strings.Contains(text(t, report), "more than 16 MiB") {
		t.Error(text(t, report))
	}
}

// TestReasonOfRefusalIsAlwaysPrinted: however many problems come before it.
func TestReasonOfRefusalIsAlwaysPrinted(t *testing.T) {
	const most = 50
	var table strings.Builder
	table.WriteString("centre;departments;confidence;source\n")
	for i := range 2 * most {
		fmt.Fprintf(&table, "nobody-%d;21;high;x\n", i)
	}
	said := text(t, run(t, ingest.Import{Kept: store(t)}, put(t, "perimeters.csv", table.String())))
	if !strings.Contains(said, "refused: ") || !strings.Contains(said, fmt.Sprintf("and %d more", most)) {
		t.Error(said)
	}
}

// TestNotesOnNothing: what is said of a layer that no file holds is refused.
func TestNotesOnNothing(t *testing.T) {
	notes := ingest.Notes{Credit: map[geo.LayerName]string{geo.EPCILayer: "IGN"}}
	im := ingest.Import{Kept: store(t), Notes: notes, Today: today}
	list := given(t, put(t, "centres.csv", newCentre))
	_, err := im.Run(t.Context(), list)
	c := ingest.Check{Notes: notes}
	_, other := c.Run(t.Context(), fixture.Data(t), list)
	for _, err := range []error{err, other} {
		if err == nil || err.Error() != "called wrongly: --credit epci: no file of epci is given" {
			t.Error(err)
		}
	}
}
