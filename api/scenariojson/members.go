package scenariojson

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"maillage/api/strictjson"
	"maillage/geo/scenario"
)

// object splits an object into its members. It refuses names that are not
// among those known, where any are given, and names that come twice.
func object(raw json.RawMessage, known ...string) (map[string]json.RawMessage, error) {
	return strictjson.Object(raw, func(name string) error {
		if known != nil && !slices.Contains(known, name) {
			return scenario.Unknown("field", name, known)
		}
		return nil
	})
}

// elements splits a list of no more than limit elements.
func elements(raw json.RawMessage, limit int) ([]json.RawMessage, error) {
	return strictjson.Elements(raw, func(n int) error {
		if n > limit {
			return fmt.Errorf("more than %d entries are left to the scenario: split it", limit)
		}
		return nil
	})
}

func textOf(raw json.RawMessage, name string) (string, error) {
	if raw == nil {
		return "", fmt.Errorf("%q is missing", name)
	}
	if raw[0] != '"' {
		return "", fmt.Errorf("%q: want a text, found %s (codes are \"01\", not 1)", name, strictjson.Describe(raw))
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fmt.Errorf("%q: %w", name, err)
	}
	if len(s) > scenario.MaxText {
		return "", fmt.Errorf("%q: %d bytes, more than %d", name, len(s), scenario.MaxText)
	}
	if r, ok := control(s); ok {
		return "", fmt.Errorf("%q: it has the control character %U: remove it", name, r)
	}
	if strings.TrimSpace(s) != s || s == "" {
		return "", fmt.Errorf("%q: %q is empty, or has space around it", name, scenario.Clip(s))
	}
	return s, nil
}

// control finds a character that shows nothing and may change how what is
// around it is shown: the controls of ASCII, and those that turn the direction
// of writing.
func control(s string) (rune, bool) {
	i := strings.IndexFunc(s, func(r rune) bool {
		return r < ' ' || r == 0x7F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	})
	if i < 0 {
		return 0, false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r, true
}
