package locate

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
)

// MaxPoints is the most points one request locates.
const MaxPoints = 10_000

// bodyPoints is what POST /locate reads.
var bodyPoints = &rest.BodyOf{
	Description: schemas.Description("locateManyBody"),
	Media:       map[string]string{"text/csv": "", rest.MediaJSON: "Points", rest.MediaXLSX: "", rest.MediaODS: ""},
	Examples: map[string]string{
		"text/csv":     "id,lon,lat\na,2.3522,48.8566\nb,-149.5,-17.6\n",
		rest.MediaJSON: `[{"id":"a","lon":2.3522,"lat":48.8566},{"lon":-149.5,"lat":-17.6}]`,
	},
}

type manyAnswer struct {
	wire.Echo
	HeaderLine int     `json:"header_line,omitempty"` // of a table
	Sheet      *string `json:"sheet,omitempty"`
	Points     []any   `json:"points"` // located, or refusedPoint
	wire.Envelope
}

// postLocate locates many points, in the order they came. One bad point refuses
// the body, unless the caller asks for it beside the others: an answer that passed
// over some would be taken for whole.
func postLocate(c *ask.Call) (rest.Answer, error) {
	body, sheet, err := c.TableBody(hasPoints, pointColumns)
	if err != nil {
		return rest.Answer{}, err
	}
	read, err := ReadPoints(body, c.BodyType, sheet != nil)
	if err != nil {
		return rest.Answer{}, err
	}
	points, locator := read.All, newLocator(c)
	out := make([]any, len(points))
	for i := range points {
		p := &points[i]
		if err := c.Ctx.Err(); err != nil {
			return rest.Answer{}, err // the client has gone: the rest would be for nobody
		}
		var one Located
		if p.Bad == nil {
			if one = locator.at(p.At); one.onlySwapped(c.Snapshot) {
				p.Bad = errSwappedPoint(p.Where)
			}
		}
		one.ID = p.id
		switch {
		case p.Bad == nil:
			out[i] = one
		case errorsOf(c) == "inline":
			out[i] = p.refused()
		default:
			return rest.Answer{}, p.Bad
		}
	}
	if c.As.Format == rest.FormatCSV {
		return rest.Answer{Table: locatedTable(c, out)}, nil
	}
	long := &rest.Series{Name: "points", N: len(out), At: func(i int) any { return out[i] }}
	return rest.Answer{
		Value: manyAnswer{
			Echo: wire.EchoOf(&c.Question), HeaderLine: read.header, Sheet: sheet, Points: []any{}, Envelope: wire.EnvelopeOf(c),
		}, Long: long,
	}, nil
}

// locatedTable writes one row per point, in order, with the columns of every
// loaded level, and of its problem where bad points are asked for.
func locatedTable(c *ask.Call, all []any) *rest.Table {
	columns := []string{"id", "lon", "lat"}
	var levels []geo.Level
	for _, level := range geo.Levels {
		if groundAt(c.Snapshot, level) == nil {
			continue
		}
		levels = append(levels, level)
		name := strings.ReplaceAll(string(level), "-", "_")
		for _, part := range []string{"code", "name", "position", "distance_m", "accuracy_m", "approximate"} {
			columns = append(columns, name+"_"+part)
		}
	}
	columns = append(columns, "neighbourhood_code", "neighbourhood_name", "neighbourhood_position", "neighbourhood_reason",
		"centres", "centres_position", "datetime", "scope", "min_confidence", "qpv")
	if errorsOf(c) == "inline" {
		columns = append(columns, "problem", "fix")
	}
	t := wire.NewTable(c, "maillage-locate-"+c.Date.String(), columns...)
	for i := range all {
		if c.Over(i) {
			break
		}
		var cells []any
		switch p := all[i].(type) {
		case Located:
			cells = p.cells(c, len(levels))
		case refusedPoint:
			cells = make([]any, len(columns)-2, len(columns))
			cells[0] = p.ID
			cells = append(cells, p.Problem.Detail, p.Problem.Fix)
		}
		for len(cells) < len(columns) {
			cells = append(cells, nil)
		}
		t.Add(cells...)
	}
	return t
}

func (p *Located) cells(c *ask.Call, levels int) []any {
	cells := make([]any, 0, 13+6*levels)
	cells = append(cells, p.ID, p.Lon, p.Lat)
	for i := range p.Levels {
		w := &p.Levels[i]
		cells = append(cells, orEmpty(w.Code), orEmpty(w.Name), string(w.Position), rest.OrNull(w.DistanceM),
			rest.OrNull(w.AccuracyM), w.Approximate)
	}
	ids, positions := []string{}, []string{}
	for _, s := range p.Centres {
		ids, positions = append(ids, s.ID), append(positions, s.Position)
	}
	return append(cells, orEmpty(p.Neighbourhoods.Code), orEmpty(p.Neighbourhoods.Name), p.Neighbourhoods.Position,
		p.Neighbourhoods.Reason,
		ids, positions, c.Date.String(), string(c.Scope), c.Confidence.String(), string(c.Geography))
}

func orEmpty(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
