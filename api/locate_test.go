package api

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"maillage/api/ask"
	"maillage/api/locate"
	"maillage/api/realignment"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// places have well-known answers, far from any boundary.
var places = []struct {
	name, lon, lat     string
	department, region string
	centre2017         string
}{
	{"Paris, 7e", "2.3200", "48.8560", "75", "11", ""},
	{"Clermont-Ferrand", "3.0870", "45.7772", "63", "84", ""},
	{"Lyon", "4.8357", "45.7640", "69", "84", "labo-cites"},
	{"Rennes", "-1.6778", "48.1173", "35", "53", "reso-villes"},
	{"Ajaccio", "8.8000", "41.9700", "2A", "94", ""},
	{"Cilaos", "55.4710", "-21.1340", "974", "04", "cr-csur"},
	{"Saül", "-53.2100", "3.6200", "973", "03", ""},
}

func TestLocateKnownPlaces(t *testing.T) {
	web := newTest(t)
	for _, p := range places {
		got := decode[locate.Answer](t, get(t, web.URL+"/locate?datetime=2017-03-16&lon="+p.lon+"&lat="+p.lat))
		at := map[geo.Level]locate.PlaceWire{}
		for _, l := range got.Levels {
			at[l.Level] = l
			if l.DistanceM == nil || *l.DistanceM < 0 || l.Source == nil {
				t.Errorf("%s: %s without distance or source: %+v", p.name, l.Level, l)
			}
		}
		for level, code := range map[geo.Level]string{geo.Department: p.department, geo.Region: p.region} {
			l := at[level]
			if l.Code == nil || *l.Code != code || l.Position != snapshot.Inside || !l.Approximate || l.AccuracyM == nil {
				t.Errorf("%s: %s is %+v, want inside %s", p.name, level, l, code)
			}
		}
		if l := at[geo.Collectivity]; l.Code != nil || l.Position != snapshot.Outside {
			t.Errorf("%s: collectivity %+v", p.name, l)
		}
		var centres []string
		for _, c := range got.Centres {
			centres = append(centres, c.ID)
		}
		if strings.Join(centres, " ") != p.centre2017 {
			t.Errorf("%s: centres %v, want %q", p.name, centres, p.centre2017)
		}
		if got.Neighbourhoods.Position != locate.PositionUnknown || got.Neighbourhoods.Reason == "" {
			t.Errorf("%s: without outlines, the neighbourhood is %+v", p.name, got.Neighbourhoods)
		}
	}
}

// TestNearTheBorderIsNotTold: walking across the Rhône, the position turns to
// too close and back, and the distance says why.
func TestNearTheBorderIsNotTold(t *testing.T) {
	web := newTest(t)
	seen := map[snapshot.Position]int{}
	for i := range 200 {
		lon := 4.3 + 0.005*float64(i) // across the border of 07 and 26
		got := decode[locate.Answer](t, get(t, fmt.Sprintf("%s/locate?lon=%.4f&lat=44.80", web.URL, lon)))
		for _, l := range got.Levels {
			if l.Level != geo.Department {
				continue
			}
			seen[l.Position]++
			if (l.Position == snapshot.TooClose) != (*l.DistanceM <= *l.AccuracyM) {
				t.Errorf("lon %.4f: %s at %g m of a border known to %g m", lon, l.Position, *l.DistanceM, *l.AccuracyM)
			}
		}
	}
	if seen[snapshot.TooClose] == 0 || seen[snapshot.Inside] == 0 {
		t.Errorf("positions seen: %v", seen)
	}
}

// TestManyAsOne: a batch says of each point what /locate says of it alone, in
// the order sent, whether in CSV or JSON.
func TestManyAsOne(t *testing.T) {
	web := newTest(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	var table, list strings.Builder
	table.WriteString("name,lat,ID,lon\n")
	list.WriteString("[")
	type sent struct{ id, lon, lat string }
	var points []sent
	for i := range 60 {
		p := sent{
			fmt.Sprintf("%03d", i), fmt.Sprintf("%.5f", -5+14*random.Float64()), fmt.Sprintf("%.5f", 42+9*random.Float64()),
		}
		points = append(points, p)
		fmt.Fprintf(&table, "\"a, b\",%s,%s,%s\n", p.lat, p.id, p.lon)
		if i > 0 {
			list.WriteString(",")
		}
		fmt.Fprintf(&list, `{"id":%q,"lon":%s,"lat":%s}`, p.id, p.lon, p.lat)
	}
	list.WriteString("]")
	fromCSV := decode[locatedMany](t,
		send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(table.String()), "Content-Type", "text/csv"))
	fromJSON := decode[locatedMany](t,
		send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(list.String()), "Content-Type", rest.MediaJSON))
	semicolons := "\uFEFF" + strings.NewReplacer("\"a, b\"", "x", ",", ";").Replace(table.String())
	fromExcel := decode[locatedMany](t,
		send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(semicolons), "Content-Type", "text/csv"))
	if !reflect.DeepEqual(fromCSV.Points, fromJSON.Points) || !reflect.DeepEqual(fromCSV.Points, fromExcel.Points) {
		t.Fatal("CSV, JSON and semicolons give different points")
	}
	rests := "sep=;\r" + strings.NewReplacer("\uFEFF", "", "\r\n", ";;\r", "\n", ";;\r").Replace(semicolons) + ";;;;\r \r"
	fromMac := decode[locatedMany](t,
		send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(rests), "Content-Type", "text/csv"))
	if !reflect.DeepEqual(fromExcel, fromMac) {
		t.Fatal("what spreadsheets leave around a table changes its points")
	}
	for i, p := range points {
		alone := decode[locate.Answer](t, get(t, web.URL+"/locate?lon="+p.lon+"&lat="+p.lat)).Located
		alone.ID = p.id
		if !reflect.DeepEqual(fromCSV.Points[i], alone) {
			t.Errorf("point %s: %+v in a batch, %+v alone", p.id, fromCSV.Points[i], alone)
		}
	}
}

func TestManyAsCSV(t *testing.T) {
	web := newTest(t)
	var b strings.Builder
	b.WriteString("id,lon,lat\n")
	for _, p := range places {
		fmt.Fprintf(&b, "%s,%s,%s\n", strings.ReplaceAll(p.name, ",", ""), p.lon, p.lat)
	}
	r := send(t, http.MethodPost, web.URL+"/locate?f=csv&datetime=2017-03-16", strings.NewReader(b.String()),
		"Content-Type", "text/csv")
	rows := readTable(t, r)
	if len(rows) != len(places) {
		t.Fatalf("%d rows, want %d", len(rows), len(places))
	}
	for i, p := range places {
		row := rows[i]
		if row["department_code"] != p.department || row["region_code"] != p.region || row["centres"] != p.centre2017 ||
			row["datetime"] != "2017-03-16" || row["credits"] == "" {
			t.Errorf("%s: %v", p.name, row)
		}
	}
}

// readTable reads a CSV answer as rows by column.
func readTable(t testing.TB, r reply) []map[string]string {
	t.Helper()
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != rest.MediaCSV {
		t.Fatalf("%s: status %d, %s: %s", r.Request.URL, r.StatusCode, r.Header.Get("Content-Type"), shorten(r.body))
	}
	all, err := csv.NewReader(bytes.NewReader(r.body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			if _, twice := row[all[0][i]]; twice {
				t.Fatalf("column %s stands twice", all[0][i])
			}
			row[all[0][i]] = c
		}
		rows = append(rows, row)
	}
	return rows
}

// FuzzPoints: whatever the body, a decoder answers points on the globe or a
// problem of the client, and never faults.
func FuzzPoints(f *testing.F) {
	for _, seed := range []string{
		"lon,lat\n2,48\n", "id;lat;lon\na;48;2\n", `[{"id":"a","lon":2,"lat":48}]`, "\uFEFFlon,lat\n\"2\",48", `[{"lon":1e3`,
		"lon,lat\r\n-180,-90\r\n", "\"lon\",lat\n,\n", "Titre\nlon;lat\n2,3;=\"48,8\"\n\xe9;2",
		`[{"lon":"2"},{"lat":null,"lon":2},[],3,{"id":{}}]`,
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, body []byte, asJSON bool) {
		media := "text/csv"
		if asJSON {
			media = rest.MediaJSON
		}
		read, err := locate.ReadPoints(bytes.NewReader(body), media, false)
		points := read.All
		if err != nil {
			if p := rest.ProblemOf(err); p.Status < 400 || p.Status > 499 || p.Fix == "" {
				t.Errorf("%q: %+v", body, p)
			}
			return
		}
		if len(points) == 0 || len(points) > locate.MaxPoints {
			t.Errorf("%q: %d points", body, len(points))
		}
		for _, p := range points {
			if p.Bad != nil {
				if is := rest.ProblemOf(p.Bad); is.Status < 400 || is.Status > 499 || is.Fix == "" {
					t.Errorf("%q: %s: %+v", body, p.Where, is)
				}
				continue
			}
			if !(p.At[0] >= -180 && p.At[0] <= 180 && p.At[1] >= -90 && p.At[1] <= 90) {
				t.Errorf("%q: point %v", body, p.At)
			}
		}
	})
}

// FuzzQuery: whatever the query string, the parameters are resolved or refused
// with a problem of the client; and resolving what was resolved changes nothing.
func FuzzQuery(f *testing.F) {
	for _, h := range hostile {
		_, q, _ := strings.Cut(h.path, "?")
		f.Add(q)
	}
	f.Add("datetime=2016-01-01/..&bbox=170,-20,-170,20&limit=9999999999&offset=3&level=epci")
	takes := []*rest.Param{
		ask.During, ask.Level, ask.Territory, ask.Scope, ask.Confidence, ask.QPV, ask.BBox, ask.Limit, ask.Offset,
		rest.FormatParam([]rest.Representation{rest.AsJSON(""), rest.AsCSV()}),
	}
	takes = append(takes, realignment.FromParam, realignment.ToParam, realignment.OfParam)
	f.Add("from=2016-01-01&to=2016-01-01T23:30:00Z&of=neighbourhoods")
	today := geo.DateOf(2026, 3, 16)
	f.Fuzz(func(t *testing.T, raw string) {
		q, err := rest.ReadQuery(takes, raw, nil, today.String())
		if err != nil {
			p := rest.ProblemOf(err)
			if _, jsonErr := json.Marshal(p); p.Status != 400 || p.Fix == "" || jsonErr != nil {
				t.Errorf("%q: %+v %v", raw, p, jsonErr)
			}
			return
		}
		if p := ask.QuestionOf(q).Period; p.First > p.Last || p.First < geo.MinDate {
			t.Errorf("%q: history of %+v", raw, p)
		}
		if limit, offset := ask.LimitOf(q), ask.OffsetOf(q); limit < 1 || limit > ask.MaxLimit || offset < 0 {
			t.Errorf("%q: limit %d, offset %d", raw, limit, offset)
		}
		again, err := rest.ReadQuery(takes, q.Encode(nil), nil, today.String())
		if err != nil || strings.Join(again.Canonical(), "&") != strings.Join(q.Canonical(), "&") {
			t.Errorf("%q: resolved to %v, then to %v (%v)", raw, q.Canonical(), again.Canonical(), err)
		}
	})
}
