package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
)

// Overseas collectivities by the code Natural Earth gives their country.
var collectivities = map[string]string{"MAF": "978", "PYF": "987"}

// province is what is read of one feature. The file also holds whole
// countries, which have no gn_a1_code (their adm0_a3 is in capitals, and the
// decoder takes it all the same).
type province struct {
	Properties struct {
		Country string `json:"adm0_a3"`
		Code    string `json:"gn_a1_code"`
	} `json:"properties"`
	Geometry json.RawMessage `json:"geometry"`
}

func (b *builder) boundaries(provinces []byte, f *facts) error {
	grounds, err := readGrounds(provinces)
	if err != nil {
		return err
	}
	departments, overseas := map[string]string{}, map[string]string{}
	for _, d := range f.departments {
		departments[d.code] = d.name
	}
	for _, code := range collectivities {
		overseas[code] = collectivityNames[code]
	}
	if len(grounds) != len(departments)+len(overseas) {
		return fmt.Errorf("%s gives %d units, want the %d departments and %d collectivities", naturalEarth.file, len(grounds), len(departments), len(overseas))
	}
	if err := b.layer("departments.geojson.gz", departments, grounds, departmentsSource); err != nil {
		return err
	}
	return b.layer("collectivities.geojson.gz", overseas, grounds, collectivitiesSource)
}

// readGrounds returns the ground of every French unit by INSEE code. A code
// that several features share (the archipelagos of French Polynesia) takes all
// their polygons: they must be disjoint, or collecting them is no union.
func readGrounds(provinces []byte) (map[string]orb.MultiPolygon, error) {
	var collection struct {
		Features []province `json:"features"`
	}
	if err := json.Unmarshal(provinces, &collection); err != nil {
		return nil, fmt.Errorf("%s: %w", naturalEarth.file, err)
	}
	grounds := map[string]orb.MultiPolygon{}
	for _, p := range collection.Features {
		code, ok := collectivities[p.Properties.Country]
		if p.Properties.Country == "FRA" {
			// iso_3166_2 fails overseas (FR-GF); gn_a1_code does not (FR.973).
			code, ok = strings.CutPrefix(p.Properties.Code, "FR.")
		}
		if !ok || p.Properties.Code == "" {
			continue
		}
		var g geojson.Geometry
		if err := json.Unmarshal(p.Geometry, &g); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", naturalEarth.file, code, err)
		}
		polygons, err := normalise(g.Geometry())
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w", naturalEarth.file, code, err)
		}
		grounds[code] = append(grounds[code], polygons...)
	}
	for code, ground := range grounds {
		if err := disjoint(ground); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", naturalEarth.file, code, err)
		}
	}
	return grounds, nil
}

// normalise rounds to 7 decimals, drops vertices that rounding made equal and
// turns outer rings counter-clockwise, holes clockwise (RFC 7946).
func normalise(g orb.Geometry) (orb.MultiPolygon, error) {
	var polygons orb.MultiPolygon
	switch g := g.(type) {
	case orb.Polygon:
		polygons = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		polygons = g
	default:
		return nil, fmt.Errorf("is a %T, want a polygon", g)
	}
	for _, polygon := range polygons {
		for i, ring := range polygon {
			for j, p := range ring {
				ring[j] = orb.Point{round7(p[0]), round7(p[1])}
			}
			ring = slices.Compact(ring)
			if len(ring) < 4 || !ring.Closed() {
				return nil, fmt.Errorf("a ring has %d distinct vertices or is open", len(ring))
			}
			want := orb.CCW
			if i > 0 {
				want = orb.CW
			}
			if ring.Orientation() != want {
				ring.Reverse()
			}
			polygon[i] = ring
		}
	}
	return polygons, nil
}

func round7(v float64) float64 { return math.Round(v*1e7) / 1e7 }

// disjoint refuses polygons of one unit that share a vertex or hold one
// another's: islands do neither.
func disjoint(ground orb.MultiPolygon) error {
	for i, a := range ground {
		for _, b := range ground[i+1:] {
			if !a.Bound().Intersects(b.Bound()) {
				continue
			}
			if meets(a, b) || meets(b, a) {
				return fmt.Errorf("two polygons meet near %v: they need a union, not a collection", b.Bound().Center())
			}
		}
	}
	return nil
}

// meets reports whether a vertex of b's outer ring is in a or on its edge.
func meets(a, b orb.Polygon) bool {
	return slices.ContainsFunc(b[0], func(p orb.Point) bool { return planar.PolygonContains(a, p) })
}

// layer writes one feature a line, sorted by code.
func (b *builder) layer(file string, names map[string]string, grounds map[string]orb.MultiPolygon, source geo.Source) error {
	counts := map[string]int{"features": len(names)}
	out := []byte(`{"type":"FeatureCollection","features":[`)
	for i, code := range sortedKeys(names) {
		ground, ok := grounds[code]
		if !ok {
			return fmt.Errorf("%s gives no ground to %s %s", naturalEarth.file, code, names[code])
		}
		if i > 0 {
			out = append(out, ',')
		}
		label, err := json.Marshal(names[code])
		if err != nil {
			return err
		}
		out = append(out, "\n"+`{"type":"Feature","properties":{"code":"`+code+`","nom":`...)
		out = append(out, label...)
		out = append(out, `},"geometry":{"type":"MultiPolygon","coordinates":`...)
		out = appendMultiPolygon(out, ground)
		out = append(out, "}}"...)
		counts["polygons"] += len(ground)
		for _, polygon := range ground {
			for _, ring := range polygon {
				counts["vertices"] += len(ring) - 1
			}
		}
	}
	source.Counts = counts
	return b.add(file, append(out, "\n]}\n"...), source)
}

func appendMultiPolygon(out []byte, ground orb.MultiPolygon) []byte {
	return appendList(out, ground, func(out []byte, polygon orb.Polygon) []byte {
		return appendList(out, polygon, func(out []byte, ring orb.Ring) []byte {
			return appendList(out, ring, func(out []byte, p orb.Point) []byte {
				out = strconv.AppendFloat(append(out, '['), p[0], 'f', -1, 64)
				out = strconv.AppendFloat(append(out, ','), p[1], 'f', -1, 64)
				return append(out, ']')
			})
		})
	})
}

func appendList[T any](out []byte, list []T, each func([]byte, T) []byte) []byte {
	out = append(out, '[')
	for i, v := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = each(out, v)
	}
	return append(out, ']')
}
