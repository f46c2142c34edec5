package api

import (
	"strings"

	"maillage/geo"
)

// maxPoints is the most points one request locates.
const maxPoints = 10_000

// bodyPoints is what POST /locate reads.
var bodyPoints = &bodyOf{
	description: "Up to 10,000 points, in degrees of WGS84: CSV with a header that has lon and lat, and id if wanted, in any case (longitude, lng or long is read as lon, and latitude as lat, where there is no other; comma, semicolon or tab; a decimal comma is read where no comma separates values; other columns, empty rows, titles above the header and a line sep= are passed over); a JSON array of {id, lon, lat}; or a workbook, XLSX or ODS, read as the CSV that its only sheet with lon and lat would be saved as, or the one that sheet names.",
	media:       map[string]string{"text/csv": "", mediaJSON: "Points", mediaXLSX: "", mediaODS: ""},
	examples: map[string]string{
		"text/csv": "id,lon,lat\na,2.3522,48.8566\nb,-149.5,-17.6\n",
		mediaJSON:  `[{"id":"a","lon":2.3522,"lat":48.8566},{"lon":-149.5,"lat":-17.6}]`,
	},
}

type manyAnswer struct {
	asked
	HeaderLine int     `json:"header_line,omitempty"` // of a table
	Sheet      *string `json:"sheet,omitempty"`
	Points     []any   `json:"points"` // located, or refusedPoint
	footing
}

// postLocate locates many points, in the order they came. One bad point refuses
// the body, unless the caller asks for it beside the others: an answer that passed
// over some would be taken for whole.
func postLocate(c *call) (answer, error) {
	body, sheet, err := c.tableBody(hasPoints, pointColumns)
	if err != nil {
		return answer{}, err
	}
	read, err := readPoints(body, c.bodyType, sheet != nil)
	if err != nil {
		return answer{}, err
	}
	points, locator := read.all, newLocator(c)
	out := make([]any, len(points))
	for i := range points {
		p := &points[i]
		if err := c.ctx.Err(); err != nil {
			return answer{}, err // the client has gone: the rest would be for nobody
		}
		var one located
		if p.bad == nil {
			if one = locator.at(p.at); one.onlySwapped(c.snapshot) {
				p.bad = errSwappedPoint(p.where)
			}
		}
		one.ID = p.id
		switch {
		case p.bad == nil:
			out[i] = one
		case errorsOf(c) == "inline":
			out[i] = p.refused()
		default:
			return answer{}, p.bad
		}
	}
	if c.as.format == formatCSV {
		return answer{table: locatedTable(c, out)}, nil
	}
	long := &series{"points", len(out), func(i int) any { return out[i] }}
	return answer{value: manyAnswer{askedOf(&c.question), read.header, sheet, []any{}, footingOf(c)}, long: long}, nil
}

// locatedTable writes one row per point, in order, with the columns of every
// loaded level, and of its problem where bad points are asked for.
func locatedTable(c *call, all []any) *table {
	columns := []string{"id", "lon", "lat"}
	var levels []geo.Level
	for _, level := range geo.Levels {
		if groundAt(c.snapshot, level) == nil {
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
	t := newTable(c, "maillage-locate-"+c.Date.String(), columns...)
	for i := range all {
		if c.over(i) {
			break
		}
		var cells []any
		switch p := all[i].(type) {
		case located:
			cells = p.cells(c, len(levels))
		case refusedPoint:
			cells = make([]any, len(columns)-2, len(columns))
			cells[0] = p.ID
			cells = append(cells, p.Problem.Detail, p.Problem.Fix)
		}
		for len(cells) < len(columns) {
			cells = append(cells, nil)
		}
		t.add(cells...)
	}
	return t
}

func (p *located) cells(c *call, levels int) []any {
	cells := make([]any, 0, 13+6*levels)
	cells = append(cells, p.ID, p.Lon, p.Lat)
	for i := range p.Levels {
		w := &p.Levels[i]
		cells = append(cells, orEmpty(w.Code), orEmpty(w.Name), string(w.Position), orNull(w.DistanceM), orNull(w.AccuracyM), w.Approximate)
	}
	ids, positions := []string{}, []string{}
	for _, s := range p.Centres {
		ids, positions = append(ids, s.ID), append(positions, s.Position)
	}
	return append(cells, orEmpty(p.Neighbourhoods.Code), orEmpty(p.Neighbourhoods.Name), p.Neighbourhoods.Position, p.Neighbourhoods.Reason,
		ids, positions, c.Date.String(), string(c.Scope), c.Confidence.String(), string(c.Geography))
}

func orEmpty(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

func orNull[T any](v *T) any {
	if v == nil {
		return nil
	}
	return *v
}
