package tileset

import (
	"fmt"
	"slices"
	"strings"

	"maillage/data/format/pmtiles"
	"maillage/geo/snapshot"
)

// describe makes the metadata of the file: its layers, their fields, the
// question they answer, and the credits of the sources.
func (set *Set) describe(s *snapshot.Snapshot) pmtiles.Meta {
	m := pmtiles.Meta{Longitude: 2.5, Latitude: 46.6, Zoom: 5} // metropolitan France
	var layers []map[string]any
	first := true
	for _, l := range set.Layers {
		layers = append(layers, map[string]any{
			"id": l.Name, "description": l.About, "fields": l.Fields,
			"minzoom": max(l.MinZoom, set.MinZoom), "maxzoom": set.MaxZoom,
		})
		bound, ok := l.Source.Bound()
		if !ok {
			continue
		}
		if first {
			m.West, m.South, m.East, m.North = bound.Min[0], bound.Min[1], bound.Max[0], bound.Max[1]
		}
		m.West, m.South = min(m.West, bound.Min[0]), min(m.South, bound.Min[1])
		m.East, m.North = max(m.East, bound.Max[0]), max(m.North, bound.Max[1])
		first = false
	}
	var credits []string
	for _, src := range s.Data.Sources {
		if line := src.Credit + " (" + src.Vintage + ")"; !slices.Contains(credits, line) {
			credits = append(credits, line)
		}
	}
	q := set.Query
	m.Metadata = map[string]any{
		"name": "maillage", "type": "overlay", "format": "pbf", "version": "1.0.0", "generator": set.Generator,
		"description": fmt.Sprintf("Coverage by the resource centres (CRPV) on %s: level %s, territory %s, scope %s, "+
			"confidence %s or above, neighbourhoods of %s. Not an official service of the State.",
			q.Date, q.Level, q.Territory, q.Scope, q.Confidence, q.Geography),
		"attribution": strings.Join(credits, " · "), "maillage:generation": s.Generation, "vector_layers": layers,
	}
	return m
}
