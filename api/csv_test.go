package api

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"maillage/api/rest"
	"maillage/api/whatif"
)

// TestTablesReadBack: whatever the cells hold, a reader of RFC 4180 finds them
// again, and no spreadsheet finds a formula.
func TestTablesReadBack(t *testing.T) {
	texts := []string{
		"01", "2A", "974", "", "a,b", "a;b", "say \"no\"", "two\nlines", "two\r\nlines", "é…", "=1+1", "+33", "-1", "@x",
		"\tx", "\rx", "'x", " x ", "a\xffb",
	}
	tab := &rest.Table{Name: "t", Columns: []string{"text", "n", "generation", "credits"}, Foot: []any{"g", "c, \"d\""}}
	for i, s := range texts {
		tab.Add(s, i)
	}
	b, err := tab.Encode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range texts {
		want := s
		switch {
		case s != "" && strings.Contains("=+-@\t\r", s[:1]):
			want = "'" + s
		case s == "a\xffb":
			want = "a\uFFFDb"
		}
		want = strings.ReplaceAll(want, "\r\n", "\n") // encoding/csv reads it so
		if got := rows[i+1]; got[0] != want || got[2] != "g" || got[3] != `c, "d"` {
			t.Errorf("%q comes back as %q", s, got)
		}
	}
	if !bytes.Contains(b, []byte(`"01",0,"g"`)) {
		t.Error("a code is not quoted, or a number is")
	}
}

// TestExcelInFrench: a double click gives columns, letters, numbers and codes as
// they are, and the table is read back.
func TestExcelInFrench(t *testing.T) {
	tab := &rest.Table{
		Name: "t", Columns: []string{"code", "nom", "n", "at", "codes"}, Foot: []any{"g"}, Dialect: rest.ExcelFR,
	}
	tab.Add("01", "Côte; \"d'Or\"", 12.5, []float64{1.5, -2}, []string{"01", "02"})
	tab.Add("2A", "=1+1", 3, nil, []string{"03"})
	want := "\ufeff\"code\";\"nom\";\"n\";\"at\";\"codes\"\r\n" +
		"\"=\"\"01\"\"\";\"Côte; \"\"d'Or\"\"\";12,5;\"1,5;-2\";\"01;02\";\"g\"\r\n" +
		"\"2A\";\"'=1+1\";3;;\"=\"\"03\"\"\";\"g\"\r\n"
	if got, err := tab.Encode(t.Context()); err != nil || string(got) != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	web := newTest(t)
	gaps := get(t, web.URL+"/analysis/gaps?datetime=2017-03-16&dialect=excel-fr")
	if !strings.HasPrefix(string(gaps.body), "\ufeff\"code\";") ||
		!strings.HasPrefix(gaps.Header.Get("Content-Type"), "text/csv") || strings.Contains(string(gaps.body), "\"Gers\",") {
		t.Errorf("%.200s", gaps.body)
	}
	plain := get(t, web.URL+"/analysis/gaps?datetime=2017-03-16&f=csv")
	same := get(t, web.URL+"/analysis/gaps?datetime=2017-03-16&f=csv&dialect=rfc4180")
	if !bytes.Equal(plain.body, same.body) || plain.Header.Get("ETag") == gaps.Header.Get("ETag") {
		t.Error("RFC 4180 is not the default, or two dialects have one tag")
	}
	file := get(t, web.URL+"/analysis/assignments?datetime=2017-03-16&f=csv&dialect=excel-fr")
	back := decode[whatif.PreviewAnswer](t,
		sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16", string(file.body)))
	if len(back.Problems) != 0 || len(back.Changes) != 0 || back.Matched < 90 {
		t.Errorf("read back: %d problems, %d changes, %d matched", len(back.Problems), len(back.Changes), back.Matched)
	}
	problemIn(t, get(t, web.URL+"/analysis/gaps?f=geojson&dialect=excel-fr"), 400, "invalid-parameter")
	problemIn(t, get(t, web.URL+"/analysis/gaps?f=csv&dialect=excel"), 400, "invalid-parameter")
	for lang, says := range map[string]string{"fr": "CSV pour Excel en français", "en": "CSV for Excel in French"} {
		for _, path := range []string{"/?f=html&lang=", "/analysis/gaps?f=html&datetime=2017-03-16&lang="} {
			page := string(get(t, web.URL+path+lang).body)
			if !strings.Contains(page, says) || !strings.Contains(page, "dialect=excel-fr") {
				t.Errorf("%s%s has no link for Excel", path, lang)
			}
		}
	}
}

// TestCodesStayText: in every table of the service, every cell that is no
// number is quoted, so that no reader takes a code for one.
func TestCodesStayText(t *testing.T) {
	web := newTest(t)
	code := regexp.MustCompile(`(?m)(^|,)0\d`) // a bare cell that begins with a zero
	tables := 0
	for _, r := range allRoutes() {
		for _, as := range r.Answers {
			if as.Format != rest.FormatCSV || r.Method != "GET" || strings.Contains(r.Path, "/epci") ||
				strings.Contains(r.Path, "/communes") {
				continue
			}
			address := withQuery(web.URL+example(r, t), "f", "csv")
			if strings.Contains(r.Path, "overlaps") {
				address = withQuery(address, "scope", "any")
			}
			got := get(t, address)
			rows := readTable(t, got)
			tables++
			if len(rows) == 0 {
				t.Errorf("%s has no row", address)
			}
			bare := regexp.MustCompile(`"(?:[^"]|"")*"`).ReplaceAllString(string(got.body), "")
			if m := code.FindString(bare); m != "" {
				t.Errorf("%s: a bare cell %q", address, m)
			}
			if rows[0]["credits"] == "" || rows[0]["generation"] != embedded().Generation {
				t.Errorf("%s: no credit or generation", address)
			}
			if d := got.Header.Get("Content-Disposition"); !strings.HasPrefix(d, `attachment; filename="maillage-`) ||
				!strings.HasSuffix(d, `.csv"`) {
				t.Errorf("%s: Content-Disposition %q", address, d)
			}
		}
	}
	if tables < 20 {
		t.Errorf("only %d tables seen", tables)
	}
}
