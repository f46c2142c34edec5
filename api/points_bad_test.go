package api

import (
	"net/http"
	"strings"
	"testing"

	"maillage/api/locate"
	"maillage/api/rest"
)

// locatedMany is an answer without bad points.
type locatedMany struct{ Points []locate.Located }

// TestOwnTablesAreReadBack holds that what the service writes for Excel in French is
// read back as points, and that a decimal comma is one wherever no comma separates.
func TestOwnTablesAreReadBack(t *testing.T) {
	web := newTest(t)
	post := func(body string) []byte {
		r := send(t, http.MethodPost, web.URL+"/locate?dialect=excel-fr", strings.NewReader(body), "Content-Type", "text/csv")
		if r.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", body, r.StatusCode, r.body)
		}
		return r.body
	}
	first := post("id,lon,lat\n01,2.3522,48.8566\n2017-03,-149.5,-17.6\n")
	if again := post(string(first)); string(again) != string(first) || !strings.Contains(string(first), "2,3522") {
		t.Errorf("%s\nread back as\n%s", first, again)
	}
	for _, body := range []string{
		"id;lon;lat\n=\"01\";2,3522;48,8566\n", "lon\tlat\n2,3522\t48.8566\n", "sep=;\nlon;lat\n\"2,3522\";48,8566\n",
		"Adresses\n\nlon;lat\n2.3522;48,8566\n",
	} {
		got := decode[locatedMany](t,
			send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(body), "Content-Type", "text/csv"))
		if len(got.Points) != 1 || got.Points[0].Lon != 2.3522 || got.Points[0].Lat != 48.8566 ||
			strings.HasPrefix(body, "id") && got.Points[0].ID != "01" {
			t.Errorf("%q: %+v", body, got.Points)
		}
	}
	for body, says := range map[string]string{
		"lon,lat\n\"2,3522\",48.8566\n": "decimal comma is read where semicolons",
		"lon,lat\n2,3522,48,8566\n":     "has 4 values", "lon;lat\n1,234.5;48\n": "not a finite",
	} {
		r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(body), "Content-Type", "text/csv")
		if r.StatusCode != http.StatusBadRequest || !strings.Contains(string(r.body), says) {
			t.Errorf("%q: %d %s", body, r.StatusCode, r.body)
		}
	}
}

// TestWhatIsWrongWithAPoint holds that a bad point is told by its place, its member and
// what was wanted.
func TestWhatIsWrongWithAPoint(t *testing.T) {
	web := newTest(t)
	for point, says := range map[string][]string{
		`{"lon":"2.35","lat":48}`:          {"Point 2, lon: want a number, found the text", `2.35`, "no quotes"},
		`{"id":"x","lon":2.35,"lat":null}`: {"Point 2, lat: want a number, found", "null"},
		`{"lon":2.35}`:                     {"Point 2: lat is missing"},
		`{"lon":true,"lat":1}`:             {"Point 2, lon: want a number"},
		`{"lon":200,"lat":48}`:             {"Point 2, lon: The longitude is out of range"},
		`{"lon":1e999,"lat":48}`:           {"Point 2, lon: want a number, found one too large"},
		`{"lon":2.35,"lat":48,"nom":"a"}`:  {"Point 2: no member of a point is called", "nom"},
		`{"id":7,"lon":2.35,"lat":48}`:     {"Point 2: id: want a text, found"},
		`[2.35,48]`:                        {"Point 2: want an object"},
		`{"lon":1,"lon":2,"lat":48}`:       {"Point 2: field", "twice"},
	} {
		body := `[{"id":"paris","lon":2.35,"lat":48.85},` + point + `]`
		r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(body), "Content-Type", rest.MediaJSON)
		inline := send(t, http.MethodPost, web.URL+"/locate?errors=inline", strings.NewReader(body), "Content-Type",
			rest.MediaJSON)
		if r.StatusCode != http.StatusBadRequest || inline.StatusCode != http.StatusOK {
			t.Errorf("%s: %d, inline %d", point, r.StatusCode, inline.StatusCode)
		}
		for _, want := range says {
			if !strings.Contains(string(r.body), want) || !strings.Contains(string(inline.body), want) {
				t.Errorf("%s: %s\n%s\nwant %s", point, r.body, inline.body, want)
			}
		}
		if strings.Contains(string(r.body), "Unreadable body") {
			t.Errorf("%s: %s", point, r.body)
		}
	}
}

// TestLinesThatAreNotUTF8 holds that one costs no other, where that is asked for.
func TestLinesThatAreNotUTF8(t *testing.T) {
	web := newTest(t)
	body := "id;lon;lat;rue\nparis;2,35;48,85;x\nm\xe9;2,35;48,85;x\nlyon;4,83;45,76;r\xe9\nnul\x00;2;48;\nlille;3,06;50,63;x\n"
	r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(body), "Content-Type", "text/csv")
	if r.StatusCode != http.StatusBadRequest || !strings.Contains(string(r.body), "line 3") {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	rows := readTable(t,
		send(t, http.MethodPost, web.URL+"/locate?errors=inline&f=csv", strings.NewReader(body), "Content-Type", "text/csv"))
	if len(rows) != 5 {
		t.Fatalf("%v", rows)
	}
	for i, want := range []string{"", "line 3", "line 4", "line 5", ""} {
		if got := rows[i]["problem"]; (got == "") != (want == "") || !strings.Contains(got, want) ||
			want == "" && rows[i]["department_code"] == "" {
			t.Errorf("row %d: %v", i, rows[i])
		}
	}
	if rows[2]["id"] != "lyon" {
		t.Errorf("%v", rows[2])
	}
	r = send(t, http.MethodPost, web.URL+"/locate?errors=inline",
		strings.NewReader("[{\"id\":\"a\",\n\"lon\":2,\"lat\":48},{\"id\":\"\xe9\"}]"), "Content-Type", rest.MediaJSON)
	if r.StatusCode != http.StatusBadRequest || !strings.Contains(string(r.body), "its byte 38, on line 2") {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}

// TestBadPointsBesideGoodOnes sends every kind of bad point among good ones.
func TestBadPointsBesideGoodOnes(t *testing.T) {
	web := newTest(t)
	type either struct {
		locate.Located
		Where   string
		Problem *locate.PointFailed
	}
	for media, body := range map[string]string{
		"text/csv": "id,lon,lat\nparis,2.35,48.85\nfar,200,48\nwords,two,48\nshort,2.35\nswapped,48.85,2.35\nlyon,4.83,45.76\n",
		rest.MediaJSON: `[{"id":"paris","lon":2.35,"lat":48.85},{"id":"far","lon":200,"lat":48},{"id":"words","lon":"two","lat":48},` +
			`{"id":"short","lon":2.35},{"id":"swapped","lon":48.85,"lat":2.35},{"id":"lyon","lon":4.83,"lat":45.76}]`,
	} {
		if r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(body), "Content-Type",
			media); r.StatusCode != http.StatusBadRequest {
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
			if !good &&
				(p.Problem == nil || p.Problem.Detail == "" || p.Problem.Fix == "" ||
					!strings.Contains(p.Where, map[string]string{"text/csv": "line ", rest.MediaJSON: "point "}[media])) {
				t.Errorf("%s: point %d is bad: %+v", media, i, p)
			}
		}
		rows := readTable(t,
			send(t, http.MethodPost, web.URL+"/locate?errors=inline&f=csv", strings.NewReader(body), "Content-Type", media))
		if len(rows) != 6 || rows[0]["problem"] != "" || rows[0]["department_code"] != "75" || rows[1]["problem"] == "" ||
			rows[1]["fix"] == "" {
			t.Errorf("%s: as a table: %v", media, rows)
		}
	}
	for _, body := range []string{`[{"lon":2,"lat":`, `{"lon":2}`, `[{"lon":2,"lat":48}] more`} {
		r := send(t, http.MethodPost, web.URL+"/locate?errors=inline", strings.NewReader(body), "Content-Type",
			rest.MediaJSON)
		if r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: status %d", body, r.StatusCode)
		}
	}
}
