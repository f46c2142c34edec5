package locate

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Located is what is known of one point.
type Located struct {
	ID             string        `json:"id,omitempty"`
	Lon            float64       `json:"lon"`
	Lat            float64       `json:"lat"`
	Levels         []PlaceWire   `json:"levels"`
	Neighbourhoods quarterWire   `json:"neighbourhood"`
	Centres        []servingWire `json:"centres"`
}

// PlaceWire is where a point stands in one level.
type PlaceWire struct {
	Level       geo.Level         `json:"level"`
	Code        *string           `json:"code"`
	Name        *string           `json:"name"`
	Position    snapshot.Position `json:"position"`
	DistanceM   *float64          `json:"distance_m"`     // to the nearest boundary of the level
	Beyond      *wire.Unit        `json:"beyond"`         // on the other side of it
	AccuracyM   *float64          `json:"accuracy_m"`     // of the layer; null: not known
	Basis       *string           `json:"accuracy_basis"` // how that is known, or why it is not
	Approximate bool              `json:"approximate"`
	Source      *string           `json:"source"`
	Reason      string            `json:"reason,omitempty"` // why the position is unknown
}

// quarterWire is where a point stands among the neighbourhoods.
type quarterWire struct {
	Code      *string  `json:"code"`
	Name      *string  `json:"name"`
	Position  string   `json:"position"` // unknown where polygons are missing
	DistanceM *float64 `json:"distance_m"`
	Reason    string   `json:"reason,omitempty"`
}

// servingWire is a centre that serves a point on the day asked.
type servingWire struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Position   string   `json:"position"`
	Perimeters []string `json:"perimeters"`
}

// PositionUnknown is said of a unit where a point lies too close to its border to tell.
const PositionUnknown = "unknown"

// Answer is where one point lies.
type Answer struct {
	wire.Echo
	Located
	wire.Envelope
}

func getLocate(c *ask.Call) (rest.Answer, error) {
	at := newLocator(c).at(pointOf(c))
	if at.onlySwapped(c.Snapshot) {
		return rest.Answer{}, errSwappedPoint("The point")
	}
	links := c.Alternates()
	if c.As.Format == rest.FormatCSV {
		return rest.Answer{Table: locatedTable(c, []any{at}), Links: links}, nil
	}
	return rest.Answer{Value: Answer{wire.EchoOf(&c.Question), at, wire.EnvelopeOf(c, links...)}, Links: links}, nil
}

func errSwappedPoint(where string) *rest.Problem {
	return ask.SwappedCoordinates.Problem(strings.ToUpper(where[:1])+where[1:]+
		" lies outside every territory served, and inside one with longitude and latitude swapped.",
		"Swap the two: longitude is lon, and comes first.")
}

// A locator answers for one request: the perimeters that count are chosen once.
type locator struct {
	s      *snapshot.Snapshot
	q      coverage.Query
	active []*snapshot.Perimeter
	// mapped counts the neighbourhoods of each department, and of these the
	// ones whose outline is loaded.
	mapped map[string][2]int
}

func newLocator(c *ask.Call) *locator {
	l := &locator{s: c.Snapshot, q: c.Analysis(), mapped: map[string][2]int{}}
	l.active = l.s.Active(l.q)
	if l.s.Quarters() == nil {
		return l
	}
	hoods := l.s.Data.Neighbourhoods[l.q.Geography]
	for i := range hoods {
		n := l.mapped[hoods[i].Department]
		n[0]++
		if l.s.Quarter(hoods[i].Code) != nil {
			n[1]++
		}
		l.mapped[hoods[i].Department] = n
	}
	return l
}

// at tells everything about one point.
func (l *locator) at(p orb.Point) Located {
	spot := snapshot.NewSpot(p)
	out := Located{Lon: p[0], Lat: p[1], Levels: []PlaceWire{}}
	department := ""
	var base []snapshot.Place
	var grounds []*snapshot.LevelGround
	for _, level := range geo.Levels {
		ground := groundAt(l.s, level)
		if ground == nil {
			continue
		}
		place := ground.Locate(spot)
		out.Levels = append(out.Levels, placeOf(ground, place))
		if place.Unit >= 0 && (level == geo.Department || level == geo.Collectivity) {
			department = ground.Units[place.Unit].Code
		}
		if level == l.s.Base().Level || level == geo.Collectivity {
			base, grounds = append(base, place), append(grounds, ground)
		}
	}
	out.Neighbourhoods = l.quarter(p, department)
	out.Centres = l.serving(p, grounds, base)
	return out
}

// groundAt returns the boundaries of a level, nil where no unit has any.
func groundAt(s *snapshot.Snapshot, level geo.Level) *snapshot.LevelGround {
	if g := s.Ground(level); g != nil && len(g.Units) > 0 {
		return g
	}
	return nil
}

// metres is a distance to the decimetre, nil where there is no boundary.
func metres(d float64) *float64 {
	if math.IsInf(d, 0) {
		return nil
	}
	d = rest.Round(d, 1)
	return &d
}

func placeOf(ground *snapshot.LevelGround, place snapshot.Place) PlaceWire {
	w := PlaceWire{Level: ground.Level, Position: place.Position, DistanceM: metres(place.Distance)}
	if place.Unit >= 0 {
		u := &ground.Units[place.Unit]
		w.Code, w.Name = &u.Code, &u.Name
	}
	if place.Beyond >= 0 {
		beyond := wire.UnitOf(&ground.Units[place.Beyond])
		w.Beyond = &beyond
	}
	if place.Missing != nil {
		w.Reason = fmt.Sprintf("in no unit whose boundary is loaded, and %d of level %s near here have none (%s)",
			place.Missing.N, place.Missing.Level, strings.Join(place.Missing.Codes, ", "))
	}
	if place.Source != nil {
		w.AccuracyM, w.Basis = place.Source.AccuracyM, rest.Optional(place.Source.AccuracyBasis)
		w.Approximate, w.Source = place.Source.Approximate, &place.Source.ID
	}
	return w
}

// quarter tells the neighbourhood a point lies in. "Outside" is said only
// where the outline of every neighbourhood of the department is loaded.
func (l *locator) quarter(p orb.Point, department string) quarterWire {
	quarters := l.s.Quarters()
	if quarters == nil {
		return quarterWire{Position: PositionUnknown,
			Reason: "not comparable: no outlines of neighbourhoods are loaded (--layer neighbourhoods=FILE)"}
	}
	place := quarters.Locate(snapshot.NewSpot(p))
	if place.Unit >= 0 {
		code := quarters.Units[place.Unit].Code
		if n, err := l.s.Neighbourhood(code); err == nil && n.Geography == l.q.Geography {
			return quarterWire{
				Code: &n.Code, Name: rest.Optional(n.Name), Position: string(place.Position), DistanceM: metres(place.Distance),
			}
		}
	}
	if n := l.mapped[department]; n[1] < n[0] {
		return quarterWire{Position: PositionUnknown,
			Reason: fmt.Sprintf("the outlines of %d of the %d neighbourhoods of %s are loaded", n[1], n[0], department)}
	}
	w := quarterWire{Position: string(place.Position), DistanceM: metres(place.Distance)}
	if place.Position == snapshot.TooClose && place.Beyond >= 0 {
		w.Reason = "next to " + quarters.Units[place.Beyond].Code
	}
	return w
}

// serving lists the centres that serve a point. Where the point is too close
// to a boundary to tell, a centre that serves one side alone is too close to
// tell as well; so is one whose drawn edge is that close.
func (l *locator) serving(p orb.Point, grounds []*snapshot.LevelGround, places []snapshot.Place) []servingWire {
	g := l.s.Base()
	var here, there []int          // atoms the point is in, or may be in
	tooClose, open := false, false // open: one side of the boundary is no territory
	for k, place := range places {
		atom := func(unit int) {
			if unit < 0 {
				return
			}
			if a, ok := g.Atom(grounds[k].Units[unit].Code); ok {
				if unit == place.Unit {
					here = append(here, a)
				}
				there = append(there, a)
			}
		}
		atom(place.Unit)
		if place.Position == snapshot.TooClose {
			tooClose = true
			open = open || place.Unit < 0 || place.Beyond < 0
			atom(place.Beyond)
		}
	}
	over := layerUnder(places)
	out := []servingWire{}
	for _, perimeter := range l.active {
		near := perimeter.NearEdge(p, over)
		in, maybe := l.holds(perimeter, here, p), near || tooClose && l.holds(perimeter, there, p)
		if !in && !maybe {
			continue
		}
		position := snapshot.Inside
		if near || tooClose && (open || !l.holdsAll(perimeter, there, p)) {
			position = snapshot.TooClose
		}
		out = addServing(out, perimeter, position)
	}
	return out
}

// layerUnder is the source of the boundaries around a point: of the unit it lies
// in, else of the nearest.
func layerUnder(places []snapshot.Place) *geo.Source {
	var nearest *snapshot.Place
	for i := range places {
		place := &places[i]
		if place.Unit >= 0 {
			return place.Source
		}
		if place.Source != nil && (nearest == nil || place.Distance < nearest.Distance) {
			nearest = place
		}
	}
	if nearest == nil {
		return nil
	}
	return nearest.Source
}

// addServing adds a perimeter to the centre it belongs to; perimeters of one
// centre stand together.
func addServing(out []servingWire, p *snapshot.Perimeter, position snapshot.Position) []servingWire {
	if n := len(out); n > 0 && out[n-1].ID == p.Centre.ID {
		last := &out[n-1]
		last.Perimeters = append(last.Perimeters, p.ID)
		if position == snapshot.Inside {
			last.Position = string(position)
		}
		return out
	}
	return append(out,
		servingWire{ID: p.Centre.ID, Name: p.Centre.Name, Position: string(position), Perimeters: []string{p.ID}})
}

// holds reports whether a perimeter holds one of the atoms, or the point by
// its drawn ground.
func (l *locator) holds(p *snapshot.Perimeter, atoms []int, point orb.Point) bool {
	for _, a := range atoms {
		if p.Atoms(l.s.Base()).Has(a) {
			return true
		}
	}
	for _, part := range p.Parts {
		if planar.MultiPolygonContains(part.Inside, point) {
			return true
		}
	}
	return false
}

func (l *locator) holdsAll(p *snapshot.Perimeter, atoms []int, point orb.Point) bool {
	for _, a := range atoms {
		if !l.holds(p, []int{a}, point) {
			return false
		}
	}
	return true
}

// onlySwapped reports whether a point found in no unit would lie on the ground
// served with its axes swapped.
func (p *Located) onlySwapped(s *snapshot.Snapshot) bool {
	for _, l := range p.Levels {
		if l.Code != nil {
			return false
		}
	}
	return p.Lon >= -90 && p.Lon <= 90 && ask.OnTerritory(s, orb.Point{p.Lat, p.Lon}.Bound())
}
