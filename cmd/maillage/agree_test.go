package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"maillage/data/boundary"
	"maillage/data/ingest"
	"maillage/geo"
	"maillage/geo/geotest"
)

// outcome is what a command says of a file.
type outcome struct {
	layer          geo.LayerName
	loads          bool
	features, kept int
	bare           int // without ground
	rules          string
}

func rulesOf(problems []boundary.Problem) string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Rule+" "+p.Code+" "+p.Outcome())
	}
	return strings.Join(list, ", ")
}

// toldByCheck audits a file.
func toldByCheck(t *testing.T, args ...string) outcome {
	t.Helper()
	_, stdout, stderr := call(append([]string{"check", "-f", "json"}, args...)...)
	var r boundary.Report
	if err := json.Unmarshal([]byte(stdout), &r); err != nil {
		t.Fatal(err, stderr)
	}
	return outcome{r.Layer, r.Loadable, r.Features, r.Loaded, r.NoGeometry, rulesOf(r.Problems)}
}

// toldByImport makes a generation of a file.
func toldByImport(t *testing.T, args ...string) outcome {
	t.Helper()
	dir := t.TempDir()
	report := filepath.Join(dir, "report.json")
	_, _, stderr := call(append([]string{"import", "--data", filepath.Join(dir, "data"), "--report", report}, args...)...)
	content, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err, stderr)
	}
	var out ingest.Report
	if err := json.Unmarshal(content, &out); err != nil || len(out.Files) != 1 {
		t.Fatal(err, len(out.Files))
	}
	f := out.Files[0]
	if kept := out.Generation != nil; kept == f.Refused {
		t.Errorf("refused %v, and kept %v", f.Refused, kept)
	}
	return outcome{f.Layer, !f.Refused, f.Features, f.Loaded, f.NoGeometry, rulesOf(f.Problems)}
}

// agree holds that check, import and --layer say the same of a file, and returns
// what they say.
func agree(t *testing.T, path string, flags ...string) outcome {
	t.Helper()
	args := append(flags, path)
	checked, imported := toldByCheck(t, args...), toldByImport(t, args...)
	if checked != imported {
		t.Errorf("%s: check says %+v\nimport says %+v", path, checked, imported)
	}
	if checked.layer != "" && checked.layer != ingest.Centres && !strings.Contains(path, "=") {
		path = string(checked.layer) + "=" + path
	}
	if strings.Contains(path, "=") && !strings.HasPrefix(path, "centres=") { // which no --layer takes
		status, _, stderr := call(append([]string{"report", "--datetime", "2017-03-16", "--layer", path}, flags...)...)
		if (status == 0) != checked.loads {
			t.Errorf("%s: check says %+v, and --layer ends with %d: %s", path, checked, status, stderr)
		}
	}
	return checked
}

const ainCommunes = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"01004","codeEpci":"240100883","siren":"210100046"},"geometry":{"type":"Polygon","coordinates":[[[5.3,45.9],[5.4,45.9],[5.4,46],[5.3,45.9]]]}},
{"type":"Feature","properties":{"code":"01005","codeEpci":"200042497","siren":"210100053"},"geometry":{"type":"Polygon","coordinates":[[[4.85,45.95],[4.95,45.95],[4.95,46.05],[4.85,45.95]]]}},
{"type":"Feature","properties":{"code":"97701"},"geometry":null}]}`

// TestCommandsAgree: what a file is, whether it loads and what of it is one
// answer, whichever command reads it.
func TestCommandsAgree(t *testing.T) {
	inset := strings.Replace(ainCommunes, `"97701"},"geometry":null`, `"97105"},"geometry":{"type":"Polygon","coordinates":[[[-5,42],[-4.9,42],[-4.9,42.1],[-5,42]]]}`, 1)
	for _, c := range []struct {
		file  string
		flags []string
		want  outcome
	}{
		{put(t, "communes.geojson", ainCommunes), nil, outcome{geo.CommuneLayer, true, 3, 2, 0, "not-served 97701 dropped"}},
		{"communes=" + put(t, "communes.geojson", ainCommunes), nil, outcome{geo.CommuneLayer, true, 3, 2, 0, "not-served 97701 dropped"}},
		{"epci=" + put(t, "communes.geojson", ainCommunes), nil, outcome{"", false, 0, 0, 0, "wrong-layer  refused"}},
		{"epci=" + put(t, "communes.geojson", ainCommunes), []string{"--field", "epci.code=codeEpci"}, outcome{geo.EPCILayer, true, 3, 2, 0, "no-code  dropped"}},
		{put(t, "inset.geojson", inset), nil, outcome{geo.CommuneLayer, true, 3, 3, 1, "elsewhere 97105 dropped"}},
		{put(t, "numbers.geojson", strings.ReplaceAll(ainCommunes, `"01004"`, "1004")), nil, outcome{geo.CommuneLayer, false, 0, 0, 0, "numeric-code  refused"}},
		{put(t, "lambert.csv", lambert), nil, outcome{geo.DepartmentLayer, false, 0, 0, 0, "lambert-93 75 dropped, lambert-93  refused"}},
		{put(t, "lambert.csv", lambert), []string{"--crs", "departments=EPSG:2154"}, outcome{geo.DepartmentLayer, true, 2, 2, 0, ""}},
		{put(t, "lambert.csv", lambert), []string{"--crs", "EPSG:2154"}, outcome{geo.DepartmentLayer, true, 2, 2, 0, ""}},
		{put(t, "two.csv", "a;b\n01004;01\n02001;02\n"), nil, outcome{"", false, 0, 0, 0, "ambiguous-layer  refused"}},
		{put(t, "cantons.csv", "CAN;DEP;LIBELLE\n0101;01;Ambérieu\n0201;02;Chauny\n"), nil, outcome{"", false, 0, 0, 0, "unknown-layer  refused"}},
		{put(t, "perimeters.geojson", strings.ReplaceAll(newPerimeters, "mayotte", "oriv")), nil, outcome{geo.PerimeterLayer, true, 1, 1, 1, ""}},
		{put(t, "perimeters.geojson", newPerimeters), nil, outcome{geo.PerimeterLayer, false, 0, 0, 0, "unknown-centre mayotte dropped, nothing-to-load  refused"}},
		{put(t, "centres.csv", newCentre), nil, outcome{ingest.Centres, true, 1, 1, 0, ""}},
		{put(t, "centres.csv", "id;name\n"), nil, outcome{ingest.Centres, false, 0, 0, 0, "refused  refused"}},
	} {
		if got := agree(t, c.file, c.flags...); got != c.want {
			t.Errorf("%s %v: %+v, want %+v", filepath.Base(c.file), c.flags, got, c.want)
		}
	}
}

// TestCommandsAgreeOnWorkbooks holds the same of sheets, of which one is named
// where several are filled.
func TestCommandsAgreeOnWorkbooks(t *testing.T) {
	perimeters := "centre,confidence,departments,from\noriv,high,67 68,2017-01-01\noriv,high,1,2010\n"
	both := workbookOf(t, "both.xlsx", "Périmètres", perimeters, "Centres", newCentre)
	read := outcome{geo.PerimeterLayer, true, 2, 1, 1, "bad-value oriv dropped"}
	for _, c := range []struct {
		file string
		want outcome
	}{
		{workbookOf(t, "p.xlsx", "Feuil1", perimeters), read},
		{both + "#périmètres", read},
		{both + "#Centres", outcome{ingest.Centres, true, 1, 1, 0, ""}},
		{"centres=" + both + "#Centres", outcome{ingest.Centres, true, 1, 1, 0, ""}},
		{workbookOf(t, "c.xlsx", "Feuil1", newCentre), outcome{ingest.Centres, true, 1, 1, 0, ""}},
		{both, outcome{"", false, 0, 0, 0, "several-layers  refused"}},
		{"centres=" + both, outcome{ingest.Centres, true, 1, 1, 0, "passed-over  kept"}},
		{both + "#Autre", outcome{"", false, 0, 0, 0, "unknown-layer-name  refused"}},
		{workbookOf(t, "d.xlsx", "Feuil1", "code,nom\n01,Ain\n02,Aisne\n"), outcome{"", false, 0, 0, 0, "wrong-format  refused"}},
		{"departments=" + workbookOf(t, "d.xlsx", "Feuil1", "code,nom\n01,Ain\n"), outcome{"", false, 0, 0, 0, "wrong-format  refused"}},
		{"centres=" + put(t, "old.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), outcome{ingest.Centres, false, 0, 0, 0, "refused  refused"}},
	} {
		if got := agree(t, c.file); got != c.want {
			t.Errorf("%s: %+v, want %+v", filepath.Base(c.file), got, c.want)
		}
	}
}

// workbookOf writes an XLSX of sheets, each a name and the CSV that is in it.
func workbookOf(t *testing.T, name string, sheets ...string) string {
	t.Helper()
	f := excelize.NewFile()
	for i := 0; i < len(sheets); i += 2 {
		if _, err := f.NewSheet(sheets[i]); err != nil {
			t.Fatal(err)
		}
		text := csv.NewReader(strings.NewReader(strings.ReplaceAll(sheets[i+1], ";", ",")))
		text.FieldsPerRecord = -1
		rows, err := text.ReadAll()
		for n, row := range rows {
			err = errors.Join(err, f.SetSheetRow(sheets[i], fmt.Sprintf("A%d", n+1), &row))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), name)
	if err := errors.Join(f.DeleteSheet("Sheet1"), f.SaveAs(path), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestCommandsAgreeOnRealFiles holds the same of real boundaries.
func TestCommandsAgreeOnRealFiles(t *testing.T) {
	for file, layer := range map[string]geo.LayerName{
		"departements-ign-2024.geojson": geo.DepartmentLayer, "epci-ign-2024.geojson": geo.EPCILayer,
		"regions-avant-2016-ign.geojson": geo.Region2015Layer, "qpv-2015-extrait.geojson": geo.NeighbourhoodLayer,
	} {
		if got := agree(t, geotest.Shared(t, file)); got.layer != layer || !got.loads || got.kept != got.features {
			t.Errorf("%s: %+v", file, got)
		}
	}
}

// TestCheckUponNewCentres: perimeters may be those of centres beside them, as in
// import.
func TestCheckUponNewCentres(t *testing.T) {
	stdout, _ := did(t, 0, "check", put(t, "perimeters.geojson", newPerimeters), put(t, "centres.csv", newCentre))
	if !strings.Contains(stdout, "1 of 1 features as perimeters") {
		t.Error(stdout)
	}
}
