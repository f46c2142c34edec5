package dataset

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
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
	wire.Envelope
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

func computeData(c *ask.Call) (*manifest, error) {
	d := c.Snapshot.Data
	m := &manifest{
		Digest: d.Digest, Sources: d.Sources, Layers: make([]layerWire, len(d.Layers)),
		Units: map[geo.Level]int{}, Hoods: map[geo.Geography]int{},
		Centres: len(d.Centres), Perimeters: len(c.Snapshot.Perimeters), Contracts: len(d.Contracts),
		PopulationOf: d.Catalogue.PopulationOf,
		Network:      publishedOf(d.Network.Sizes), Claims: publishedOf(d.Network.Claims),
	}
	for i, l := range d.Layers {
		m.Layers[i] = layerWire{l.Name, len(l.Features), l.Source.ID}
	}
	for _, level := range geo.Levels {
		m.Units[level] = len(c.Snapshot.Units(level))
	}
	for _, g := range geo.Geographies {
		m.Hoods[g] = len(d.Neighbourhoods[g])
	}
	return m, nil
}

func dataJSON(c *ask.Call, m *manifest) (rest.Answer, error) {
	out := *m
	out.Envelope = wire.EnvelopeOf(c)
	return rest.Answer{Value: out}, nil
}

func publishedOf(all []geo.Published) []publishedWire {
	out := make([]publishedWire, len(all))
	for i, p := range all {
		out[i] = publishedWire{
			Date: p.Date, Count: wire.Known(p.Count), Unit: p.Unit, Source: p.Source, Confidence: p.Confidence, Note: p.Note,
		}
		if p.Share != 0 {
			out[i].Share = &all[i].Share
		}
	}
	return out
}

// dataRoute is the manifest of the data.
func dataRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/data", Name: "getData", Tag: "service",
		Summary: "The manifest of the data",
		Description: "Every source with its version, licence, vintage, checksum and counts, and how much of everything is " +
			"loaded.",
		Resource: rest.Computed(computeData,
			rest.Linked(rest.NoLinks, rest.JSON("Manifest", dataJSON), frame.HTML(dataPage))...),
	}
}
