package postgis_test

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/ewkb"

	"maillage/data"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

// realFiles are real boundaries, with the property of their codes.
var realFiles = []struct{ name, file, property string }{
	{"departments_2018", "departements-ign-2018.geojson", "code"},
	{"departments_2024", "departements-ign-2024.geojson", "DEP"},
	{"communes_2018", "communes-ign-2018.geojson.gz", "code"},
	{"communes_2024", "communes-ign-2024.geojson.gz", "DEPCOM"},
	{"quarters", "qpv-2015-extrait.geojson", "code_qp"},
}

// official puts real boundaries into tables (i, code, geom), as the files have
// them, and returns the database.
func official(t *testing.T, names ...string) (*sql.DB, map[string]*geotest.Boundaries) {
	t.Helper()
	loaded := map[string]*geotest.Boundaries{}
	for _, f := range realFiles {
		for _, name := range names {
			if name == f.name {
				loaded[name] = geotest.Load(t, f.file, f.property)
			}
		}
	}
	db := postgistest.Connect(t, postgistest.Database(t))
	for name, b := range loaded {
		must(t, db, "create table "+name+" (i int primary key, code text, geom geometry(MultiPolygon, 4326))")
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		stmt, err := tx.Prepare("copy " + name + " from stdin")
		if err != nil {
			t.Fatal(err)
		}
		for i, face := range b.Faces {
			if _, err := stmt.Exec(i, b.Codes[i], hexOf(t, face)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := stmt.Exec(); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		must(t, db, "create index on "+name+" using gist (geom)")
		must(t, db, "analyze "+name)
	}
	return db, loaded
}

func hexOf(t *testing.T, ground orb.MultiPolygon) string {
	t.Helper()
	b, err := ewkb.Marshal(ground, 4326)
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(b)
}

// TestValidityAgainstPostGIS asks of every real boundary whether it is valid, of
// us and of PostGIS: there is none that the two judge differently.
func TestValidityAgainstPostGIS(t *testing.T) {
	db, files := official(t, "departments_2018", "departments_2024", "communes_2018", "communes_2024", "quarters")
	for _, f := range realFiles {
		ours, theirs := 0, 0
		reasons := map[int]string{}
		rows, err := db.Query("select i, ST_IsValidReason(geom) from " + f.name + " where not ST_IsValid(geom)")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var i int
			var reason string
			if err := rows.Scan(&i, &reason); err != nil {
				t.Fatal(err)
			}
			reasons[i] = reason
			theirs++
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		for i, face := range files[f.name].Faces {
			err := overlay.Validate(face)
			if err != nil {
				ours++
			}
			if (err != nil) != (reasons[i] != "") {
				t.Errorf("%s %s: we say %v, PostGIS %q", f.name, files[f.name].Codes[i], err, reasons[i])
			}
		}
		t.Logf("%s: of %d, invalid by us %d, by PostGIS %d", f.name, len(files[f.name].Faces), ours, theirs)
	}
}

// TestAreaAgainstPostGIS compares areas: ours are geodesic, by tidwall/geodesic,
// and those of PostGIS on geography by GeographicLib.
func TestAreaAgainstPostGIS(t *testing.T) {
	db, files := official(t, "departments_2018", "communes_2024")
	for name, b := range files {
		m, err := mesh.Build(t.Context(), b.Faces)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := db.Query("select i, ST_Area(geom::geography), ST_Perimeter(geom::geography) from " + name + " where ST_IsValid(geom)")
		if err != nil {
			t.Fatal(err)
		}
		worst, worstMesh := 0.0, 0.0
		for rows.Next() {
			var i int
			var theirs, around float64 // m², m
			if err := rows.Scan(&i, &theirs, &around); err != nil {
				t.Fatal(err)
			}
			// Ours is rounded to a square centimetre; then what floats carry.
			ours := float64(overlay.Area(b.Faces[i])) / 1e4
			worst = max(worst, math.Abs(ours-theirs)/theirs)
			if math.Abs(ours-theirs) > 1e-4+1e-9*theirs {
				t.Errorf("%s %s: we say %.4f m², PostGIS %.4f", name, b.Codes[i], ours, theirs)
			}
			// The mesh rounds every vertex to 1e-7 degree: half of that, 8 mm on
			// the diagonal, along the whole outline at the very most.
			onGrid := float64(m.Area(i)) / 1e4
			worstMesh = max(worstMesh, math.Abs(onGrid-theirs)/theirs)
			if math.Abs(onGrid-theirs) > 1e-4+1e-9*theirs+0.008*around {
				t.Errorf("%s %s: the mesh says %.4f m², PostGIS %.4f", name, b.Codes[i], onGrid, theirs)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: they differ by %.1e at most, the mesh by %.1e", name, worst, worstMesh)
	}
}

// overlayCase is one operation of ours, and the same in SQL.
var overlayCases = []struct {
	name string
	ours func(a, b orb.MultiPolygon) (orb.MultiPolygon, error)
	sql  string
}{
	{"intersection", overlay.Intersection, "ST_Intersection"},
	{"union", overlay.Union, "ST_Union"},
	{"difference", overlay.Difference, "ST_Difference"},
}

// TestOverlayAgainstPostGIS overlays neighbourhoods with the communes they
// touch, and departments with themselves six years later, whose borders nearly
// coincide: as hard as it gets.
func TestOverlayAgainstPostGIS(t *testing.T) {
	db, files := official(t, "departments_2018", "departments_2024", "communes_2018", "quarters")
	for _, pair := range []struct {
		a, b  string
		where string
	}{
		{"quarters", "communes_2018", "ST_Intersects(a.geom, b.geom)"},
		{"departments_2018", "departments_2024", "a.code = b.code and ST_NPoints(a.geom) < 4000"},
	} {
		rows, err := db.Query(fmt.Sprintf("select a.i, b.i from %s a, %s b where ST_IsValid(a.geom) and ST_IsValid(b.geom) and %s order by 1, 2", pair.a, pair.b, pair.where))
		if err != nil {
			t.Fatal(err)
		}
		var pairs [][2]int
		for rows.Next() {
			var p [2]int
			if err := rows.Scan(&p[0], &p[1]); err != nil {
				t.Fatal(err)
			}
			pairs = append(pairs, p)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if len(pairs) < 50 {
			t.Fatalf("%s and %s: %d pairs", pair.a, pair.b, len(pairs))
		}
		for _, c := range overlayCases {
			worst := 0.0
			for _, p := range pairs {
				a, b := files[pair.a].Faces[p[0]], files[pair.b].Faces[p[1]]
				ours, err := c.ours(a, b)
				if err != nil {
					t.Errorf("%s of %s %s and %s: %v", c.name, pair.a, files[pair.a].Codes[p[0]], files[pair.b].Codes[p[1]], err)
					continue
				}
				differ, valid := compare(t, db, ours, c.sql, a, b)
				worst = max(worst, differ)
				if differ > 1e-9 || !valid {
					t.Errorf("%s of %s %s and %s: ours is valid: %v, and differs by %.1e of the whole", c.name, pair.a, files[pair.a].Codes[p[0]], files[pair.b].Codes[p[1]], valid, differ)
				}
			}
			t.Logf("%s of %d pairs of %s and %s: the results differ by %.1e of the whole at most", c.name, len(pairs), pair.a, pair.b, worst)
		}
	}
}

// compare returns what lies in one result and not in the other, as a part of what
// went in, and whether ours is valid.
func compare(t *testing.T, db *sql.DB, ours orb.MultiPolygon, function string, a, b orb.MultiPolygon) (differ float64, valid bool) {
	t.Helper()
	if ours == nil {
		ours = orb.MultiPolygon{}
	}
	err := db.QueryRow(`select ST_Area(ST_SymDifference($1::geometry, ST_CollectionExtract(`+function+`($2::geometry, $3::geometry), 3)))
		/ (ST_Area($2::geometry) + ST_Area($3::geometry)), ST_IsValid($1::geometry)`, hexOf(t, ours), hexOf(t, a), hexOf(t, b)).Scan(&differ, &valid)
	if err != nil {
		t.Fatal(err)
	}
	return differ, valid
}

// TestDissolveAgainstPostGIS dissolves departments into regions from shared arcs,
// and as ST_Union does.
func TestDissolveAgainstPostGIS(t *testing.T) {
	db, files := official(t, "departments_2018")
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	regionOf, position := map[string]string{}, map[string]int32{}
	for i, u := range d.Catalogue.Units[geo.Region] {
		position[u.Code] = int32(i)
	}
	for _, u := range d.Catalogue.Units[geo.Department] {
		regionOf[u.Code] = u.Region
	}
	b := files["departments_2018"]
	must(t, db, "alter table departments_2018 add region text")
	group := make([]int32, len(b.Faces))
	for i, code := range b.Codes {
		group[i] = position[regionOf[code]]
		must(t, db, "update departments_2018 set region = $1 where code = $2", regionOf[code], code)
	}
	m, err := mesh.Build(t.Context(), b.Faces)
	if err != nil {
		t.Fatal(err)
	}
	for code, i := range position {
		ours := m.Dissolve(group, len(position))[i]
		var differ, around float64
		var valid bool
		err := db.QueryRow(`select ST_Area(ST_SymDifference($1::geometry, u)), ST_Perimeter(u), ST_IsValid($1::geometry)
			from (select ST_Union(geom) u from departments_2018 where region = $2) t`, hexOf(t, ours), code).Scan(&differ, &around, &valid)
		if err != nil {
			t.Fatal(err)
		}
		// The mesh rounds vertices to 1e-7 degree: a band of half of that.
		if !valid || differ > around*0.75e-7 {
			t.Errorf("region %s: valid %v, differs by %g square degrees along %g degrees", code, valid, differ, around)
		}
	}
}
