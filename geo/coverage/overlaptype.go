package coverage

import (
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// handOver is how long, in months, two centres may share ground while one
// takes over from the other.
const handOver = 12

// doubt ranks the types.
var doubt = map[OverlapType]int{Agreed: 0, Transitional: 1, Unexplained: 2}

// mostDoubtful returns the most doubtful of types, Agreed where there is none.
func mostDoubtful(types []OverlapType) OverlapType {
	worst := Agreed
	for _, t := range types {
		if doubt[t] > doubt[worst] {
			worst = t
		}
	}
	return worst
}

// typeOf returns the most doubtful type among the pairs of perimeters, which
// hold over the same ground, that belong to different centres.
func typeOf(perimeters []*snapshot.Perimeter) OverlapType {
	var types []OverlapType
	for i, a := range perimeters {
		for _, b := range perimeters[i+1:] {
			if a.Centre != b.Centre {
				types = append(types, pairType(a, b))
			}
		}
	}
	return mostDoubtful(types)
}

func pairType(a, b *snapshot.Perimeter) OverlapType {
	switch {
	case a.Scope != b.Scope, agreed(a, b), agreed(b, a), citeTogether(a, b):
		return Agreed
	case handsOver(a, b), handsOver(b, a):
		return Transitional
	default:
		return Unexplained
	}
}

// agreed reports whether the record of a says that it shares ground with the
// centre of b, or whether its act or one of its sources names that centre.
func agreed(a, b *snapshot.Perimeter) bool {
	if slices.Contains(a.AgreedWith, b.Centre.ID) {
		return true
	}
	for _, text := range append([]string{a.Act}, a.Sources...) {
		if names(text, b.Centre) {
			return true
		}
	}
	return false
}

// citeTogether reports whether both perimeters rest on one act or source.
func citeTogether(a, b *snapshot.Perimeter) bool {
	if a.Act != "" && a.Act == b.Act {
		return true
	}
	if !a.Sourced || !b.Sourced {
		return false
	}
	for _, source := range a.Sources {
		if isCitation(source) && slices.Contains(b.Sources, source) {
			return true
		}
	}
	return false
}

// isCitation tells a source from the words that say there is none.
func isCitation(source string) bool { return !strings.HasPrefix(source, "no published source") }

// names reports whether a text names a centre, by its name or its acronym.
func names(text string, c *geo.Centre) bool {
	if c.Named && strings.Contains(text, c.Name) {
		return true
	}
	return len(c.Acronym) >= 3 && slices.Contains(words(text), c.Acronym)
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '&' || r > 127)
	})
}

// handsOver reports whether b takes over from a within a year: a ends first, b
// began last, and the time they share is known and short.
func handsOver(a, b *snapshot.Perimeter) bool {
	if !a.To.Known() || !b.From.Known() {
		return false
	}
	if a.LastDay() > b.LastDay() || b.From.First() < a.From.First() {
		return false
	}
	return a.LastDay() <= b.From.First().AddMonths(handOver)
}
