package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"maillage/geo"
	"maillage/geo/strictjson"
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
	b = strictjson.TrimMark(b)
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
	d, err := geo.ParseMoment(text)
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
