package data

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/gzip"
)

func packed(t testing.TB, plain []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// change replaces the first occurrence of a text in a file, packed or not.
func change(t *testing.T, files fstest.MapFS, name, from, to string) {
	t.Helper()
	content := files[name].Data
	if strings.HasSuffix(name, ".gz") {
		plain, err := unpack(content)
		if err != nil {
			t.Fatal(err)
		}
		content = plain
	}
	if !bytes.Contains(content, []byte(from)) {
		t.Fatalf("%s does not hold %q: the case is out of date", name, from)
	}
	content = bytes.Replace(content, []byte(from), []byte(to), 1)
	if strings.HasSuffix(name, ".gz") {
		content = packed(t, content)
	}
	files[name] = &fstest.MapFile{Data: content}
	if name != manifestFile {
		restamp(t, files)
	}
}

// Each mistake must be refused, with the file, the record and a fix.
func TestBrokenFiles(t *testing.T) {
	const catalogue, centres = "embedded/catalogue.csv.gz", "facts/centres.json"
	for _, c := range []struct{ name, file, from, to, want string }{
		{"unknown department of a neighbourhood", "facts/qpv-2015.csv", ",01053,01,82,84,", ",01053,99,82,84,", `facts/qpv-2015.csv, line 2 (QP001001): department "99" is not in the catalogue`},
		{"wrong region", "facts/qpv-2015.csv", ",01053,01,82,84,", ",01053,01,82,85,", `line 2 (QP001001): region "85" is not that of department 01 (84)`},
		{"wrong region before 2016", "facts/qpv-2015.csv", ",01053,01,82,84,", ",01053,01,83,84,", `line 2 (QP001001): region "83" before 2016 is not that`},
		{"unknown commune", "facts/qpv-2015.csv", ",01053,01,82,84,", ",01999,01,82,84,", `line 2 (QP001001): commune "01999" is not in the catalogue`},
		{"people in words", "facts/qpv-2015.csv", ",6056,6490,", ",many,6490,", `line 2 (QP001001): population "many": want a whole number`},
		{"negative people", "facts/qpv-2015.csv", ",6056,6490,", ",6056,-1,", `line 2 (QP001001): population "-1"`},
		{"point off the Earth", "facts/qpv-2015.csv", ",5.247,46.205", ",5.247,146.205", `line 2 (QP001001): point "5.247", "146.205": want degrees`},
		{"point not a number", "facts/qpv-2015.csv", ",5.247,46.205", ",NaN,46.205", `point "NaN"`},
		{"half a point", "facts/qpv-2015.csv", ",5.247,46.205", ",,46.205", `point "", "46.205"`},
		{"code twice", "facts/qpv-2015.csv", "\nQP001002,", "\nQP001001,", `line 3 (QP001001): stands after QP001001: sort the file`},
		{"missing field", "facts/qpv-2015.csv", ",5.247,46.205", ",5.247", `facts/qpv-2015.csv: record on line 2: wrong number of fields`},
		{"other header", "facts/qpv-2015.csv", "code,name", "code_qp,nom", `facts/qpv-2015.csv, line 1: header is "code_qp,nom,`},
		{"unknown department, 2024", "facts/qpv-2024.csv", ",01,84,200071751,", ",1,84,200071751,", `facts/qpv-2024.csv, line 2 (QN00101M): department "1" is not`},
		{"foreign EPCI", "facts/qpv-2024.csv", ",01,84,200071751,", ",01,84,240100883,", `line 2 (QN00101M): commune "01053" is of EPCI "200071751", the row says "240100883"`},
		{"codes without names", "facts/qpv-2024.csv", ",01053,Bourg-en-Bresse,", ",01053;01004,Bourg-en-Bresse,", `has 2 commune codes and 1 names`},
		{"region of 2024", "facts/qpv-2024.csv", ",01,84,200071751,", ",01,76,200071751,", `line 2 (QN00101M): region "76" is not that`},
		{"contract of an unknown department", "facts/city-contracts.csv", ",240100883,01,", ",240100883,20,", `facts/city-contracts.csv, line 2 (CV001): department "20"`},
		{"contract of an unknown level", "facts/city-contracts.csv", ",epci,240100883", ",canton,240100883", `(CV001): level "canton": want epci or commune`},
		{"contract without name", "facts/city-contracts.csv", "01 - CC de la Plaine de l'Ain", "Plaine de l'Ain", `(CV001): label "Plaine de l'Ain"`},
		{"contract that nothing places", "facts/city-contracts.csv", ",242010056,,", ",999999999,,", `(CV366): has no department, and the catalogue cannot tell`},
		{"contract twice in a department", "facts/city-contracts.csv", "\nCV002,", "\nCV001,", `line 3 (CV001): stands twice with another territory`},
		{"perimeter on an unknown department", centres, `"67", "68"]`, `"67", "20"]`, `facts/centres.json, record 12 (oriv): perimeter oriv-1: department "20" is not in the catalogue`},
		{"department twice", centres, `"67", "68"]`, `"67", "67"]`, `perimeter oriv-1: lists a department twice`},
		{"ends before it starts", centres, `"from": "2016",` + "\n        \"to\": \"2017-03-23\"", `"from": "2018",` + "\n        \"to\": \"2017-03-23\"", `perimeter irev-2: ends (2017-03-23) before it starts (2018)`},
		{"date in French", centres, `"from": "1993-11"`, `"from": "novembre 1993"`, `perimeter profession-banlieue-1: from: date "novembre 1993": want 2017-03-16`},
		{"unknown grade", centres, `"confidence": "high"`, `"confidence": "sure"`, `confidence "sure": want one of high, medium, low`},
		{"unknown scope", centres, `"scope": "outside-policy"`, `"scope": "any"`, `perimeter ressources-territoires-2: scope "any": want policy or outside-policy`},
		{"perimeter twice", centres, `"id": "oriv-2"`, `"id": "oriv-1"`, `facts/centres.json, perimeter oriv-1 stands twice`},
		{"perimeter of another centre", centres, `"id": "oriv-2"`, `"id": "irev-9"`, `perimeter irev-9: id: want the centre's (oriv)`},
		{"centre twice", centres, `"id": "guadeloupe-saint-martin"`, `"id": "crpv-paris"`, `record 7 (crpv-paris): stands after crpv-paris`},
		{"nothing covered", centres, `"departments": ["67", "68"]`, `"departments": []`, `perimeter oriv-1: covers nothing`},
		{"no source", centres, `"sources": [` + "\n          \"http://www.irev.fr/les-dispositifs (undated, before 2016)\"\n        ]", `"sources": []`, `perimeter irev-1: names no source`},
		{"misspelt key", centres, `"former_names"`, `"former_name"`, `facts/centres.json, near line`},
		{"agreement with nobody", centres, `"scope": "policy",`, `"scope": "policy", "agreed_with": ["nobody"],`, `agreed_with names "nobody": want the id of another centre`},
		{"broken JSON", "facts/network.json", `"sizes": [`, `"sizes": `, `facts/network.json, near line`},
		{"size without count", "facts/network.json", `"count": 16,`, ``, `facts/network.json, sizes, record 1 (2009): has no count`},
		{"share of 80", "facts/network.json", `"value": 0.8,`, `"value": 80,`, `claims, record 1 (2012-05-31): value 80: want a share`},
		{"undated size", "facts/network.json", `"date": "2009"`, `"date": ""`, `has no date or no source`},
		{"unknown region in the catalogue", catalogue, "department,01,Ain,,84,82,", "department,01,Ain,,85,82,", `embedded/catalogue.csv.gz, department 01: region "85" is unknown: run go run ./scripts/rebuild`},
		{"commune in another department", catalogue, "Clémenciat,01,84,82,", "Clémenciat,02,32,22,", `commune 01001: department "02" is unknown or not that of the code`},
		{"commune in an unknown EPCI", catalogue, ",200069193,860", ",200069194,860", `commune 01001: EPCI "200069194" is unknown`},
		{"unknown level", catalogue, "\nregion,11,", "\ncanton,11,", `level "canton": want one of`},
		{"people as a decimal", catalogue, ",860\n", ",860.5\n", `population "860.5"`},
		{"successor that is no commune", "embedded/successors.csv.gz", ",01015\n", ",01999\n", `successor "01999" is no commune of the catalogue`},
		{"successor of a commune that lives", "embedded/successors.csv.gz", "\n01340,", "\n01344,", `(01344): is a commune of the catalogue`},
		{"ground of an unknown department", "embedded/departments.geojson.gz", `"code":"01"`, `"code":"00"`, `embedded/departments.geojson.gz, feature 1: code is "00", want "01"`},
		{"ground that crosses the world", "embedded/collectivities.geojson.gz", `"coordinates":[[[[`, `"coordinates":[[[[9`, `embedded/collectivities.geojson.gz`},
		{"source without credit", manifestFile, `"credit": "Natural Earth (domaine public)"`, `"credit": ""`, `embedded/manifest.json, record 1 (departments): credit, licence or vintage is missing`},
		{"source twice", manifestFile, `"id": "collectivities"`, `"id": "departments"`, `embedded/manifest.json, record 2 (departments): the id is empty or stands twice`},
		{"file outside", manifestFile, `"file": "facts/network.json"`, `"file": "../network.json"`, `"../network.json" is no path inside the data set`},
		{"file that is not there", manifestFile, `"file": "facts/network.json"`, `"file": "facts/nothing.json"`, `network: open facts/nothing.json`},
		{"source that is missing", manifestFile, `"id": "network"`, `"id": "networks"`, `names no source "network"`},
		{"populations of nothing", manifestFile, `"populations": "INSEE`, `"populations": "", "url": "INSEE`, `does not say what its populations are`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := embeddedCopy(t)
			change(t, files, c.file, c.from, c.to)
			_, err := Parse(t.Context(), files)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v\nwant one that holds %s", err, c.want)
			}
		})
	}
}

func TestChangedFileIsRefused(t *testing.T) {
	files := embeddedCopy(t)
	name := "facts/qpv-2015.csv"
	files[name] = &fstest.MapFile{Data: append(bytes.Clone(files[name].Data), '\n')}
	_, err := Parse(t.Context(), files)
	if err == nil || !strings.Contains(err.Error(), name+" has SHA-256") || !strings.Contains(err.Error(), rebuild) {
		t.Errorf("error is %v, want the checksum of %s refused", err, name)
	}
}

func TestTruncatedFileIsRefused(t *testing.T) {
	for _, name := range []string{"embedded/catalogue.csv.gz", "embedded/successors.csv.gz", "embedded/departments.geojson.gz"} {
		files := embeddedCopy(t)
		files[name] = &fstest.MapFile{Data: files[name].Data[:len(files[name].Data)/2]}
		restamp(t, files)
		if _, err := Parse(t.Context(), files); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error is %v, want %s refused", err, name)
		}
	}
}
