package data

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"maillage/geo"
)

func TestCentresFromTheFactsComeBack(t *testing.T) {
	d := load(t)
	got, _, err := ReadCentres("centres.json", whole(t, "facts/centres.json"), d.Catalogue)
	if err != nil || !reflect.DeepEqual(got, d.Centres) {
		t.Errorf("%d centres, %v", len(got), err)
	}
}

func TestCentresInAnyShape(t *testing.T) {
	d := load(t)
	want := []geo.Centre{
		{ID: "alpha", Name: "Alpha, à Laon", Named: true, FormerNames: []string{"A", "B; C"}},
		{ID: "beta", Name: "Beta", Seat: "Évry"},
	}
	for name, text := range map[string]string{
		"json":       ` [{"id":"beta","name":"Beta","seat":"Évry"},{"id":"alpha","name":"Alpha, à Laon","named":true,"former_names":["A","B; C"]}]`,
		"commas":     "id,name,named,former_names,seat\nbeta,Beta,false,,Évry\nalpha,\"Alpha, à Laon\",true,A|B; C,\n",
		"semicolons": "\ufeffID;Name;former_names;seat;named\r\nalpha;Alpha, à Laon;\"A | B; C\";;\r\nbeta;Beta;;Évry;false\r\n",
		"rests":      "\ufeffsep=;\r;id;name;;former_names;seat;named;;\r;;;;\r;alpha;Alpha, à Laon;;\"A|B; C\";;true;;\r;beta;Beta;\u00a0;;Évry;false;;\r\r;;;;;;;\r",
		"tabs":       "id\tname\tformer_names\tseat\tnamed\nalpha\tAlpha, à Laon\tA|B; C\t\t1\nbeta\tBeta\t\tÉvry\t0\n",
	} {
		got, _, err := ReadCentres(name, []byte(text), d.Catalogue)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if !IsCentres([]byte(text)) {
			t.Errorf("%s is not taken for a file of centres", name)
		}
	}
}

func TestCentresUnderTitlesAndBesideRemarks(t *testing.T) {
	d := load(t)
	text := "Centres de ressources\nà jour en 2020;;\n\nid;name;;seat\nalpha;Alpha;à vérifier;Laon\nbeta;Beta;;Évry\n"
	got, notes, err := ReadCentres("c", []byte(text), d.Catalogue)
	if err != nil || len(got) != 2 || got[0].Seat != "Laon" || !IsCentres([]byte(text)) {
		t.Errorf("%+v, %v", got, err)
	}
	if said := strings.Join(notes, "\n"); !strings.Contains(said, "line 4") || !strings.Contains(said, "Centres de ressources") || !strings.Contains(said, `line 5: "à vérifier" stands in column 3`) {
		t.Errorf("notes %q", notes)
	}
	for _, meant := range []string{"true", "2012", "https://example.org"} {
		if _, _, err := ReadCentres("c", []byte(strings.Replace(text, "à vérifier", meant, 1)), d.Catalogue); err == nil || !strings.Contains(err.Error(), "which has no name") {
			t.Errorf("%s: %v", meant, err)
		}
	}
}

func TestCentresThatAreRefused(t *testing.T) {
	catalogue := load(t).Catalogue
	for text, says := range map[string]string{
		``:                                       "the file is empty",
		"\n;\n":                                  "has no header",
		`[]`:                                     "holds no centre",
		`[{"id":"a","name":"A","colour":"red"}]`: `near line 1: json: unknown field "colour"`,
		`[{"id":"a","name":"A"},{"id":"a","name":"A"}]`:       `centre "a" stands twice`,
		`[{"id":"../a","name":"A"}]`:                          "want lower-case letters",
		"id\na\n":                                             "want id and name at least",
		"id,name,Name\na,A,A\n":                               `as "name" and "Name"`,
		"id,name,perimeters\na,A,x\n":                         `no centre has a "perimeters"`,
		"id,name\na,A,more\n":                                 `line 2: "more" stands in column 3, which has no name`,
		"id,name,named\na,A,perhaps\n":                        `line 2, column named: "perhaps": want true or false`,
		"id,name\na,caf\xe9\n":                                "line 2: it is not UTF-8: save it as CSV UTF-8",
		"id,name\na,\n":                                       "has no id or no name",
		"id,name,seat\na,A\n":                                 "line 2: 2 values under 3 names",
		`[{"id":"a","name":"A","perimeters":[{"id":"a-1"}]}]`: `perimeter a-1: scope ""`,
		`[{"id":"a","name":"A"}] []`:                          "something follows the end",
		`[{"id":"a","name":"A","perimeters":[{"id":"a-1","scope":"policy","confidence":"low","sources":["s"],"departments":["99"]}]}]`: `department "99" is not in the catalogue`,
	} {
		if _, _, err := ReadCentres("c", []byte(text), catalogue); err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "c") || strings.Contains(err.Error(), "scripts/rebuild") {
			t.Errorf("%.60s: %v\nwant %s", text, err, says)
		}
	}
}

func TestOtherFilesAreNotTakenForCentres(t *testing.T) {
	for _, text := range []string{"", "{}", `{"type":"FeatureCollection"}`, "code,name\n", "centre;departments;confidence\n", "id\n", "PK\x03\x04", "\x1f\x8b", "id,name,geometry\n1,x,POINT(0 0)\n"} {
		if IsCentres([]byte(text)) {
			t.Errorf("%q is taken for a file of centres", text)
		}
	}
}

func FuzzReadCentres(f *testing.F) {
	catalogue := load(f).Catalogue
	f.Add([]byte("id;name;former_names\na;A;B|C\n"))
	f.Add(whole(f, "facts/centres.json"))
	f.Fuzz(func(t *testing.T, content []byte) {
		centres, _, err := ReadCentres("c", content, catalogue)
		if err != nil {
			return
		}
		for i, c := range centres {
			if c.Name == "" || !slug.MatchString(c.ID) || i > 0 && centres[i-1].ID >= c.ID {
				t.Errorf("accepted %+v", c)
			}
		}
		if isList(bytes.TrimPrefix(content, []byte("\ufeff"))) && !json.Valid(bytes.TrimPrefix(content, []byte("\ufeff"))) {
			t.Error("accepted what is no JSON")
		}
	})
}
