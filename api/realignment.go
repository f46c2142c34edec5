package api

import (
	"slices"
	"sync"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// realignmentAnswer is what /analysis/realignment says.
type realignmentAnswer struct {
	asked
	Centres     network           `json:"centres"`
	Regions     []realignedRegion `json:"regions"`
	Counts      statusCounts      `json:"counts"`       // of the regions
	CountsApart statusCounts      `json:"counts_apart"` // of the collectivities
	Remaining   remaining         `json:"remaining"`
	Index       alignment         `json:"index"`
	Band        standingBand      `json:"band"`
	Totals      measures          `json:"totals"`
	ByTerritory *byTerritory      `json:"by_territory,omitempty"`
	Assumptions []assumption      `json:"assumptions"`
	footing
}

// realignedRegion is how the centres stand against one region.
type realignedRegion struct {
	Level     geo.Level         `json:"level"`
	Code      string            `json:"code"`
	Name      string            `json:"name"`
	Status    realign.Status    `json:"status"`
	Centres   []realignedCentre `json:"centres"`
	InCommon  []string          `json:"in_common"` // departments in which centres share ground
	Remaining remaining         `json:"remaining"`
	Index     regionIndex       `json:"index"`
	Measures  measures          `json:"measures"`
}

// realignedCentre is what one centre holds of a region; the age of its evidence
// stands with its perimeters.
type realignedCentre struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Shares    shares           `json:"shares"` // of the region
	Edge      realign.EdgeKind `json:"edge"`
	EdgeKM    *edgeLengths     `json:"edge_km"`   // null where it cannot be measured
	Straddles []string         `json:"straddles"` // the regions it serves, where they are several
	Measures  measures         `json:"measures"`
}

// edgeLengths is the edge of a centre inside a region, by what it lies on.
type edgeLengths struct {
	Inherited  float64 `json:"inherited"`
	Department float64 `json:"department"`
	Other      float64 `json:"other"`
}

// regionIndex is the index of a region and its three factors.
type regionIndex struct {
	alignment
	Factors struct {
		Departments    *factors `json:"departments"`
		Neighbourhoods *factors `json:"neighbourhoods"`
	} `json:"factors"`
}

type factors struct {
	Coverage    float64 `json:"coverage"`
	Containment float64 `json:"containment"`
	Unity       float64 `json:"unity"`
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
	band     *band // of the totals
	aged     agedRows
	lands    lands
}

func computeRealignment(c *call) (*realignmentResult, error) {
	r, err := realign.Realign(c.ctx, c.snapshot, c.analysis())
	if err != nil {
		return nil, err
	}
	return &realignmentResult{
		Realignment: r,
		evidence:    sync.OnceValues(func() (*coverage.Evidence, error) { return c.evidenceOf(r.Coverage) }),
		beside:      sync.OnceValues(func() (*realignmentBeside, error) { return c.besideRealignment(r) }),
	}, nil
}

func (c *call) besideRealignment(r *realign.Realignment) (*realignmentBeside, error) {
	interval, err := realign.Interval(c.ctx, c.snapshot, c.analysis())
	if err != nil {
		return nil, err
	}
	out := &realignmentBeside{
		interval: interval,
		band:     &band{High: interval.High.Figures, Medium: interval.Medium.Figures, Low: interval.Low.Figures},
	}
	if out.band.Evidence, out.aged, err = c.evidenceByRow(r.Coverage); err != nil {
		return nil, err
	}
	out.lands, err = landsOf(c, r.Coverage, out.band.Evidence)
	return out, err
}

func realignmentJSON(c *call, r *realignmentResult) (answer, error) {
	beside, err := r.beside()
	if err != nil {
		return answer{}, err
	}
	links := c.alternates()
	out := realignmentAnswer{
		asked: askedOf(&c.question), Centres: networkOf(r.Coverage), Regions: make([]realignedRegion, len(r.Regions)),
		Counts: statusCountsOf(&r.Counts), CountsApart: statusCountsOf(&r.Apart),
		Remaining: remainingOf(&r.Remaining, departmentsLeft(r.Realignment), c.Territory.Describe(), c.describe),
		Index:     alignmentOf(&r.Alignment), Band: standingBandOf(beside.interval),
		Totals: c.totalsOf(&r.Coverage.Totals, beside.band), ByTerritory: beside.lands.wire(c), Assumptions: assumptionsOf(r.Coverage.Assumed),
		footing: footingOf(c, links...).rounded(areasRounded),
	}
	for i := range r.Regions {
		out.Regions[i] = realignedRegionOf(r.Realignment, i, beside.aged.of(i))
	}
	return answer{value: out, links: links}, nil
}

// realignedRegionOf puts one region on the wire. Regions and the rows of their
// coverage are in the same order.
func realignedRegionOf(r *realign.Realignment, i int, e *coverage.Evidence) realignedRegion {
	region := &r.Regions[i]
	of := ofUnit(region.Unit.Name, r.Query)
	out := realignedRegion{
		Level: region.Unit.Level, Code: region.Unit.Code, Name: region.Unit.Name, Status: region.Status,
		Centres: make([]realignedCentre, len(region.Centres)), InCommon: codes(region.InCommon),
		Remaining: remainingOf(&region.Remaining, region.NotCovered, region.Unit.Name, of),
		Index:     regionIndexOf(&region.Alignment), Measures: agedMeasuresOf(&r.Coverage.Rows[i].Figures, e, of),
	}
	for k := range region.Centres {
		centre := &region.Centres[k]
		out.Centres[k] = realignedCentre{
			ID: centre.Centre.ID, Name: centre.Centre.Name, Shares: sharesOf(&centre.Shares), Measures: measuresOf(&centre.Shares, of),
			Edge: centre.Edge.Kind, EdgeKM: edgeLengthsOf(&centre.Edge), Straddles: straddled(centre),
		}
	}
	return out
}

func edgeLengthsOf(e *realign.Edge) *edgeLengths {
	if !e.Measured {
		return nil
	}
	return &edgeLengths{round(e.Inherited/1000, 3), round(e.Department/1000, 3), round(e.Other/1000, 3)}
}

func straddled(centre *realign.Centre) []string {
	if len(centre.Regions) < 2 {
		return []string{}
	}
	return centre.Regions
}

func regionIndexOf(a *realign.Alignment) regionIndex {
	out := regionIndex{alignment: alignment{
		indexValue(a.Departments.Value, a.Departments.Known),
		indexValue(a.Neighbourhoods.Value, a.Neighbourhoods.Known),
	}}
	out.Factors.Departments, out.Factors.Neighbourhoods = factorsOf(&a.Departments), factorsOf(&a.Neighbourhoods)
	return out
}

func factorsOf(x *realign.Index) *factors {
	if !x.Known {
		return nil
	}
	return &factors{round(x.Coverage, 6), round(x.Containment, 6), round(x.Unity, 6)}
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
