package api

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// turning is how two networks stand against the regions since 2016.
type turning struct{ before, after *realign.Outline }

// turningOf sets two networks against the regions; q tells territory and geography
// of each.
func turningOf(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, before, after snapshot.Network) (*turning, error) {
	b, err := realign.OutlineOf(ctx, s, q, before)
	if err != nil {
		return nil, err
	}
	a, err := realign.OutlineOf(ctx, s, q, after)
	return &turning{b, a}, err
}

// turningWire is how the regions stand before and after.
type turningWire struct {
	Before  standing   `json:"before"`
	After   standing   `json:"after"`
	Changes []turnWire `json:"changes"`
}

// turnWire is a region whose status changes.
type turnWire struct {
	unitWire
	From        realign.Status `json:"from"`
	To          realign.Status `json:"to"`
	IndexBefore alignment      `json:"index_before"`
	IndexAfter  alignment      `json:"index_after"`
}

// stance is how one network stands against one region.
type stance struct {
	Status realign.Status `json:"status"`
	Index  alignment      `json:"index"`
}

func outlined(o *realign.Outline) standing {
	return standing{statusCountsOf(&o.Counts), statusCountsOf(&o.Apart), alignmentOf(&o.Alignment)}
}

func (t *turning) wire() turningWire {
	turns := realign.Turns(t.before, t.after)
	out := turningWire{outlined(t.before), outlined(t.after), make([]turnWire, len(turns))}
	for i := range turns {
		one := &turns[i]
		out.Changes[i] = turnWire{
			unitWireOf(&one.Unit), one.From, one.To, regionIndexOf(&one.Before).alignment, regionIndexOf(&one.After).alignment,
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
		out[r.Unit.Code] = &stance{r.Status, regionIndexOf(&r.Alignment).alignment}
	}
	return out
}

// addStanding adds the counts of regions and the national index of one of two
// networks to a row of the total.
func (p *properties) addStanding(o *realign.Outline, side string) {
	for _, status := range realign.Statuses {
		p.add("regions_"+string(status)+side, o.Counts.Of(status))
	}
	x := alignmentOf(&o.Alignment)
	p.add("index_departments"+side, orNull(x.Departments))
	p.add("index_neighbourhoods"+side, orNull(x.Neighbourhoods))
}

// addTurn adds how one region stands in two networks.
func (p *properties) addTurn(t *turnWire, sides [2]string) {
	p.addStances(&stance{t.From, t.IndexBefore}, &stance{t.To, t.IndexAfter}, sides)
}

// addStances does of stances; nil where the row is no region.
func (p *properties) addStances(before, after *stance, sides [2]string) {
	for i, s := range [2]*stance{before, after} {
		if s == nil {
			continue
		}
		p.add("realignment"+sides[i], string(s.Status))
		p.add("index_departments"+sides[i], orNull(s.Index.Departments))
		p.add("index_neighbourhoods"+sides[i], orNull(s.Index.Neighbourhoods))
	}
}

// addTurnColumns names the columns that these fill.
func (p *properties) addTurnColumns(sides [2]string) {
	for _, side := range sides {
		p.add("realignment"+side, nil)
		p.addStanding(&realign.Outline{}, side)
	}
}

// addEffect adds what a total has beside its figures before and after.
func (p *properties) addEffect(e *effect) {
	p.addStanding(e.turning.before, "_before")
	p.addStanding(e.turning.after, "_after")
	p.addBandOf(e.before, "before")
	p.addBandOf(e.after, "after")
	p.addAges(e.before.Evidence, geo.Neighbourhoods, beforeAfter[0])
	p.addAges(e.after.Evidence, geo.Neighbourhoods, beforeAfter[1])
}

// addEffectColumns names the columns of an effect.
func (p *properties) addEffectColumns() {
	p.addTurnColumns(beforeAfter)
	p.addBandOf(&band{}, "before")
	p.addBandOf(&band{}, "after")
	p.addAges(nil, geo.Neighbourhoods, beforeAfter[0])
	p.addAges(nil, geo.Neighbourhoods, beforeAfter[1])
}

// Suffixes of columns of two states.
var (
	beforeAfter = [2]string{"_before", "_after"}
	sideBySide  = [2]string{"_a", "_b"}
)
