package boundary

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"golang.org/x/text/encoding/charmap"

	"maillage/geo"
	"maillage/geo/geotest"
)

// ogr writes a file by GDAL.
func ogr(t testing.TB, args ...string) {
	t.Helper()
	if out, err := exec.Command(geotest.Program(t, "ogr2ogr", "gdal-bin"), args...).CombinedOutput(); err != nil {
		t.Fatalf("ogr2ogr %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// country is ground to convert: some features of a real file, and a projection
// for them.
type country struct {
	name, file, where string
	keep              func(code string) bool
	layer             geo.LayerName
	epsg              string
}

var countries = []country{
	{"metropole", "departements-ign-2018.geojson", "code LIKE '2%'", func(c string) bool { return c[0] == '2' }, geo.DepartmentLayer, "EPSG:2154"},
	{"Réunion", "qpv-2015-extrait.geojson", "code_qp LIKE 'QP974%'", func(c string) bool { return strings.HasPrefix(c, "QP974") }, geo.NeighbourhoodLayer, "EPSG:2975"},
}

// target is a format to convert to: the driver of GDAL and how to read what it
// writes.
type target struct {
	name, driver, file string
	options            []string
	crs                string // to state, where the format cannot say it
}

// kmlTargets are in degrees whatever they are asked for.
func kmlTargets(crs string) []target {
	if crs != "EPSG:4326" {
		return nil
	}
	return []target{{"KML", "KML", "layer.kml", nil, ""}, {"KML by another library", "LIBKML", "layer.kml", nil, ""}, {"KMZ", "LIBKML", "layer.kmz", nil, ""}}
}

// mifTargets are those of MapInfo. GDAL writes another datum for RGR92 and half
// a projection for that of Europe, and leaves out of Windows-1252 the control
// characters of names overseas.
func mifTargets(crs string) []target {
	plain := target{"MapInfo MIF", "MapInfo File", "layer.mif", []string{"-dsco", "FORMAT=MIF"}, ""}
	switch crs {
	case "EPSG:2154":
		return []target{plain, {"MapInfo MIF in Windows-1252", plain.driver, plain.file, append(plain.options[:2:2], "-lco", "ENCODING=CP1252"), ""}}
	case "EPSG:4326":
		return []target{plain}
	}
	return nil
}

func targets(crs string) []target {
	list := append(mifTargets(crs), kmlTargets(crs)...)
	return append(list, []target{
		{"Shapefile", "ESRI Shapefile", "layer.shp", []string{"-lco", "ENCODING=UTF-8"}, ""},
		{"Shapefile in Latin-1", "ESRI Shapefile", "layer.shp", []string{"-lco", "ENCODING=ISO-8859-1"}, ""},
		{"zipped Shapefile", "ESRI Shapefile", "layer.shp.zip", nil, ""},
		{"GeoPackage", "GPKG", "layer.gpkg", nil, ""},
		{"GeoPackage without index", "GPKG", "layer.gpkg", []string{"-lco", "SPATIAL_INDEX=NO"}, ""},
		{"FlatGeobuf", "FlatGeobuf", "layer.fgb", nil, ""},
		{"FlatGeobuf without index", "FlatGeobuf", "layer.fgb", []string{"-lco", "SPATIAL_INDEX=NO"}, ""},
		{"GeoJSON", "GeoJSON", "layer.geojson", []string{"-lco", "COORDINATE_PRECISION=9"}, ""},
		{"CSV", "CSV", "layer.csv", []string{"-lco", "GEOMETRY=AS_WKT"}, crs},
		{"CSV with semicolons", "CSV", "layer.csv", []string{"-lco", "GEOMETRY=AS_WKT", "-lco", "SEPARATOR=SEMICOLON", "-lco", "WRITE_BOM=YES"}, crs},
	}...)
}

// TestSameGroundThroughGDAL writes real ground by GDAL in every format and
// projection and reads it back: the same codes and names, and every vertex
// within a millimetre.
func TestSameGroundThroughGDAL(t *testing.T) {
	for _, c := range countries {
		want := wanted(t, geotest.Shared(t, c.file), c)
		source := extract(t, c)
		for _, crs := range []string{"EPSG:4326", c.epsg} {
			for _, to := range targets(crs) {
				t.Run(fmt.Sprintf("%s %s %s", c.name, crs, to.name), func(t *testing.T) {
					path := filepath.Join(t.TempDir(), to.file)
					ogr(t, append(append([]string{"-f", to.driver, "-t_srs", crs, "-nln", "layer"}, to.options...), path, source)...)
					r, err := ReadFile(context.Background(), path, Options{CRS: to.crs})
					if err != nil {
						t.Fatal(err)
					}
					if r.Layer.Name != c.layer || r.CRS != crs {
						t.Errorf("read as %s in %s, want %s in %s", r.Layer.Name, r.CRS, c.layer, crs)
					}
					compareLayers(t, r.Layer.Features, want)
				})
			}
		}
	}
}

// asWindows1252 is what names are once written as Latin-1 and read: some of the
// real ones have control characters where Windows-1252 has dashes and quotes.
func asWindows1252(name string) string {
	latin, err := charmap.ISO8859_1.NewEncoder().String(name)
	if err != nil {
		return name
	}
	text, err := charmap.Windows1252.NewDecoder().String(latin)
	if err != nil {
		return name
	}
	return text
}

// extract writes the features of a country to a small file, from which GDAL
// converts faster.
func extract(t *testing.T, c country) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "country.gpkg")
	ogr(t, "-f", "GPKG", "-where", c.where, path, geotest.Shared(t, c.file))
	return path
}

// TestGeoJSONSequenceThroughGDAL reads what GDAL writes a line for each feature.
func TestGeoJSONSequenceThroughGDAL(t *testing.T) {
	c := countries[0]
	source := geotest.Shared(t, c.file)
	path := filepath.Join(t.TempDir(), "layer.geojsonl")
	ogr(t, "-f", "GeoJSONSeq", "-where", c.where, "-lco", "RS=YES", path, source)
	r, err := ReadFile(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	compareLayers(t, r.Layer.Features, wanted(t, source, c))
}

// TestEachFormatInAZip puts what GDAL writes in an archive beside what people
// put there too.
func TestEachFormatInAZip(t *testing.T) {
	c := countries[1]
	want := wanted(t, geotest.Shared(t, c.file), c)
	source := extract(t, c)
	for _, to := range targets(c.epsg) {
		if strings.HasSuffix(to.file, ".zip") {
			continue
		}
		t.Run(to.name, func(t *testing.T) {
			dir := t.TempDir()
			inner := filepath.Join(dir, "inner")
			if err := os.Mkdir(inner, 0o755); err != nil {
				t.Fatal(err)
			}
			ogr(t, append(append([]string{"-f", to.driver, "-t_srs", c.epsg}, to.options...), filepath.Join(inner, to.file), source)...)
			archive := filepath.Join(dir, "archive.zip")
			zipFolder(t, archive, inner)
			r, err := ReadFile(context.Background(), archive, Options{CRS: to.crs})
			if err != nil {
				t.Fatal(err)
			}
			compareLayers(t, r.Layer.Features, want)
		})
	}
}

// zipFolder archives the files of a folder under a folder, with a note.
func zipFolder(t *testing.T, path, folder string) {
	t.Helper()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	add := func(name string, content []byte) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		add("données/"+e.Name(), b)
	}
	add("LISEZMOI.txt", []byte("Licence Ouverte"))
	add("__MACOSX/._layer.shp", []byte("x"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// wanted reads the features that are to come back, by the path of GeoJSON,
// which other tests hold to orb.
func wanted(t *testing.T, source string, c country) []geo.Feature {
	t.Helper()
	r, err := ReadFile(context.Background(), source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var list []geo.Feature
	for _, f := range r.Layer.Features {
		if c.keep(f.Code) {
			list = append(list, f)
		}
	}
	if len(list) < 10 {
		t.Fatalf("%d features of %s", len(list), c.name)
	}
	return list
}

// millimetre in degrees, on a meridian.
const millimetre = 1e-8

// compareLayers holds that two layers are the same, but for the order of
// features and rings, and where rings start.
func compareLayers(t *testing.T, got, want []geo.Feature) {
	t.Helper()
	byCode := map[string]geo.Feature{}
	for _, f := range got {
		byCode[f.Code] = f
	}
	if len(byCode) != len(want) || len(got) != len(want) {
		t.Errorf("%d features of %d codes, want %d", len(got), len(byCode), len(want))
	}
	for _, w := range want {
		g, ok := byCode[w.Code]
		if !ok || g.Name != w.Name && g.Name != asWindows1252(w.Name) {
			t.Errorf("%s is %q, want %q", w.Code, g.Name, w.Name)
			continue
		}
		if diff := differ(g.Geometry, w.Geometry); diff != "" {
			t.Errorf("%s: %s", w.Code, diff)
		}
	}
}

// differ says how two grounds differ, "" where they do not.
func differ(got, want orb.MultiPolygon) string {
	rings := func(mp orb.MultiPolygon) (n int) {
		for _, p := range mp {
			n += len(p)
		}
		return n
	}
	if len(got) != len(want) || rings(got) != rings(want) {
		return fmt.Sprintf("%d polygons and %d rings, want %d and %d", len(got), rings(got), len(want), rings(want))
	}
	if a, b := planar.Area(got), planar.Area(want); math.Abs(a-b) > 1e-6*b {
		return fmt.Sprintf("%v square degrees, want %v", a, b)
	}
	cells := map[[2]int64][]orb.Point{}
	cell := func(p orb.Point) [2]int64 {
		return [2]int64{int64(math.Floor(p[0] * 1e5)), int64(math.Floor(p[1] * 1e5))}
	}
	each(got, func(p orb.Point) { cells[cell(p)] = append(cells[cell(p)], p) })
	lost := 0
	var first orb.Point
	each(want, func(p orb.Point) {
		if !near(cells, cell(p), p) {
			if lost++; lost == 1 {
				first = p
			}
		}
	})
	if lost > 0 {
		return fmt.Sprintf("%d vertices are more than a millimetre away, the first at %v", lost, first)
	}
	return ""
}

func near(cells map[[2]int64][]orb.Point, c [2]int64, p orb.Point) bool {
	for dx := int64(-1); dx <= 1; dx++ {
		for dy := int64(-1); dy <= 1; dy++ {
			for _, q := range cells[[2]int64{c[0] + dx, c[1] + dy}] {
				if math.Abs(p[0]-q[0]) < millimetre && math.Abs(p[1]-q[1]) < millimetre {
					return true
				}
			}
		}
	}
	return false
}

func each(mp orb.MultiPolygon, visit func(orb.Point)) {
	for _, p := range mp {
		for _, r := range p {
			for _, at := range r {
				visit(at)
			}
		}
	}
}

// TestReadOfACopy holds that a stream gives what the file does.
func TestReadOfACopy(t *testing.T) {
	c := countries[1]
	source := extract(t, c)
	for _, to := range targets(c.epsg) {
		if strings.HasSuffix(to.file, ".shp") || strings.HasSuffix(to.file, ".mif") {
			continue // several files
		}
		t.Run(to.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), to.file)
			ogr(t, append(append([]string{"-f", to.driver, "-t_srs", c.epsg}, to.options...), path, source)...)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			opts := Options{CRS: to.crs}
			want, err := ReadFile(context.Background(), path, opts)
			if err != nil {
				t.Fatal(err)
			}
			for name, stream := range map[string]io.Reader{"plain": strings.NewReader(string(b)), "gzip": strings.NewReader(string(compress(string(b))))} {
				if name == "gzip" && strings.HasSuffix(to.file, ".zip") {
					continue
				}
				got, err := Read(context.Background(), to.file, stream, opts)
				if err != nil {
					t.Fatal(err)
				}
				compareLayers(t, got.Layer.Features, want.Layer.Features)
				if name == "plain" && got.SHA256 != want.SHA256 {
					t.Errorf("checksum %s, want %s", got.SHA256, want.SHA256)
				}
			}
		})
	}
}
