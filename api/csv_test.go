package api

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
)

// TestTablesReadBack: whatever the cells hold, a reader of RFC 4180 finds them
// again, and no spreadsheet finds a formula.
func TestTablesReadBack(t *testing.T) {
	texts := []string{"01", "2A", "974", "", "a,b", "a;b", "say \"no\"", "two\nlines", "two\r\nlines", "é…", "=1+1", "+33", "-1", "@x", "\tx", "\rx", "'x", " x ", "a\xffb"}
	tab := &table{name: "t", columns: []string{"text", "n", "generation", "credits"}, foot: []any{"g", "c, \"d\""}}
	for i, s := range texts {
		tab.add(s, i)
	}
	b := tab.encode()
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

// TestCodesStayText: in every table of the service, every cell that is no
// number is quoted, so that no reader takes a code for one.
func TestCodesStayText(t *testing.T) {
	web := newTest(t)
	code := regexp.MustCompile(`(?m)(^|,)0\d`) // a bare cell that begins with a zero
	tables := 0
	for _, r := range routes() {
		for _, as := range r.answers {
			if as.format != formatCSV || r.method != "GET" || strings.Contains(r.path, "/epci") || strings.Contains(r.path, "/communes") {
				continue
			}
			address := withQuery(web.URL+r.example(t), "f", "csv")
			if strings.Contains(r.path, "overlaps") {
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
			if d := got.Header.Get("Content-Disposition"); !strings.HasPrefix(d, `attachment; filename="maillage-`) || !strings.HasSuffix(d, `.csv"`) {
				t.Errorf("%s: Content-Disposition %q", address, d)
			}
		}
	}
	if tables < 20 {
		t.Errorf("only %d tables seen", tables)
	}
}
