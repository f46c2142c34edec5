package api

import (
	"maillage/geo"
	"net/http"
)

// manifest says what is loaded: every source, and how much of everything.
type manifest struct {
	Digest       string                `json:"digest"` // the fingerprint of the content
	Sources      []geo.Source          `json:"sources"`
	Layers       []layerWire           `json:"layers"`
	Units        map[geo.Level]int     `json:"units"`
	Hoods        map[geo.Geography]int `json:"neighbourhoods"`
	Centres      int                   `json:"centres"`
	Perimeters   int                   `json:"perimeters"`
	Contracts    int                   `json:"city_contracts"`
	PopulationOf string                `json:"population_of"`
	Network      []publishedWire       `json:"published_sizes"`
	Claims       []publishedWire       `json:"published_coverage"`
	footing
}

type layerWire struct {
	Name     geo.LayerName `json:"name"`
	Features int           `json:"features"`
	Source   string        `json:"source"`
}

type publishedWire struct {
	Date       geo.Fuzzy `json:"date"`
	Count      any       `json:"count"`
	Share      *float64  `json:"share"`
	Unit       string    `json:"unit,omitempty"`
	Source     string    `json:"source"`
	Confidence string    `json:"confidence,omitempty"`
	Note       string    `json:"note,omitempty"`
}

func computeData(c *call) (*manifest, error) {
	d := c.snapshot.Data
	m := &manifest{
		Digest: d.Digest, Sources: d.Sources, Layers: make([]layerWire, len(d.Layers)),
		Units: map[geo.Level]int{}, Hoods: map[geo.Geography]int{},
		Centres: len(d.Centres), Perimeters: len(c.snapshot.Perimeters), Contracts: len(d.Contracts),
		PopulationOf: d.Catalogue.PopulationOf,
		Network:      publishedOf(d.Network.Sizes), Claims: publishedOf(d.Network.Claims),
	}
	for i, l := range d.Layers {
		m.Layers[i] = layerWire{l.Name, len(l.Features), l.Source.ID}
	}
	for _, level := range geo.Levels {
		m.Units[level] = len(c.snapshot.Units(level))
	}
	for _, g := range geo.Geographies {
		m.Hoods[g] = len(d.Neighbourhoods[g])
	}
	return m, nil
}

func dataJSON(c *call, m *manifest) (answer, error) {
	out := *m
	out.footing = footingOf(c)
	return answer{value: out}, nil
}

func publishedOf(all []geo.Published) []publishedWire {
	out := make([]publishedWire, len(all))
	for i, p := range all {
		out[i] = publishedWire{Date: p.Date, Count: known(p.Count), Unit: p.Unit, Source: p.Source, Confidence: p.Confidence, Note: p.Note}
		if p.Share != 0 {
			out[i].Share = &all[i].Share
		}
	}
	return out
}

func dataRoute() *route {
	return &route{
		method: http.MethodGet, path: "/data", name: "getData", tag: "service",
		summary:     "The manifest of the data",
		description: "Every source with its version, licence, vintage, checksum and counts, and how much of everything is loaded.",
		resource:    computed(computeData, linked(noLinks, inJSON("Manifest", dataJSON), inHTML(dataPage))...),
	}
}
