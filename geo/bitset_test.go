package geo_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"maillage/geo"
)

// TestBitset holds every operation to the same one over maps.
func TestBitset(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "size")
		a, b, c := drawSet(t, n, "a"), drawSet(t, n, "b"), drawSet(t, n, "c")
		listed := rapid.SliceOf(rapid.Int32Range(0, int32(n-1))).Draw(t, "listed")
		filter := func(keep func(i int) bool) (out []int) {
			for i := range n {
				if keep(i) {
					out = append(out, i)
				}
			}
			return out
		}
		inPlace := func(change func(set geo.Bitset)) geo.Bitset {
			set := a.set.Clone()
			change(set)
			return set
		}
		for name, of := range map[string]struct {
			got  geo.Bitset
			want []int
		}{
			"union":                {a.set.Union(b.set, c.set), filter(func(i int) bool { return a.has[i] || b.has[i] || c.has[i] })},
			"intersection":         {a.set.Intersection(b.set), filter(func(i int) bool { return a.has[i] && b.has[i] })},
			"difference":           {a.set.Difference(b.set, c.set), filter(func(i int) bool { return a.has[i] && !b.has[i] && !c.has[i] })},
			"symmetric difference": {a.set.SymmetricDifference(b.set), filter(func(i int) bool { return a.has[i] != b.has[i] })},
			"or":                   {inPlace(func(set geo.Bitset) { set.Or(b.set) }), filter(func(i int) bool { return a.has[i] || b.has[i] })},
			"and":                  {inPlace(func(set geo.Bitset) { set.And(b.set) }), filter(func(i int) bool { return a.has[i] && b.has[i] })},
			"and not":              {inPlace(func(set geo.Bitset) { set.AndNot(b.set) }), filter(func(i int) bool { return a.has[i] && !b.has[i] })},
			"add all":              {inPlace(func(set geo.Bitset) { set.AddAll(listed) }), filter(func(i int) bool { return a.has[i] || slices.Contains(listed, int32(i)) })},
			"unchanged":            {a.set, filter(func(i int) bool { return a.has[i] })},
		} {
			if got := membersOf(of.got); !slices.Equal(got, of.want) || of.got.Len() != len(of.want) {
				t.Fatalf("%s: %v, want %v", name, got, of.want)
			}
		}
		for name, of := range map[string]struct{ got, want bool }{
			"equal":      {a.set.Equal(b.set), slices.Equal(membersOf(a.set), membersOf(b.set))},
			"itself":     {a.set.Equal(a.set.Clone()), true},
			"empty":      {a.set.Empty(), len(membersOf(a.set)) == 0},
			"intersects": {a.set.Intersects(b.set), len(membersOf(a.set.Intersection(b.set))) > 0},
			"has all":    {a.set.HasAll(listed), !slices.ContainsFunc(listed, func(i int32) bool { return !a.has[int(i)] })},
			"has any":    {a.set.HasAny(listed), slices.ContainsFunc(listed, func(i int32) bool { return a.has[int(i)] })},
		} {
			if of.got != of.want {
				t.Fatalf("%s: %t, want %t", name, of.got, of.want)
			}
		}
	})
}

// drawn is a set, and the same one as a map.
type drawn struct {
	set geo.Bitset
	has map[int]bool
}

// drawSet draws a set by adding and removing, sparse ones among them.
func drawSet(t *rapid.T, n int, name string) drawn {
	out := drawn{set: geo.NewBitset(n), has: map[int]bool{}}
	for _, i := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, n).Draw(t, name) {
		if out.has[i] {
			out.set.Remove(i)
		} else {
			out.set.Add(i)
		}
		out.has[i] = !out.has[i]
	}
	return out
}

func membersOf(set geo.Bitset) (out []int) {
	set.Each(func(i int) { out = append(out, i) })
	return out
}
