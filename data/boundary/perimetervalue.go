package boundary

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"maillage/geo"
)

func textOf(raw []byte) (string, error) {
	if raw[0] != '"' {
		return "", fmt.Errorf("want a text, found %s", clip(string(raw)))
	}
	s, err := decodeText(raw)
	return strings.TrimSpace(s), err
}

// listOf reads a list of texts. A list of numbers is refused, even where no
// zero can have been lost.
func listOf(raw []byte) ([]string, error) {
	if raw[0] != '[' {
		return nil, fmt.Errorf("want a list of texts, found %s", clip(string(raw)))
	}
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		return nil, err
	}
	var list []string
	for _, e := range elements {
		s, err := textOf(e)
		if err != nil {
			return nil, fmt.Errorf("%w in a list of texts (codes are \"01\", not 1)", err)
		}
		if s == "" {
			return nil, fmt.Errorf("an empty text in a list")
		}
		list = append(list, s)
	}
	return list, nil
}

// dateOf reads a date as its source publishes it, of the years that the
// project knows.
func dateOf(raw []byte) (geo.Fuzzy, error) {
	s, err := textOf(raw)
	if err != nil {
		return geo.Fuzzy{}, err
	}
	d, err := geo.ParseFuzzy(dayAsWritten(s))
	if err == nil && d.Known() && (d.First() < geo.MinDate || d.Last() > geo.MaxDate) {
		return geo.Fuzzy{}, fmt.Errorf("date %q is before %s or after %s; write null for a date that is open", s, geo.MinDate, geo.MaxDate)
	}
	return d, err
}

// dayAsWritten brings a day as fields of type Date write it (20200101 in a .dbf,
// 2020/01/01 by GDAL, with a midnight in FlatGeobuf) to the form of other texts.
func dayAsWritten(s string) string {
	for _, layout := range []string{"20060102", "2006/01/02", "2006-01-02T00:00:00", "2006-01-02T00:00:00Z"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return s
}

func scopeOf(raw []byte) (geo.Scope, error) {
	s, err := textOf(raw)
	if err != nil {
		return "", err
	}
	switch scope := geo.Scope(s); scope {
	case geo.Policy, geo.Outside:
		return scope, nil
	}
	return "", fmt.Errorf("scope %q: want policy or outside-policy", clip(s))
}
