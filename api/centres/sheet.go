package centres

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// SheetAnswer is what a regional service reads before it vouches for a
// perimeter. Its totals have no evidence by age: all of them rest on the one
// perimeter, whose latest source stands beside them.
type SheetAnswer struct {
	wire.Echo
	Perimeter   perimeterWire     `json:"perimeter"`
	Active      bool              `json:"active"` // whether it holds on the day asked
	Inside      []insideWire      `json:"inside"`
	Outside     []outsideWire     `json:"outside"`
	OpenEdges   []edgeWire        `json:"open_edges"` // on the sea, or abroad
	Totals      wire.Measures     `json:"totals"`
	Assumptions []wire.Assumption `json:"assumptions"`
	Doubts      []string          `json:"to_confirm"` // what the service is asked to confirm, in words
	wire.Envelope
}

type insideWire struct {
	wire.Unit
	Whole                   bool     `json:"whole"`
	Neighbourhoods          int64    `json:"neighbourhoods"`
	NeighbourhoodsInside    any      `json:"neighbourhoods_inside"` // null where a drawn line cuts the unit
	NeighbourhoodPopulation any      `json:"neighbourhood_population"`
	OtherCentres            []string `json:"other_centres"`
}

type outsideWire struct {
	wire.Unit
	Centres []string   `json:"centres"` // who covers some of it on that day
	Edges   []edgeWire `json:"edges"`
}

type edgeWire struct {
	wire.Unit
	KM float64 `json:"km"`
}

func computeSheet(c *ask.Call) (*coverage.Sheet, error) {
	centre, err := centre(c)
	if err != nil {
		return nil, err
	}
	sheet, err := coverage.NewSheet(c.Ctx, c.Snapshot, perimeterAsked(c), c.Analysis())
	if err != nil || sheet.Perimeter.Centre.ID != centre.ID {
		return nil, rest.ErrNoItem("perimeter of "+centre.ID, perimeterAsked(c),
			"They are listed at "+wire.PerimetersPath(centre.ID)+".")
	}
	return sheet, nil
}

func sheetJSON(c *ask.Call, sheet *coverage.Sheet) (rest.Answer, error) {
	links, q := c.Alternates(), c.Analysis()
	out := SheetAnswer{
		Echo: wire.EchoOf(&c.Question), Perimeter: perimeterWireOf(c, sheet.Perimeter), Active: sheet.Active,
		Inside: make([]insideWire, len(sheet.Inside)), Outside: make([]outsideWire, len(sheet.Outside)),
		OpenEdges: edgesOf(sheet.Open),
		Totals: wire.MeasuresOf(&sheet.Figures, func(m geo.Measure) string {
			return coverage.Describe(c.Snapshot, q, m)
		}),
		Assumptions: wire.AssumptionsOf(sheet.Doubts), Doubts: toConfirm(sheet.Perimeter),
		Envelope: wire.EnvelopeOf(c, links...),
	}
	for i, in := range sheet.Inside {
		out.Inside[i] = insideWire{Unit: wire.UnitOf(&in.Unit), Whole: in.Whole, Neighbourhoods: in.Neighbourhoods,
			NeighbourhoodsInside:    wire.Known(in.NeighbourhoodsInside),
			NeighbourhoodPopulation: wire.Known(in.InhabitantsOfThem), OtherCentres: rest.Codes(in.OtherCentres)}
	}
	for i, o := range sheet.Outside {
		out.Outside[i] = outsideWire{wire.UnitOf(&o.Unit), rest.Codes(o.Centres), edgesOf(o.Edges)}
	}
	return rest.Answer{Value: out, Links: links}, nil
}

func edgesOf(edges []coverage.Edge) []edgeWire {
	out := make([]edgeWire, len(edges))
	for i, e := range edges {
		out[i] = edgeWire{wire.UnitOf(&e.Unit), rest.Round(e.Metres/1000, 3)}
	}
	return out
}

// toConfirm says in words what is not established about a perimeter.
func toConfirm(p *snapshot.Perimeter) []string {
	out, first := []string{}, "read as open"
	if p.FirstDay() != geo.Past {
		first = "counted from " + p.FirstDay().String()
	}
	if !p.Sourced {
		out = append(out, "no published source was found for this perimeter")
	}
	if p.Confidence != geo.High {
		out = append(out, "its confidence is "+p.Confidence.String())
	}
	for _, end := range []struct {
		name string
		date geo.Fuzzy
		read string // where it is not known
	}{{"start", p.From, first}, {"end", p.To, "read as open"}} {
		switch end.date.Precision() {
		case geo.Day:
		case geo.Unknown:
			out = append(out, "its "+end.name+" is not known, and "+end.read)
		default:
			out = append(out,
				"its "+end.name+" is known to the "+string(end.date.Precision())+" only ("+end.date.String()+"), taken whole")
		}
	}
	if p.Act == "" {
		out = append(out, "no legal act is known")
	}
	return out
}

// sheetTable writes one row per unit inside, then one per common edge with a
// unit outside, then the open edges: the first column tells which.
func sheetTable(c *ask.Call, s *coverage.Sheet) (*rest.Table, error) {
	t := wire.NewTable(c, "maillage-sheet-"+s.Perimeter.ID+"-"+c.Date.String(),
		"row", "perimeter", "datetime", "active", "level", "code", "name", "whole",
		"neighbourhoods", "neighbourhoods_inside", "neighbourhood_population", "centres", "borders_on", "border_km",
		"confidence", "sourced", "to_confirm")
	add := func(row string, u *geo.Unit, whole, hoods, inside, people any, centres []string, on any, km any) {
		t.Add(row, s.Perimeter.ID, c.Date.String(), s.Active, string(u.Level), u.Code, u.Name, whole,
			hoods, inside, people, centres, on, km, s.Perimeter.Confidence.String(), s.Perimeter.Sourced, toConfirm(s.Perimeter))
	}
	for i := range s.Inside {
		in := &s.Inside[i]
		add("inside", &in.Unit, in.Whole, in.Neighbourhoods, wire.Known(in.NeighbourhoodsInside),
			wire.Known(in.InhabitantsOfThem), in.OtherCentres, nil, nil)
	}
	for i := range s.Outside {
		o := &s.Outside[i]
		for _, e := range o.Edges {
			add("outside", &o.Unit, nil, nil, nil, nil, o.Centres, e.Unit.Code, rest.Round(e.Metres/1000, 3))
		}
	}
	for _, e := range s.Open {
		add("open-edge", &e.Unit, nil, nil, nil, nil, nil, nil, rest.Round(e.Metres/1000, 3))
	}
	return t, nil
}
