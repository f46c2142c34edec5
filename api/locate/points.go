package locate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/strictjson"
)

// A point is one place to locate, and where in the body it stands.
type point struct {
	id    string
	At    orb.Point
	Where string // "line 7", "point 3"
	Bad   error  // why it cannot be located; nil where it can
}

// manyPoints are the points of a body.
type manyPoints struct {
	All    []point
	header int // of a table: the line of its names, which titles may stand above
}

// ReadPoints reads the points of a body: JSON, CSV, or the CSV of a sheet, in which a
// comma in a number is a decimal one. A bad point says so of itself; what hangs on
// more than one, such as a header, is an error.
func ReadPoints(body io.Reader, media string, sheet bool) (manyPoints, error) {
	var points manyPoints
	text, err := io.ReadAll(body) // bounded by the caller
	if err != nil {
		return points, errBody(err, "The body cannot be read to its end.")
	}
	if media == rest.MediaJSON {
		if err := refuseOtherEncodings(text); err != nil {
			return points, err
		}
		points.All, err = readJSONPoints(bytes.NewReader(strictjson.TrimMark(text)))
	} else {
		points, err = ReadCSVPoints(text, sheet)
	}
	if err == nil && len(points.All) == 0 {
		err = rest.InvalidBody.Problem("The body holds no point.", bodyPoints.Description)
	}
	return points, err
}

// refuseOtherEncodings refuses text that is not UTF-8: an identifier of which
// letters were lost would no longer be the one sent.
func refuseOtherEncodings(text []byte) error {
	if utf8.Valid(text) {
		return nil
	}
	offset := 0
	for {
		r, size := utf8.DecodeRune(text[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	return rest.InvalidBody.Problem(fmt.Sprintf("The body is not UTF-8: its byte %d, on line %d, is not.", offset+1,
		1+bytes.Count(text[:offset], []byte("\n"))), saveAsUTF8)
}

const saveAsUTF8 = "Save the file as UTF-8 and send it again; spreadsheets write ISO-8859-1 or Windows-1252 unless " +
	"told otherwise."

func errNotUTF8(line int) error {
	return rest.InvalidBody.Problem(fmt.Sprintf("The body is not UTF-8: line %d holds a byte that is not.", line),
		saveAsUTF8)
}

func checkPoint(lon, lat float64, where string) error {
	switch {
	case lon < -180 || lon > 180:
		return at(ask.ErrRange("The longitude", 180), where, "lon")
	case lat < -90 || lat > 90:
		return at(ask.OrSwapped(ask.ErrRange("The latitude", 90), orb.Point{lon, lat}.Bound()), where, "lat")
	}
	return nil
}

// at says where in the body a problem stands.
func at(err error, where, column string) error {
	p := rest.ProblemOf(err)
	p.Detail = strings.ToUpper(where[:1]) + where[1:] + ", " + column + ": " + p.Detail
	return p
}

// errBody is an unreadable body, unless it was cut short for its size.
func errBody(cause error, detail string) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](cause); ok {
		return tooLarge
	}
	return rest.InvalidBody.Problem(detail, bodyPoints.Description)
}

func errTooMany() error {
	return TooManyPoints.Problem(fmt.Sprintf("The body holds more than %d points.", MaxPoints),
		"Split it into several requests.")
}
