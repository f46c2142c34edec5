package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// sheetAnswer is what a regional service reads before it vouches for a
// perimeter. Its totals have no evidence by age: all of them rest on the one
// perimeter, whose latest source stands beside them.
type sheetAnswer struct {
	asked
	Perimeter   perimeterWire `json:"perimeter"`
	Active      bool          `json:"active"` // whether it holds on the day asked
	Inside      []insideWire  `json:"inside"`
	Outside     []outsideWire `json:"outside"`
	OpenEdges   []edgeWire    `json:"open_edges"` // on the sea, or abroad
	Totals      measures      `json:"totals"`
	Assumptions []assumption  `json:"assumptions"`
	Doubts      []string      `json:"to_confirm"` // what the service is asked to confirm, in words
	footing
}

type insideWire struct {
	unitWire
	Whole                   bool     `json:"whole"`
	Neighbourhoods          int64    `json:"neighbourhoods"`
	NeighbourhoodsInside    any      `json:"neighbourhoods_inside"` // null where a drawn line cuts the unit
	NeighbourhoodPopulation any      `json:"neighbourhood_population"`
	OtherCentres            []string `json:"other_centres"`
}

type outsideWire struct {
	unitWire
	Centres []string   `json:"centres"` // who covers some of it on that day
	Edges   []edgeWire `json:"edges"`
}

type edgeWire struct {
	unitWire
	KM float64 `json:"km"`
}

func computeSheet(c *call) (*coverage.Sheet, error) {
	centre, err := c.centre()
	if err != nil {
		return nil, err
	}
	sheet, err := coverage.NewSheet(c.ctx, c.snapshot, perimeterAsked(c), c.analysis())
	if err != nil || sheet.Perimeter.Centre.ID != centre.ID {
		return nil, errNoItem("perimeter of "+centre.ID, perimeterAsked(c), "They are listed at "+perimetersPath(centre.ID)+".")
	}
	return sheet, nil
}

func sheetJSON(c *call, sheet *coverage.Sheet) (answer, error) {
	links, q := c.alternates(), c.analysis()
	out := sheetAnswer{
		asked: askedOf(&c.question), Perimeter: c.perimeterWire(sheet.Perimeter), Active: sheet.Active,
		Inside: make([]insideWire, len(sheet.Inside)), Outside: make([]outsideWire, len(sheet.Outside)),
		OpenEdges: edgesOf(sheet.Open),
		Totals: measuresOf(&sheet.Figures, func(m geo.Measure) string {
			return coverage.Describe(c.snapshot, q, m)
		}),
		Assumptions: assumptionsOf(sheet.Doubts), Doubts: toConfirm(sheet.Perimeter),
		footing: footingOf(c, links...),
	}
	for i, in := range sheet.Inside {
		out.Inside[i] = insideWire{unitWireOf(&in.Unit), in.Whole, in.Neighbourhoods, known(in.NeighbourhoodsInside),
			known(in.InhabitantsOfThem), codes(in.OtherCentres)}
	}
	for i, o := range sheet.Outside {
		out.Outside[i] = outsideWire{unitWireOf(&o.Unit), codes(o.Centres), edgesOf(o.Edges)}
	}
	return answer{value: out, links: links}, nil
}

func unitWireOf(u *geo.Unit) unitWire { return unitWire{u.Level, u.Code, u.Name} }

func edgesOf(edges []coverage.Edge) []edgeWire {
	out := make([]edgeWire, len(edges))
	for i, e := range edges {
		out[i] = edgeWire{unitWireOf(&e.Unit), round(e.Metres/1000, 3)}
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
			out = append(out, "its "+end.name+" is known to the "+string(end.date.Precision())+" only ("+end.date.String()+"), taken whole")
		}
	}
	if p.Act == "" {
		out = append(out, "no legal act is known")
	}
	return out
}

// sheetTable writes one row per unit inside, then one per common edge with a
// unit outside, then the open edges: the first column tells which.
func sheetTable(c *call, s *coverage.Sheet) (*table, error) {
	t := newTable(c, "maillage-sheet-"+s.Perimeter.ID+"-"+c.Date.String(),
		"row", "perimeter", "datetime", "active", "level", "code", "name", "whole",
		"neighbourhoods", "neighbourhoods_inside", "neighbourhood_population", "centres", "borders_on", "border_km",
		"confidence", "sourced", "to_confirm")
	add := func(row string, u *geo.Unit, whole, hoods, inside, people any, centres []string, on any, km any) {
		t.add(row, s.Perimeter.ID, c.Date.String(), s.Active, string(u.Level), u.Code, u.Name, whole,
			hoods, inside, people, centres, on, km, s.Perimeter.Confidence.String(), s.Perimeter.Sourced, toConfirm(s.Perimeter))
	}
	for i := range s.Inside {
		in := &s.Inside[i]
		add("inside", &in.Unit, in.Whole, in.Neighbourhoods, known(in.NeighbourhoodsInside), known(in.InhabitantsOfThem), in.OtherCentres, nil, nil)
	}
	for i := range s.Outside {
		o := &s.Outside[i]
		for _, e := range o.Edges {
			add("outside", &o.Unit, nil, nil, nil, nil, o.Centres, e.Unit.Code, round(e.Metres/1000, 3))
		}
	}
	for _, e := range s.Open {
		add("open-edge", &e.Unit, nil, nil, nil, nil, nil, nil, round(e.Metres/1000, 3))
	}
	return t, nil
}
