package crs

import (
	"errors"
	"math"
	"os/exec"
	"strings"
	"testing"

	"maillage/geo/geotest"
)

// TestWKTOfPROJ reads every system as PROJ writes it in each version of WKT.
func TestWKTOfPROJ(t *testing.T) {
	geotest.Program(t, "projinfo", "proj-bin")
	for _, s := range everySystem(t) {
		out, err := exec.Command("projinfo", "--single-line", "-o", "WKT1_ESRI,WKT1_GDAL,WKT2:2015,WKT2:2019", s.Code()).Output()
		if err != nil {
			t.Fatalf("projinfo %s: %v", s.Code(), err)
		}
		versions := 0
		for line := range strings.Lines(string(out)) {
			if !looksLikeWKT.MatchString(line) {
				continue // a heading
			}
			versions++
			if got, err := Parse(line); err != nil || got.Code() != s.Code() {
				t.Errorf("%s: got %v, %v from %s", s, got, err, line)
			}
		}
		if versions != 4 {
			t.Errorf("%s: %d versions, want 4:\n%s", s, versions, out)
		}
	}
}

// lambert is Lambert-93 as ESRI writes it in .prj files.
const lambert = `PROJCS["RGF_1993_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137.0,298.257222101]],` +
	`PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],` +
	`PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],` +
	`PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]`

// utm40 is UTM 40S of Réunion as GDAL writes it.
const utm40 = `PROJCS["RGR92 / UTM zone 40S",GEOGCS["RGR92",DATUM["Reseau_Geodesique_de_la_Reunion_1992",` +
	`SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],TOWGS84[0,0,0,0,0,0,0],AUTHORITY["EPSG","6627"]],` +
	`PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4627"]],PROJECTION["Transverse_Mercator"],` +
	`PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",57],PARAMETER["scale_factor",0.9996],` +
	`PARAMETER["false_easting",500000],PARAMETER["false_northing",10000000],UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","2975"]]`

// edit changes every old into new, and fails where there is none.
func edit(t testing.TB, text string, oldnew ...string) string {
	t.Helper()
	for i := 0; i < len(oldnew); i += 2 {
		if !strings.Contains(text, oldnew[i]) {
			t.Fatalf("%q is not in %s", oldnew[i], text)
		}
		text = strings.ReplaceAll(text, oldnew[i], oldnew[i+1])
	}
	return text
}

// TestWKTVariants reads what real writers make of the same system.
func TestWKTVariants(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"as it is":            {lambert, "EPSG:2154"},
		"own name":            {edit(t, lambert, "RGF_1993_Lambert_93", "Projection du service"), "EPSG:2154"},
		"parallels exchanged": {edit(t, lambert, "49.0", "x", "44.0", "49.0", "x", "44.0"), "EPSG:2154"},
		"rounded":             {edit(t, lambert, "298.257222101", "298.2572221", "0.0174532925199433", "0.01745329252"), "EPSG:2154"},
		"round brackets":      {strings.NewReplacer("[", "(", "]", ")").Replace(lambert), "EPSG:2154"},
		"spaces and null":     {" " + strings.ReplaceAll(lambert, ",", " ,\r\n\t") + "\x00\n", "EPSG:2154"},
		"datum left unknown":  {edit(t, lambert, "D_RGF_1993", "unknown", "RGF_1993_Lambert_93", "unnamed"), "EPSG:2154"},
		"scale of one":        {edit(t, lambert, `UNIT["Meter"`, `PARAMETER["Scale_Factor",1.0],UNIT["Meter"`), "EPSG:2154"},
		"vertical behind":     {lambert + `,VERTCS["NGF_IGN69",VDATUM["NGF_IGN69"],PARAMETER["Vertical_Shift",0.0],PARAMETER["Direction",1.0],UNIT["Meter",1.0]]`, "EPSG:2154"},
		"compound":            {`COMPD_CS["RGF93 + NGF",` + lambert + `,VERT_CS["NGF-IGN69 height",VERT_DATUM["NGF",2005],UNIT["metre",1]]]`, "EPSG:2154"},
		"GDAL":                {utm40, "EPSG:2975"},
		"code of IGN":         {edit(t, utm40, `AUTHORITY["EPSG","2975"]`, `AUTHORITY["IGNF","RGR92UTM40S"]`), "EPSG:2975"},
		"unknown code":        {edit(t, utm40, `AUTHORITY["EPSG","2975"]`, `AUTHORITY["MINE","1"]`), "EPSG:2975"},
		"bound by nothing": {`BOUNDCRS[SOURCECRS[` + utm40 + `],TARGETCRS[GEOGCRS["WGS 84"]],ABRIDGEDTRANSFORMATION["null",METHOD["Position Vector"],` +
			`PARAMETER["X-axis translation",0],PARAMETER["Scale difference",1]]]`, "EPSG:2975"},
		"zone of WGS84": {edit(t, utm40, "RGR92 / ", "WGS 84 / ", `,AUTHORITY["EPSG","2975"]`, "", "Reseau_Geodesique_de_la_Reunion_1992", "WGS_1984", "298.257222101", "298.257223563"), "EPSG:32740"},
		"parameters in radians": {edit(t, lambert, "0.0174532925199433", "1", "3.0]", "0.05235987755982989]", "49.0", "0.8552113334772214",
			"44.0", "0.7679448708775051", "46.5", "0.8115781021773633"), "EPSG:2154"},
	} {
		if got, err := Parse(c.text); err != nil || got.Code() != c.want {
			t.Errorf("%s: got %v, %v; want %s", name, got, err, c.want)
		}
	}
}

// TestRefusedWKT refuses what says two things, or what is not known, and says
// which.
func TestRefusedWKT(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"name against numbers": {edit(t, lambert, "700000.0", "600000.0"), "false easting is 600000, not 700000"},
		"parallel":             {edit(t, lambert, "49.0", "48.0"), "northern standard parallel is 48, not 49"},
		"meridian":             {edit(t, utm40, "57]", "63]"), "central meridian is 63, not 57"},
		"name against code":    {edit(t, utm40, "RGR92 / UTM zone 40S", "WGS 84 / UTM zone 40S"), "name says EPSG:32740"},
		"code against numbers": {edit(t, utm40, `["EPSG","2975"]`, `["EPSG","2154"]`, "RGR92 / UTM zone 40S", "x"), "code says EPSG:2154"},
		"datum against name":   {edit(t, lambert, "D_RGF_1993", "D_ETRS_1989"), "datum is"},
		"old code":             {edit(t, utm40, `["EPSG","2975"]`, `["EPSG","2990"]`), "local datum"},
		"old name":             {edit(t, lambert, "RGF_1993_Lambert_93", "NTF_Lambert_II_étendu"), "NTF"},
		"old datum":            {edit(t, utm40, "Reseau_Geodesique_de_la_Reunion_1992", "Reunion_1947"), "local datum"},
		"other datum":          {edit(t, utm40, "Reseau_Geodesique_de_la_Reunion_1992", "North_American_Datum_1983"), "not known to lie"},
		"other ellipsoid":      {edit(t, utm40, "6378137,298.257222101", "6378388,297"), "ellipsoid is"},
		"between ellipsoids":   {edit(t, lambert, "298.257222101", "298.2572228"), "ellipsoid is"},
		"meridian of Paris":    {edit(t, lambert, `"Greenwich",0.0`, `"Paris",2.33722917`), "away from Greenwich"},
		"feet":                 {edit(t, lambert, `"Meter",1.0`, `"Foot",0.3048`), "not in metres"},
		"grads":                {`GEOGCS["x",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["grad",0.015707963267949]]`, "not in degrees"},
		"shift of its own":     {edit(t, utm40, "TOWGS84[0,0,0,0,0,0,0]", "TOWGS84[1,0,0,0,0,0,0]"), "TOWGS84"},
		"westing":              {edit(t, utm40, `"Easting",EAST`, `"Westing",WEST`), "westward"},
		"unknown parameter":    {edit(t, lambert, "Latitude_Of_Origin", "Azimuth"), "not one of those known"},
		"parameter twice":      {edit(t, lambert, "Latitude_Of_Origin", "Central_Meridian"), "twice"},
		"no number":            {edit(t, lambert, `"Latitude_Of_Origin",46.5`, `"Latitude_Of_Origin"`), "no number"},
		"unknown zone":         {edit(t, lambert, "RGF_1993_Lambert_93", "x", "700000.0", "600000.0"), "no system that can be read"},
		"other projection":     {edit(t, lambert, "Lambert_Conformal_Conic", "Albers"), "Albers"},
		// What old writers made of Web Mercator is another projection by the book.
		"false web mercator": {`PROJCS["WGS_84_Pseudo_Mercator",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],` +
			`PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]],PROJECTION["Mercator"],PARAMETER["central_meridian",0],UNIT["Meter",1]]`, "\"Mercator\""},
		"no base":      {`PROJCS["x",PROJECTION["Transverse_Mercator"]]`, "geographic system"},
		"no ellipsoid": {`GEOGCS["x",DATUM["WGS_1984"],UNIT["degree",0.0174532925199433]]`, "ellipsoid"},
		"geocentric":   {`GEODCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],CS[Cartesian,3],AXIS["x",geocentricX]]`, "geocentric"},
		"local":        {`LOCAL_CS["Undefined Cartesian SRS",UNIT["metre",1]]`, "local_cs"},
		"moved": {`BOUNDCRS[SOURCECRS[` + utm40 + `],TARGETCRS[GEOGCRS["WGS 84"]],ABRIDGEDTRANSFORMATION["x",METHOD["x"],PARAMETER["X-axis translation",50]]]`,
			"its own shift"},
		"grid":          {`BOUNDCRS[SOURCECRS[` + utm40 + `],ABRIDGEDTRANSFORMATION["x",METHOD["NTv2"],PARAMETERFILE["x","/etc/passwd"]]]`, "its own shift"},
		"truncated":     {lambert[:200], "breaks at byte 200"},
		"cut in a text": {lambert[:20], "closing quote"},
		"text behind":   {lambert + "x", "nothing more"},
		"deep":          {strings.Repeat(`A["",`, 5000), "nested deeper"},
		"number":        {edit(t, lambert, "700000.0", "7e999"), "a number"},
		"signs":         {edit(t, lambert, "700000.0", "+-7"), "a number"},
	} {
		got, err := Parse(c.text)
		var refused *RefusedError
		if !errors.As(err, &refused) {
			t.Errorf("%s: got %v, %v; want a refusal", name, got, err)
			continue
		}
		if !strings.Contains(refused.Reason, c.want) || refused.Fix == "" {
			t.Errorf("%s: %v; want %q and a fix", name, err, c.want)
		}
	}
}

// FuzzParse holds for any text: no panic, a system whose centre stands in its
// area or a refusal that gives a reason and a fix in a line of bounded length.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"EPSG:2154", "urn:ogc:def:crs:OGC:1.3:CRS84", `{"properties":{"name":"4326"}}`, lambert, utm40,
		`GEOGCRS["x",ENSEMBLE["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],CS[ellipsoidal,2],AXIS["lat",north],ANGLEUNIT["degree",0.0174532925199433]]`,
		`BOUNDCRS[SOURCECRS[GEOGCS["a""b",]]]`, `CoordSys Earth Projection 8, 33, "m", 57, 0, 0.9996, 500000, 10000000`, `COMPD_CS("x",PROJCS["y"])`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			var refused *RefusedError
			if !errors.As(err, &refused) || refused.Reason == "" || refused.Fix == "" || len(err.Error()) > 2000 || strings.ContainsAny(err.Error(), "\n\r\x00") {
				t.Fatalf("error %q", err)
			}
			return
		}
		a := s.Area()
		x, y := s.forward((a.Min[0]+a.Max[0])/2, (a.Min[1]+a.Max[1])/2)
		if lon, lat, err := s.ToWGS84(x, y); err != nil || math.IsNaN(lon+lat) {
			t.Fatalf("%s refuses its centre %v %v: %v", s, x, y, err)
		}
	})
}
