package api

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// nearest returns the name most like the one given, "" where there is none to
// choose from. A name that begins like the other, or ends like it, counts as
// two slips away at most, so that "date" finds "datetime" and "confidence" finds
// "min_confidence".
func nearest(given string, names []string) string {
	given = strings.ToLower(given)
	best, least := "", 0
	for _, name := range names {
		d := slips(given, strings.ToLower(name))
		if best == "" || d < least {
			best, least = name, d
		}
	}
	return best
}

func slips(a, b string) int {
	// A hostile name of a megabyte must not cost a quadratic comparison.
	const longest = 64
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	d := levenshtein.ComputeDistance(a, b)
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) >= 3 && (strings.HasPrefix(long, short) || strings.HasSuffix(long, short)) {
		return min(d, 2)
	}
	return d
}

// nearestPath returns the served path most like the one asked for, comparing
// segment by segment; a segment that is a parameter takes what was asked.
func nearestPath(asked string, paths []string) string {
	want := strings.Split(strings.Trim(asked, "/"), "/")
	best, least := "/", 1<<30
	for _, path := range paths {
		have := strings.Split(strings.Trim(path, "/"), "/")
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
	return best
}
