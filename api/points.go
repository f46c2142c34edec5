package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/geo/csvtext"
	"maillage/geo/strictjson"
)

// A point is one place to locate, and where in the body it stands.
type point struct {
	id    string
	at    orb.Point
	where string // "line 7", "point 3"
	bad   error  // why it cannot be located; nil where it can
}

// readPoints reads the points of a body. A bad point says so of itself; what
// hangs on more than one, such as a header, is an error.
func readPoints(body io.Reader, media string) ([]point, error) {
	text, err := io.ReadAll(body) // bounded by the caller
	if err != nil {
		return nil, errBody(err, "The body cannot be read to its end.")
	}
	var points []point
	if media == mediaJSON {
		if err := refuseOtherEncodings(text); err != nil {
			return nil, err
		}
		points, err = readJSONPoints(bytes.NewReader(strictjson.TrimMark(text)))
	} else {
		points, err = readCSVPoints(text)
	}
	if err == nil && len(points) == 0 {
		err = invalidBody.problem("The body holds no point.", bodyPoints.description)
	}
	return points, err
}

// refuseOtherEncodings refuses text that is not UTF-8: an identifier of which
// letters were lost would no longer be the one sent.
func refuseOtherEncodings(text []byte) error {
	if utf8.Valid(text) {
		return nil
	}
	line := 1
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		text = text[size:]
	}
	return errNotUTF8(line)
}

func errNotUTF8(line int) error {
	return invalidBody.problem(fmt.Sprintf("The body is not UTF-8: line %d holds a byte that is not.", line),
		"Save the file as UTF-8 and send it again; spreadsheets write ISO-8859-1 or Windows-1252 unless told otherwise.")
}

// jsonPoint is one point of a JSON body; an absent coordinate is an error, not
// a zero in the Gulf of Guinea.
type jsonPoint struct {
	ID  string   `json:"id"`
	Lon *float64 `json:"lon"`
	Lat *float64 `json:"lat"`
}

func readJSONPoints(body io.Reader) ([]point, error) {
	d := json.NewDecoder(body)
	d.DisallowUnknownFields()
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, errBody(err, "The body is not a JSON array.")
	}
	var points []point
	for d.More() {
		where := fmt.Sprintf("point %d", len(points)+1)
		p, err := readJSONPoint(d, where)
		if err != nil {
			return nil, err
		}
		if points = append(points, p); len(points) > maxPoints {
			return nil, errTooMany()
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, errBody(err, "The JSON array does not end.")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errBody(err, "Something follows the JSON array.")
	}
	return points, nil
}

func readJSONPoint(d *json.Decoder, where string) (point, error) {
	var p jsonPoint
	err := d.Decode(&p)
	out := point{id: p.ID, where: where}
	switch {
	case err != nil:
		out.bad = errBody(err, "The "+where+" is not an object of id (text), lon and lat (numbers).")
		if !ofOnePoint(err) {
			return out, out.bad
		}
	case p.Lon == nil || p.Lat == nil:
		out.bad = errBody(nil, "The "+where+" lacks lon or lat.")
	default:
		out.at, out.bad = orb.Point{*p.Lon, *p.Lat}, checkPoint(*p.Lon, *p.Lat, where)
	}
	return out, nil
}

func readCSVPoints(text []byte) ([]point, error) {
	r, err := csvtext.NewReader(bytes.NewReader(text), csvtext.Options{})
	if errors.Is(err, io.EOF) {
		return nil, errBody(err, "The body has no header.")
	}
	if err != nil {
		return nil, errCSV(err)
	}
	header := make([]string, len(r.Header))
	for i, name := range r.Header {
		header[i] = strings.ToLower(name)
	}
	lon, lat, id := slices.Index(header, "lon"), slices.Index(header, "lat"), slices.Index(header, "id")
	if lon < 0 || lat < 0 {
		return nil, errBody(nil, "The header has no lon or no lat column: "+quote(strings.Join(header, ","))+".")
	}
	for _, name := range []string{"lon", "lat", "id"} {
		if first := slices.Index(header, name); first >= 0 && slices.Contains(header[first+1:], name) {
			return nil, errBody(nil, "The header has more than one column "+name+": "+quote(strings.Join(header, ","))+".")
		}
	}
	var points []point
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return points, nil
		}
		if err != nil {
			return nil, errCSV(err)
		}
		where := fmt.Sprintf("line %d", r.Line())
		p := point{where: where}
		if len(row) == len(header) {
			p = csvPoint(row, lon, lat, id, where)
		} else {
			p.bad = errBody(nil, fmt.Sprintf("The %s has %d values, and the header %d.", where, len(row), len(header)))
		}
		if points = append(points, p); len(points) > maxPoints {
			return nil, errTooMany()
		}
	}
}

// errCSV says what is wrong with a line of CSV.
func errCSV(err error) error {
	var at *csvtext.LineError
	if errors.As(err, &at) && errors.Is(err, csvtext.ErrNotUTF8) {
		return errNotUTF8(at.Line)
	}
	return errBody(err, "A line cannot be read: "+err.Error()+".")
}

func csvPoint(row []string, lon, lat, id int, where string) point {
	p := point{where: where}
	if id >= 0 {
		p.id = row[id]
	}
	x, err := finite(strings.TrimSpace(row[lon]))
	if err != nil {
		p.bad = at(err, where, "lon")
		return p
	}
	y, err := finite(strings.TrimSpace(row[lat]))
	if err != nil {
		p.bad = at(err, where, "lat")
		return p
	}
	p.at, p.bad = orb.Point{x, y}, checkPoint(x, y, where)
	return p
}

func checkPoint(lon, lat float64, where string) error {
	switch {
	case lon < -180 || lon > 180:
		return at(errRange("The longitude", 180), where, "lon")
	case lat < -90 || lat > 90:
		return at(errRange("The latitude", 90).orSwapped(orb.Point{lon, lat}.Bound()), where, "lat")
	}
	return nil
}

// at says where in the body a problem stands.
func at(err error, where, column string) error {
	p := problemOf(err)
	p.Detail = strings.ToUpper(where[:1]) + where[1:] + ", " + column + ": " + p.Detail
	return p
}

// errBody is an unreadable body, unless it was cut short for its size.
func errBody(cause error, detail string) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](cause); ok {
		return tooLarge
	}
	return invalidBody.problem(detail, bodyPoints.description)
}

func errTooMany() error {
	return tooManyPoints.problem(fmt.Sprintf("The body holds more than %d points.", maxPoints), "Split it into several requests.")
}
