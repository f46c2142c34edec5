package boundary

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"maillage/geo"
)

// mifOf is a .mif as MapInfo writes it of two squares in the Ain, in a system;
// its values are in midOf.
func mifOf(system string) string {
	return strings.ReplaceAll("Version   450\nCharset \"WindowsLatin1\"\nDelimiter \",\"\nIndex 1\n"+system+
		"\nColumns 2\n  INSEE_COM Char(5)\n  NOM_COM Char(50)\nData\n\n"+
		"Region  1\n  5\n880000 6570000\n881000 6570000\n881000 6571000\n880000 6571000\n880000 6570000\n    Pen (1,2,0)\n    Brush (1,0,16777215)\n"+
		"Region  1\n  5\n881000 6570000\n882000 6570000\n882000 6571000\n881000 6571000\n881000 6570000\n    Pen (1,2,0)\n", "\n", "\r\n")
}

const midOf = "\"01004\",\"Amb\xe9rieu-en-Bugey\"\r\n\"01005\",\"Amb\xe9rieux-en-Dombes\"\r\n"

const lambert93 = `CoordSys Earth Projection 3, 33, "m", 3, 46.5, 44, 49.00000000002, 700000, 6600000 Bounds (-792421, 5278231) (3520778, 9741029)`

// TestMapInfo holds that a table of MapInfo is read however it is named, and
// that one without a system is refused with what it could be.
func TestMapInfo(t *testing.T) {
	nowhere := mifOf(`CoordSys NonEarth Units "m" Bounds (0, 0) (9999999, 9999999)`)
	dir := filesIn(t, "communes.MIF", mifOf(lambert93), "communes.MID", midOf, "communes.tab", "!table\n!version 300\n")
	plan := filesIn(t, "plan.mif", nowhere, "plan.mid", midOf)
	zipped := filesIn(t, "c.zip", zipOf("c/communes.mif", mifOf(lambert93), "c/communes.mid", midOf), "old.zip",
		zipOf("a.mif", mifOf(`CoordSys Earth Projection 3, 1002, "m", 0, 46.8, 45.89891889, 47.69601444, 600000, 2200000`), "a.mid", midOf))
	cases := []struct{ path, crs, rule, says string }{
		{filepath.Join(dir, "communes.MIF"), "", "", ""},
		{filepath.Join(dir, "communes.MID"), "", "", ""},
		{dir, "", "", ""},
		{filepath.Join(zipped, "c.zip"), "", "", ""},
		{filepath.Join(zipped, "c.zip"), "EPSG:3949", RuleCRS, "EPSG:2154"},
		{filepath.Join(plan, "plan.mif"), "EPSG:2154", "", ""},
		{filepath.Join(plan, "plan.mif"), "", RuleNoCRS, "EPSG:2154"},
		{filepath.Join(zipped, "old.zip"), "", RuleCRS, "NTF"},
		{filepath.Join(filesIn(t, "a.mif", mifOf(lambert93)), "a.mif"), "", RuleMissingFile, ".mid"},
	}
	for _, c := range cases {
		r, err := ReadFile(context.Background(), c.path, Options{CRS: c.crs})
		if c.rule != "" {
			var refused *RefusedError
			if !errors.As(err, &refused) || refused.Problem.Rule != c.rule || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v, want %s with %s", filepath.Base(c.path), err, c.rule, c.says)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(c.path), err)
			continue
		}
		f := r.Layer.Features
		if r.Layer.Name != geo.CommuneLayer || len(f) != 2 || f[0].Name != "Ambérieu-en-Bugey" || f[1].Geometry == nil || r.CRS != "EPSG:2154" || r.Encoding != "Windows-1252" || r.Format != "MapInfo MIF" {
			t.Errorf("%s: %s %v in %s, %s", filepath.Base(c.path), r.Layer.Name, f, r.CRS, r.Encoding)
		}
	}
}
