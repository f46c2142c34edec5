package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// readTable calls row for every line of a CSV file under its header. The
// fields are only lent: what is kept of them must be copied by row's caller,
// which strings already are. An error of row comes back with file and line.
func readTable(file string, content []byte, header []string, row func(fields []string) error) error {
	r := csv.NewReader(bytes.NewReader(content))
	r.ReuseRecord = true
	r.FieldsPerRecord = len(header)
	first, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w: correct it and %s", file, err, rebuild)
	}
	if !slices.Equal(first, header) {
		return fmt.Errorf("%s, line 1: header is %q, want %q: correct it and %s", file, strings.Join(first, ","), strings.Join(header, ","), rebuild)
	}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w: correct it and %s", file, err, rebuild)
		}
		if err := row(fields); err != nil {
			line, _ := r.FieldPos(0)
			return fmt.Errorf("%s, line %d (%s): %w", file, line, fields[0], err)
		}
	}
}

// parseCount reads a whole number of people, or nothing where it is unknown.
func parseCount(s string) (geo.Count, error) {
	if s == "" {
		return geo.Count{}, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return geo.Count{}, fmt.Errorf("population %q: want a whole number, or nothing where it is unknown", s)
	}
	return geo.Known(n), nil
}

// parsePoint reads a longitude and a latitude, nil where both are empty.
func parsePoint(lon, lat string) (*orb.Point, error) {
	if lon == "" && lat == "" {
		return nil, nil
	}
	x, errX := strconv.ParseFloat(lon, 64)
	y, errY := strconv.ParseFloat(lat, 64)
	// The negated form also refuses NaN.
	if errX != nil || errY != nil || !(math.Abs(x) <= 180 && math.Abs(y) <= 90) {
		return nil, fmt.Errorf("point %q, %q: want degrees, longitude then latitude, or nothing for both", lon, lat)
	}
	return &orb.Point{x, y}, nil
}

// splitList reads a list of values between semicolons, nil where it is empty.
func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

// ascending checks that a table is sorted by code with no code twice, which
// every look-up in it needs.
func ascending(last, code string) error {
	if code <= last {
		return fmt.Errorf("stands after %s: sort the file by code and keep each code once", last)
	}
	return nil
}
