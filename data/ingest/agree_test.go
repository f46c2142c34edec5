package ingest_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"maillage/data/boundary"
	"maillage/data/fixture"
	"maillage/data/ingest"
	"maillage/geo"
	"maillage/geo/geotest"
)

// outcome is what is said of a file.
type outcome struct {
	layer          geo.LayerName
	loads          bool
	features, kept int
	noGround       int
	rules          string
}

func rulesOf(problems []boundary.Problem) string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Rule+" "+p.Code+" "+p.Outcome())
	}
	return strings.Join(list, ", ")
}

// given sorts arguments, which are right.
func given(t *testing.T, arguments ...string) []ingest.Given {
	t.Helper()
	list, err := ingest.Sort(arguments)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// checked audits a file.
func checked(t *testing.T, notes ingest.Notes, file string) outcome {
	t.Helper()
	c := ingest.Check{Notes: notes}
	reports, err := c.Run(t.Context(), fixture.Data(t), given(t, file))
	if err != nil || len(reports) != 1 {
		t.Fatal(err, len(reports))
	}
	r := reports[0]
	return outcome{r.Layer, r.Loadable, r.Features, r.Loaded, r.NoGeometry, rulesOf(r.Problems)}
}

// imported makes a generation of a file.
func imported(t *testing.T, notes ingest.Notes, file string) outcome {
	t.Helper()
	out := run(t, ingest.Import{Kept: store(t), Notes: notes}, file)
	if len(out.Files) != 1 {
		t.Fatal(len(out.Files))
	}
	f := out.Files[0]
	if kept := out.Generation != nil; kept == f.Refused {
		t.Errorf("refused %v, and kept %v", f.Refused, kept)
	}
	return outcome{f.Layer, !f.Refused, f.Features, f.Loaded, f.NoGeometry, rulesOf(f.Problems)}
}

// loads puts a file in place for one run, and reports what keeps it out.
func loads(t *testing.T, notes ingest.Notes, layer geo.LayerName, file string) error {
	t.Helper()
	l := ingest.Load{Files: map[geo.LayerName]string{layer: file}, Notes: notes, Notice: func(string) {}}
	_, err := l.Run(t.Context(), fixture.Data(t))
	return err
}

// agree holds that Check, Import and Load say the same of a file, and returns what
// they say.
func agree(t *testing.T, path string, notes ingest.Notes) outcome {
	t.Helper()
	by, other := checked(t, notes, path), imported(t, notes, path)
	if by != other {
		t.Errorf("%s: Check says %+v\nImport says %+v", path, by, other)
	}
	layer, file, named := strings.Cut(path, "=")
	if !named {
		layer, file = string(by.layer), path
	}
	if layer != "" && layer != string(ingest.Centres) { // which Load does not take
		if err := loads(t, notes, geo.LayerName(layer), file); (err == nil) != by.loads {
			t.Errorf("%s: Check says %+v, and Load ends with %v", path, by, err)
		}
	}
	return by
}

const ainCommunes = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"01004","codeEpci":"240100883","siren":"210100046"},"geometry":{"type":"Polygon","coordinates":[[[5.3,45.9],[5.4,45.9],[5.4,46],[5.3,45.9]]]}},
{"type":"Feature","properties":{"code":"01005","codeEpci":"200042497","siren":"210100053"},"geometry":{"type":"Polygon","coordinates":[[[4.85,45.95],[4.95,45.95],[4.95,46.05],[4.85,45.95]]]}},
{"type":"Feature","properties":{"code":"97701"},"geometry":null}]}`

// TestAgree: what a file is, whether it loads and what of it is one
// answer, whoever reads it.
func TestAgree(t *testing.T) {
	inset := strings.Replace(ainCommunes, `"97701"},"geometry":null`, `"97105"},"geometry":{"type":"Polygon","coordinates":[[[-5,42],[-4.9,42],[-4.9,42.1],[-5,42]]]}`, 1)
	for _, c := range []struct {
		file  string
		notes ingest.Notes
		want  outcome
	}{
		{put(t, "communes.geojson", ainCommunes), ingest.Notes{}, outcome{geo.CommuneLayer, true, 3, 2, 0, "not-served 97701 dropped"}},
		{"communes=" + put(t, "communes.geojson", ainCommunes), ingest.Notes{}, outcome{geo.CommuneLayer, true, 3, 2, 0, "not-served 97701 dropped"}},
		{"epci=" + put(t, "communes.geojson", ainCommunes), ingest.Notes{}, outcome{"", false, 0, 0, 0, "wrong-layer  refused"}},
		{"epci=" + put(t, "communes.geojson", ainCommunes), read(geo.EPCILayer, ingest.Reading{Fields: boundary.Fields{Code: "codeEpci"}}), outcome{geo.EPCILayer, true, 3, 2, 0, "no-code  dropped"}},
		{put(t, "inset.geojson", inset), ingest.Notes{}, outcome{geo.CommuneLayer, true, 3, 3, 1, "elsewhere 97105 dropped"}},
		{put(t, "numbers.geojson", strings.ReplaceAll(ainCommunes, `"01004"`, "1004")), ingest.Notes{}, outcome{geo.CommuneLayer, false, 0, 0, 0, "numeric-code  refused"}},
		{put(t, "lambert.csv", lambert), ingest.Notes{}, outcome{geo.DepartmentLayer, false, 0, 0, 0, "lambert-93 75 dropped, lambert-93  refused"}},
		{put(t, "lambert.csv", lambert), read(geo.DepartmentLayer, ingest.Reading{CRS: "EPSG:2154"}), outcome{geo.DepartmentLayer, true, 2, 2, 0, ""}},
		{put(t, "lambert.csv", lambert), ingest.Notes{Every: ingest.Reading{CRS: "EPSG:2154"}}, outcome{geo.DepartmentLayer, true, 2, 2, 0, ""}},
		{put(t, "two.csv", "a;b\n01004;01\n02001;02\n"), ingest.Notes{}, outcome{"", false, 0, 0, 0, "ambiguous-layer  refused"}},
		{put(t, "cantons.csv", "CAN;DEP;LIBELLE\n0101;01;Ambérieu\n0201;02;Chauny\n"), ingest.Notes{}, outcome{"", false, 0, 0, 0, "unknown-layer  refused"}},
		{put(t, "perimeters.geojson", strings.ReplaceAll(newPerimeters, "mayotte", "oriv")), ingest.Notes{}, outcome{geo.PerimeterLayer, true, 1, 1, 1, ""}},
		{put(t, "perimeters.geojson", newPerimeters), ingest.Notes{}, outcome{geo.PerimeterLayer, false, 0, 0, 0, "unknown-centre mayotte dropped, nothing-to-load  refused"}},
		{put(t, "centres.csv", newCentre), ingest.Notes{}, outcome{ingest.Centres, true, 1, 1, 0, ""}},
		{put(t, "centres.csv", "id;name\n"), ingest.Notes{}, outcome{ingest.Centres, false, 0, 0, 0, "refused  refused"}},
	} {
		if got := agree(t, c.file, c.notes); got != c.want {
			t.Errorf("%s %v: %+v, want %+v", filepath.Base(c.file), c.notes, got, c.want)
		}
	}
}

// TestAgreeOnWorkbooks holds the same of sheets, of which one is named
// where several are filled.
func TestAgreeOnWorkbooks(t *testing.T) {
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
		if got := agree(t, c.file, ingest.Notes{}); got != c.want {
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

// TestAgreeOnRealFiles holds the same of real boundaries.
func TestAgreeOnRealFiles(t *testing.T) {
	for file, layer := range map[string]geo.LayerName{
		"departements-ign-2024.geojson": geo.DepartmentLayer, "epci-ign-2024.geojson": geo.EPCILayer,
		"regions-avant-2016-ign.geojson": geo.Region2015Layer, "qpv-2015-extrait.geojson": geo.NeighbourhoodLayer,
	} {
		if got := agree(t, geotest.Shared(t, file), ingest.Notes{}); got.layer != layer || !got.loads || got.kept != got.features {
			t.Errorf("%s: %+v", file, got)
		}
	}
}

// TestCheckUponNewCentres: perimeters may be those of centres beside them, as in
// Import.
func TestCheckUponNewCentres(t *testing.T) {
	var c ingest.Check
	reports, err := c.Run(t.Context(), fixture.Data(t), given(t, put(t, "perimeters.geojson", newPerimeters), put(t, "centres.csv", newCentre)))
	if err != nil || len(reports) != 2 || !reports[1].Loadable || reports[1].Loaded != 1 || reports[1].Layer != geo.PerimeterLayer {
		t.Errorf("%+v, %v", reports, err)
	}
}
