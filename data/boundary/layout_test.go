package boundary_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
	"maillage/geo/geotest"
)

// embedded is what the embedded data set knows.
var embedded = sync.OnceValue(func() *boundary.Known {
	set, err := data.Load(context.Background())
	if err != nil {
		panic(err)
	}
	return boundary.KnownIn(set)
})

// places are where the rows of a file lie: degrees east and north.
type places [][2]float64

var (
	ain      = places{{5.35, 45.95}, {4.9, 46}, {5.35, 46.05}, {5.2, 46.2}, {5.1, 46.3}}
	nowhere  = places{}
	outremer = places{{-61.5, 16.2}, {-61.0, 14.6}, {-53, 4}, {55.5, -21.1}, {45.2, -12.8}}
)

// layout is a file as some publisher lays it out: names of properties, then
// the values of rows between bars; a value in ! ! is a number.
type layout struct {
	name, columns string
	rows          []string
	at            places
}

// geojson writes a layout, its columns in the order given or in reverse.
func (l *layout) geojson(reverse bool) string {
	names := strings.Split(l.columns, "|")
	var features []string
	for i, row := range l.rows {
		var members []string
		for j, value := range strings.Split(row, "|") {
			text := fmt.Sprintf("%q", value)
			if number, ok := strings.CutPrefix(value, "!"); ok {
				text = number
			}
			members = append(members, fmt.Sprintf("%q:%s", names[j], text))
		}
		if reverse {
			slices.Reverse(members)
		}
		geometry := "null"
		if i < len(l.at) {
			x, y := l.at[i][0], l.at[i][1]
			geometry = fmt.Sprintf(`{"type":"Polygon","coordinates":[[[%v,%v],[%v,%v],[%v,%v],[%v,%v]]]}`, x, y, x+0.02, y, x, y+0.02, x, y)
		}
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":%s}`, strings.Join(members, ","), geometry))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

// csv writes a layout without ground.
func (l *layout) csv() string {
	text := strings.ReplaceAll(l.columns, "|", ";") + "\n"
	for _, row := range l.rows {
		text += strings.ReplaceAll(strings.ReplaceAll(row, "!", ""), "|", ";") + "\n"
	}
	return text
}

func readLayout(text string, opts boundary.Options) (*boundary.Result, error) {
	opts.Known = embedded()
	return boundary.Read(context.Background(), "file", strings.NewReader(text), opts)
}

// refusedFor returns why a file was refused; none where it was not.
func refusedFor(err error) boundary.Problem {
	var refused *boundary.RefusedError
	if !errors.As(err, &refused) {
		return boundary.Problem{}
	}
	return refused.Problem
}

// TestLayouts reads the layouts of publishers, in both orders of columns: what
// the rows are decides.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		layout
		layer geo.LayerName
		by    string
	}{
		{layout{"geo.api.gouv.fr communes", "nom|code|codeDepartement|siren|codeEpci|codeRegion|population|codePostal",
			[]string{"Ambérieu-en-Bugey|01004|01|210100046|240100883|84|!14854|01500", "Ambérieux-en-Dombes|01005|01|210100053|200042497|84|!1897|01330"}, ain}, geo.CommuneLayer, "code"},
		{layout{"communes with EPCI", "code|nom|departement|region|epci",
			[]string{"01004|Ambérieu-en-Bugey|01|84|240100883", "01005|Ambérieux-en-Dombes|01|84|200042497", "01007|Ambronay|01|84|240100883"}, ain}, geo.CommuneLayer, "code"},
		{layout{"IGN ADMIN EXPRESS 2025 communes", "cleabs|code_insee|code_insee_du_canton|code_insee_de_l_arrondissement|code_insee_du_departement|code_insee_de_la_region|code_postal|nom_officiel|nom_officiel_en_majuscules|code_siren|codes_siren_des_epci|population",
			[]string{"COMMUNE_0001|01004|01|012|01|84|01500|Ambérieu-en-Bugey|AMBERIEU-EN-BUGEY|210100046|240100883|!14854"}, ain}, geo.CommuneLayer, "code_insee"},
		{layout{"the same in a Shapefile", "cleabs|code_insee|code_ins_1|code_ins_2|code_ins_3|nom_offici|code_siren|codes_sire",
			[]string{"C1|01004|01|01|84|Ambérieu-en-Bugey|210100046|240100883", "C2|02001|01|02|32|Abbécourt|210200010|200071983"}, nowhere}, geo.CommuneLayer, "code_insee"},
		{layout{"IGN ADMIN EXPRESS 2020 communes", "ID|NOM|NOM_M|INSEE_COM|STATUT|POPULATION|INSEE_CAN|INSEE_ARR|INSEE_DEP|INSEE_REG|SIREN_EPCI",
			[]string{"C1|Saint-Denis|SAINT-DENIS|97411|Préfecture|!150000|99|4|974|04|249740119"}, places{{55.45, -20.9}}}, geo.CommuneLayer, "insee_com"},
		{layout{"BD TOPO EPCI", "cleabs|code_siren|nature|nom_officiel", []string{"E1|240100883|Communauté de communes|CC de la Plaine de l'Ain", "E2|200042497|CC|CC Dombes"}, ain}, geo.EPCILayer, "code_siren"},
		{layout{"EPCI with their seat", "siren|nom|insee_siege|departement", []string{"240100883|CC de la Plaine de l'Ain|01202|01", "200071751|CA du Bassin de Bourg-en-Bresse|01053|01"}, ain}, geo.EPCILayer, "siren"},
		{layout{"IGN ADMIN EXPRESS 2025 departments", "cleabs|code_insee|code_insee_de_la_region|nom_officiel|code_siren",
			[]string{"D1|01|84|Ain|220100010", "D2|11|76|Aude|221100019"}, places{{5.3, 46}, {2.4, 43.2}}}, geo.DepartmentLayer, "code_insee"},
		{layout{"GEOFLA departments", "CODE_DEPT|NOM_DEPT|CODE_CHF|NOM_CHF|CODE_REG|NOM_REG", []string{"11|AUDE|069|CARCASSONNE|91|LANGUEDOC-ROUSSILLON"}, places{{2.4, 43.2}}}, geo.DepartmentLayer, "code_dept"},
		{layout{"departments of the COG", "DEP|REG|CHEFLIEU|TNCC|NCC|NCCENR|LIBELLE", []string{"01|84|01053|5|AIN|Ain|Ain", "02|32|02408|5|AISNE|Aisne|Aisne"}, nowhere}, geo.DepartmentLayer, "dep"},
		{layout{"departments overseas", "code_reg|code|nom", []string{"01|971|Guadeloupe", "02|972|Martinique", "03|973|Guyane", "04|974|La Réunion", "06|976|Mayotte"}, outremer}, geo.DepartmentLayer, "code"},
		{layout{"a department whose code is a region's, by name", "code|nom", []string{"11|Aude"}, nowhere}, geo.DepartmentLayer, "code"},
		{layout{"the same by place", "code", []string{"76"}, places{{1.0, 49.6}}}, geo.DepartmentLayer, "code"},
		{layout{"a region whose code is a department's, by name", "code|nom", []string{"28|Normandie"}, nowhere}, geo.RegionLayer, "code"},
		{layout{"the same by place", "code", []string{"76"}, places{{1.4, 43.6}}}, geo.RegionLayer, "code"},
		{layout{"regions of the COG", "REG|CHEFLIEU|TNCC|NCC|LIBELLE", []string{"27|21231|0|BOURGOGNE FRANCHE COMTE|Bourgogne-Franche-Comté", "28|76540|0|NORMANDIE|Normandie"}, nowhere}, geo.RegionLayer, "reg"},
		{layout{"regions before 2016", "code|nom", []string{"42|Alsace", "41|Lorraine", "21|Champagne-Ardenne"}, nowhere}, geo.Region2015Layer, "code"},
		{layout{"communes of the past", "insee|libelle", []string{"14011|Aunay-sur-Odon", "49023|Beaupréau"}, nowhere}, geo.CommuneLayer, "insee"},
		{layout{"under unheard-of names", "fid|territoire_a|bassin", []string{"!1|2A004|Ajaccio", "!2|2B033|Bastia"}, places{{8.7, 41.9}, {9.4, 42.7}}}, geo.CommuneLayer, "territoire_a"},
		{layout{"neighbourhoods", "code_insee|insee_dep|siren_epci|code_qp|nom_qp", []string{"01053|01|200071751|QP001001|Grande Reyssouze - Terre Des Fleurs"}, ain}, geo.NeighbourhoodLayer, "code_qp"},
		{layout{"neighbourhoods of 2024", "insee_com|codeqpv|lib", []string{"01053|QN00101M|x"}, nowhere}, geo.NeighbourhoodLayer, "codeqpv"},
		{layout{"collectivities", "code|nom", []string{"978|Saint-Martin", "987|Polynésie française"}, nowhere}, geo.CollectivityLayer, "code"},
	} {
		texts := map[string]string{"": c.geojson(false), " in reverse": c.geojson(true)}
		if len(c.at) == 0 {
			texts[" in CSV"] = c.csv()
		}
		for how, text := range texts {
			r, err := readLayout(text, boundary.Options{})
			if err != nil && refusedFor(err).Rule != boundary.RuleNothingLoaded {
				t.Errorf("%s%s: %v", c.name, how, err)
				continue
			}
			if r.Layer.Name != c.layer || err == nil && (r.Property != c.by || len(r.Layer.Features) != len(c.rows)) {
				t.Errorf("%s%s: %s by %q, %d of %d; want %s by %q; %v", c.name, how, r.Layer.Name, r.Property, len(r.Layer.Features), len(c.rows), c.layer, c.by, r.Problems)
			}
		}
	}
}

// TestPerimetersOfOneUnit: a table of perimeters is one, though its units tell the
// rows apart and how sure they are is missing.
func TestPerimetersOfOneUnit(t *testing.T) {
	for _, text := range []string{"centre;departments\noriv;67\nlabo-cites;01\n", "centre;epci;confidence\noriv;240100883;high\n"} {
		if r, _ := readLayout(text, boundary.Options{}); r.Layer.Name != geo.PerimeterLayer {
			t.Errorf("%q is read as %q: %v", text, r.Layer.Name, r.Problems)
		}
	}
}

// TestNumbersInEveryFormat: codes that a program made numbers are told as that,
// whatever the format keeps them in.
func TestNumbersInEveryFormat(t *testing.T) {
	geotest.Program(t, "ogr2ogr", "gdal-bin")
	dir := t.TempDir()
	source := filepath.Join(dir, "source.geojson")
	file := layout{"", "INSEE_COM|nom|part", []string{"!1004|Ambérieu-en-Bugey|!0.5", "!1005|Ambérieux-en-Dombes|!0.25", "!33063|Bordeaux|!0.25"}, places{{5.35, 45.95}, {4.9, 46}, {-0.58, 44.84}}}
	if err := os.WriteFile(source, []byte(file.geojson(false)), 0o600); err != nil {
		t.Fatal(err)
	}
	for driver, name := range map[string]string{"GeoJSON": "x.geojson", "GPKG": "x.gpkg", "FlatGeobuf": "x.fgb", "ESRI Shapefile": "x.shp", "CSV": "x.csv"} {
		for _, kind := range []string{"integer", "float"} {
			path := filepath.Join(dir, kind+name)
			args := []string{"-f", driver, "-dialect", "SQLite", "-sql", "SELECT CAST(INSEE_COM AS " + kind + ") AS INSEE_COM, nom, geometry FROM source", path, source}
			if driver == "CSV" {
				args = append([]string{"-lco", "GEOMETRY=AS_WKT"}, args...)
			}
			if out, err := exec.Command("ogr2ogr", args...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			_, err := boundary.ReadFiles(context.Background(), []string{path}, boundary.Options{Known: embedded()})
			if p := refusedFor(err); p.Rule != boundary.RuleNumericCode || !strings.Contains(p.Detail, "zero") {
				t.Errorf("%s of %s: %v", kind, driver, err)
			}
		}
	}
}

// TestRefusedLayouts: what is no layer, or may be two, is refused with what the
// file has and the flag that settles it.
func TestRefusedLayouts(t *testing.T) {
	for _, c := range []struct {
		layout
		rule string
		says []string
	}{
		{layout{"arrondissements", "ID|NOM|INSEE_ARR|INSEE_DEP|INSEE_REG", []string{"A1|Belley|1|01|84", "A2|Château-Thierry|1|02|32"}, nowhere}, boundary.RuleUnknownLayer, []string{"INSEE_ARR (as 1)", "NOM (as Belley)"}},
		{layout{"arrondissements of the COG", "ARR|DEP|REG|CHEFLIEU|LIBELLE", []string{"011|01|84|01034|Belley", "012|01|84|01053|Bourg-en-Bresse"}, nowhere}, boundary.RuleUnknownLayer, []string{"CHEFLIEU (as 01034)"}},
		{layout{"arrondissements of IGN 2025", "cleabs|code_insee|code_insee_du_departement|code_insee_de_la_region|nom_officiel", []string{"A|011|01|84|Belley", "B|021|02|32|Vervins"}, nowhere}, boundary.RuleUnknownLayer, []string{"code_insee (as 011)"}},
		{layout{"cantons of the COG", "CAN|DEP|REG|BURCENTRAL|LIBELLE", []string{"0101|01|84|01004|Ambérieu-en-Bugey", "0201|02|32|02001|Chauny"}, nowhere}, boundary.RuleUnknownLayer, []string{"CAN (as 0101)"}},
		{layout{"IRIS", "INSEE_COM|NOM_COM|IRIS|CODE_IRIS|NOM_IRIS", []string{"01004|Ambérieu-en-Bugey|0101|010040101|Les Pérouses", "01005|Ambérieux-en-Dombes|0000|010050000|Ambérieux-en-Dombes"}, nowhere}, boundary.RuleUnknownLayer, []string{"IRIS"}},
		{layout{"constituencies", "code_circo|codeDepartement|nomDepartement", []string{"0101|01|Ain", "0201|02|Aisne"}, nowhere}, boundary.RuleUnknownLayer, []string{"code_circo"}},
		{layout{"codes of nothing", "code|nom", []string{"99998|a", "99999|b"}, nowhere}, boundary.RuleUnknownLayer, []string{"code (as 99998)", "nom (as a)", "communes.code=PROPERTY"}},
		{layout{"mostly unknown", "code|nom", []string{"01004|a", "01998|b", "01999|c"}, nowhere}, boundary.RuleUnknownLayer, []string{"1 of 3 codes"}},
		{layout{"two as good", "a|b", []string{"01004|01", "02001|02"}, nowhere}, boundary.RuleAmbiguousLayer, []string{"communes=FILE --field communes.code=a", "departments=FILE --field departments.code=b"}},
		{layout{"a code of three layers", "code", []string{"11"}, nowhere}, boundary.RuleAmbiguousLayer, []string{"departments=FILE", "regions=FILE", "regions-2015=FILE"}},
		{layout{"regions of no vintage", "REG|LIBELLE", []string{"11|Île-de-France"}, nowhere}, boundary.RuleAmbiguousLayer, []string{"regions=FILE", "regions-2015=FILE"}},
		{layout{"departments in places of regions", "insee_dep", []string{"27", "44", "76"}, places{{4.5, 47.1}, {6, 48.7}, {1.4, 43.6}}}, boundary.RuleElsewhere, []string{"3 of 3"}},
		{layout{"numbers", "code|nom", []string{"!1004|a", "!1005|b"}, nowhere}, boundary.RuleNumericCode, []string{"zero"}},
		{layout{"numbers that lost nothing", "insee|nom", []string{"!75056|Paris", "!33063|Bordeaux"}, nowhere}, boundary.RuleNumericCode, []string{"zero"}},
		{layout{"numbers beside codes of parents", "code|nom|dep", []string{"!1004|a|01", "!2001|b|02"}, nowhere}, boundary.RuleNumericCode, []string{"1004"}},
		{layout{"departments as numbers", "dep|nom", []string{"!1|Ain", "!11|Aude"}, nowhere}, boundary.RuleNumericCode, []string{"zero"}},
		{layout{"decimals", "code|nom", []string{"!1004.0|a", "!75056.0|b"}, nowhere}, boundary.RuleNumericCode, []string{"1004"}},
		{layout{"texts without their zero", "code|nom", []string{"1004|a", "1005|b", "75056|Paris"}, nowhere}, boundary.RuleNumericCode, []string{"01004"}},
		{layout{"texts with decimals", "code|nom", []string{"75056.0|Paris", "33063.0|Bordeaux"}, nowhere}, boundary.RuleNumericCode, []string{"75056"}},
		{layout{"EPCI with decimals", "siren_epci|nom", []string{"240100883.0|x", "200042497.0|y"}, nowhere}, boundary.RuleNumericCode, []string{"240100883"}},
	} {
		for _, reverse := range []bool{false, true} {
			_, err := readLayout(c.geojson(reverse), boundary.Options{})
			p := refusedFor(err)
			if p.Rule != c.rule {
				t.Errorf("%s: %v, want %s", c.name, err, c.rule)
			}
			for _, says := range c.says {
				if !strings.Contains(p.String(), says) {
					t.Errorf("%s: no %q in %s", c.name, says, p)
				}
			}
		}
	}
}

// TestSaidLayers: a layer that is said is held to what the rows are, unless the
// property is said too.
func TestSaidLayers(t *testing.T) {
	api := layout{"", "code|codeEpci|codeDepartement|siren", []string{"01004|240100883|01|210100046", "01005|200042497|01|210100053"}, ain}
	text := api.geojson(false)
	for _, c := range []struct {
		opts boundary.Options
		rule string
		by   string
	}{
		{boundary.Options{Layer: geo.CommuneLayer}, "", "code"},
		{boundary.Options{Layer: geo.EPCILayer}, boundary.RuleWrongLayer, ""},
		{boundary.Options{Layer: geo.DepartmentLayer}, boundary.RuleWrongLayer, ""},
		{boundary.Options{Layer: geo.NeighbourhoodLayer}, boundary.RuleWrongLayer, ""},
		{boundary.Options{Layer: geo.EPCILayer, Fields: boundary.Fields{Code: "codeEpci"}}, "", "codeEpci"},
		{boundary.Options{Layer: geo.EPCILayer, Fields: boundary.Fields{Code: "siren"}}, boundary.RuleBadCode, ""},
		{boundary.Options{Fields: boundary.Fields{Code: "CODEEPCI"}}, "", "CODEEPCI"},
		{boundary.Options{Layer: geo.CommuneLayer, Fields: boundary.Fields{Code: "nothing"}}, boundary.RuleNoCode, ""},
	} {
		r, err := readLayout(text, c.opts)
		if p := refusedFor(err); p.Rule != c.rule || err == nil && r.Property != c.by {
			t.Errorf("%+v: by %q, %v; want %q, %s", c.opts.Layer, r.Property, err, c.by, c.rule)
		}
	}
	unknown := layout{"", "code", []string{"200000001", "200000002"}, ain}
	_, err := readLayout(unknown.geojson(false), boundary.Options{Layer: geo.EPCILayer})
	if p := refusedFor(err); p.Rule != boundary.RuleUnknownCode {
		t.Errorf("EPCI that do not exist: %v", err)
	}
}

// TestGroundFarFromHome: overseas ground drawn beside the metropole is none, and
// its unit stays.
func TestGroundFarFromHome(t *testing.T) {
	rows, at := []string{}, places{}
	for i, commune := range []string{"01004", "01005", "01007", "01008", "01009", "01010", "01011", "01012", "01013", "01014"} {
		rows, at = append(rows, commune), append(at, [2]float64{5.1 + 0.05*float64(i), 46})
	}
	inset := layout{"", "code", append(rows, "97105"), append(at, [2]float64{-5, 42.5})}
	r, err := readLayout(inset.geojson(false), boundary.Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := r.Layer.Features[len(r.Layer.Features)-1]
	if last.Code != "97105" || last.Geometry != nil || len(r.Problems) != 1 || r.Problems[0].Rule != boundary.RuleElsewhere || !r.Problems[0].Dropped || r.Problems[0].At == nil {
		t.Errorf("%+v, %v; want 97105 without ground", last, r.Problems)
	}
}
