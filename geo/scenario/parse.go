package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"maillage/geo"
)

// Bounds of what is read. A scenario beyond them is refused, not cut.
const (
	MaxBytes    = 8 << 20 // of JSON
	MaxChanges  = 1_000
	MaxUnits    = 50_000  // named by all changes: more than there are communes
	MaxVertices = 100_000 // drawn by all changes
	maxText     = 200     // bytes of a name, an ID or a code
)

// fields lists what a change has, by action, in the order it is written.
var fields = map[Action][]string{
	Give:   {"centre", "units"},
	Take:   {"centre", "units"},
	Move:   {"from", "to", "units"},
	Create: {"centre", "name"},
	Close:  {"centre"},
	Draw:   {"centre", "geometry"},
	Erase:  {"centre", "geometry"},
}

// SyntaxError is JSON that is no scenario.
type SyntaxError struct {
	Change  int    // position in the scenario, -1 outside of the changes
	Detail  string // what is wrong and how to mend it
	Nearest string // the known name most like an unknown one; "" for none
}

// Error names the change and what is wrong.
func (e *SyntaxError) Error() string {
	if e.Change < 0 {
		return "scenario: " + e.Detail
	}
	return fmt.Sprintf("scenario: change %d: %s", e.Change+1, e.Detail)
}

// Parse reads a scenario. It is strict: unknown, repeated and misplaced fields,
// unknown actions, and anything beyond the bounds of this package give a
// *SyntaxError. It knows no network: whether the centres and units exist is for
// [Run] to say.
func Parse(b []byte) (Scenario, error) {
	var s Scenario
	if len(b) > MaxBytes {
		return s, &SyntaxError{Change: -1, Detail: fmt.Sprintf("%d bytes, more than %d: split it", len(b), MaxBytes)}
	}
	if !utf8.Valid(b) {
		return s, &SyntaxError{Change: -1, Detail: "not UTF-8"}
	}
	members, err := object(b, "datetime", "changes")
	if err != nil {
		return s, at(-1, err)
	}
	if raw, ok := members["datetime"]; ok {
		if s.Datetime, err = parseDay(raw); err != nil {
			return s, at(-1, err)
		}
	}
	raw, ok := members["changes"]
	if !ok {
		return s, &SyntaxError{Change: -1, Detail: `"changes" is missing: give a list, empty for no change`}
	}
	list, err := elements(raw, MaxChanges)
	if err != nil {
		return s, at(-1, fmt.Errorf(`"changes": %w`, err))
	}
	p := parser{units: MaxUnits, vertices: MaxVertices}
	s.Changes = make([]Change, len(list))
	for i, raw := range list {
		if s.Changes[i], err = p.change(raw); err != nil {
			return Scenario{}, at(i, err)
		}
	}
	return s.canonical(), nil
}

// UnmarshalJSON is Parse.
func (s *Scenario) UnmarshalJSON(b []byte) error {
	parsed, err := Parse(b)
	if err == nil {
		*s = parsed
	}
	return err
}

func at(change int, err error) error {
	var unknown *unknownName
	e := &SyntaxError{Change: change, Detail: err.Error()}
	if errors.As(err, &unknown) {
		e.Nearest = unknown.nearest
	}
	return e
}

// unknownName is a name that is none of those known.
type unknownName struct {
	what, name, nearest string
	known               []string
}

func (e *unknownName) Error() string {
	return fmt.Sprintf("no %s is called %q; the nearest is %q, and all are %s",
		e.what, clip(e.name), e.nearest, strings.Join(e.known, ", "))
}

func unknown(what, name string, known []string) error {
	return &unknownName{what, name, nearest(name, slices.Values(known)), known}
}

func parseDay(raw json.RawMessage) (geo.Date, error) {
	text, err := textOf(raw, "datetime")
	if err != nil {
		return 0, err
	}
	d, err := geo.ParseDate(text)
	if err != nil {
		return 0, fmt.Errorf(`"datetime": %w`, err)
	}
	return d, checkDay(d)
}

func checkDay(d geo.Date) error {
	if d < geo.MinDate || d > geo.MaxDate {
		return fmt.Errorf("the day %s is before %s or after %s", d, geo.MinDate, geo.MaxDate)
	}
	return nil
}

// parser keeps what the bounds leave.
type parser struct{ units, vertices int }

func (p *parser) change(raw json.RawMessage) (Change, error) {
	var c Change
	members, err := object(raw)
	if err != nil {
		return c, err
	}
	action, err := textOf(members["action"], "action")
	if err != nil {
		return c, err
	}
	c.Action = Action(action)
	want, ok := fields[c.Action]
	if !ok {
		return c, unknown("action", action, names(Actions))
	}
	for name := range members {
		if name != "action" && !slices.Contains(want, name) {
			return c, unknown("field of "+action, name, want)
		}
	}
	for _, name := range want {
		raw, ok := members[name]
		if !ok && name == "name" {
			continue
		}
		if err := p.field(&c, name, raw); err != nil {
			return c, err
		}
	}
	return c, nil
}

func (p *parser) field(c *Change, name string, raw json.RawMessage) (err error) {
	switch name {
	case "centre":
		c.Centre, err = textOf(raw, name)
	case "from":
		c.From, err = textOf(raw, name)
	case "to":
		c.To, err = textOf(raw, name)
	case "name":
		c.Name, err = textOf(raw, name)
	case "units":
		c.Units, err = p.unitList(raw)
	case "geometry":
		c.Geometry, err = p.geometry(raw)
	}
	return err
}

func (p *parser) unitList(raw json.RawMessage) ([]geo.UnitRef, error) {
	list, err := elements(raw, p.units)
	if err != nil {
		return nil, fmt.Errorf(`"units": %w`, err)
	}
	if len(list) == 0 {
		return nil, errors.New(`"units": the list is empty: name at least one unit, or leave the change out`)
	}
	p.units -= len(list)
	refs := make([]geo.UnitRef, len(list))
	for i, raw := range list {
		if refs[i], err = parseUnit(raw); err != nil {
			return nil, fmt.Errorf("unit %d: %w", i+1, err)
		}
	}
	return refs, nil
}

func parseUnit(raw json.RawMessage) (geo.UnitRef, error) {
	var ref geo.UnitRef
	members, err := object(raw, "level", "code")
	if err != nil {
		return ref, err
	}
	level, err := textOf(members["level"], "level")
	if err != nil {
		return ref, err
	}
	if ref.Level = geo.Level(level); !slices.Contains(geo.Levels, ref.Level) {
		return ref, unknown("level", level, names(geo.Levels))
	}
	ref.Code, err = textOf(members["code"], "code")
	return ref, err
}

func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

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
