package realignment

import (
	"slices"
	"sync"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// Answer is what /analysis/realignment says.
type Answer struct {
	wire.Echo
	Centres     wire.Network      `json:"centres"`
	Regions     []RealignedRegion `json:"regions"`
	Counts      wire.StatusCounts `json:"counts"`       // of the regions
	CountsApart wire.StatusCounts `json:"counts_apart"` // of the collectivities
	Remaining   wire.Remaining    `json:"remaining"`
	Index       wire.Alignment    `json:"index"`
	Band        wire.StandingBand `json:"band"`
	Totals      wire.Measures     `json:"totals"`
	ByTerritory *wire.ByTerritory `json:"by_territory,omitempty"`
	Assumptions []wire.Assumption `json:"assumptions"`
	wire.Envelope
}

// RealignedRegion is how the centres stand against one region.
type RealignedRegion struct {
	Level     geo.Level         `json:"level"`
	Code      string            `json:"code"`
	Name      string            `json:"name"`
	Status    realign.Status    `json:"status"`
	Centres   []realignedCentre `json:"centres"`
	InCommon  []string          `json:"in_common"` // departments in which centres share ground
	Remaining wire.Remaining    `json:"remaining"`
	Index     wire.RegionIndex  `json:"index"`
	Measures  wire.Measures     `json:"measures"`
}

// realignedCentre is what one centre holds of a region; the age of its evidence
// stands with its perimeters.
type realignedCentre struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Shares    wire.Shares      `json:"shares"` // of the region
	Edge      realign.EdgeKind `json:"edge"`
	EdgeKM    *edgeLengths     `json:"edge_km"`   // null where it cannot be measured
	Straddles []string         `json:"straddles"` // the regions it serves, where they are several
	Measures  wire.Measures    `json:"measures"`
}

// edgeLengths is the edge of a centre inside a region, by what it lies on.
type edgeLengths struct {
	Inherited  float64 `json:"inherited"`
	Department float64 `json:"department"`
	Other      float64 `json:"other"`
}

// realignmentResult is how the network stands, and what some forms show beside it.
type realignmentResult struct {
	*realign.Realignment
	evidence func() (*coverage.Evidence, error) // of the totals
	beside   func() (*realignmentBeside, error) // for the data
}

// realignmentBeside is the interval and the age of the evidence, by region too, and
// the totals of the parts of the country.
type realignmentBeside struct {
	interval *realign.Band
	band     *wire.Band // of the totals
	aged     wire.AgedRows
	lands    wire.PartTotals
}

func computeRealignment(c *ask.Call) (*realignmentResult, error) {
	r, err := realign.Realign(c.Ctx, c.Snapshot, c.Analysis())
	if err != nil {
		return nil, err
	}
	return &realignmentResult{
		Realignment: r,
		evidence:    sync.OnceValues(func() (*coverage.Evidence, error) { return r.Coverage.Evidence(c.Ctx) }),
		beside:      sync.OnceValues(func() (*realignmentBeside, error) { return besideRealignment(c, r) }),
	}, nil
}

func besideRealignment(c *ask.Call, r *realign.Realignment) (*realignmentBeside, error) {
	interval, err := r.Interval(c.Ctx)
	if err != nil {
		return nil, err
	}
	out := &realignmentBeside{
		interval: interval,
		band:     &wire.Band{High: interval.High.Figures, Medium: interval.Medium.Figures, Low: interval.Low.Figures},
	}
	if out.band.Evidence, out.aged, err = wire.EvidenceByRow(c, r.Coverage); err != nil {
		return nil, err
	}
	out.lands, err = wire.PartTotalsOf(c, r.Coverage, out.band.Evidence)
	return out, err
}

func realignmentJSON(c *ask.Call, r *realignmentResult) (rest.Answer, error) {
	beside, err := r.beside()
	if err != nil {
		return rest.Answer{}, err
	}
	links := c.Alternates()
	out := Answer{
		Echo: wire.EchoOf(&c.Question), Centres: wire.NetworkOf(r.Coverage), Regions: make([]RealignedRegion, len(r.Regions)),
		Counts: wire.StatusCountsOf(&r.Counts), CountsApart: wire.StatusCountsOf(&r.Apart),
		Remaining: wire.RemainingOf(&r.Remaining, departmentsLeft(r.Realignment), c.Territory.Describe(),
			func(m geo.Measure) string { return wire.Describe(c, m) }),
		Index: wire.AlignmentOf(&r.Alignment), Band: wire.StandingBandOf(beside.interval),
		Totals: wire.TotalsOf(c, &r.Coverage.Totals, beside.band), ByTerritory: beside.lands.Wire(c),
		Assumptions: wire.AssumptionsOf(r.Coverage.Assumed),
		Envelope:    wire.EnvelopeOf(c, links...).Rounded(wire.AreasRounded),
	}
	for i := range r.Regions {
		out.Regions[i] = realignedRegionOf(r.Realignment, i, beside.aged.Of(i))
	}
	return rest.Answer{Value: out, Links: links}, nil
}

// realignedRegionOf puts one region on the wire. Regions and the rows of their
// coverage are in the same order.
func realignedRegionOf(r *realign.Realignment, i int, e *coverage.Evidence) RealignedRegion {
	region := &r.Regions[i]
	of := wire.OfUnit(region.Unit.Name, r.Query)
	out := RealignedRegion{
		Level: region.Unit.Level, Code: region.Unit.Code, Name: region.Unit.Name, Status: region.Status,
		Centres: make([]realignedCentre, len(region.Centres)), InCommon: rest.Codes(region.InCommon),
		Remaining: wire.RemainingOf(&region.Remaining, region.NotCovered, region.Unit.Name, of),
		Index:     wire.RegionIndexOf(&region.Alignment), Measures: wire.AgedMeasuresOf(&r.Coverage.Rows[i].Figures, e, of),
	}
	for k := range region.Centres {
		centre := &region.Centres[k]
		out.Centres[k] = realignedCentre{
			ID: centre.Centre.ID, Name: centre.Centre.Name, Shares: wire.SharesOf(&centre.Shares),
			Measures: wire.MeasuresOf(&centre.Shares, of),
			Edge:     centre.Edge.Kind, EdgeKM: edgeLengthsOf(&centre.Edge), Straddles: straddled(centre),
		}
	}
	return out
}

func edgeLengthsOf(e *realign.Edge) *edgeLengths {
	if !e.Measured {
		return nil
	}
	return &edgeLengths{rest.Round(e.Inherited/1000, 3), rest.Round(e.Department/1000, 3), rest.Round(e.Other/1000, 3)}
}

func straddled(centre *realign.Centre) []string {
	if len(centre.Regions) < 2 {
		return []string{}
	}
	return centre.Regions
}

// departmentsLeft lists the departments and collectivities not covered whole.
func departmentsLeft(r *realign.Realignment) []string {
	var out []string
	for i := range r.Regions {
		out = append(out, r.Regions[i].NotCovered...)
	}
	slices.Sort(out)
	return out
}
