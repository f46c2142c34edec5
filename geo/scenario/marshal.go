package scenario

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// wireChange is a change as JSON has it. Pointers and slices left nil are left
// out, so that a change has the fields of its action alone.
type wireChange struct {
	Action   Action        `json:"action"`
	Centre   string        `json:"centre,omitempty"`
	From     string        `json:"from,omitempty"`
	To       string        `json:"to,omitempty"`
	Name     string        `json:"name,omitempty"`
	Units    []wireUnit    `json:"units,omitempty"`
	Geometry *wireGeometry `json:"geometry,omitempty"`
}

type wireUnit struct {
	Level geo.Level `json:"level"`
	Code  string    `json:"code"`
}

type wireGeometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// MarshalJSON writes the canonical form: equal scenarios give equal bytes, of
// which the hash of an answer is made.
func (s Scenario) MarshalJSON() ([]byte, error) {
	s = s.Canonical()
	wire := struct {
		Datetime string       `json:"datetime,omitempty"`
		Changes  []wireChange `json:"changes"`
	}{Changes: make([]wireChange, len(s.Changes))}
	if s.Datetime != 0 {
		wire.Datetime = s.Datetime.String()
	}
	for i := range s.Changes {
		wire.Changes[i] = wireOf(&s.Changes[i])
	}
	return json.Marshal(wire)
}

// MarshalJSON writes the change as it stands in a scenario.
func (c Change) MarshalJSON() ([]byte, error) {
	one := Scenario{Changes: []Change{c}}.Canonical()
	return json.Marshal(wireOf(&one.Changes[0]))
}

func wireOf(c *Change) wireChange {
	w := wireChange{Action: c.Action, Centre: c.Centre, From: c.From, To: c.To, Name: c.Name}
	for _, u := range c.Units {
		w.Units = append(w.Units, wireUnit(u))
	}
	w.Geometry = wireGeometryOf(c.Geometry)
	return w
}

func wireGeometryOf(mp orb.MultiPolygon) *wireGeometry {
	switch len(mp) {
	case 0:
		return nil
	case 1:
		return &wireGeometry{"Polygon", mp[0]}
	default:
		return &wireGeometry{"MultiPolygon", mp}
	}
}
