package whatif

import (
	"context"
	"strings"

	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// turning is how two networks stand against the regions since 2016.
type turning struct{ before, after *realign.Outline }

// turningOf sets two networks against the regions; q tells territory and geography
// of each.
func turningOf(ctx context.Context, s *snapshot.Snapshot, q coverage.Query,
	before, after snapshot.Network) (*turning, error) {
	b, err := realign.OutlineOf(ctx, s, q, before)
	if err != nil {
		return nil, err
	}
	a, err := realign.OutlineOf(ctx, s, q, after)
	return &turning{b, a}, err
}

// turningWire is how the regions stand before and after.
type turningWire struct {
	Before  wire.AlignmentSummary `json:"before"`
	After   wire.AlignmentSummary `json:"after"`
	Changes []statusChangeWire    `json:"changes"`
}

// statusChangeWire is a region whose status changes.
type statusChangeWire struct {
	wire.Unit
	From        realign.Status `json:"from"`
	To          realign.Status `json:"to"`
	IndexBefore wire.Alignment `json:"index_before"`
	IndexAfter  wire.Alignment `json:"index_after"`
}

// stance is how one network stands against one region.
type stance struct {
	Status realign.Status `json:"status"`
	Index  wire.Alignment `json:"index"`
}

func outlined(o *realign.Outline) wire.AlignmentSummary {
	return wire.AlignmentSummary{
		Counts: wire.StatusCountsOf(&o.Counts), CountsApart: wire.StatusCountsOf(&o.Apart),
		Index: wire.AlignmentOf(&o.Alignment),
	}
}

func (t *turning) wire() turningWire {
	turns := realign.Turns(t.before, t.after)
	out := turningWire{outlined(t.before), outlined(t.after), make([]statusChangeWire, len(turns))}
	for i := range turns {
		one := &turns[i]
		out.Changes[i] = statusChangeWire{
			Unit: wire.UnitOf(&one.Unit), From: one.From, To: one.To, IndexBefore: wire.RegionIndexOf(&one.Before).Alignment,
			IndexAfter: wire.RegionIndexOf(&one.After).Alignment,
		}
	}
	return out
}

// stancesOf are the stances of an outline by the code of the region; none where
// the rows of the answer are of another level.
func stancesOf(o *realign.Outline, level geo.Level) map[string]*stance {
	out := map[string]*stance{}
	if level != geo.Region {
		return out
	}
	for i := range o.Regions {
		r := &o.Regions[i]
		out[r.Unit.Code] = &stance{r.Status, wire.RegionIndexOf(&r.Alignment).Alignment}
	}
	return out
}

// addStatusCounts adds the counts of regions and the national index of one of two
// networks to a row of the total.
func addStatusCounts(p *rest.Properties, o *realign.Outline, side string) {
	for _, status := range realign.Statuses {
		p.Add("regions_"+string(status)+side, o.Counts.Of(status))
	}
	x := wire.AlignmentOf(&o.Alignment)
	p.Add("index_departments"+side, rest.OrNull(x.Departments))
	p.Add("index_neighbourhoods"+side, rest.OrNull(x.Neighbourhoods))
}

// addStatusChange adds how one region stands in two networks.
func addStatusChange(p *rest.Properties, t *statusChangeWire, sides [2]string) {
	addStances(p, &stance{t.From, t.IndexBefore}, &stance{t.To, t.IndexAfter}, sides)
}

// addStances does of stances; nil where the row is no region.
func addStances(p *rest.Properties, before, after *stance, sides [2]string) {
	for i, s := range [2]*stance{before, after} {
		if s == nil {
			continue
		}
		p.Add("realignment"+sides[i], string(s.Status))
		p.Add("index_departments"+sides[i], rest.OrNull(s.Index.Departments))
		p.Add("index_neighbourhoods"+sides[i], rest.OrNull(s.Index.Neighbourhoods))
	}
}

// addStatusColumns names the columns that these fill.
func addStatusColumns(p *rest.Properties, sides [2]string) {
	for _, side := range sides {
		p.Add("realignment"+side, nil)
		addStatusCounts(p, &realign.Outline{}, side)
	}
}

// addEffect adds what a total of two states has beside its figures in each.
func addEffect(p *rest.Properties, e *effect, sides [2]string) {
	addStatusCounts(p, e.turning.before, sides[0])
	addStatusCounts(p, e.turning.after, sides[1])
	for i, b := range [2]*wire.Band{e.before, e.after} {
		wire.AddBandOf(p, b, strings.TrimPrefix(sides[i], "_"))
	}
	for i, b := range [2]*wire.Band{e.before, e.after} {
		wire.AddAges(p, b.Evidence, geo.Neighbourhoods, sides[i])
	}
}

// addEffectColumns names the columns of an effect, and those of regions.
func addEffectColumns(p *rest.Properties, sides [2]string) {
	addStatusColumns(p, sides)
	for _, side := range sides {
		wire.AddBandOf(p, &wire.Band{}, strings.TrimPrefix(side, "_"))
	}
	for _, side := range sides {
		wire.AddAges(p, nil, geo.Neighbourhoods, side)
	}
}

// Suffixes of columns of two states.
var (
	beforeAfter = [2]string{"_before", "_after"}
	sideBySide  = [2]string{"_a", "_b"}
)
