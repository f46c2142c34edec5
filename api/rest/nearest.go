package rest

import (
	"path"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the name most like the one given, "" where none is close: a
// suggestion that is not what was meant misleads more than none. A name that
// begins like the other, or ends like it, counts as two slips away at most, so
// that "date" finds "datetime" and "confidence" finds "min_confidence".
func Nearest(given string, names []string) string {
	given = strings.ToLower(given)
	best, least := "", 0
	for _, name := range names {
		d := slips(given, strings.ToLower(name))
		if best == "" || d < least {
			best, least = name, d
		}
	}
	if !likely(least, max(len(given), len(best))) && !oneInTheOther(given, strings.ToLower(best)) {
		return ""
	}
	return best
}

// likely reports whether so many slips in a name of such a length may be slips.
func likely(slips, length int) bool { return 3*slips <= min(length, longest) }

// DidYouMean asks about a suggestion, and is nothing without one.
func DidYouMean(near string) string {
	if near == "" {
		return ""
	}
	return "Did you mean " + near + "? "
}

// oneInTheOther reports whether a name of three letters or more begins or ends
// another.
func oneInTheOther(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= 3 && (strings.HasPrefix(b, a) || strings.HasSuffix(b, a))
}

// longest is how much of a name is looked at: a hostile one of a megabyte must
// not cost a quadratic comparison.
const longest = 64

func slips(a, b string) int {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	d := levenshtein.ComputeDistance(a, b)
	if oneInTheOther(a, b) {
		return min(d, 2)
	}
	return d
}

// nearestPath returns the served path most like the one asked for, comparing
// segment by segment; a segment that is a parameter takes what was asked. It
// returns "" where none is close.
func nearestPath(asked string, paths []string) string {
	asked = path.Clean("/" + asked)
	want := strings.Split(strings.Trim(asked, "/"), "/")
	best, least := "", 1<<30
	for _, served := range paths {
		have := strings.Split(strings.Trim(served, "/"), "/")
		cost, filled := 0, make([]string, len(have))
		for i, segment := range have {
			filled[i] = segment
			switch {
			case i >= len(want):
				cost += len(segment)
			case strings.HasPrefix(segment, "{"):
				filled[i] = want[i]
			default:
				cost += slips(want[i], segment)
			}
		}
		for _, extra := range want[min(len(have), len(want)):] {
			cost += len(extra)
		}
		if cost < least {
			best, least = "/"+strings.Join(filled, "/"), cost
		}
	}
	if !likely(least, len(asked)) {
		return ""
	}
	return best
}
