package scenariojson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
	"maillage/geo/scenario"
)

// geometry reads a GeoJSON Polygon or MultiPolygon. A third coordinate
// (RFC 7946 calls it altitude) is dropped.
func (p *parser) geometry(raw json.RawMessage) (orb.MultiPolygon, error) {
	members, err := object(raw, "type", "coordinates")
	if err != nil {
		return nil, fmt.Errorf(`"geometry": %w`, err)
	}
	kind, err := textOf(members["type"], "type")
	if err != nil {
		return nil, fmt.Errorf(`"geometry": %w`, err)
	}
	coordinates := members["coordinates"]
	// Each position opens one bracket, each ring of four or more another:
	// counted before anything is allocated.
	if n := bytes.Count(coordinates, []byte{'['}); n > 2*p.vertices+2 {
		return nil, tooManyVertices()
	}
	var polygons [][][][]float64
	switch kind {
	case "Polygon":
		polygons = make([][][][]float64, 1)
		err = json.Unmarshal(coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(coordinates, &polygons)
	default:
		return nil, scenario.Unknown("type of geometry taken here", kind, []string{"Polygon", "MultiPolygon"})
	}
	if err != nil || coordinates == nil {
		return nil, fmt.Errorf(`"geometry": the coordinates are not those of a %s`, kind)
	}
	return p.polygons(polygons)
}

func tooManyVertices() error {
	return fmt.Errorf("the polygons of a scenario have more than %d vertices in all: simplify them", MaxVertices)
}

func (p *parser) polygons(in [][][][]float64) (orb.MultiPolygon, error) {
	var out orb.MultiPolygon
	for _, rings := range in {
		var polygon orb.Polygon
		for _, positions := range rings {
			if p.vertices -= len(positions); p.vertices < 0 {
				return nil, tooManyVertices()
			}
			ring, err := ringOf(positions)
			if err != nil {
				return nil, fmt.Errorf(`"geometry": %w`, err)
			}
			polygon = append(polygon, ring)
		}
		if len(polygon) == 0 {
			return nil, errors.New(`"geometry": a polygon without a ring`)
		}
		out = append(out, polygon)
	}
	if len(out) == 0 {
		return nil, errors.New(`"geometry": no polygon`)
	}
	return out, nil
}

func ringOf(positions [][]float64) (orb.Ring, error) {
	if len(positions) < 4 {
		return nil, fmt.Errorf("a ring of %d positions, fewer than 4", len(positions))
	}
	ring := make(orb.Ring, len(positions))
	for i, at := range positions {
		if len(at) != 2 && len(at) != 3 {
			return nil, fmt.Errorf("a position of %d numbers: want longitude, latitude", len(at))
		}
		ring[i] = orb.Point{at[0], at[1]}
		if _, err := mesh.Quantise(ring[i]); err != nil {
			return nil, fmt.Errorf("position %v: %w; want longitude, latitude in degrees", at, err)
		}
	}
	for i := 1; i < len(ring); i++ {
		if west, east := ring[i-1][0], ring[i][0]; math.Abs(east-west) > 180 {
			return nil,
				fmt.Errorf("the edge from longitude %v to %v goes the long way round the globe: cut the polygon at the "+
					"antimeridian, into a MultiPolygon with a part on each side (RFC 7946, 3.1.9)", west, east)
		}
	}
	if ring[0] != ring[len(ring)-1] {
		return nil, errors.New("a ring that is not closed: end it with its first position")
	}
	return ring, nil
}
