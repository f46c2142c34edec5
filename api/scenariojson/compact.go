package scenariojson

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"maillage/geo/scenario"
)

// MaxCompact bounds a compact form, in characters. Proxies and browsers carry
// some 8,000; more than MaxCompact is refused unread.
const MaxCompact = 64 << 10

// compactPrefix is the version of the compact form: raise it when the
// dictionary or the JSON changes.
const compactPrefix = "s1."

// dictionary holds what scenarios are made of, the most common last. It is part
// of the version: changed, it would make older texts unreadable.
const dictionary = `"region-2015""collectivity""geometry":{"type":"MultiPolygon","coordinates":[[[[` +
	`{"action":"erase","centre":"{"action":"draw","centre":"","geometry":{"type":"Polygon","coordinates":[[[` +
	`{"action":"close","centre":"{"action":"create","centre":"","name":"` +
	`"units":[{"level":"region","code":"{"level":"epci","code":"{"level":"commune","code":"` +
	`{"datetime":"2017-03-16","changes":[{"action":"move","from":"","to":"` +
	`{"datetime":"20","changes":[{"action":"take","centre":"{"action":"give","centre":"` +
	`","units":[{"level":"department","code":"01"},{"level":"department","code":"2A"}]}]}`

// Encode writes a scenario as a short text that fits in a URL as it is: a
// version, then its canonical JSON deflated (RFC 1951, with a dictionary), in
// base64url. It refuses what [Decode] would.
func Encode(s scenario.Scenario) (string, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	if _, err := Parse(body); err != nil {
		return "", err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriterDict(&packed, flate.BestCompression, []byte(dictionary))
	if err != nil {
		return "", err
	}
	if _, err := w.Write(body); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	text := compactPrefix + base64.RawURLEncoding.EncodeToString(packed.Bytes())
	if len(text) > MaxCompact {
		return "", fmt.Errorf("the scenario takes %d characters, more than the %d of a compact form: send it as JSON",
			len(text), MaxCompact)
	}
	return text, nil
}

// Decode reads what Encode writes. Texts of another version, broken ones, and
// those that would unpack to more than [scenario.MaxBytes] give an error that says which.
func Decode(text string) (scenario.Scenario, error) {
	if len(text) > MaxCompact {
		return scenario.Scenario{}, fmt.Errorf("compact scenario: %d characters, more than %d: send it as JSON", len(text),
			MaxCompact)
	}
	packed, ok := strings.CutPrefix(text, compactPrefix)
	if !ok {
		return scenario.Scenario{}, fmt.Errorf("compact scenario: it begins with %q, not with %q, the one version read here",
			scenario.Clip(text[:min(len(text), 8)]), compactPrefix)
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(packed)
	if err != nil {
		return scenario.Scenario{}, fmt.Errorf("compact scenario: not base64url: %w", err)
	}
	in := bytes.NewReader(raw)
	r := flate.NewReaderDict(in, []byte(dictionary))
	body, err := io.ReadAll(io.LimitReader(r, scenario.MaxBytes+1))
	switch {
	case err != nil:
		return scenario.Scenario{}, fmt.Errorf("compact scenario: cut short or altered: %w", err)
	case len(body) > scenario.MaxBytes:
		return scenario.Scenario{}, fmt.Errorf("compact scenario: it unpacks to more than %d bytes", scenario.MaxBytes)
	case in.Len() > 0:
		return scenario.Scenario{}, errors.New("compact scenario: something stands after the end")
	}
	return Parse(body)
}
