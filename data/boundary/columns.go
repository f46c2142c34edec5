package boundary

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
)

// property is one property of a feature that may give a code or a name.
type property struct {
	column  string // its name, in lower case
	text    string
	numeric bool
}

// column is what is remembered of the properties of one name.
type column struct {
	name, lower string
	known       bool // a known name, or one that the caller states
	coded       bool // a name as codes have: numbers under it may be codes
	spare       bool // whatever the name, values are kept that may be codes
	first       int  // rank of the feature that the sample is of
	sample      string
}

const (
	// maxNames bounds the property names remembered for the report.
	maxNames = 256
	// maxSpare bounds the columns kept that have no known name.
	maxSpare = 64
	// sampled is how many features keep their texts under any name: enough to
	// tell whose names they are.
	sampled = 2000
	maxName = 120 // bytes of a text that may be a name
)

// column returns what is remembered under a name.
func (d *decoder) column(name string) *column {
	if c := d.columns[name]; c != nil {
		return c
	}
	c := &column{name: name, lower: foldName(name), first: math.MaxInt}
	c.known = isKnownName(c.lower) || d.fields.states(c.lower)
	c.coded = c.known || looksCoded(c.lower)
	if len(d.columns) >= maxNames {
		return c // a name too many is read, and not listed
	}
	if !c.known && d.spare < maxSpare {
		c.spare = true
		d.spare++
	}
	d.columns[name] = c
	return c
}

// show keeps the first value of a column, to be shown.
func (c *column) show(rank int, text string) {
	if rank < c.first {
		c.first, c.sample = rank, clip(text)
	}
}

// wants reports whether a text of so many bytes is to be kept: any under a known
// name, else what may be a code, and names of the first features.
func (c *column) wants(rank, length int) bool {
	return c.known || c.spare && (length <= longestCode || rank < sampled && length <= maxName)
}

// keep keeps a value that may give a code or a name.
func (d *decoder) keep(f *rawFeature, c *column, text string, numeric bool) {
	if text == "" {
		return
	}
	c.show(d.rank, text)
	switch {
	case numeric && c.coded:
		f.props = append(f.props, property{c.lower, whole(text), true})
	case !numeric && c.wants(d.rank, len(text)) && (c.known || d.rank < sampled || mayBeCode(text)):
		f.props = append(f.props, property{c.lower, text, false})
	}
}

// mayBeCode reports whether a text is as long as some code and starts as one: what
// else stands under unknown names is not kept of every feature.
func mayBeCode(text string) bool {
	return len(text) <= longestCode && layersOfLength[len(text)] != nil && (text[0] >= '0' && text[0] <= '9' || text[0]|0x20 == 'q')
}

// whole writes a number without decimals that are nothing, as codes have none.
func whole(text string) string {
	if v, err := strconv.ParseFloat(text, 64); err == nil && v == math.Trunc(v) && math.Abs(v) < 1e12 {
		return strconv.FormatInt(int64(v), 10)
	}
	return text
}

// get returns the property of a name in lower case; nil where there is none.
func (f *rawFeature) get(column string) *property {
	for i := range f.props {
		if f.props[i].column == column {
			return &f.props[i]
		}
	}
	return nil
}

// properties keeps the properties that may give a code or a name.
func (d *decoder) properties(c *cursor, f *rawFeature) error {
	if c.peek() != '{' {
		raw, err := c.value()
		if err == nil && string(raw) != "null" {
			err = faultf(RuleWrongType, "the properties are not an object")
		}
		return err
	}
	start := c.i
	isPerimeter := d.perimeters
	err := c.object(func(key string) error {
		column := d.column(key)
		raw, err := c.value()
		if err != nil {
			return err
		}
		// Some files of units have a centre too: a point.
		isPerimeter = isPerimeter || column.lower == centreKey && raw[0] == '"'
		return d.member(f, column, raw)
	})
	if isPerimeter {
		f.attributes = jsonObject(bytes.Clone(c.b[start:c.i]))
	}
	return err
}

// member keeps one member of the properties, where it is a text or a number.
func (d *decoder) member(f *rawFeature, c *column, raw []byte) error {
	switch raw[0] {
	case '"':
		if !c.wants(d.rank, len(raw)-2) && d.rank >= c.first {
			return nil
		}
		text, err := decodeText(raw)
		if err != nil && !c.known {
			return nil // nothing is asked of it
		}
		d.keep(f, c, strings.TrimSpace(text), false)
		return err
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		d.keep(f, c, string(raw), true)
	case '{', '[', 't', 'f':
		c.show(d.rank, string(raw))
	}
	return nil
}

// gather adds the columns that one worker met to those of the others.
func gather(into map[string]*column, from map[string]*column) {
	for name, c := range from {
		all := into[name]
		if all == nil {
			into[name] = c
		} else if c.first < all.first {
			all.first, all.sample = c.first, c.sample
		}
	}
}

// listColumns sorts columns by name, and bounds how many there are.
func listColumns(columns map[string]*column) []*column {
	list := make([]*column, 0, len(columns))
	for _, c := range columns {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *column) int { return strings.Compare(a.name, b.name) })
	return list[:min(len(list), maxNames)]
}
