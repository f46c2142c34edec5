package rest

import (
	"bytes"
	"encoding/json"
)

// Properties are those of a feature, in order: the members of a JSON object
// and the columns of a CSV table are the same list. A value is a string,
// []string, bool, int, int64, float64, []float64 or nil.
type Properties []Property

// Property is one member: its name, and a value of the types that [Properties] takes.
type Property struct {
	Name  string `json:"-"`
	Value any    `json:"-"`
}

// MarshalJSON writes an object, members in order.
func (p Properties) MarshalJSON() ([]byte, error) { return p.marshal(json.Marshal) }

func (p Properties) marshal(value func(any) ([]byte, error)) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(one.Name)
		b.WriteString(`":`)
		v, err := value(one.Value)
		if err != nil {
			return nil, err
		}
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Add adds a member at the end.
func (p *Properties) Add(name string, value any) { *p = append(*p, Property{name, value}) }

// Set replaces the value of a name that is there.
func (p Properties) Set(name string, value any) {
	for i := range p {
		if p[i].Name == name {
			p[i].Value = value
		}
	}
}

// Names lists the names in order.
func (p Properties) Names() []string {
	names := make([]string, len(p))
	for i, one := range p {
		names[i] = one.Name
	}
	return names
}

// Codes is a list that is never null.
func Codes(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// OrNil is a text as a value: nil for none.
func OrNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// OrNull is what a pointer leads to as a value: nil for none.
func OrNull[T any](v *T) any {
	if v == nil {
		return nil
	}
	return *v
}

// Optional is a text that may not be known: nil when empty.
func Optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
