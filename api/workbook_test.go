package api

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"maillage/api/locate"
	"maillage/api/rest"
	"maillage/api/whatif"
	"maillage/data/format/spreadsheet"
)

// readSheet is a SheetReader.
func readSheet(b []byte, name string, has func([]byte) bool, columns string) ([]byte, string, error) {
	s, err := spreadsheet.Read(bytes.NewReader(b), int64(len(b)),
		spreadsheet.Wanted{Name: name, Has: has, Columns: columns}, spreadsheet.Limits{Bytes: 32 << 20, Text: 8 << 20})
	if err != nil {
		return nil, "", err
	}
	return s.Text, s.Name, nil
}

// bookOf makes an XLSX of sheets, each a name and its rows.
func bookOf(t *testing.T, sheets map[string][][]string) *bytes.Buffer {
	t.Helper()
	f := excelize.NewFile()
	var err error
	for name, rows := range sheets {
		_, made := f.NewSheet(name)
		err = errors.Join(err, made)
		for i, row := range rows {
			err = errors.Join(err, f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row))
		}
	}
	var book bytes.Buffer
	if err := errors.Join(err, f.Write(&book), f.Close()); err != nil {
		t.Fatal(err)
	}
	return &book
}

func withSheets(t *testing.T, read rest.SheetReader) string {
	t.Helper()
	s, err := New(Options{Store: storeOf(embedded()), Sheet: read})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	return web.URL + "/analysis/assignments?datetime=2017-03-16"
}

// TestWorkbookOfAssignments holds that a workbook says what its CSV does, line by
// line, and names its sheet.
func TestWorkbookOfAssignments(t *testing.T) {
	address := withSheets(t, readSheet)
	text := string(get(t, address, "Accept", "text/csv").body)
	text = strings.Replace(text, `"ressources-territoires","Ressources & Territoires"`,
		`"villes-au-carre","Villes au Carré"`, 1)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	notes := [][]string{{"Ce classeur dit qui tient quoi", "et depuis quand"}}
	book := bookOf(t, map[string][][]string{"Répartition": rows, "Lisez-moi": notes})
	said := decode[whatif.PreviewAnswer](t, sendTable(t, address, text))
	got := decode[whatif.PreviewAnswer](t, send(t, http.MethodPost, address, book, "Content-Type", rest.MediaXLSX))
	if got.Sheet == nil || *got.Sheet != "Répartition" || said.Sheet != nil {
		t.Errorf("sheet %v, and %v of CSV", got.Sheet, said.Sheet)
	}
	if got.Lines != said.Lines || got.Matched != said.Matched || fmt.Sprint(got.Changes) != fmt.Sprint(said.Changes) ||
		len(said.Changes) != 2 || len(got.Problems) != len(said.Problems) {
		t.Errorf("%+v\nwant %+v", got, said)
	}
	titled := append([][]string{{"Répartition au 16 mars 2017"}, {}}, rows...)
	two := map[string][][]string{"A": titled, "B": rows}
	r := send(t, http.MethodPost, address, bookOf(t, two), "Content-Type", rest.MediaXLSX)
	if r.StatusCode != http.StatusBadRequest ||
		!strings.Contains(string(r.body), "2 of its sheets have columns code and centre: ") ||
		!strings.Contains(string(r.body), "parameter sheet") {
		t.Errorf("two sheets: %d %s", r.StatusCode, r.body)
	}
	got = decode[whatif.PreviewAnswer](t,
		send(t, http.MethodPost, address+"&sheet=A", bookOf(t, two), "Content-Type", rest.MediaXLSX))
	if got.Sheet == nil || *got.Sheet != "A" || got.Header != 3 || got.Matched != said.Matched {
		t.Errorf("%+v", got)
	}
	if r := send(t, http.MethodPost, address+"&sheet=A", strings.NewReader(text), "Content-Type",
		"text/csv"); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a sheet of CSV: %d", r.StatusCode)
	}
}

// TestRemarksBesideAssignments holds that a remark in a column without a name is told,
// and its line acted on.
func TestRemarksBesideAssignments(t *testing.T) {
	address := newTest(t).URL + "/analysis/assignments?datetime=2017-03-16"
	text := "Qui tient quoi;;\ncode;centre;\n2A;cite-ressources;à confirmer\n"
	got := decode[whatif.PreviewAnswer](t, sendTable(t, address, text))
	if got.Matched != 1 || got.Header != 2 || len(got.Problems) != 1 || got.Problems[0].Line != 3 ||
		got.Problems[0].Value != "à confirmer" || len(got.Changes) != 1 {
		t.Errorf("%+v", got)
	}
	if r := sendTable(t, address,
		strings.Replace(text, "à confirmer", "department", 1)); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a level without a name: %d %s", r.StatusCode, r.body)
	}
}

// TestWorkbookOfPoints holds that points come from a workbook as from its CSV.
func TestWorkbookOfPoints(t *testing.T) {
	address := strings.Replace(withSheets(t, readSheet), "/analysis/assignments", "/locate", 1)
	rows := [][]string{
		{"Nos adresses"}, {"id", "lon", "lat", ""}, {"a", "2.3522", "48.8566", ""}, {"b", "2,3522", "48,8566", "à vérifier"},
	}
	book := map[string][][]string{"Adresses": rows, "Notes": {{"lon", "longitude"}}}
	got := decode[manyLocated](t, send(t, http.MethodPost, address, bookOf(t, book), "Content-Type", rest.MediaXLSX))
	if got.Sheet != "Adresses" || got.HeaderLine != 2 || len(got.Points) != 2 || got.Points[0].Lon != 2.3522 ||
		got.Points[1].Lon != 2.3522 || got.Points[1].Lat != 48.8566 {
		t.Errorf("%+v", got)
	}
	if r := send(t, http.MethodPost, address, bookOf(t, book), "Content-Type",
		"text/csv"); r.StatusCode != http.StatusBadRequest || !strings.Contains(string(r.body), rest.MediaXLSX) {
		t.Errorf("sent as CSV: %d %s", r.StatusCode, r.body)
	}
	if r := send(t, http.MethodPost, address+"&sheet=Notes", bookOf(t, book), "Content-Type",
		rest.MediaXLSX); r.StatusCode != http.StatusBadRequest || !strings.Contains(string(r.body), "no lon or no lat") {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}

// manyLocated is an answer without bad points.
type manyLocated struct {
	HeaderLine int `json:"header_line"`
	Sheet      string
	Points     []locate.Located
}

// TestWorkbookRefused holds that one that cannot be read is told of in words.
func TestWorkbookRefused(t *testing.T) {
	broken := errors.New("2 of its sheets are filled: A, B")
	address := withSheets(t,
		func([]byte, string, func([]byte) bool, string) ([]byte, string, error) { return nil, "", broken })
	none := withSheets(t, nil)
	for _, c := range []struct {
		address, media string
		status         int
		says           string
	}{
		{address, rest.MediaXLSX, http.StatusBadRequest, broken.Error()},
		{address, rest.MediaODS, http.StatusBadRequest, broken.Error()},
		{none, rest.MediaODS, http.StatusUnsupportedMediaType, "CSV UTF-8"},
		{address, "application/vnd.ms-excel", http.StatusUnsupportedMediaType, rest.MediaXLSX},
	} {
		r := send(t, http.MethodPost, c.address, strings.NewReader("PK"), "Content-Type", c.media)
		if r.StatusCode != c.status || !strings.Contains(string(r.body), c.says) ||
			r.Header.Get("Content-Type") != rest.MediaProblem {
			t.Errorf("%s: %d %s", c.media, r.StatusCode, r.body)
		}
	}
}
