package spreadsheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"maillage/data/format"
	"maillage/data/format/archive"
)

var limits = Limits{Bytes: 16 << 20, Text: 8 << 20}

func read(content []byte, name string) (*Sheet, error) {
	return Read(bytes.NewReader(content), int64(len(content)), Wanted{Name: name}, limits)
}

// workbook makes an XLSX by the library.
func workbook(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openDocument makes an ODS by hand of the tables in it.
func openDocument(t testing.TB, tables string) []byte {
	return zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
		`<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="`+nsOffice+`" xmlns:table="`+nsTable+`" xmlns:text="`+nsText+`" xmlns:style="`+nsStyle+`">`+
			`<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>`+
			`<office:body><office:spreadsheet>`+tables+`</office:spreadsheet></office:body></office:document-content>`)
}

// raw makes an XLSX by hand, of the rows of its only sheet.
func raw(t testing.TB, rows string) []byte {
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	return zipped(t,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="`+main+`" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", `<worksheet xmlns="`+main+`"><sheetData>`+rows+`</sheetData></worksheet>`)
}

func set(f *excelize.File, sheet string, values map[string]any) error {
	for at, v := range values {
		if err := f.SetCellValue(sheet, at, v); err != nil {
			return err
		}
	}
	return nil
}

func styled(f *excelize.File, at, code string, v any) error {
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	return errors.Join(err, f.SetCellValue("Sheet1", at, v), f.SetCellStyle("Sheet1", at, at, style))
}

// TestXLSX holds what each kind of cell is read as.
func TestXLSX(t *testing.T) {
	for _, epoch := range []bool{false, true} {
		first := time.Date(2017, 1, 2, 0, 0, 0, 0, time.UTC)
		content := workbook(t, func(f *excelize.File) error {
			err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &epoch})
			return errors.Join(err,
				set(f, "Sheet1", map[string]any{"A2": "code", "B2": "l'été, \"dit\"\nici", "A4": "01", "B4": 1, "C4": 200000172, "D4": true, "E4": 0.5}),
				styled(f, "F4", "00000", 1004), styled(f, "G4", "dd/mm/yyyy", first), styled(f, "H4", "# ##0", 200000172),
				styled(f, "I4", `[$-40C]d mmmm yyyy;@`, first), styled(f, "J4", "yyyy", first), styled(f, "K4", "mm/yyyy", first),
				styled(f, "L4", "00000", "2A004"), styled(f, "M4", "0%", 0.25), styled(f, "N4", "m/d/yy h:mm", first),
			)
		})
		s, err := read(content, "")
		want := "\n\"code\",\"l'été, \"\"dit\"\" ici\"" + strings.Repeat(",", 12) + "\n\n" +
			`"01","1","200000172","TRUE","0.5","01004","2017-01-02","200000172","2017-01-02","2017","2017-01","2A004","0.25","2017-01-02"` + "\n"
		if err != nil || string(s.Text) != want || s.Format != XLSX || s.Name != "Sheet1" {
			t.Errorf("1904 %v: %+v, %v; want %q", epoch, string(s.Text), err, want)
		}
	}
}

const grid = `<table:table table:name="%s"%s>
<table:table-column table:number-columns-repeated="16384"/><table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>code</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row-group><table:table-row table:number-rows-repeated="2">%s<table:table-cell table:number-columns-repeated="16380"/></table:table-row></table:table-row-group>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`

// TestODS holds the same of a document written by hand.
func TestODS(t *testing.T) {
	value := func(kind, attributes, shown string) string {
		return `<table:table-cell office:value-type="` + kind + `" ` + attributes + `><text:p>` + shown + `</text:p></table:table-cell>`
	}
	for cells, want := range map[string]string{
		value("string", "", "01"): `"01"`,
		value("string", "", "a<text:s text:c=\"2\"/><text:span>b</text:span></text:p><text:p>c"):                                                         `"a b c"`,
		`<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p></table:table-cell>`: `"x"`,
		value("float", `office:value="1"`, "1"):                                            `"1"`,
		value("float", `office:value="1004"`, "01004"):                                     `"01004"`,
		value("float", `office:value="2.00000172E8"`, "200 000 172"):                       `"200000172"`,
		value("percentage", `office:value="0.25"`, "25 %"):                                 `"0.25"`,
		value("date", `office:date-value="2017-01-02T00:00:00"`, "02/01/17"):               `"2017-01-02"`,
		value("date", `office:date-value="2017-01-02"`, "2 janvier 2017"):                  `"2017-01-02"`,
		value("date", `office:date-value="2017-01-02"`, "janvier 2017"):                    `"2017-01"`,
		value("date", `office:date-value="2017-01-02"`, "01/2017"):                         `"2017-01"`,
		value("date", `office:date-value="2017-01-02"`, "2017"):                            `"2017"`,
		value("boolean", `office:boolean-value="true"`, "VRAI"):                            `"true"`,
		value("float", `table:formula="of:=1+1" office:value="2"`, "2"):                    `"2"`,
		`<table:covered-table-cell/>` + value("string", "", "x"):                           `,"x"`,
		value("string", `table:number-columns-repeated="3"`, "x"):                          `"x","x","x"`,
		`<table:table-cell table:number-columns-repeated="2"/>` + value("string", "", "x"): `,,"x"`,
	} {
		content := openDocument(t, fmt.Sprintf(grid, "Feuille", "", cells)+fmt.Sprintf(grid, "Listes", ` table:style-name="ta2"`, cells))
		s, err := read(content, "")
		width := strings.Count(want, ",")
		want = "\"code\"" + strings.Repeat(",", width) + "\n\n\n" + want + "\n" + want + "\n"
		if err != nil || string(s.Text) != want || s.Name != "Feuille" || s.Format != ODS {
			t.Errorf("%s: %v, %v; want %q", cells, s, err, want)
		}
	}
}

// TestSheets holds that one of several is named, and never chosen.
func TestSheets(t *testing.T) {
	several := workbook(t, func(f *excelize.File) error {
		_, err := f.NewSheet("Été")
		_, other := f.NewSheet("Vide")
		_, hidden := f.NewSheet("Listes")
		return errors.Join(err, other, hidden, f.SetCellValue("Sheet1", "A1", "a"), f.SetCellValue("Été", "B1", "b"),
			f.SetCellValue("Listes", "A1", "l"), f.SetSheetVisible("Listes", false))
	})
	cell := `<table:table-cell><text:p>x</text:p></table:table-cell>`
	for _, content := range [][]byte{several, openDocument(t, fmt.Sprintf(grid, "Sheet1", "", cell)+fmt.Sprintf(grid, "Été", "", cell))} {
		if _, err := read(content, ""); ruleOf(err) != format.RuleManyLayers || !strings.Contains(err.Error(), "Sheet1, Été;") {
			t.Error(err)
		}
		if s, err := read(content, "été"); err != nil || s.Name != "Été" {
			t.Error(s, err)
		}
		if _, err := read(content, "autre"); ruleOf(err) != format.RuleUnknownTable || !strings.Contains(err.Error(), "Été") {
			t.Error(err)
		}
	}
	if s, err := read(several, "Listes"); err != nil || string(s.Text) != "\"l\"\n" {
		t.Error(s, err)
	}
}

// TestTheSheetThatHasThem holds that the only sheet that has the columns that are
// needed is read, and that none is chosen where two have them, or only a hidden one.
func TestTheSheetThatHasThem(t *testing.T) {
	hasCode := func(csv []byte) bool { return bytes.Contains(csv, []byte(`"code"`)) }
	type sheet struct {
		name, text string
		hidden     bool
	}
	for name, c := range map[string]struct {
		sheets []sheet
		want   string // the sheet
		others string
		says   []string
	}{
		"one of two":      {[]sheet{{"Lisez-moi", "Bonjour", false}, {"Données", "code", false}}, "Données", "Lisez-moi", nil},
		"the order":       {[]sheet{{"Données", "code", false}, {"Notes", "x", false}, {"Vide", "", false}}, "Données", "Notes", nil},
		"hidden as well":  {[]sheet{{"Données", "code", false}, {"Notes", "x", false}, {"Ancien", "code", true}}, "Données", "Notes", nil},
		"two":             {[]sheet{{"2019", "code", false}, {"2020", "code", false}, {"Notes", "x", false}}, "", "", []string{"2 of its sheets have a code", "2019, 2020;"}},
		"none":            {[]sheet{{"A", "x", false}, {"B", "y", false}}, "", "", []string{"none of its 2 filled sheets (A, B) has a code"}},
		"but a hidden":    {[]sheet{{"A", "x", false}, {"B", "y", false}, {"C", "code", true}}, "", "", []string{"hidden C", "name that one"}},
		"one, whatever":   {[]sheet{{"A", "x", false}}, "A", "", nil},
		"one not counted": {[]sheet{{"A", "=1+1", false}, {"Données", "code", false}}, "Données", "A", nil},
		"that is counted": {[]sheet{{"A", "=1+1", false}, {"B", "x", false}}, "", "", []string{"formula without its value"}},
	} {
		content := workbook(t, func(f *excelize.File) (err error) {
			for i, s := range c.sheets {
				if i == 0 {
					err = errors.Join(err, f.SetSheetName("Sheet1", s.name))
				} else if _, made := f.NewSheet(s.name); made != nil {
					return made
				}
				if strings.HasPrefix(s.text, "=") {
					err = errors.Join(err, f.SetCellFormula(s.name, "B2", s.text))
				} else if s.text != "" {
					err = errors.Join(err, f.SetCellValue(s.name, "B2", s.text))
				}
				err = errors.Join(err, f.SetSheetVisible(s.name, !s.hidden))
			}
			return err
		})
		s, err := Read(bytes.NewReader(content), int64(len(content)), Wanted{Has: hasCode, Columns: "a code"}, limits)
		if c.want != "" {
			if err != nil || s.Name != c.want || strings.Join(s.Others, ", ") != c.others {
				t.Errorf("%s: %+v, %v", name, s, err)
			}
			continue
		}
		for _, says := range c.says {
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%s: %v; want %q", name, err, says)
			}
		}
	}
}

// TestSquared holds that rows are as wide as the widest, and that one cell far to the
// right of many rows does not make a text too large.
func TestSquared(t *testing.T) {
	fill := func(rows, far int) []byte {
		return workbook(t, func(f *excelize.File) error {
			at, err := excelize.CoordinatesToCellName(far, rows)
			err = errors.Join(err, f.SetSheetRow("Sheet1", "A1", &[]any{"code", "note"}), f.SetCellValue("Sheet1", at, "far"))
			for i := 2; i < rows; i++ {
				err = errors.Join(err, f.SetCellValue("Sheet1", fmt.Sprintf("A%d", i), "01"))
			}
			return err
		})
	}
	if s, err := read(fill(3, 4), ""); err != nil || string(s.Text) != "\"code\",\"note\",,\n\"01\",,,\n,,,\"far\"\n" {
		t.Errorf("%+v, %v", s, err)
	}
	far := fill(200, 1000)
	s, err := Read(bytes.NewReader(far), int64(len(far)), Wanted{}, Limits{Bytes: 16 << 20, Text: 100_000})
	if err != nil || !strings.HasPrefix(string(s.Text), "\"code\",\"note\"\n\"01\",\n") || len(s.Text) > 100_000 {
		t.Errorf("%.100q, %v", s, err)
	}
}

func ruleOf(err error) string {
	var bad *format.Error
	if errors.As(err, &bad) {
		return bad.Rule
	}
	return fmt.Sprint(err)
}

// TestHostile holds that what is broken, or made to harm, is refused in words.
func TestHostile(t *testing.T) {
	x := `<table:table-cell table:number-columns-repeated="%s"><text:p>x</text:p></table:table-cell>`
	row := func(times, cells string) []byte {
		return openDocument(t, `<table:table table:name="S"><table:table-row table:number-rows-repeated="`+times+`">`+cells+`</table:table-row></table:table>`)
	}
	whole := workbook(t, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "A1", strings.Repeat("a", 30_000)) })
	for name, c := range map[string]struct {
		content []byte
		rule    string
	}{
		"password, or old":         {[]byte(ole + "rest of it"), archive.RuleEncrypted},
		"ODS with a password":      {zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "\x01\x02"), archive.RuleEncrypted},
		"binary workbook":          {zipped(t, "xl/workbook.bin", "x"), format.RuleUnsupported},
		"another archive":          {zipped(t, "word/document.xml", "x"), format.RuleUnsupported},
		"cut":                      {whole[:len(whole)/2], format.RuleTruncated},
		"nothing":                  {nil, format.RuleTruncated},
		"rows without end":         {row("99999999999", fmt.Sprintf(x, "1000")), format.RuleTooLarge},
		"columns without end":      {row("1", fmt.Sprintf(x, "99999999999999999999")), format.RuleTooLarge},
		"too many columns":         {raw(t, `<row r="1"><c r="XFD1"><v>1</v></c></row>`), format.RuleTooLarge},
		"too many rows":            {raw(t, `<row r="1048577"><c><v>1</v></c></row>`), format.RuleTooLarge},
		"rows in no order":         {raw(t, `<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>`), format.RuleCorrupt},
		"cells in no order":        {raw(t, `<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), format.RuleCorrupt},
		"a sheet that ends":        {raw(t, `<row r="1"><c r="A1"><v>1</v></c></row><row>`), format.RuleCorrupt},
		"texts that are not":       {raw(t, `<row r="1"><c r="A1" t="s"><v>7</v></c></row>`), format.RuleCorrupt},
		"a formula not counted":    {raw(t, `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>1+1</f></c></row>`), format.RuleUnsupported},
		"an ODS formula as well":   {row("1", `<table:table-cell table:formula="of:=1+1"/>`), format.RuleUnsupported},
		"all blank":                {raw(t, ``), format.RuleTruncated},
		"no relationships":         {zipped(t, "xl/workbook.xml", "<workbook/>"), format.RuleMissingFile},
		"a relationship to nosuch": {zipped(t, "xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" r:id="a"/></sheets></workbook>`, "xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Target="../../etc/passwd"/></Relationships>`), format.RuleCorrupt},
		"no content":               {zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), format.RuleMissingFile},
		"tags without end":         {zipped(t, "xl/workbook.xml", "<workbook/>", "xl/styles.xml", strings.Repeat("<a/>", maxMarks+1)), format.RuleTooLarge},
		"a bomb":                   {raw(t, strings.Repeat(" ", 17<<20)), format.RuleTooLarge},
		"a part that leads out":    {zipped(t, "xl/workbook.xml", "<workbook/>", "../x", "x"), archive.RuleUnsafeName},
	} {
		if _, err := read(c.content, ""); ruleOf(err) != c.rule {
			t.Errorf("%s: %v; want %s", name, err, c.rule)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "excelize-*")); len(left) > 0 {
		t.Errorf("%v were written", left)
	}
}

// TestGDAL holds the workbooks of a program that is neither of the two.
func TestGDAL(t *testing.T) {
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		t.Skip("ogr2ogr is not installed (GDAL)")
	}
	dir := t.TempDir()
	source := filepath.Join(dir, "in.csv")
	if err := os.WriteFile(source, []byte("code,nom,n,jour\n\"01\",\"l'été, ici\",7,2017-01-02\n\"2A\",,8,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(source+"t", []byte(`"String","String","Integer","Date"`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{XLSX, ODS} {
		out := filepath.Join(dir, "out."+strings.ToLower(kind))
		if text, err := exec.Command("ogr2ogr", "-f", kind, out, source).CombinedOutput(); err != nil {
			t.Skipf("ogr2ogr does not write %s: %s", kind, text)
		}
		content, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		s, err := read(content, "")
		want := "\"code\",\"nom\",\"n\",\"jour\"\n\"01\",\"l'été, ici\",\"7\",\"2017-01-02\"\n\"2A\",,\"8\",\n"
		if err != nil || string(s.Text) != want || s.Format != kind {
			t.Errorf("%s: %v, %v", kind, s, err)
		}
	}
}

// FuzzSpreadsheet holds for any content of the parts: no panic, no error but a
// refusal, and no more text than is asked for.
func FuzzSpreadsheet(f *testing.F) {
	f.Add(false, `<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`)
	f.Add(true, fmt.Sprintf(grid, "S", "", `<table:table-cell office:value-type="float" office:value="1"><text:p>01</text:p></table:table-cell>`))
	f.Fuzz(func(t *testing.T, document bool, inner string) {
		content := raw(t, inner)
		if document {
			content = openDocument(t, inner)
		}
		s, err := Read(bytes.NewReader(content), int64(len(content)), Wanted{}, Limits{Bytes: 1 << 20, Text: 1 << 16})
		var bad *format.Error
		if err != nil && !errors.As(err, &bad) {
			t.Fatal(err)
		}
		if err == nil && len(s.Text) > 1<<16+1<<20 {
			t.Fatalf("%d bytes", len(s.Text))
		}
	})
}
