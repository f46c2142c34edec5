package revision

import "maillage/geo"

// orNil is a text, nil where it is empty.
func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// known is a count, nil where it is not known.
func known(n geo.Count) any {
	if !n.Known {
		return nil
	}
	return n.N
}

// field is one of what a record says.
type field struct {
	name          string
	severity      Severity
	before, after any // texts, numbers, booleans or nil
	kind          Kind
}

// text is a field that counts nothing.
func text(name, before, after string) field {
	return field{name, Note, orNil(before), orNil(after), Changed}
}

// list is a field of several texts, whose order says nothing.
type list struct {
	name          string
	severity      Severity
	before, after []string
}

// fields adds a finding for each field that differs.
func (c *comparison) fields(about Finding, fields ...field) {
	for _, one := range fields {
		if one.before == one.after {
			continue
		}
		f := about
		f.Severity, f.Kind, f.Field, f.Before, f.After = one.severity, one.kind, one.name, one.before, one.after
		c.add(f)
	}
}

// lists adds a finding for each list that differs.
func (c *comparison) lists(about Finding, lists ...list) {
	for _, one := range lists {
		d := deltaOf(one.before, one.after)
		if d == nil {
			continue
		}
		f := about
		f.Severity, f.Kind, f.Field, f.Change = one.severity, Changed, one.name, d
		f.Before, f.After = len(one.before), len(one.after)
		c.add(f)
	}
}

// deltaOf tells what a list lost and gained, each in order; nil where it has the
// same entries, each as often.
func deltaOf(before, after []string) *Delta {
	d := &Delta{Lost: []string{}, Gained: []string{}}
	paired(before, after, func(s *string) string { return *s }, func(p pair[string]) {
		switch {
		case p.after == nil:
			d.Lost = append(d.Lost, *p.before)
		case p.before == nil:
			d.Gained = append(d.Gained, *p.after)
		}
	})
	if len(d.Lost)+len(d.Gained) == 0 {
		return nil
	}
	return d
}
