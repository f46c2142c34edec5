package scenariojson

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"maillage/api/strictjson"
	"maillage/geo"
	"maillage/geo/scenario"
)

// Bounds of what is read, beside [scenario.MaxBytes] and [scenario.MaxText]. A
// scenario beyond them is refused, not cut.
const (
	MaxChanges  = 1_000
	MaxUnits    = 50_000  // named by all changes: more than there are communes
	MaxVertices = 100_000 // drawn by all changes
)

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
// [scenario.Run] to say.
func Parse(b []byte) (scenario.Scenario, error) {
	var s scenario.Scenario
	if len(b) > scenario.MaxBytes {
		return s, &SyntaxError{Change: -1, Detail: fmt.Sprintf("%d bytes, more than %d: split it", len(b), scenario.MaxBytes)}
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
	s.Changes = make([]scenario.Change, len(list))
	for i, raw := range list {
		if s.Changes[i], err = p.change(raw); err != nil {
			return scenario.Scenario{}, at(i, err)
		}
	}
	return s.Canonical(), nil
}

func at(change int, err error) error {
	e := &SyntaxError{Change: change, Detail: err.Error()}
	if unknown, ok := errors.AsType[*scenario.UnknownName](err); ok {
		e.Nearest = unknown.Nearest
	}
	return e
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
	return d, scenario.CheckDay(d)
}

// parser keeps what the bounds leave.
type parser struct{ units, vertices int }

func (p *parser) change(raw json.RawMessage) (scenario.Change, error) {
	var c scenario.Change
	members, err := object(raw)
	if err != nil {
		return c, err
	}
	action, err := textOf(members["action"], "action")
	if err != nil {
		return c, err
	}
	c.Action = scenario.Action(action)
	want := c.Action.Fields()
	if want == nil {
		return c, scenario.Unknown("action", action, scenario.Actions)
	}
	for name := range members {
		if name != "action" && !slices.Contains(want, name) {
			return c, scenario.Unknown("field of "+action, name, want)
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

func (p *parser) field(c *scenario.Change, name string, raw json.RawMessage) (err error) {
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
		return ref, scenario.Unknown("level", level, geo.Levels)
	}
	ref.Code, err = textOf(members["code"], "code")
	return ref, err
}
