package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// object splits an object into its members. It refuses names that are not
// among those known, where any are given, and names that come twice.
func object(raw json.RawMessage, known ...string) (map[string]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := open(d, '{', "an object"); err != nil {
		return nil, err
	}
	members := map[string]json.RawMessage{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("broken JSON: %w", err)
		}
		name := token.(string) // a member of an object begins with its name, or Token fails
		if known != nil && !slices.Contains(known, name) {
			return nil, unknown("field", name, known)
		}
		if _, twice := members[name]; twice {
			return nil, fmt.Errorf("field %q comes twice", clip(name))
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("field %q: broken JSON: %w", clip(name), err)
		}
		members[name] = value
	}
	return members, end(d)
}

// elements splits a list of no more than limit elements.
func elements(raw json.RawMessage, limit int) ([]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := open(d, '[', "a list"); err != nil {
		return nil, err
	}
	var list []json.RawMessage
	for d.More() {
		if len(list) == limit {
			return nil, fmt.Errorf("more than %d entries are left to the scenario: split it", limit)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("broken JSON: %w", err)
		}
		list = append(list, value)
	}
	return list, end(d)
}

func open(d *json.Decoder, delim json.Delim, what string) error {
	token, err := d.Token()
	if err == io.EOF {
		return fmt.Errorf("nothing there: want %s", what)
	}
	if err != nil {
		return fmt.Errorf("broken JSON: %w", err)
	}
	if token != delim {
		return fmt.Errorf("want %s, found %.40v", what, token)
	}
	return nil
}

// end reads the closing delimiter, after which nothing may stand.
func end(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("broken JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something stands after the end")
	}
	return nil
}

func textOf(raw json.RawMessage, name string) (string, error) {
	if raw == nil {
		return "", fmt.Errorf("%q is missing", name)
	}
	if raw[0] != '"' {
		return "", fmt.Errorf("%q: want a text, found %s (codes are \"01\", not 1)", name, clip(string(raw)))
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fmt.Errorf("%q: %w", name, err)
	}
	if len(s) > maxText {
		return "", fmt.Errorf("%q: %d bytes, more than %d", name, len(s), maxText)
	}
	if strings.TrimSpace(s) != s || s == "" {
		return "", fmt.Errorf("%q: %q is empty, or has space around it", name, clip(s))
	}
	return s, nil
}
