package boundary

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"maillage/data/format"
)

// foreign is a format that people give and that is not read: how it is told,
// what it is, and what to do that works.
type foreign struct {
	magic string // first bytes, or those at an offset
	at    int
	text  *regexp.Regexp // how a format of text starts, instead of magic
	exts  string         // of files whose first bytes say little; all but the first bytes
	what  string
	fix   string
}

const (
	toGeoPackage = "convert it: `ogr2ogr -f GPKG -t_srs EPSG:4326 out.gpkg FILE`, then give out.gpkg"
	saveAsCSV    = "open it and save its table as « CSV UTF-8 » (in Excel: Fichier, Enregistrer sous, CSV UTF-8; in LibreOffice: Texte CSV, Unicode UTF-8)"
	copyTable    = "ask its publisher for the data as CSV or GeoJSON, or copy its table into a spreadsheet and save that as « CSV UTF-8 »"
	numbersFix   = "open it in Numbers and export it as CSV or XLSX (Fichier, Exporter vers)"
	drawing      = "ask its author for the Shapefile or GeoPackage: a drawing has no codes, and does not say where on Earth it is"
	fetchAgain   = "follow its link in a browser to the file itself, and look there for what the server says"
)

// foreigns are tried in order.
var foreigns = []foreign{
	{magic: "\xff\xfe", what: "text in UTF-16, not UTF-8", fix: "`iconv -f utf-16 -t utf-8 FILE` turns it"},
	{magic: "\xfe\xff", what: "text in UTF-16, not UTF-8", fix: "`iconv -f utf-16 -t utf-8 FILE` turns it"},
	{magic: "\x1f\x8b", what: "gzip inside gzip", fix: "`gunzip` it once, and give what comes out"},
	{magic: "BZh", what: "compressed with bzip2; gzip alone is read", fix: "`bunzip2 FILE`, and `tar -xf` what comes out if that is a .tar"},
	{magic: "\xfd7zXZ\x00", what: "compressed with xz; gzip alone is read", fix: "`unxz FILE`, and `tar -xf` what comes out if that is a .tar"},
	{magic: "\x28\xb5\x2f\xfd", what: "compressed with zstd; gzip alone is read", fix: "`unzstd FILE`, and `tar -xf` what comes out if that is a .tar"},
	{magic: "7z\xbc\xaf\x27\x1c", what: "a 7z archive; of archives, .zip alone is read", fix: "`7z x FILE` (Windows 11: Extraire tout), and give the folder that comes out"},
	{magic: "Rar!\x1a\x07", what: "a RAR archive; of archives, .zip alone is read", fix: "`unrar x FILE` or `7z x FILE` (Windows 11: Extraire tout), and give the folder that comes out"},
	{magic: "ustar", at: 257, what: "a tar archive; of archives, .zip alone is read", fix: "`tar -xf FILE`, and give the folder that comes out"},
	{text: regexp.MustCompile(`^PAR1[^\w ;,"|\t\r\n]`), what: "a Parquet file", fix: "open it in QGIS and export it as GeoPackage, or `ogr2ogr -f GPKG out.gpkg FILE` where `ogrinfo --formats` lists Parquet"},
	{magic: "ARROW1\x00", what: "an Arrow file", fix: "open it in QGIS and export it as GeoPackage, or `ogr2ogr -f GPKG out.gpkg FILE` where `ogrinfo --formats` lists Arrow"},
	{magic: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", what: "a file of Microsoft Office before 2007 (.xls, .doc)", fix: saveAsCSV},
	{magic: "\x00\x01\x00\x00Standard ", what: "a Microsoft Access database (.mdb, .accdb), or the personal geodatabase that Esri keeps in one", fix: "export its table as CSV, or the layer as Shapefile from ArcGIS"},
	{magic: "%PDF-", what: "a PDF", fix: copyTable},
	{text: regexp.MustCompile(`^AC1[0-9.]+\x00`), what: "a drawing of AutoCAD (DWG)", fix: drawing},
	{magic: "AutoCAD Binary DXF", what: "a drawing of AutoCAD (DXF)", fix: drawing},
	{text: regexp.MustCompile(`^\s*(999\s*[\r\n][^\r\n]*[\r\n]\s*)*0\s*[\r\n]+\s*SECTION\s`), what: "a drawing of AutoCAD (DXF)", fix: drawing},
	{text: regexp.MustCompile(`(?i)^\s*!table\s`), what: mapInfoTAB, fix: tabFix},
	{exts: ".map .id .ind", what: mapInfoTAB, fix: tabFix},
	{magic: "\x03", exts: ".dat", what: mapInfoTAB, fix: tabFix},
	{exts: ".gdbtable .gdbtablx .gdbindexes .spx .atx", what: "a part of an Esri geodatabase", fix: geodatabaseFix},
	{exts: ".dbf", what: "the .dbf of a Shapefile, its attributes alone", fix: "give its .shp, with the .dbf beside it; of a table alone, " + saveAsCSV},
	{text: regexp.MustCompile(`(?i)^\s*(<\?.*?\?>\s*|<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]`), what: "a web page, as a server gives for an error or in place of a file", fix: fetchAgain},
	{text: rootOf("gpx"), what: "GPX, which has points and tracks and no ground", fix: "draw the polygons from it in QGIS, with a code for each, and export them as GeoPackage"},
	{text: rootOf("osm"), what: "a file of OpenStreetMap", fix: "convert it: `ogr2ogr -f GPKG out.gpkg FILE multipolygons`, then give out.gpkg"},
	{text: rootOf("Workbook"), what: "a spreadsheet in XML of Excel 2003", fix: saveAsCSV},
	{text: rootOf("svg"), what: "a drawing (SVG)", fix: drawing},
	{text: rootOf("ExceptionReport|ServiceExceptionReport|Error"), what: "the error that a server of maps answers in place of data", fix: "read it for what the server says, and ask again"},
	{text: regexp.MustCompile(`(?s)^\s*<.*?(opengis\.net/gml|gml:|\w+:FeatureCollection)`), what: "GML", fix: toGeoPackage},
	{text: regexp.MustCompile(`^\s*<`), what: "XML of no kind that is read (KML is)", fix: "`ogr2ogr -f GPKG -t_srs EPSG:4326 out.gpkg FILE` converts what `ogrinfo FILE` can open; else ask its publisher for GeoJSON or CSV"},
}

const (
	mapInfoTAB     = "a table of MapInfo (.tab with .dat, .map and .id)"
	tabFix         = "convert it, from the folder that has all four: `ogr2ogr -f GPKG -t_srs EPSG:4326 out.gpkg FILE.tab`, then give out.gpkg; or export it from MapInfo as MIF"
	geodatabaseFix = "convert the whole folder: `ogr2ogr -f GPKG -t_srs EPSG:4326 out.gpkg FOLDER.gdb`, then give out.gpkg"
)

// rootOf matches XML by the name of its root, past what may come before it.
func rootOf(names string) *regexp.Regexp {
	return regexp.MustCompile(`(?s)^\s*(<[?!].*?>\s*)*<(\w+:)?(` + names + `)[\s>/]`)
}

// otherFormat names the format that a file of which nothing can be read is in,
// by its first bytes; nil where nothing tells it. name counts only for files
// whose first bytes say little.
func otherFormat(name string, head []byte) *fault {
	_, ext := extension(name)
	for _, f := range foreigns {
		if f.is(ext, head) {
			flt := faultf(RuleWrongFormat, "it is %s", f.what)
			flt.fix = f.fix
			return flt
		}
	}
	return nil
}

func (f *foreign) is(ext string, head []byte) bool {
	if f.exts != "" && !slices.Contains(strings.Fields(f.exts), ext) {
		return false
	}
	if f.text != nil {
		return f.text.Match(trimMarks(head))
	}
	return len(head) >= f.at && bytes.HasPrefix(head[f.at:], []byte(f.magic))
}

// nothingAmong says what files are in which there is no layer: those of a
// geodatabase, the parts of a document, or some of another format. Files that
// go with others are looked at last.
func nothingAmong(files []format.File) error {
	for _, f := range files {
		if _, ext := extension(f.Name); ext == ".gdbtable" {
			return geodatabase(path.Dir(f.Name), true)
		}
		if flt, err := document(f); flt != nil || err != nil {
			return orError(flt, err)
		}
	}
	for _, last := range []bool{false, true} {
		for _, f := range files {
			if _, ext := extension(f.Name); slices.Contains(companions, ext) != last {
				continue
			}
			head, err := headOf(f)
			if err != nil {
				return err
			}
			if flt := otherFormat(f.Name, head); flt != nil {
				flt.detail = "it holds no file of boundaries; " + path.Base(f.Name) + strings.TrimPrefix(flt.detail, "it")
				return flt
			}
		}
	}
	return nil
}

// geodatabase refuses an Esri geodatabase by the folder it is, in an archive or not;
// "." where that is what was given.
func geodatabase(folder string, archived bool) *fault {
	flt := faultf(RuleWrongFormat, "it is an Esri geodatabase")
	flt.fix = geodatabaseFix
	if folder != "." {
		flt.detail = fmt.Sprintf("it holds an Esri geodatabase, %s", clip(folder))
		flt.fix = strings.Replace(geodatabaseFix, "FOLDER.gdb", quotedForShell(folder), 1)
		if archived {
			flt.fix = strings.Replace(flt.fix, "convert the whole folder", "extract it and convert the whole folder", 1)
		}
	}
	return flt
}

// geodatabaseIn finds a geodatabase among the folders of a folder.
func geodatabaseIn(dir string) *fault {
	tables, err := filepath.Glob(filepath.Join(globQuote.Replace(dir), "*", "*.gdbtable"))
	if err != nil || len(tables) == 0 {
		return nil
	}
	return geodatabase(filepath.Join(filepath.Base(dir), filepath.Base(filepath.Dir(tables[0]))), false)
}

var globQuote = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`)

// quotedForShell writes a path as one argument of a command.
func quotedForShell(path string) string {
	if strings.Trim(path, pathLetters) == "" {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

const pathLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/"

// nothingIn refuses a file of no bytes, by what its name says it should be.
func nothingIn(name string) *fault {
	flt := faultf(RuleEmptyFile, "the file is empty: it has no bytes")
	flt.fix = "fetch or export it again"
	switch _, ext := extension(name); ext {
	case ".xlsx", ".ods":
		flt.fix = "save or fetch the workbook again; perimeters and centres are read from XLSX and ODS, boundaries are not"
	case ".numbers":
		flt.fix = numbersFix
	case ".xls", ".xlsb", ".xlsm", ".csv", ".tsv":
		flt.fix = saveAsCSV
	case ".pages", ".doc", ".docx", ".odt", ".rtf", ".key":
		flt.fix = copyTable
	}
	return flt
}

func orError(flt *fault, err error) error {
	if flt != nil {
		return flt
	}
	return err
}

// document tells the documents that are .zip archives by what is in them.
func document(f format.File) (*fault, error) {
	what, fix := "", copyTable
	switch f.Name {
	case "Index/Document.iwa", "Index.zip", "index.apxl", "index.xml.gz":
		what, fix = "a document of Apple (Numbers, Pages or Keynote)", numbersFix
	case "word/document.xml":
		what = "a text document (DOCX)"
	case "ppt/presentation.xml":
		what = "a presentation (PPTX)"
	case "mimetype":
		head, err := headOf(f)
		if err != nil {
			return nil, err
		}
		kinds := map[string]string{"text": "a text document (ODT)", "presentation": "a presentation (ODP)", "graphics": "a drawing (ODG)"}
		kind, _ := strings.CutPrefix(strings.TrimSpace(string(head)), "application/vnd.oasis.opendocument.")
		what = kinds[kind]
	}
	if what == "" {
		return nil, nil
	}
	flt := faultf(RuleWrongFormat, "it is %s", what)
	flt.fix = fix
	return flt, nil
}
