package boundary

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// TestOtherFormats holds that a file of a format that is not read is refused with
// its name and what to do, whatever the file is called.
func TestOtherFormats(t *testing.T) {
	tar := "communes.geojson" + strings.Repeat("\x00", 241) + "ustar\x0000" + strings.Repeat("\x00", 248)
	gpx := "<?xml version=\"1.0\"?>\n<!-- x -->\n<gpx version=\"1.1\" creator=\"x\"></gpx>"
	for _, c := range []struct{ name, content, what, fix string }{
		{"c.tab", "!table\r\n!version 300\r\n!charset WindowsLatin1\r\n\r\nDefinition Table\r\n", "MapInfo (.tab", "`ogr2ogr -f GPKG"},
		{"c.txt", "!Table\n!Version 450\n", "MapInfo (.tab", "ogr2ogr"},
		{"c.dat", "\x03c\x09\x09\x01\x00\x00\x00", "MapInfo (.tab", "FILE.tab"},
		{"c.map", "\x00\x0a\x0e\x15\x0e\x16\x1b\xa2", "MapInfo (.tab", "FILE.tab"},
		{"c.id", "\x14\x04\x00\x00", "MapInfo (.tab", "FILE.tab"},
		{"c.dxf", "  0\r\nSECTION\r\n  2\r\nHEADER\r\n", "(DXF)", "no codes"},
		{"c", "999\nmade by hand\n0\nSECTION\n", "(DXF)", "no codes"},
		{"c.dwg", "AC1032\x00\x00\x00\x00\x00\x03", "(DWG)", "no codes"},
		{"c.gml", "<?xml version=\"1.0\" ?>\n<ogr:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml/3.2\">", "GML", "ogr2ogr -f GPKG"},
		{"wfs", "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0'>", "GML", "ogr2ogr -f GPKG"},
		{"c.gpx", gpx, "GPX", "QGIS"},
		{"c.xml", "\xef\xbb\xbf<racine><a/></racine>", "XML of no kind", "ogrinfo"},
		{"c.xls", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>", "Excel 2003", "CSV UTF-8"},
		{"c.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", ".xls", "Enregistrer sous"},
		{"c.xml", "<ows:ExceptionReport xmlns:ows='x'>", "error that a server", "what the server says"},
		{"c.geojson", "\n<!DOCTYPE html>\n<html lang='fr'>", "web page", "browser"},
		{"c.json", `{"type":"Topology","objects":{},"arcs":[]}`, "TopoJSON", "-a_srs EPSG:4326"},
		{"c.json", `{"geometryType":"esriGeometryPolygon","features":[{"attributes":{},"geometry":{"rings":[]}}]}`, "ArcGIS", "ogr2ogr -f GPKG"},
		{"a00000009.gdbtable", "\x03\x00\x00\x00\x09\x00\x00\x00", "geodatabase", "FOLDER.gdb"},
		{"c.dbf", "\x03c\x09\x09\x01\x00\x00\x00", ".dbf", ".shp"},
		{"c.mdb", "\x00\x01\x00\x00Standard Jet DB\x00", "Access", "CSV"},
		{"c.pdf", "%PDF-1.7\n%\xe2\xe3", "PDF", "publisher"},
		{"c.docx", zipOf("[Content_Types].xml", "<?xml?><Types/>", "word/document.xml", "<w/>"), "DOCX", "CSV UTF-8"},
		{"c.odt", zipOf("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "ODT", "CSV UTF-8"},
		{"c.7z", "7z\xbc\xaf\x27\x1c\x00", "7z", "7z x"},
		{"c.rar", "Rar!\x1a\x07\x01\x00", "RAR", "7z x"},
		{"c.tar", tar, "tar archive", "tar -xf"},
		{"c.tar.gz", string(compress(tar)), "tar archive", "tar -xf"},
		{"c.tar.bz2", "BZh91AY&SY", "bzip2", "bunzip2"},
		{"c.parquet", "PAR1\x15\x04\x15\x00", "Parquet", "QGIS"},
		{"gdb.zip", zipOf("d/c.gdb/a00000001.gdbtable", "\x03", "d/c.gdb/timestamps", "x"), "geodatabase", "extract it"},
		{"tab.zip", zipOf("LISEZMOI.pdf", "%PDF-1.4", "d/c.TAB", "!table\n!version 300\n", "d/c.DAT", "\x03"), "c.TAB is a table of MapInfo", "ogr2ogr"},
		{"pdf.zip", zipOf("c.pdf", "%PDF-1.4"), "c.pdf is a PDF", "publisher"},
	} {
		path := filepath.Join(filesIn(t, c.name, c.content), c.name)
		_, err := ReadFile(context.Background(), path, Options{})
		p := refusal(t, err)
		if p.Rule != RuleWrongFormat || !strings.Contains(p.Detail, c.what) || !strings.Contains(p.Fix, c.fix) {
			t.Errorf("%s: %v", c.name, p)
		}
	}
	folder := filesIn(t, "a00000001.gdbtable", "\x03", "gdb", "\x05", "timestamps", "x")
	_, err := ReadFile(context.Background(), folder, Options{})
	if p := refusal(t, err); !strings.Contains(p.Detail, "geodatabase") || !strings.Contains(p.Fix, "FOLDER.gdb") {
		t.Errorf("folder: %v", p)
	}
	// A table of text whose first name starts as another format does is one.
	for _, text := range []string{"PAR1;depcom\nx;01004\n", "AC10;depcom\nx;01004\n"} {
		if k := kindOf([]byte(text)); k != delimitedText {
			t.Errorf("%q is %d", text, k)
		}
	}
}

// TestCommandsThatAreNamed holds that what refusals tell to run makes a file that
// loads.
func TestCommandsThatAreNamed(t *testing.T) {
	written := filepath.Join(filesIn(t, "c.geojson", collection(communes(2)...)), "c.geojson")
	topology := `{"type":"Topology","objects":{"c":{"type":"GeometryCollection","geometries":[` +
		`{"type":"Polygon","properties":{"code":"01004"},"arcs":[[0]]},{"type":"Polygon","properties":{"code":"01005"},"arcs":[[1]]}]}},` +
		`"arcs":[[[5.3,45.9],[5.4,45.9],[5.4,46.0],[5.3,45.9]],[[4.9,45.9],[5.0,45.9],[5.0,46.0],[4.9,45.9]]]}`
	for _, c := range []struct{ driver, name string }{{"MapInfo File", "c.tab"}, {"GML", "c.gml"}, {"OpenFileGDB", "c.gdb"}, {"", "c.json"}} {
		t.Run(c.name, func(t *testing.T) {
			given := filepath.Join(filesIn(t, "c.json", topology), c.name)
			if c.driver != "" {
				ogr(t, "-f", c.driver, given, written)
			}
			_, err := ReadFile(context.Background(), given, Options{})
			p := refusal(t, err)
			_, command, _ := strings.Cut(p.Fix, "`ogr2ogr ")
			command, _, ok := strings.Cut(command, "`")
			if !ok {
				t.Fatalf("%v names no command", p)
			}
			out := filepath.Join(t.TempDir(), "out.gpkg")
			ogr(t, strings.Fields(strings.NewReplacer("FILE.tab", given, "FOLDER.gdb", given, "FILE", given, "out.gpkg", out).Replace(command))...)
			r, err := ReadFile(context.Background(), out, Options{})
			if err != nil || len(r.Layer.Features) != 2 || len(r.Layer.Features[0].Geometry) == 0 {
				t.Errorf("%s: %v, %v", command, r, err)
			}
		})
	}
}
