package api

import (
	"bytes"
	"encoding/json"

	"maillage/geo"
)

// properties are those of a feature, in order: the members of a JSON object
// and the columns of a CSV table are the same list. A value is a string,
// []string, bool, int, int64, float64, []float64 or nil.
type properties []property

type property struct {
	name  string
	value any
}

// MarshalJSON writes an object, members in order.
func (p properties) MarshalJSON() ([]byte, error) { return p.marshal(json.Marshal) }

func (p properties) marshal(value func(any) ([]byte, error)) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(one.name)
		b.WriteString(`":`)
		v, err := value(one.value)
		if err != nil {
			return nil, err
		}
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (p *properties) add(name string, value any) { *p = append(*p, property{name, value}) }

// set replaces the value of a name that is there.
func (p properties) set(name string, value any) {
	for i := range p {
		if p[i].name == name {
			p[i].value = value
		}
	}
}

func (p properties) names() []string {
	names := make([]string, len(p))
	for i, one := range p {
		names[i] = one.name
	}
	return names
}

// tabulate writes features as rows: their properties, without their geometry.
// header names the columns, which an empty table has too.
func tabulate(c *call, name string, header properties, n int, at func(i int) feature) *table {
	t := newTable(c, name, header.names()...)
	for k := range n {
		if c.over(k) {
			break
		}
		f := at(k)
		cells := make([]any, len(f.Properties))
		for i, p := range f.Properties {
			cells[i] = p.value
		}
		t.add(cells...)
	}
	return t
}

// known is a count as a value: nil where it is not known.
func known(n geo.Count) any {
	if !n.Known {
		return nil
	}
	return n.N
}

// day is a bound of time as a value: nil where it is open.
func day(d geo.Date) any {
	if d == geo.Past || d == geo.Future {
		return nil
	}
	return d.String()
}

// codes is a list that is never null.
func codes(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// published is a date as its source gives it: nil where it is not known.
func published(f geo.Fuzzy) any {
	if !f.Known() {
		return nil
	}
	return f.String()
}
