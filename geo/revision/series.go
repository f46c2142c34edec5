package revision

import (
	"cmp"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
)

// series gathers the answers that differ, each over time.
type series struct {
	c     *comparison
	found map[seriesKey]*Finding
}

type seriesKey struct {
	key        answerKey
	scope      geo.Scope
	confidence geo.Confidence
}

func newSeries(c *comparison) *series { return &series{c, map[seriesKey]*Finding{}} }

// differing is one answer that differs between two networks.
type differing struct {
	key           answerKey
	before, after any
}

// compare enters what differs over one stretch of days. q gives its first day, the
// scope and the threshold.
func (s *series) compare(q coverage.Query, last geo.Date, all []differing) {
	for i := range all {
		s.differ(q, last, &all[i])
	}
}

// differences sets the answers of two networks against each other.
func differences(before, after []answer) []differing {
	was := make(map[answerKey]any, len(before))
	for _, t := range before {
		was[t.key.unnamed()] = t.value
	}
	var out []differing
	for _, t := range after {
		key := t.key.unnamed()
		old, had := was[key]
		delete(was, key)
		if !had && t.key.topic != Overlaps {
			continue // a unit that is new is told as that
		}
		if !equal(old, t.value) {
			out = append(out, differing{t.key, old, t.value})
		}
	}
	for _, t := range before {
		if _, left := was[t.key.unnamed()]; left && t.key.topic == Overlaps {
			out = append(out, differing{t.key, t.value, nil})
		}
	}
	return out
}

// unnamed is the same without the name, which may differ.
func (a answerKey) unnamed() answerKey {
	a.name = ""
	return a
}

func (s *series) differ(q coverage.Query, last geo.Date, d *differing) {
	at, before, after := &d.key, d.before, d.after
	key := seriesKey{at.unnamed(), q.Scope, q.Confidence}
	f := s.found[key]
	if f == nil {
		f = &Finding{
			Severity: Review, Topic: at.topic, Kind: Changed, Level: at.level, Code: at.code, Name: at.name, Field: at.field,
			Question: &Question{Measure: at.measure, Territory: at.territory, Scope: q.Scope, Confidence: q.Confidence.String(), Geography: at.geography},
		}
		s.found[key] = f
	}
	days := geo.Interval{First: q.Date, Last: last}
	f.Today = f.Today || days.Has(s.c.today)
	if n := len(f.Spans); n > 0 {
		if l := &f.Spans[n-1]; l.days.Last+1 == q.Date && equal(l.Before, before) && equal(l.After, after) {
			l.days.Last, l.Last = last, last.String()
			return
		}
	}
	f.Spans = append(f.Spans, Span{
		First: q.Date.String(), Last: last.String(), Before: before, After: after,
		days: days,
	})
}

// equal compares two answers.
func equal(a, b any) bool {
	x, ok := a.(Share)
	y, also := b.(Share)
	if ok != also {
		return false
	}
	if ok {
		return x.Type == y.Type && slices.Equal(x.Departments, y.Departments)
	}
	return a == b
}

// finish adds the findings, those asked by default first.
func (s *series) finish() {
	keys := make([]seriesKey, 0, len(s.found))
	for key := range s.found {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b seriesKey) int {
		return cmp.Or(cmp.Compare(a.odd(), b.odd()), a.compare(b))
	})
	for _, key := range keys {
		f := s.found[key]
		f.Kind = f.turn()
		if n := len(f.Spans) - s.c.most; n > 0 {
			f.Spans, f.MoreSpan = f.Spans[n:], n // the latest are told
		}
		s.c.add(*f)
	}
}

// odd counts the parts of a question that are not as by default.
func (k seriesKey) odd() int {
	n := 0
	for _, differs := range []bool{
		k.scope != geo.Policy, k.confidence != geo.Medium,
		k.key.territory != "" && k.key.territory != geo.France, k.key.geography == geo.QPV2024,
	} {
		if differs {
			n++
		}
	}
	return n
}

func (k seriesKey) compare(o seriesKey) int {
	place := func(k seriesKey) [7]int {
		return [7]int{
			slices.Index(topics, k.key.topic), slices.Index(geo.Levels, k.key.level),
			slices.Index(scopes, k.scope), slices.Index(confidences, k.confidence),
			slices.Index(geo.Territories, k.key.territory), slices.Index(geo.Geographies, k.key.geography),
			rankOf(k.key.measure),
		}
	}
	x, y := place(k), place(o)
	return cmp.Or(slices.Compare(x[:], y[:]), cmp.Compare(k.key.code, o.key.code), cmp.Compare(k.key.field, o.key.field))
}

// rankOf is where a measure stands among all, -1 where there is none.
func rankOf(measure string) int {
	m, err := geo.ParseMeasure(measure)
	if err != nil {
		return -1
	}
	return int(m)
}

// turn is what an answer that differs over time does in all: the kind of its
// spans, where they are of one.
func (f *Finding) turn() Kind {
	kind := Kind("")
	for i := range f.Spans {
		one := f.Spans[i].kind(f)
		if kind != "" && kind != one {
			return Changed
		}
		kind = one
	}
	return kind
}

func (s *Span) kind(f *Finding) Kind {
	switch {
	case f.Topic == Overlaps && s.Before == nil:
		return New
	case f.Topic == Overlaps && s.After == nil:
		return Gone
	case f.Field == "coverage" && s.Before == string(coverage.IsCovered):
		return GapAppears
	case f.Field == "coverage" && s.After == string(coverage.IsCovered):
		return GapVanishes
	}
	return Changed
}
