package boundary

import (
	"reflect"
	"strings"
	"testing"

	"maillage/geo"
)

// TestCapitalsOfColumns holds that names of columns are read whatever their capitals
// and the space around them, in every way that perimeters are written.
func TestCapitalsOfColumns(t *testing.T) {
	want := mustRead(t, "centre;confidence;departments;from;source\noriv;high;67|68;2016;a\n", Options{}).Perimeters
	if len(want) != 1 || len(want[0].Units) != 2 || !want[0].From.Known() {
		t.Fatalf("read %+v", want)
	}
	for _, text := range []string{
		"CENTRE;CONFIDENCE;DEPARTMENTS;FROM;SOURCE\noriv;high;67|68;2016;a\n",
		"Centre ; Confidence; Departments\u00a0;From;Source\noriv;high;67|68;2016;a\n",
		collection(perimeter(`"CENTRE":"oriv","Confidence":"high"," departments":["67","68"],"From":"2016","SOURCE":"a"`, "null")),
		`[{"Centre":"oriv","CONFIDENCE":"high","Departments":["67","68"],"FROM":"2016","Source":"a"}]`,
	} {
		if r := mustRead(t, text, Options{}); !reflect.DeepEqual(r.Perimeters, want) || len(r.Problems) != 0 {
			t.Errorf("%s\nread %+v, %v", text, r.Perimeters, r.Problems)
		}
	}
	_, err := readText("centre;confidence;departments;Centre\noriv;high;67;oriv\n", Options{})
	if p := refusal(t, err); !strings.Contains(p.Detail, `"centre"`) || !strings.Contains(p.Detail, `"Centre"`) {
		t.Errorf("two columns of one name: %v", p)
	}
}

// TestUnknownColumnsAreToldOnce holds that what a column is called is told once,
// however many rows it costs.
func TestUnknownColumnsAreToldOnce(t *testing.T) {
	r, err := readText("centre;confidence;departments;colour\n"+strings.Repeat("oriv;high;67;red\n", 5), Options{})
	if p := refusal(t, err); p.Rule != RuleNothingLoaded {
		t.Errorf("refused for %v", p)
	}
	told := 0
	for _, p := range r.Problems {
		if p.Rule == RuleUnknownProperty {
			told++
			if p.Where != "line 2" || !strings.Contains(p.Detail, "5 perimeters") {
				t.Errorf("told %v", p)
			}
		}
	}
	if told != 1 {
		t.Errorf("told %d times: %v", told, r.Problems)
	}
}

// TestAssignmentsAreNoLayer holds that a table of codes that names a centre for each
// is taken neither for units without ground nor for perimeters, unless it is said.
func TestAssignmentsAreNoLayer(t *testing.T) {
	opts := Options{Known: pastKnown()}
	for _, text := range []string{
		"centre;niveau;code\noriv;commune;14011\n",
		"Code,Centre\n14011,oriv\n14012,oriv\n",
		"level,code,name,centre,centre_name,sourced,datetime,generation,credits\ncommune,14011,Aurseulles,oriv,ORIV,true,2017-03-16,abc,\n",
		"centre;level;code\noriv;commune;14011\noriv;department;20\noriv;region;82\n",
		"centre;insee\noriv;14011\noriv;14012\n",
	} {
		_, err := readText(text, opts)
		if p := refusal(t, err); p.Rule != RuleWrongFormat || !strings.Contains(p.Detail, "assignments") || !strings.Contains(p.Fix, "POST /analysis/assignments") {
			t.Errorf("%s: %v", text, p)
		}
	}
	said := opts
	said.Layer = geo.CommuneLayer
	for text, o := range map[string]Options{
		"centre;code\noriv;14011\n":                 said,
		"centre;code\n\"48.1, -0.7\";14011\n":       opts, // where its middle is
		"centre,code\n\"[48.1, -0.7]\",14011\n":     opts,
		"code;nom\n14011;Aurseulles\n14012;Autre\n": opts,
	} {
		r, err := readText(text, o)
		if err != nil || r.Layer.Name != geo.CommuneLayer {
			t.Errorf("%s: %+v, %v", text, r, err)
		}
	}
}

// TestDroppedUnitsDoNotLoad holds that what is left out is counted in nothing, and
// that a file of which nothing is left is refused.
func TestDroppedUnitsDoNotLoad(t *testing.T) {
	opts := Options{Known: pastKnown()}
	for _, text := range []string{
		"code;nom\n69381;Lyon 1er\n",
		collection(unit("69381", block(4.8, 45.7, 1, 1)), unit("69382", block(4.81, 45.7, 1, 1))),
	} {
		r, err := readText(text, opts)
		if p := refusal(t, err); p.Rule != RuleNothingLoaded || len(r.Layer.Features) != 0 {
			t.Errorf("%s: %v", text, p)
		}
	}
	r := mustRead(t, collection(unit("69381", block(4.8, 45.7, 1, 1)), unit("69382", block(4.81, 45.7, 1, 1)), unit("97101", block(-61.5, 16.2, 2, 2))), opts)
	if report := reportOf(r); report.Loaded != 1 || report.NoGeometry != 0 || report.Dropped != 2 {
		t.Errorf("loads %d, %d without ground, %d dropped", report.Loaded, report.NoGeometry, report.Dropped)
	}
}
