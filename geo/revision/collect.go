package revision

import (
	"cmp"
	"slices"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// comparison collects findings.
type comparison struct {
	a, b    *snapshot.Snapshot // before and after
	pairs   map[geo.Level][]pair[geo.Unit]
	most    int
	today   geo.Date
	batches map[sort]*batch
	count   Counts
}

// sort is what bounds apply to, each by itself.
type sort struct {
	topic Topic
	kind  Kind
	level geo.Level
}

// batch is the findings of one sort.
type batch struct {
	findings []Finding
	left     int // found beside these, and too many
}

func (c *comparison) add(f Finding) {
	key := sort{f.Topic, f.Kind, f.Level}
	if c.batches[key] == nil {
		c.batches[key] = &batch{}
	}
	c.batches[key].findings = append(c.batches[key].findings, f)
	c.tally(f.Severity, 1)
}

// addMore counts findings of a sort that nobody needs to have told one by one.
func (c *comparison) addMore(key sort, s Severity, n int) {
	if n == 0 {
		return
	}
	if c.batches[key] == nil {
		c.batches[key] = &batch{}
	}
	c.batches[key].left += n
	c.tally(s, n)
}

func (c *comparison) tally(s Severity, n int) {
	switch s {
	case Refuse:
		c.count.Refuse += n
	case Review:
		c.count.Review += n
	default:
		c.count.Note += n
	}
}

// finish puts the findings in order: by topic, then sort, the gravest sorts of a
// topic first; within a sort the gravest first, else as they were found.
func (c *comparison) finish(r *Report) {
	keys := make([]sort, 0, len(c.batches))
	for key, b := range c.batches {
		keys = append(keys, key)
		slices.SortStableFunc(b.findings, func(a, b Finding) int { return cmp.Compare(a.Severity.rank(), b.Severity.rank()) })
	}
	slices.SortFunc(keys, func(a, b sort) int {
		return cmp.Or(
			cmp.Compare(slices.Index(topics, a.topic), slices.Index(topics, b.topic)),
			cmp.Compare(c.batches[a].gravest(), c.batches[b].gravest()),
			cmp.Compare(slices.Index(kinds, a.kind), slices.Index(kinds, b.kind)),
			cmp.Compare(slices.Index(geo.Levels, a.level), slices.Index(geo.Levels, b.level)),
		)
	})
	r.Counts, r.Findings, r.LeftOut = c.count, []Finding{}, []LeftOut{}
	for _, key := range keys {
		b := c.batches[key]
		n := min(len(b.findings), c.most)
		r.Findings = append(r.Findings, b.findings[:n]...)
		if left := b.left + len(b.findings) - n; left > 0 {
			r.LeftOut = append(r.LeftOut, LeftOut{key.topic, key.kind, key.level, left})
		}
	}
}

func (b *batch) gravest() int {
	if len(b.findings) == 0 {
		return Note.rank()
	}
	return b.findings[0].Severity.rank()
}

// kinds is the order of kinds in a topic.
var kinds = []Kind{
	Unreconciled, CountedTwice, Untold, Reconciled, Abroad, Displaced, Emptied, Filled, Gone, New, LostGeometry, GainedGeometry,
	Distribution, GapAppears, GapVanishes, Changed, Moved, Renamed, Redrawn,
}

// pair is the two forms of what both snapshots may have.
type pair[T any] struct{ before, after *T }

// paired walks through two lists in order of their keys.
func paired[T any](before, after []T, key func(*T) string, f func(p pair[T])) {
	before, after = ordered(before, key), ordered(after, key)
	i, k := 0, 0
	for i < len(before) || k < len(after) {
		switch {
		case k == len(after) || i < len(before) && key(&before[i]) < key(&after[k]):
			f(pair[T]{before: &before[i]})
			i++
		case i == len(before) || key(&after[k]) < key(&before[i]):
			f(pair[T]{after: &after[k]})
			k++
		default:
			f(pair[T]{&before[i], &after[k]})
			i, k = i+1, k+1
		}
	}
}

// ordered returns a list sorted by key: nearly always itself.
func ordered[T any](list []T, key func(*T) string) []T {
	compare := func(a, b T) int { return cmp.Compare(key(&a), key(&b)) }
	if slices.IsSortedFunc(list, compare) {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, compare)
	return list
}

// either returns the form after, or the one before where there is none.
func (p pair[T]) either() *T {
	if p.after != nil {
		return p.after
	}
	return p.before
}

// alone reports whether only one snapshot has it, and what became of it then.
func (p pair[T]) alone() (kind Kind, alone bool) {
	switch {
	case p.after == nil:
		return Gone, true
	case p.before == nil:
		return New, true
	}
	return "", false
}
