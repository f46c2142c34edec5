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

	"maillage/data/format/spreadsheet"
)

func withSheets(t *testing.T, read func([]byte) ([]byte, string, error)) string {
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
	address := withSheets(t, func(b []byte) ([]byte, string, error) {
		s, err := spreadsheet.Read(bytes.NewReader(b), int64(len(b)), "", spreadsheet.Limits{Bytes: 32 << 20, Text: 8 << 20})
		if err != nil {
			return nil, "", err
		}
		return s.Text, s.Name, nil
	})
	text := string(get(t, address, "Accept", "text/csv").body)
	text = strings.Replace(text, `"ressources-territoires","Ressources & Territoires"`, `"villes-au-carre","Villes au Carré"`, 1)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	f := excelize.NewFile()
	for i, row := range rows {
		err = errors.Join(err, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	var book bytes.Buffer
	if err := errors.Join(err, f.SetSheetName("Sheet1", "Répartition"), f.Write(&book), f.Close()); err != nil {
		t.Fatal(err)
	}
	said := decode[previewAnswer](t, sendTable(t, address, text))
	got := decode[previewAnswer](t, send(t, http.MethodPost, address, &book, "Content-Type", mediaXLSX))
	if got.Sheet == nil || *got.Sheet != "Répartition" || said.Sheet != nil {
		t.Errorf("sheet %v, and %v of CSV", got.Sheet, said.Sheet)
	}
	if got.Lines != said.Lines || got.Matched != said.Matched || fmt.Sprint(got.Changes) != fmt.Sprint(said.Changes) || len(said.Changes) != 2 || len(got.Problems) != len(said.Problems) {
		t.Errorf("%+v\nwant %+v", got, said)
	}
}

// TestWorkbookRefused holds that one that cannot be read is told of in words.
func TestWorkbookRefused(t *testing.T) {
	broken := errors.New("2 of its sheets are filled: A, B")
	address := withSheets(t, func([]byte) ([]byte, string, error) { return nil, "", broken })
	none := withSheets(t, nil)
	for _, c := range []struct {
		address, media string
		status         int
		says           string
	}{
		{address, mediaXLSX, http.StatusBadRequest, broken.Error()},
		{address, mediaODS, http.StatusBadRequest, broken.Error()},
		{none, mediaODS, http.StatusUnsupportedMediaType, "CSV UTF-8"},
		{address, "application/vnd.ms-excel", http.StatusUnsupportedMediaType, mediaXLSX},
	} {
		r := send(t, http.MethodPost, c.address, strings.NewReader("PK"), "Content-Type", c.media)
		if r.StatusCode != c.status || !strings.Contains(string(r.body), c.says) || r.Header.Get("Content-Type") != mediaProblem {
			t.Errorf("%s: %d %s", c.media, r.StatusCode, r.body)
		}
	}
}
