package csvtext

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"
)

func readAll(src io.Reader, opts Options) (*Reader, [][]string, error) {
	r, err := NewReader(src, opts)
	if err != nil {
		return nil, nil, err
	}
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return r, rows, nil
		}
		if err != nil {
			return r, rows, err
		}
		rows = append(rows, row)
	}
}

func inUTF16(order binary.AppendByteOrder, text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// TestRests holds that what programs leave around a table is not taken for it.
func TestRests(t *testing.T) {
	plain := "code;nom;note\n01;Ain, l'été;\n02;Aisne;x\n"
	want := [][]string{{"01", "Ain, l'été", ""}, {"02", "Aisne", "x"}}
	replace := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(plain) }
	for name, text := range map[string]string{
		"nothing":               plain,
		"a mark":                "\ufeff" + plain,
		"two marks":             "\ufeff\ufeff" + plain,
		"lines of Windows":      replace("\n", "\r\n"),
		"lines of Macintosh":    replace("\n", "\r"),
		"lines turned twice":    replace("\n", "\r\r\n"),
		"lines of all":          "code;nom;note\r01;Ain, l'été;\r\n02;Aisne;x\n",
		"no end":                strings.TrimSuffix(plain, "\n"),
		"sep=":                  "sep=;\n" + plain,
		"sep= after a mark":     "\ufeffsep=;\r\n" + replace("\n", "\r\n"),
		"SEP= quoted":           "\"SEP=;\"\r" + replace("\n", "\r"),
		"sep= filled":           "sep=;;;\n" + plain,
		"sep= that lies":        "sep=,\n" + plain,
		"sep= and tabs":         "sep=\t\n" + replace(";", "\t"),
		"sep= trimmed, tabs":    "sep=\n" + replace(";", "\t"),
		"bars":                  replace(";", "|"),
		"rows at the top":       "\n;;\n ; ;\u00a0\n" + plain,
		"rows in the middle":    replace("02", ";;\n   \n\u00a0;\u200b;\n\t\n02"),
		"rows at the end":       plain + ";;\n;;\n \n\u00a0\n\u202f",
		"quoted blanks":         plain + `"";" ";""` + "\n",
		"cells too many, blank": replace("x", "x;; ;\u00a0"),
		"UTF-16":                inUTF16(binary.LittleEndian, replace(";", "\t", "\n", "\r\n")),
		"UTF-16, big end first": inUTF16(binary.BigEndian, plain),
		"UTF-16 with sep=":      inUTF16(binary.LittleEndian, "sep=;\r\n"+plain),
		"formulas":              replace("01", `"=""01"""`, "02", `"=""02"""`),
		"formulas alone":        replace("01", `="01"`, "02", `  ="02"`, "code", `="code"`),
		"spaces":                replace("code;nom", " code ;\u00a0nom\ufeff", "01;", "01; "),
	} {
		for how, src := range map[string]io.Reader{
			"whole": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)),
			"with its end": iotest.DataErrReader(strings.NewReader(text)),
		} {
			r, rows, err := readAll(src, Options{})
			if err != nil || !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(r.Header, []string{"code", "nom", "note"}) {
				t.Errorf("%s, %s: %q, %v", name, how, rows, err)
			}
		}
		head := text[:min(len(text), 200)]
		if _, names, whole := Head([]byte(head)); !strings.Contains(string(names), "code") || !whole {
			t.Errorf("%s: the head is %q", name, names)
		}
	}
}

// TestColumns holds that columns without a name are left to the caller where
// something stands in them, and are nothing where nothing does.
func TestColumns(t *testing.T) {
	for text, want := range map[string]string{
		"a;b;;\n1;2;;\n3;4\n":     "12__ 34__",
		";a;;b\n;1;;2\n;3;;4\n":   "_1_2 _3_4",
		"a;b;;\n1;2;;x\n3;4;;;y":  "12_x 34__y",
		";a;b\nx;1;2\n;3\n":       "x12 _3",
		"\ufeff;a;b\n ;1;2\n;3;4": "_12 _34",
	} {
		_, rows, err := readAll(strings.NewReader(text), Options{})
		var got []string
		for _, row := range rows {
			for i := range row {
				if row[i] = trim(row[i]); row[i] == "" {
					row[i] = "_"
				}
			}
			got = append(got, strings.Join(row, ""))
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
	r, rows, err := readAll(strings.NewReader("code,,nom\n01,\u00a0,Ain\n02,x,Aisne,y\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if column, cell := r.Unnamed(rows[0]); column != 0 {
		t.Errorf("%d %q", column, cell)
	}
	if column, cell := r.Unnamed(rows[1]); column != 2 || cell != "x" {
		t.Errorf("%d %q", column, cell)
	}
}

// TestFormulas holds which cells ="01" are texts of digits, and that other signs of
// equality stay.
func TestFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"a;b\n=\"01\";=\"75056\"\n":               "01|75056",
		"a,b\n\"=\"\"01\"\"\",=\"2A\"\n":          "01|2A",
		"a\tb\n=\"01\"\t=\"a\"\"b\"":              "01|a\"b",
		"a;b\n=\"1;2\";x":                         "1;2|x",
		"a;b\n=1;x=2":                             "=1|x=2",
		"a;b\n\"x;=\"\"01\"\"\";\"\n=\"\"3\"\"\"": "x;=\"01\"|\n=\"3\"",
	} {
		for _, src := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			r, rows, err := readAll(src, Options{})
			if err != nil || len(rows) != 1 || strings.Join(rows[0], "|") != want || r.Separator != rune(text[1]) {
				t.Errorf("%q: %q, %v, want %q", text, rows, err, want)
			}
		}
	}
	if _, rows, err := readAll(strings.NewReader("a;b\n=\"01\"&\"2\";x\n"), Options{}); err == nil {
		t.Errorf("a formula that joins texts: %q", rows)
	}
}

// TestNamesBelowTitles holds that names are found under what people write above a
// table, whatever separates that, and that lines are counted from the first.
func TestNamesBelowTitles(t *testing.T) {
	is := func(names []string) bool { return slices.Contains(names, "code") }
	table := "code;nom\n01;Ain\n02;Aisne, \"x\n y\"\n"
	for above, want := range map[string]string{
		"":                              "",
		"Liste des départements\n":      "Liste des départements",
		"Liste, au 1er janvier, v2;;\n": "Liste, au 1er janvier, v2",
		"A;B;C;D\n\n;;\n2020;\n":        "A;B;C;D|2020",
		"\"Une\nliste\";\n\n":           "Une|liste",
		"L'écran de 21\" de l'hôtel\n":  "L'écran de 21 de l'hôtel",
		"sep=;\nTitre\n":                "Titre",
	} {
		for name, text := range map[string]string{"": above + table, "UTF-16": inUTF16(binary.LittleEndian, above+table), "Windows": strings.ReplaceAll(above+table, "\n", "\r\n")} {
			r, err := NewReader(strings.NewReader(text), Options{IsNames: is})
			if err != nil {
				t.Fatalf("%s %q: %v", name, above, err)
			}
			first, err := r.Read()
			if err != nil || len(first) != 2 || first[0] != "01" || r.Separator != ';' || r.HeaderLine != 1+strings.Count(above, "\n") || r.Line() != r.HeaderLine+1 {
				t.Errorf("%s %q: %q, %v, line %d", name, above, first, err, r.HeaderLine)
			}
			if got := strings.Join(r.Above, "|"); got != want {
				t.Errorf("%s %q: above %q", name, above, got)
			}
			if !HasNames([]byte(text), is) {
				t.Errorf("%s %q: no names", name, above)
			}
		}
	}
	far := strings.Repeat("x\n", 25)
	r, err := NewReader(strings.NewReader(far+table), Options{IsNames: is})
	if err != nil || r.Header[0] != "x" || r.HeaderLine != 1 || r.Above != nil || HasNames([]byte(far+table), is) {
		t.Errorf("names too far: %+v, %v", r, err)
	}
}

// TestFaults holds what is told of a text that cannot be read, and where.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
		line int
	}{
		"nothing":             {"", io.EOF, 0},
		"blank":               {"\ufeff\r\n;;\r\n \r\n", io.EOF, 0},
		"sep= alone":          {"sep=;", io.EOF, 0},
		"Latin":               {"sep=;\r\na;b\r\n1;2\r\n\xe9;2", ErrNotUTF8, 4},
		"NUL":                 {"a;b\r\r\n1\x00;2", ErrNUL, 3},
		"UTF-16 without mark": {inUTF16(binary.LittleEndian, "a;b\n")[2:], ErrNUL, 1},
		"half a pair":         {"\xff\xfea\x00\n\x00\x00\xd8b\x00", ErrUTF16, 2},
		"half a unit":         {"\xff\xfea\x00\n\x00b", ErrUTF16, 2},
		"a row without end":   {"a;b\n\"" + strings.Repeat("x", 200_000), ErrTooLong, 0},
	} {
		_, _, err := readAll(strings.NewReader(c.text), Options{LineBytes: 100_000})
		var at *LineError
		errors.As(err, &at)
		if !errors.Is(err, c.want) || (at != nil) != (c.line > 0) || at != nil && at.Line != c.line {
			t.Errorf("%s: %v", name, err)
		}
	}
	var bad *csv.ParseError
	if _, _, err := readAll(strings.NewReader("sep=;\na;b\n1;2\n3;x\"y"), Options{}); !errors.As(err, &bad) || bad.Line != 4 {
		t.Errorf("%v", err)
	}
	r, err := NewReader(strings.NewReader("sep=;\r\ra;b\r\r1;2"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(); err != nil || r.Line() != 5 {
		t.Errorf("line %d, %v", r.Line(), err)
	}
}

// FuzzCSVText holds for any text: no panic, no row of blanks, UTF-8 alone, and
// the same values however the bytes come.
func FuzzCSVText(f *testing.F) {
	f.Add("sep=;\r\ncode;nom;;\r\n01;Ain;;\r\n;;;\r\n")
	f.Add(inUTF16(binary.LittleEndian, "code\tnom\r\n01\tAin"))
	f.Add("a;b\n=\"01\";=\"2\"\"\n\"=\"01\"")
	f.Add("\ufeffa,b\r1,\"2\r\n3\"\r\r\n\u00a0,\r")
	f.Fuzz(func(t *testing.T, text string) {
		r, rows, err := readAll(strings.NewReader(text), Options{})
		_, again, errAgain := readAll(iotest.HalfReader(strings.NewReader(text)), Options{})
		is := func(names []string) bool { return slices.Contains(names, "code") }
		if named, _, err := readAll(strings.NewReader(text), Options{IsNames: is}); err == nil && HasNames([]byte(text), is) && !is(named.Header) {
			t.Fatalf("%q has names, and %q were taken", text, named.Header)
		}
		if !reflect.DeepEqual(rows, again) || (err == nil) != (errAgain == nil) {
			t.Fatalf("%q, %v; %q, %v", rows, err, again, errAgain)
		}
		for _, row := range rows {
			some := false
			for _, cell := range row {
				if !utf8.ValidString(cell) {
					t.Fatalf("%q", cell)
				}
				some = some || !isBlank(cell)
			}
			if !some || len(r.Header) == 0 {
				t.Fatalf("%q under %q", row, r.Header)
			}
		}
	})
}
