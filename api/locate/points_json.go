package locate

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/strictjson"
)

// membersOfPoint are those a point of a JSON body may have.
var membersOfPoint = []string{"id", "lon", "lat"}

func readJSONPoints(body io.Reader) ([]point, error) {
	d := json.NewDecoder(body)
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
		if points = append(points, p); len(points) > MaxPoints {
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

// readJSONPoint reads the next value of the array. What is wrong with it is its own;
// an error is JSON after which nothing can be read.
func readJSONPoint(d *json.Decoder, where string) (point, error) {
	p := point{Where: where}
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return p, errBody(err, fmt.Sprintf("The JSON is broken at %s: %v.", where, err))
	}
	members, err := strictjson.Object(raw, nil)
	if err != nil {
		p.Bad = errPoint(where, err.Error())
		return p, nil
	}
	if id, ok := members["id"]; ok && string(id) != "null" {
		if json.Unmarshal(id, &p.id) != nil {
			p.Bad = errPoint(where, "id: want a text, found "+strictjson.Describe(id))
			return p, nil
		}
	}
	for name := range members {
		if !slices.Contains(membersOfPoint, name) {
			p.Bad = errPoint(where, "no member of a point is called "+rest.Quote(name))
			return p, nil
		}
	}
	var lonLat [2]float64
	for i, name := range membersOfPoint[1:] {
		if lonLat[i], p.Bad = numberOf(members, name, where); p.Bad != nil {
			return p, nil
		}
	}
	p.At, p.Bad = orb.Point(lonLat), checkPoint(lonLat[0], lonLat[1], where)
	return p, nil
}

// numberOf reads a coordinate; one that is absent is an error, not a zero in the Gulf
// of Guinea.
func numberOf(members map[string]json.RawMessage, name, where string) (v float64, err error) {
	raw, ok := members[name]
	if !ok {
		return 0, errPoint(where, name+" is missing")
	}
	if string(raw) == "null" || json.Unmarshal(raw, &v) != nil {
		found := strictjson.Describe(raw)
		if raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9' {
			found = "one too large for degrees"
		}
		return 0, at(ask.NotANumber.Problem("want a number, found "+found+".",
			"Write degrees as a JSON number, as 48.8566: a point, and no quotes."), where, name)
	}
	return v, nil
}

// errPoint is a point that is not as one is written.
func errPoint(where, what string) error {
	return InvalidPoint.Problem(rest.Sentence(where+": "+what),
		"Write a point as {\"id\": \"a\", \"lon\": 2.3522, \"lat\": 48.8566}, in degrees; id may be left out.")
}
