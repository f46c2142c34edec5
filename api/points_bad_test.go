package api

import (
	"net/http"
	"strings"
	"testing"
)

// locatedMany is an answer without bad points.
type locatedMany struct{ Points []located }

// TestBadPointsBesideGoodOnes sends every kind of bad point among good ones.
func TestBadPointsBesideGoodOnes(t *testing.T) {
	web := newTest(t)
	type either struct {
		located
		Where   string
		Problem *pointFailed
	}
	for media, body := range map[string]string{
		"text/csv": "id,lon,lat\nparis,2.35,48.85\nfar,200,48\nwords,two,48\nshort,2.35\nswapped,48.85,2.35\nlyon,4.83,45.76\n",
		mediaJSON: `[{"id":"paris","lon":2.35,"lat":48.85},{"id":"far","lon":200,"lat":48},{"id":"words","lon":"two","lat":48},` +
			`{"id":"short","lon":2.35},{"id":"swapped","lon":48.85,"lat":2.35},{"id":"lyon","lon":4.83,"lat":45.76}]`,
	} {
		if r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(body), "Content-Type", media); r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: without asking, status %d", media, r.StatusCode)
		}
		r := send(t, http.MethodPost, web.URL+"/locate?errors=inline", strings.NewReader(body), "Content-Type", media)
		got := decode[struct{ Points []either }](t, r).Points
		if len(got) != 6 {
			t.Fatalf("%s: %d points", media, len(got))
		}
		for i, p := range got {
			good := i == 0 || i == 5
			if good && (p.Problem != nil || len(p.Levels) == 0) {
				t.Errorf("%s: point %d is good: %+v", media, i, p)
			}
			if !good && (p.Problem == nil || p.Problem.Detail == "" || p.Problem.Fix == "" || !strings.Contains(p.Where, map[string]string{"text/csv": "line ", mediaJSON: "point "}[media])) {
				t.Errorf("%s: point %d is bad: %+v", media, i, p)
			}
		}
		rows := readTable(t, send(t, http.MethodPost, web.URL+"/locate?errors=inline&f=csv", strings.NewReader(body), "Content-Type", media))
		if len(rows) != 6 || rows[0]["problem"] != "" || rows[0]["department_code"] != "75" || rows[1]["problem"] == "" || rows[1]["fix"] == "" {
			t.Errorf("%s: as a table: %v", media, rows)
		}
	}
	for _, body := range []string{`[{"lon":2,"lat":`, `{"lon":2}`, `[{"lon":2,"lat":48}] more`} {
		r := send(t, http.MethodPost, web.URL+"/locate?errors=inline", strings.NewReader(body), "Content-Type", mediaJSON)
		if r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: status %d", body, r.StatusCode)
		}
	}
}
