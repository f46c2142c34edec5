package shapefile

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"

	"maillage/data/format"
)

// onDisk is a file that can be read here and there.
func onDisk(name string, b []byte) *format.File {
	return &format.File{Name: name, Size: int64(len(b)), Open: func() (io.ReadCloser, error) {
		return struct {
			*bytes.Reader
			io.Closer
		}{bytes.NewReader(b), io.NopCloser(nil)}, nil
	}}
}

func readSet(set Set, stated string) (rows []format.Row, h format.Header, err error) {
	r, err := Open(set, stated, limits)
	if err != nil {
		return nil, h, err
	}
	defer r.Close()
	for {
		row, err := r.Next()
		if err == io.EOF {
			return rows, r.Header(), nil
		}
		if err != nil {
			return rows, r.Header(), err
		}
		rows = append(rows, row)
	}
}

// layout is where the records of a test stand.
type layout struct {
	shp     []byte
	entries []entry
}

// lay writes records in an order, with gaps of bytes between them and numbers
// that are not looked at; entries are in the order of the rows.
func lay(gap int, numbers func(i int) uint32, order ...int) layout {
	shapes := make([][]byte, len(order))
	for i := range shapes {
		shapes[i] = shapeOf(clockwise(float64(i), 0, .5))
	}
	l := layout{shpOf(), make([]entry, len(order))}
	for i, k := range order {
		if i > 0 {
			l.shp = append(l.shp, make([]byte, gap)...)
		}
		l.entries[k] = entry{int64(len(l.shp)), int64(len(shapes[k]))}
		l.shp = binary.BigEndian.AppendUint32(l.shp, numbers(i))
		l.shp = append(binary.BigEndian.AppendUint32(l.shp, uint32(len(shapes[k])/2)), shapes[k]...)
	}
	binary.BigEndian.PutUint32(l.shp[24:], uint32(len(l.shp)/2))
	return l
}

// TestIndexDecides holds that each row gets the ground that the .shx says, and
// that without one only records that follow one another are read.
func TestIndexDecides(t *testing.T) {
	counted := func(i int) uint32 { return uint32(i + 1) }
	zero := func(int) uint32 { return 0 }
	swapped := func(i int) uint32 { return uint32(3 - i) }
	for name, c := range map[string]struct {
		layout
		alone bool // is read without its .shx
	}{
		"sound":                {lay(0, counted, 0, 1, 2), true},
		"numbers of zero":      {lay(0, zero, 0, 1, 2), true},
		"numbers from zero":    {lay(0, func(i int) uint32 { return uint32(i) }, 0, 1, 2), true},
		"numbers backwards":    {lay(0, swapped, 0, 1, 2), false},
		"numbers of anything":  {lay(0, func(i int) uint32 { return uint32(i * i * 7) }, 0, 1, 2), false},
		"gaps":                 {lay(96, counted, 0, 1, 2), false},
		"gaps, no numbers":     {lay(4, zero, 0, 1, 2), false},
		"another order":        {lay(0, swapped, 2, 1, 0), false},
		"another order, gaps":  {lay(10, swapped, 2, 0, 1), false},
		"another order, no no": {lay(0, swapped, 1, 2, 0), false},
	} {
		dbf := memory("x.dbf", dbfOf(0, "01", "02", "03"))
		old := slices.Clone(c.entries)
		for i := range old {
			old[i].length += recordHeader
		}
		for how, set := range map[string]Set{
			"in an archive":      {SHP: memory("x.shp", c.shp), SHX: memory("x.shx", shxOf(c.entries...))},
			"on disk":            {SHP: onDisk("x.shp", c.shp), SHX: onDisk("x.shx", shxOf(c.entries...))},
			"headers counted in": {SHP: memory("x.shp", c.shp), SHX: memory("x.shx", shxOf(old...))},
			"alone":              {SHP: memory("x.shp", c.shp)},
		} {
			set.Name, set.DBF = "x", dbf
			rows, _, err := readSet(set, "")
			if how == "alone" && !c.alone {
				if rule := ruleOf(err); rule != format.RuleCorrupt && rule != format.RuleCounts && rule != format.RuleTruncated {
					t.Errorf("%s, alone: %d rows, %v", name, len(rows), err)
				}
				continue
			}
			if err != nil || len(rows) != 3 {
				t.Errorf("%s, %s: %d rows, %v", name, how, len(rows), err)
				continue
			}
			for i, row := range rows {
				if row.Err != nil || row.Ground[0][0][0][0] != float64(i) {
					t.Errorf("%s, %s: row %d is at %v, %v", name, how, i, row.Ground, row.Err)
				}
			}
		}
	}
}

// TestIndexesThatLie are refused, and the way round is named.
func TestIndexesThatLie(t *testing.T) {
	l := lay(0, func(i int) uint32 { return uint32(i + 1) }, 0, 1)
	a, b := l.entries[0], l.entries[1]
	for name, shx := range map[string][]byte{
		"nothing":         {},
		"no index":        []byte(strings.Repeat("x", 116)),
		"cut":             shxOf(a, b)[:113],
		"beyond the end":  shxOf(a, entry{1 << 20, b.length}),
		"in the header":   shxOf(entry{50, a.length}, b),
		"one place":       shxOf(a, a),
		"one in another":  shxOf(a, entry{a.offset + 40, b.length}),
		"another length":  shxOf(a, entry{b.offset, b.length - 16}),
		"a longer length": shxOf(entry{a.offset, a.length + 40}, b),
		"too few":         shxOf(a),
	} {
		rows, _, err := readSet(Set{Name: "x", SHP: memory("x.shp", l.shp), SHX: memory("x.shx", shx), DBF: memory("x.dbf", dbfOf(0, "01", "02"))}, "")
		if rule := ruleOf(err); rule != format.RuleCorrupt && rule != format.RuleCounts || rule == format.RuleCorrupt && !strings.Contains(err.Error(), "x.shx") {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
	}
}

// TestClaimsOfEncoding holds that a .cpg, or a language byte, against which all
// texts speak is told of.
func TestClaimsOfEncoding(t *testing.T) {
	shp := shpOf(shapeOf(clockwise(0, 0, 1)), shapeOf(clockwise(2, 0, 1)))
	for name, c := range map[string]struct {
		language    byte
		cpg, stated string
		texts       [2]string
		want, told  string
		rule        string
	}{
		"1252, and is UTF-8":      {0, "1252", "", [2]string{"Ambérieu", "a"}, "Ambérieu", "x.cpg says Windows-1252", ""},
		"latin, and is UTF-8":     {0, "ISO-8859-1", "", [2]string{"Ambérieu", "é"}, "Ambérieu", "x.cpg says ISO-8859-1", ""},
		"850, and is UTF-8":       {0, "850", "", [2]string{"Ambérieu", "é"}, "Ambérieu", "x.cpg says CP850", ""},
		"a byte of 1252, UTF-8":   {0x57, "", "", [2]string{"Ambérieu", "é"}, "Ambérieu", "the language byte of x.dbf says Windows-1252", ""},
		"1252, and is":            {0, "ANSI 1252", "", [2]string{"Amb\xe9rieu", "a"}, "Ambérieu", "", ""},
		"1252, and is ASCII":      {0, "1252", "", [2]string{"Amberieu", "a"}, "Amberieu", "", ""},
		"1252, and is both":       {0, "1252", "", [2]string{"Amb\xe9rieu", "é"}, "Ambérieu", "", ""},
		"1252, and so is stated":  {0, "1252", "1252", [2]string{"é", "é"}, "Ã©", "", ""},
		"1252, UTF-8 is stated":   {0, "1252", "utf-8", [2]string{"é", "é"}, "é", "", ""},
		"UTF-8, and is 1252":      {0, "UTF-8", "", [2]string{"Amb\xe9rieu", "a"}, "", "", format.RuleEncoding},
		"UTF-8, 1252 is stated":   {0, "UTF-8", "1252", [2]string{"Amb\xe9rieu", "a"}, "Ambérieu", "", ""},
		"UTF-8 after a mark":      {0, "\ufeffUTF-8\r\n", "", [2]string{"é", "a"}, "é", "", ""},
		"UTF-8 over a wrong byte": {0x57, "UTF-8", "", [2]string{"é", "a"}, "é", "", ""},
	} {
		set := Set{Name: "x", SHP: memory("x.shp", shp), DBF: memory("x.dbf", dbfOf(c.language, c.texts[0], c.texts[1]))}
		if c.cpg != "" {
			set.CPG = memory("x.cpg", []byte(c.cpg))
		}
		rows, h, err := readSet(set, c.stated)
		if ruleOf(err) != c.rule {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.rule == "" && (rows[0].Values[0].Text != c.want || h.Claimed != c.told) {
			t.Errorf("%s: %q, %+v", name, rows[0].Values[0].Text, h)
		}
	}
}

// FuzzIndex holds for any index: no panic, errors that are refusals, and no more
// rows than it names.
func FuzzIndex(f *testing.F) {
	l := lay(8, func(i int) uint32 { return uint32(i) }, 1, 0)
	f.Add(l.shp, shxOf(l.entries...))
	f.Fuzz(func(t *testing.T, shp, shx []byte) {
		for _, file := range []*format.File{memory("x.shp", shp), onDisk("x.shp", shp)} {
			rows, _, err := readSet(Set{Name: "x", SHP: file, SHX: memory("x.shx", shx), DBF: memory("x.dbf", dbfOf(0, "01", "02"))}, "")
			if err != nil && ruleOf(err) == "" {
				t.Fatalf("%v is not a refusal", err)
			}
			if len(rows) > len(shx)/shxEntry {
				t.Fatalf("%d rows", len(rows))
			}
		}
	})
}
