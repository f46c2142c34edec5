package spreadsheet

import (
	"errors"
	"slices"
	"strings"

	"maillage/data/format"
)

// choose reads the sheet that is wanted.
func choose(w book, want Wanted, limits Limits) (*Sheet, error) {
	list := w.sheets()
	if want.Name != "" {
		i := slices.IndexFunc(list, func(s named) bool { return strings.EqualFold(s.name, want.Name) })
		if i < 0 {
			return nil, format.Errorf(format.RuleUnknownTable, "it has no sheet %q; it has %s", clip(want.Name), namesOf(list))
		}
		text, err := textOf(w, list[i], limits)
		if err != nil {
			return nil, err
		}
		return &Sheet{Format: w.format(), Name: list[i].name, Text: text}, nil
	}
	c := choice{want: want}
	for _, s := range list {
		if s.hidden {
			continue
		}
		text, err := textOf(w, s, limits)
		if err := c.meet(s, text, err); err != nil {
			return nil, err
		}
	}
	if len(c.filled) == 0 {
		return nil, format.Errorf(format.RuleTruncated, "nothing stands in any sheet that is not hidden (%s)", namesOf(list))
	}
	s, err := c.only()
	if err != nil {
		return nil, c.orHidden(w, list, limits, err)
	}
	s.Format = w.format()
	return s, nil
}

// choice is the sheets of a workbook that were met.
type choice struct {
	want   Wanted
	filled []named // and not hidden
	fit    []named // of those, the ones that have what is needed
	first  []byte  // of those that fit, else of all
	fault  error   // of the first that cannot be read
}

// meet takes note of a sheet. One that cannot be read is in nobody's way where
// another is what is wanted.
func (c *choice) meet(s named, text []byte, err error) error {
	var known *format.Error
	switch {
	case errors.As(err, &known) && c.want.Has != nil:
		c.filled = append(c.filled, s)
		if c.fault == nil {
			c.fault = known
		}
		return nil
	case err != nil || len(text) == 0:
		return err
	}
	fits := c.want.Has == nil || c.want.Has(text)
	if len(c.filled) == 0 || fits && len(c.fit) == 0 {
		c.first = text
	}
	if c.filled = append(c.filled, s); fits {
		c.fit = append(c.fit, s)
	}
	return nil
}

// only returns the one sheet that will do. Where but one is filled it is read
// whatever it holds: who reads on says best what it lacks.
func (c *choice) only() (*Sheet, error) {
	switch {
	case c.fault != nil && len(c.fit) == 0:
		return nil, c.fault
	case len(c.filled) == 1:
		return &Sheet{Name: c.filled[0].name, Text: c.first}, nil
	case len(c.fit) == 1:
		s := &Sheet{Name: c.fit[0].name, Text: c.first}
		for _, other := range c.filled {
			if other != c.fit[0] {
				s.Others = append(s.Others, other.name)
			}
		}
		return s, nil
	case len(c.fit) == 0:
		return nil, format.Errorf(format.RuleManyLayers, "none of its %d filled sheets (%s) has %s", len(c.filled), namesOf(c.filled), c.want.Columns)
	case c.want.Has == nil:
		return nil, format.Errorf(format.RuleManyLayers, "%d of its sheets are filled: %s; name one, or keep one", len(c.fit), namesOf(c.fit))
	}
	return nil, format.Errorf(format.RuleManyLayers, "%d of its sheets have %s: %s; name one, or keep one", len(c.fit), c.want.Columns, namesOf(c.fit))
}

// orHidden adds to a refusal the sheets that are hidden and have what is needed:
// they are read by name alone, for who hides a sheet may mean it to be left out.
func (c *choice) orHidden(w book, list []named, limits Limits, refusal error) error {
	if c.want.Has == nil || len(c.fit) > 0 || c.fault != nil {
		return refusal
	}
	var hidden []named
	for _, s := range list {
		if !s.hidden {
			continue
		}
		if text, err := textOf(w, s, limits); err == nil && c.want.Has(text) {
			hidden = append(hidden, s)
		}
	}
	if len(hidden) == 0 {
		return refusal
	}
	return format.Errorf(format.RuleManyLayers, "%d of its sheets are filled (%s), and have not %s, as has the hidden %s: name that one if it is meant", len(c.filled), namesOf(c.filled), c.want.Columns, namesOf(hidden))
}

// textOf reads one sheet.
func textOf(w book, s named, limits Limits) ([]byte, error) {
	to := &text{most: limits.Text}
	if err := w.read(s.name, to); err != nil {
		return nil, err
	}
	return to.squared(), nil
}
