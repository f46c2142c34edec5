package boundary

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"maillage/geo"
)

// workbookOf makes an XLSX of sheets, each a name and the rows of its cells between
// semicolons; a name that starts with a minus is that of a hidden one.
func workbookOf(t testing.TB, sheets ...string) string {
	t.Helper()
	f := excelize.NewFile()
	var err error
	for i := 0; i < len(sheets); i += 2 {
		name, hidden := strings.CutPrefix(sheets[i], "-")
		if i == 0 {
			err = errors.Join(err, f.SetSheetName("Sheet1", name))
		} else {
			_, made := f.NewSheet(name)
			err = errors.Join(err, made)
		}
		for r, line := range strings.Split(sheets[i+1], "\n") {
			for c, cell := range strings.Split(line, ";") {
				if at, _ := excelize.CoordinatesToCellName(c+1, r+1); cell != "" {
					err = errors.Join(err, f.SetCellValue(name, at, cell))
				}
			}
		}
		err = errors.Join(err, f.SetSheetVisible(name, !hidden))
	}
	var b bytes.Buffer
	if err := errors.Join(err, f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const twoPerimeters = "centre;confidence;departments;from;to;source;note\n" +
	"oriv;high;67 68;2017-01-01;;arrêté du préfet\n" +
	"oriv;high;67;2010;2016-12-31;arrêté\n"

// rules lists what was told of a file.
func rulesOf(r *Result) (list []string) {
	for _, p := range r.Problems {
		list = append(list, p.Rule)
	}
	return list
}

// TestTitlesAndRemarks holds that what people write above and beside a table of
// perimeters costs nothing, and is told.
func TestTitlesAndRemarks(t *testing.T) {
	want := mustRead(t, strings.ReplaceAll(twoPerimeters, "\n", ";;\n"), Options{Encoding: "utf-8"})
	above := "Périmètres des centres;;;;;;;\nMis à jour en 2020;;;;;;;\n;;;;;;;\n"
	for name, c := range map[string]struct {
		text  string
		rules []string
		says  string
	}{
		"titles":       {above + twoPerimeters, []string{RulePassedOver}, " 4; what stands above"},
		"a title":      {"Périmètres\n" + twoPerimeters, []string{RulePassedOver}, `"Périmètres"`},
		"a remark":     {strings.Replace(twoPerimeters, "préfet\n", "préfet;;;à revoir\n", 1), []string{RulePassedOver}, `"à revoir" stands in a column without a name`},
		"title, short": {"x;y\n" + twoPerimeters, []string{RulePassedOver}, " 2; what stands above"},
	} {
		csv := c.text
		if strings.Contains(csv, "à revoir") { // a spreadsheet saves rows of one width
			csv = strings.NewReplacer("note\n", "note;;\n", "arrêté\n", "arrêté;;;\n").Replace(csv)
		} else {
			csv = strings.NewReplacer("préfet\n", "préfet;\n", "arrêté\n", "arrêté;\n").Replace(csv)
		}
		for kind, content := range map[string]string{"CSV": csv, "XLSX": workbookOf(t, "Données", c.text)} {
			r, err := readText(content, Options{})
			if err != nil || !reflect.DeepEqual(r.Perimeters, want.Perimeters) || !reflect.DeepEqual(rulesOf(r), c.rules) {
				t.Errorf("%s, %s: %+v, %v", kind, name, r, err)
				continue
			}
			if !strings.Contains(r.Problems[0].String(), c.says) {
				t.Errorf("%s, %s: %s", kind, name, r.Problems[0])
			}
		}
	}
	units := "code_insee;nom\n01001;L'Abergement-Clémenciat\n01002;L'Abergement-de-Varey\n"
	for _, above := range []string{"", "Communes de l'Ain\n", "Liste;\nau 1er janvier;\n\n"} {
		r, err := readText(above+units, Options{})
		if err != nil || r.Layer.Name != geo.CommuneLayer || len(r.Layer.Features) != 2 || r.Property != "code_insee" {
			t.Errorf("%q: %+v, %v", above, r, err)
		}
	}
	// A word of names in the first rows is no line of names.
	r, err := readText("geo;libelle;niveau\n01001;A;commune\n01002;B;commune\n", Options{})
	if err != nil || r.Property != "geo" || len(r.Layer.Features) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestSheetOfPerimeters holds which sheet of several is read.
func TestSheetOfPerimeters(t *testing.T) {
	for name, c := range map[string]struct {
		sheets []string
		says   string // of the notice, or of the refusal where it starts with !
	}{
		"one":                 {[]string{"Données", twoPerimeters}, ""},
		"read me":             {[]string{"Lisez-moi", "Ce classeur\ncentre;le centre", "Données", twoPerimeters}, "sheet Données is read, which alone has a column centre and others of perimeters; not Lisez-moi"},
		"notes after":         {[]string{"Données", twoPerimeters, "Notes", "a;b\nc"}, "not Notes"},
		"hidden as well":      {[]string{"Données", twoPerimeters, "-Ancien", twoPerimeters}, ""},
		"two":                 {[]string{"2019", twoPerimeters, "2020", twoPerimeters}, "!2019, 2020; name one"},
		"none":                {[]string{"A", "x;y", "B", "z"}, "!none of its 2 filled sheets (A, B)"},
		"none but a hidden":   {[]string{"A", "x;y", "B", "z", "-C", twoPerimeters}, "!the hidden C"},
		"one, of other names": {[]string{"A", "code;nom\n01;Ain"}, "!sheet A has no column centre"},
	} {
		r, err := readText(workbookOf(t, c.sheets...), Options{})
		if says, refused := strings.CutPrefix(c.says, "!"); refused {
			if p := refusal(t, err); !strings.Contains(p.String(), says) {
				t.Errorf("%s: %s; want %q", name, p, says)
			}
			continue
		}
		if err != nil || len(r.Perimeters) != 2 || r.Table != "Données" || (len(r.Problems) > 0) != (c.says != "") {
			t.Errorf("%s: %+v, %v", name, r, err)
		} else if c.says != "" && !strings.Contains(r.Problems[0].String(), c.says) {
			t.Errorf("%s: %s", name, r.Problems[0])
		}
	}
}

// TestPlacesOfRefusals holds that a refusal says where a person finds what it is of.
func TestPlacesOfRefusals(t *testing.T) {
	bad := strings.Replace(twoPerimeters, "2010", "201x", 1)
	csv := strings.NewReplacer("préfet\n", "préfet;\n", "arrêté\n", "arrêté;\n").Replace(bad)
	feature := `{"type":"Feature","id":%s,"properties":{"centre":"oriv","confidence":"high","from":"201x","departments":["67"]},"geometry":null}`
	for name, c := range map[string]struct{ content, want string }{
		"CSV":        {csv, "x: line 3 (oriv): bad-value"},
		"titled CSV": {"Titre\n\n" + csv, "x: line 5 (oriv): bad-value"},
		"XLSX":       {workbookOf(t, "Données", "Titre\n"+bad), "x: row 4 of sheet Données (oriv): bad-value"},
		"GeoJSON":    {collection(perimeter(`"centre":"oriv","confidence":"high","departments":["67"]`, "null"), fmt.Sprintf(feature, `"p-7"`)), "x: feature 1, id p-7 (oriv): bad-value"},
		"a number":   {collection(perimeter(`"centre":"oriv","confidence":"high","departments":["67"]`, "null"), fmt.Sprintf(feature, `7`)), "x: feature 1, id 7 (oriv): bad-value"},
	} {
		r, err := Read(context.Background(), "x", strings.NewReader(c.content), Options{})
		if err != nil || !slices.ContainsFunc(r.Problems, func(p Problem) bool { return strings.HasPrefix(p.String(), c.want) }) {
			t.Errorf("%s: %+v, %v; want %s", name, r, err, c.want)
		}
	}
	dir := t.TempDir()
	source := filepath.Join(dir, "in.geojson")
	if err := os.WriteFile(source, []byte(collection(
		perimeter(`"centre":"oriv","confidence":"high","departments":"67","sourced":true,"source":"a"`, polygon(square(7, 48))),
		perimeter(`"centre":"oriv","confidence":"high","from":"201x","sourced":false,"source":"a"`, polygon(square(7.5, 48)))),
	), 0o600); err != nil {
		t.Fatal(err)
	}
	for ext, want := range map[string]string{".gpkg": "row 2 of table in, fid 2 (oriv): bad-value", ".fgb": "feature 1 (oriv): bad-value"} {
		out := filepath.Join(dir, "out"+ext)
		ogr(t, "-f", map[string]string{".gpkg": "GPKG", ".fgb": "FlatGeobuf"}[ext], "-lco", "SPATIAL_INDEX=NO", "-nln", "in", out, source)
		r, err := ReadFile(context.Background(), out, Options{Layer: geo.PerimeterLayer})
		if err != nil || len(r.Perimeters) != 1 || !r.Perimeters[0].Sourced || !strings.Contains(fmt.Sprint(r.Problems), want) {
			t.Errorf("%s: %+v, %v; want %s", ext, r, err, want)
		}
	}
}

// TestBooleansOfFormats holds that a native boolean is what true and false are in
// CSV, and that no value is passed over because of its type.
func TestBooleansOfFormats(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "in.geojson")
	var list []string
	for i, sourced := range []string{"true", "false", "null"} {
		list = append(list, perimeter(`"centre":"oriv","confidence":"high","source":"a","sourced":`+sourced, polygon(square(7+float64(i)/10, 48))))
	}
	if err := os.WriteFile(source, []byte(collection(list...)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string][]string{
		"p.gpkg": {"-f", "GPKG"}, "p.fgb": {"-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO"}, "p.shp": {"-f", "ESRI Shapefile"},
		"p.mif": {"-f", "MapInfo File", "-dsco", "FORMAT=MIF"}, "p.kml": {"-f", "KML"}, "q.kml": {"-f", "LIBKML"},
	} {
		out := filepath.Join(t.TempDir(), name)
		ogr(t, append(slices.Clone(to), "-nln", "layer", out, source)...)
		r, err := ReadFile(context.Background(), out, Options{Layer: geo.PerimeterLayer})
		if err != nil || len(r.Perimeters) != 3 {
			t.Errorf("%s: %+v, %v", name, r, err)
			continue
		}
		got := []bool{r.Perimeters[0].Sourced, r.Perimeters[1].Sourced, r.Perimeters[2].Sourced}
		if want := []bool{true, false, true}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestEncodingsAreToldOnce holds that what is told of an encoding is one true thing.
func TestEncodingsAreToldOnce(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "in.geojson")
	if err := os.WriteFile(source, []byte(collection(unit("01001", polygon(square(5, 46))))), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "c.shp")
	ogr(t, "-f", "ESRI Shapefile", "-lco", "ENCODING=ISO-8859-1", "-sql", "SELECT code, 'Ambérieu' AS nom FROM \"in\"", out, source)
	r, err := ReadFile(context.Background(), out, Options{})
	if err != nil || len(r.Problems) != 0 || r.Encoding != "Windows-1252 (declared as ISO-8859-1)" || r.Layer.Features[0].Name != "Ambérieu" {
		t.Errorf("%+v, %v", r, err)
	}
	ogr(t, "-f", "ESRI Shapefile", "-overwrite", "-lco", "ENCODING=UTF-8", "-sql", "SELECT code, 'Ambérieu' AS nom FROM \"in\"", out, source)
	if err := os.WriteFile(filepath.Join(dir, "c.cpg"), []byte("ISO-8859-1"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err = ReadFile(context.Background(), out, Options{})
	if err != nil || len(r.Problems) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	want := "c.shp: encoding-assumed: c.cpg says ISO-8859-1, and all texts that are not ASCII are UTF-8, as which they are read; " +
		"nothing to do if names look right; --encoding utf-8 says so, and this is told no more"
	if got := r.Problems[0].String(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if r, err = ReadFile(context.Background(), out, Options{Encoding: "utf-8"}); err != nil || len(r.Problems) != 0 {
		t.Errorf("stated: %+v, %v", r, err)
	}
}

// TestNothingIn holds that a file of no bytes is said to be empty, and what its name
// says would work.
func TestNothingIn(t *testing.T) {
	for name, fix := range map[string]string{
		"p.xlsx": "XLSX and ODS", "p.ods": "XLSX and ODS", "p.numbers": "export it as CSV or XLSX", "p.pages": "CSV",
		"p.csv": "CSV UTF-8", "p.geojson": "again", "p": "again", "p.shp": "again",
	} {
		r, err := ReadFile(context.Background(), filepath.Join(filesIn(t, name, ""), name), Options{})
		if p := refusal(t, err); p.Rule != RuleEmptyFile || !strings.Contains(p.Detail, "is empty") || !strings.Contains(p.Fix, fix) {
			t.Errorf("%s: %+v, %v", name, r, p)
		}
	}
	numbers := zipOf("Index/Document.iwa", "x", "Index/CalculationEngine.iwa", "x", "preview.jpg", "x")
	if _, err := readText(numbers, Options{}); !strings.Contains(refusal(t, err).String(), "export it as CSV or XLSX") {
		t.Error(err)
	}
}

// TestGeodatabases holds that one is named wherever it stands, with the command that
// converts it.
func TestGeodatabases(t *testing.T) {
	parts := []string{"a00000001.gdbtable", "\x03\x00\x00\x00", "a00000001.gdbtablx", "\x03\x00", "gdb", "x", "timestamps", "y"}
	inside := func(folder string) (list []string) {
		for i := 0; i < len(parts); i += 2 {
			list = append(list, folder+parts[i], parts[i+1])
		}
		return list
	}
	dir := t.TempDir()
	for _, folder := range []string{"bare.gdb", "above/x.gdb", "beside/mes données.gdb"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(parts); i += 2 {
			if err := os.WriteFile(filepath.Join(dir, folder, parts[i]), []byte(parts[i+1]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, content := range map[string]string{
		"zipped.zip": zipOf(inside("x.gdb/")...), "deep.zip": zipOf(append(inside("data/x.gdb/"), "data/lisez-moi.txt", "x")...),
		"beside/notes.pdf": "%PDF-1.7\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, fix := range map[string]string{
		"bare.gdb": "`ogr2ogr -f GPKG -t_srs EPSG:4326 out.gpkg FOLDER.gdb`", "above": "out.gpkg above/x.gdb`",
		"beside": "out.gpkg 'beside/mes données.gdb'`", "zipped.zip": "out.gpkg x.gdb`", "deep.zip": "out.gpkg data/x.gdb`",
	} {
		_, err := ReadFile(context.Background(), filepath.Join(dir, name), Options{})
		if p := refusal(t, err); !strings.Contains(p.Detail, "Esri geodatabase") || !strings.Contains(p.Fix, fix) {
			t.Errorf("%s: %s", name, p)
		}
	}
}

// TestGeodatabasesBesideLayers holds that one beside a layer is told of.
func TestGeodatabasesBesideLayers(t *testing.T) {
	layer := collection(unit("01001", polygon(square(5, 46))))
	dir := filesIn(t, "c.geojson", layer)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "x.gdb"), 0o700), os.WriteFile(filepath.Join(dir, "x.gdb", "a.gdbtable"), []byte("\x03"), 0o600)); err != nil {
		t.Fatal(err)
	}
	folder, err := ReadFile(context.Background(), dir, Options{})
	zipped, other := readText(zipOf("c.geojson", layer, "x.gdb/a.gdbtable", "\x03"), Options{})
	if err != nil || other != nil {
		t.Fatal(err, other)
	}
	for kind, r := range map[string]*Result{"folder": folder, "zip": zipped} {
		if len(r.Layer.Features) != 1 || len(r.Problems) != 1 || r.Problems[0].Rule != RulePassedOver || !strings.Contains(r.Problems[0].String(), "x.gdb`") {
			t.Errorf("%s: %+v", kind, r)
		}
	}
}

// TestWorkbooksInArchives holds that the only workbook of an archive or a folder is
// read, that several are named, and that one beside boundaries is told of.
func TestWorkbooksInArchives(t *testing.T) {
	book := workbookOf(t, "Données", twoPerimeters)
	for name, c := range map[string]struct {
		files []string
		says  string
	}{
		"one":    {[]string{"envoi/p.xlsx", book, "envoi/lisez-moi.txt", "x"}, ""},
		"two":    {[]string{"p.xlsx", book, "q.xlsx", book}, "it holds 2 layers: p.xlsx, q.xlsx"},
		"beside": {[]string{"p.xlsx", book, "c.geojson", collection(unit("01001", polygon(square(5, 46))))}, "p.xlsx: passed-over: it is a workbook beside files of boundaries"},
	} {
		zipped, err := readText(zipOf(c.files...), Options{})
		for i := 0; i < len(c.files); i += 2 {
			c.files[i] = filepath.Base(c.files[i])
		}
		folder, other := ReadFile(context.Background(), filesIn(t, c.files...), Options{})
		for kind, r := range map[string]*Result{"zip": zipped, "folder": folder} {
			if name == "one" && (err != nil || other != nil || len(r.Perimeters) != 2 || r.Format != "XLSX") || !strings.Contains(fmt.Sprint(r.Problems), c.says) {
				t.Errorf("%s, %s: %+v, %v, %v", name, kind, r, err, other)
			}
		}
	}
	r, err := ReadFile(context.Background(), filepath.Join(filesIn(t, "z.zip", zipOf("p.xlsx", book, "q.xlsx", book)), "z.zip")+"#q#Données", Options{})
	if err != nil || len(r.Perimeters) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestMIFWithoutSystem holds that the flag that settles it is named.
func TestMIFWithoutSystem(t *testing.T) {
	dir := filesIn(t, "c.mif", mifOf(""), "c.mid", midOf)
	_, err := ReadFile(context.Background(), filepath.Join(dir, "c.mif"), Options{})
	if p := refusal(t, err); !strings.Contains(p.Fix, "--crs EPSG:2154") {
		t.Errorf("%s", p)
	}
	if r, err := ReadFile(context.Background(), filepath.Join(dir, "c.mif"), Options{CRS: "EPSG:2154"}); err != nil || len(r.Layer.Features) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestSameCodeByLine holds that two rows of one code are told by their lines.
func TestSameCodeByLine(t *testing.T) {
	text := "code_insee;nom;wkt\n01001;A;\"POLYGON((5 46,5.1 46,5.1 46.1,5 46))\"\n01002;B;\"POLYGON((6 46,6.1 46,6.1 46.1,6 46))\"\n01001;C;\"POLYGON((5.5 46,5.6 46,5.6 46.1,5.5 46))\"\n"
	r, err := readText(text, Options{})
	if r == nil || !strings.Contains(fmt.Sprint(r.Problems), "line 2 and line 4 have the same code") {
		t.Errorf("%+v, %v", r, err)
	}
}
